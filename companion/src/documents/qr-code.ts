/** A QR code as the path of its dark modules: for an SVG picture on a screen and for a printed paper alike. */
import QRCode from 'qrcode';

export interface QrPicture {
  /** The picture is so many modules wide and high, without a margin; readers want four free modules around it. */
  size: number;
  /** Path of an SVG picture, one unit for a module. */
  path: string;
}

/** Errors are corrected up to 15 percent of the code. */
export function qrPicture(text: string): QrPicture {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column + 1 < size && modules.get(row, column + 1)) column++;
      path += `M${from} ${row}h${column - from + 1}v1H${from}z`;
    }
  return { size, path };
}
