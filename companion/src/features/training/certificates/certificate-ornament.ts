/** The frame of a certificate: two lines, a ram's horn («қошқармүйіз») in each corner, and a faint rosette behind the words. Drawn here. */

export const colours = {
  ink: '#1d2b33',
  deep: '#0b4f5c',
  gold: '#a77b23',
  quiet: '#55636b',
  /** Of the rosette: seen, and never in the way of the words. */
  faint: '#eef3f1',
} as const;

export function certificateFrame(width: number, height: number): string {
  const box = (inset: number, stroke: string, weight: number) =>
    `<rect x="${inset}" y="${inset}" width="${round(width - 2 * inset)}" height="${round(height - 2 * inset)}" fill="none" stroke="${stroke}" stroke-width="${weight}"/>`;
  const corner = (x: number, y: number, across: 1 | -1, down: 1 | -1) =>
    `<g transform="translate(${round(x)} ${round(y)}) scale(${across} ${down})">${horns}</g>`;
  const inset = 34;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    ...[205, 190, 175, 160].map(
      (radius) =>
        `<path d="${rosette(width / 2, height / 2 - 10, radius)}" fill="none" stroke="${colours.faint}" stroke-width="0.8"/>`,
    ),
    box(20, colours.deep, 3),
    box(26, colours.gold, 0.8),
    corner(inset, inset, 1, 1),
    corner(width - inset, inset, -1, 1),
    corner(inset, height - inset, 1, -1),
    corner(width - inset, height - inset, -1, -1),
    '</svg>',
  ].join('');
}

/** One corner, opening to the right and down: two horns that curl away from the corner, and a leaf between them. */
const horns = [
  `<path d="M0 46C0 20 20 0 46 0C56 0 62 7 60 15C58 22 49 23 46 17C44 13 47 9 51 10" fill="none" stroke="${colours.gold}" stroke-width="2.4" stroke-linecap="round"/>`,
  `<path d="M0 46C0 56 7 62 15 60C22 58 23 49 17 46C13 44 9 47 10 51" fill="none" stroke="${colours.gold}" stroke-width="2.4" stroke-linecap="round"/>`,
  `<path d="M14 14C24 16 31 23 33 33C23 31 16 24 14 14z" fill="${colours.deep}"/>`,
  `<circle cx="6" cy="6" r="2.6" fill="${colours.deep}"/>`,
].join('');

/** A closed curve that turns around its centre, as on bank notes: r = R (0.62 + 0.38 cos 7/3 φ). */
function rosette(x: number, y: number, radius: number): string {
  const points = 900;
  const turns = 3;
  return Array.from({ length: points + 1 }, (_, index) => {
    const angle = (index / points) * 2 * Math.PI * turns;
    const r = radius * (0.62 + 0.38 * Math.cos((7 / turns) * angle * 2));
    return `${index === 0 ? 'M' : 'L'}${round(x + r * Math.cos(angle))} ${round(y + r * Math.sin(angle))}`;
  }).join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
