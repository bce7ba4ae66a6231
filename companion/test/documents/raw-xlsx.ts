/** Workbooks written by hand, so that tests can say what no well-behaved program would write. */
import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

export interface RawPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the directory claims instead of the true unpacked size. */
  readonly claimedSize?: number;
  readonly encrypted?: boolean;
}

/** A zip archive of these parts. Check sums are left at zero: sizes are what the reader goes by. */
export function rawZip(parts: readonly RawPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize, encrypted } of parts) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const fileName = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(encrypted ? 0x801 : 0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize ?? raw.length, 18);
    common.writeUInt16LE(fileName.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), common, fileName, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, place, fileName]));
    files.push(file);
    offset += file.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, entries, Buffer.from('PK\x05\x06'), end]);
}

const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with one sheet; `sheet` is the XML inside `worksheet`. Other parts replace or join them. */
export function rawWorkbook(sheet: string, others: readonly RawPart[] = []): Buffer {
  const parts: RawPart[] = [
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="r1" Type="${officeTypes}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="${officeTypes}"><sheets><sheet name="Sheet" sheetId="7" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="r1" Type="${officeTypes}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: `<worksheet>${sheet}</worksheet>` },
  ];
  const replaced = new Set(others.map(({ name }) => name));
  return rawZip([...parts.filter(({ name }) => !replaced.has(name)), ...others]);
}

/** A part that deflate cannot shorten: it keeps the packing of a repetitive workbook within the bound. */
export function ballast(size: number): RawPart {
  return { name: 'xl/media/ballast.png', content: randomBytes(size) };
}

/** A sheet of inline texts. */
export function rawRows(...rows: string[][]): string {
  const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  return `<sheetData>${rows.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('')}</sheetData>`;
}
