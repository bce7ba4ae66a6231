/** Horizontal bars as an SVG picture: labels above the bars, so that long names fit on a phone. Colours and type are the page's own. */

export interface Bar {
  label: string;
  value: number;
  /** The part of the value that stands out, drawn first. */
  marked: number;
  /** The value in words: nothing is told by colour alone. */
  words: string;
}

export interface BarChart {
  /** What reading programs say the picture is of, and what it shows. */
  title: string;
  description: string;
  bars: readonly Bar[];
  /** What a whole bar is, where that is known: 5 of ratings. Else the greatest value. */
  most?: number;
  /** The marked part is what has been reached of the whole; without this it is what should not be. */
  reaches?: true;
}

/** In units of the picture, which are pixels on a phone. Right of the longest bar there is room for its words. */
const width = 360;
const barRoom = 180;
const rowHeight = 42;
const barHeight = 16;
/** Letters of a label that fit on its line. */
const labelRoom = 48;

/** The picture; classes `lq-chart-…` give it colours. Equal charts give equal texts. */
export function barChart({ title, description, bars, most, reaches }: BarChart): string {
  const greatest = most ?? Math.max(1, ...bars.map(({ value }) => value));
  const lengthOf = (value: number): number => Math.round((value / greatest) * barRoom * 10) / 10;
  const rows = bars.map(({ label, value, marked, words }, row) => {
    const top = row * rowHeight;
    const y = top + 18;
    return [
      `<text class="lq-chart-label" x="0" y="${top + 12}">${escapeXml(shortened(label))}</text>`,
      `<rect class="lq-chart-bar" x="0" y="${y}" width="${lengthOf(value)}" height="${barHeight}"/>`,
      ...(marked === 0
        ? []
        : [`<rect class="lq-chart-marked" x="0" y="${y}" width="${lengthOf(marked)}" height="${barHeight}"/>`]),
      `<text class="lq-chart-value" x="${lengthOf(value) + 6}" y="${y + 12}">${escapeXml(words)}</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="lq-chart${reaches === true ? ' lq-chart-reached' : ''}" viewBox="0 0 ${width} ${bars.length * rowHeight}"`,
    ' role="img" aria-labelledby="lq-chart-title lq-chart-description">',
    `<title id="lq-chart-title">${escapeXml(title)}</title>`,
    `<desc id="lq-chart-description">${escapeXml(description)}</desc>`,
    ...rows,
    '</svg>',
  ].join('');
}

/** The whole name stands in the table under the picture. */
function shortened(label: string): string {
  const letters = [...label];
  return letters.length <= labelRoom
    ? label
    : `${letters
        .slice(0, labelRoom - 1)
        .join('')
        .trimEnd()}…`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}
