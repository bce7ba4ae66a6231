/** The same papers that `pdf.ts` prints, as files for text processors: people put them into letters and orders. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import type { Paper } from './pdf.js';

/** What a paper is built of, as far as papers use it. Sizes are in points. */
interface Piece extends Style {
  text?: Words;
  stack?: Content[];
  table?: { widths: (number | 'auto' | '*')[]; body: Content[][]; headerRows?: number; dontBreakRows?: boolean };
  layout?: string;
  style?: string;
  unbreakable?: boolean;
  colSpan?: number;
  border?: boolean[];
}
type Content = string | number | Piece;
type Words = string | number | Content[];
interface Style {
  fontSize?: number;
  bold?: boolean;
  italics?: boolean;
  color?: string;
  alignment?: string;
  characterSpacing?: number;
  margin?: [number, number, number, number];
  marginBottom?: number;
}

type Frame = Pick<Paper, 'styles'>;

const twips = (points: number): number => Math.round(points * 20);
const font = 'Noto Sans';
const fontSize = 8.5;
const grey = '444444';
/** A4 in points, and the margins of the printed paper. */
const a4 = { width: 595.3, height: 841.9 };
const margins = { left: 57, top: 45, right: 28, bottom: 45 };
/** Left and right of the text in a cell. */
const cellPadding = 3.5;
/** What a column takes whose width follows its text: text processors measure that themselves only where nothing else is fixed. */
const labelWidth = 120;

/** The paper as a file of Word (Office Open XML). @throws TypeError on a part of a paper that has no form here */
export async function renderDocx(paper: Paper): Promise<Buffer> {
  const landscape = paper.orientation === 'landscape';
  const textWidth = (landscape ? a4.height : a4.width) - margins.left - margins.right;
  const document = new Document({
    title: paper.title,
    subject: paper.subject,
    creator: paper.author,
    lastModifiedBy: paper.author,
    styles: {
      default: {
        document: {
          run: { font, size: fontSize * 2, language: { value: paper.language } },
          paragraph: { spacing: { line: 264 } },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: {
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
              width: twips(a4.width),
              height: twips(a4.height),
            },
            margin: {
              left: twips(margins.left),
              top: twips(margins.top),
              right: twips(margins.right),
              bottom: twips(margins.bottom),
              header: twips(22),
              footer: twips(14),
            },
          },
        },
        // The first page says itself what it is.
        headers: { first: head(paper, ''), default: head(paper, paper.runningHead) },
        footers: { first: foot(paper, textWidth), default: foot(paper, textWidth) },
        children: apart((paper.content as Content[]).flatMap((part) => blocks(part, paper, textWidth, {}))),
      },
    ],
  });
  return Packer.toBuffer(document);
}

function head(paper: Paper, words: string): Header {
  const warning = paper.warning === null ? [] : [new TextRun({ text: paper.warning, bold: true, size: 19 })];
  const side = { style: BorderStyle.SINGLE, size: 12, space: 4, color: 'auto' };
  return new Header({
    children: [
      new Paragraph({ children: [new TextRun({ text: words, size: 15, color: grey })] }),
      ...(warning.length === 0
        ? []
        : [new Paragraph({ children: warning, border: { top: side, bottom: side, left: side, right: side } })]),
    ],
  });
}

/** The running words at the left, the number of the page at the right. */
function foot(paper: Paper, textWidth: number): Footer {
  const numbers = paper.pageLabel.split(/(\{pages?\})/).map((part) => {
    if (part === '{page}') return PageNumber.CURRENT;
    return part === '{pages}' ? PageNumber.TOTAL_PAGES : part;
  });
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: 'right', position: twips(textWidth) }],
        children: [new TextRun({ children: [paper.runningFoot, '\t', ...numbers], size: 14, color: grey })],
      }),
    ],
  });
}

/** Text processors make one table of two that follow each other, and then repeat the head of the first only: a thin line keeps them apart. */
function apart(parts: readonly (Paragraph | Table)[]): (Paragraph | Table)[] {
  return parts.flatMap((part, at) =>
    part instanceof Table && parts[at - 1] instanceof Table
      ? [new Paragraph({ spacing: { before: 0, after: 0, line: twips(8), lineRule: LineRuleType.EXACT } }), part]
      : [part],
  );
}

/** @param inherited what the parts around say: a style holds for everything within */
function blocks(
  content: Content,
  frame: Frame,
  width: number,
  inherited: Style,
  together = false,
): (Paragraph | Table)[] {
  if (typeof content !== 'object') return [paragraph(content, inherited, together)];
  const style = { ...inherited, ...styleOf(content, frame) };
  if (content.text !== undefined) return [paragraph(content.text, style, together)];
  if (content.stack !== undefined)
    return content.stack.flatMap((part) => blocks(part, frame, width, style, together || content.unbreakable === true));
  if (content.table !== undefined)
    return [table(content, content.table, frame, width, style, together || content.unbreakable === true)];
  throw new TypeError(`A paper has no form in Word for ${Object.keys(content).join(', ')}`);
}

function styleOf({ style, ...own }: Piece, { styles }: Frame): Style {
  const { fontSize, bold, italics, color, alignment, characterSpacing, margin, marginBottom } = {
    ...(style === undefined ? {} : (styles[style] as Style)),
    ...own,
  };
  const given = { fontSize, bold, italics, color, alignment, characterSpacing, margin, marginBottom };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function paragraph(words: Words, style: Style, together: boolean): Paragraph {
  const [, before = 0, , after = style.marginBottom ?? 0] = style.margin ?? [];
  const options: IParagraphOptions = {
    children: runs(words, style),
    spacing: { before: twips(before), after: twips(after) },
    keepNext: together,
    keepLines: together,
    ...(style.alignment === 'center' ? { alignment: AlignmentType.CENTER } : {}),
  };
  return new Paragraph(options);
}

function runs(words: Words, style: Style): TextRun[] {
  if (Array.isArray(words))
    return words.flatMap((part) =>
      typeof part === 'object'
        ? runs(part.text ?? '', { ...style, ...styleOf(part, { styles: {} }) })
        : runs(part, style),
    );
  const look: IRunOptions = {
    ...(style.bold === undefined ? {} : { bold: style.bold }),
    ...(style.italics === undefined ? {} : { italics: style.italics }),
    ...(style.fontSize === undefined ? {} : { size: style.fontSize * 2 }),
    ...(style.color === undefined ? {} : { color: style.color.replace('#', '') }),
    ...(style.characterSpacing === undefined ? {} : { characterSpacing: twips(style.characterSpacing) }),
  };
  return String(words)
    .split('\n')
    .map((text, line) => new TextRun({ ...look, text, ...(line === 0 ? {} : { break: 1 }) }));
}

function table(
  piece: Piece,
  { widths, body, headerRows = 0, dontBreakRows = false }: NonNullable<Piece['table']>,
  frame: Frame,
  width: number,
  style: Style,
  together: boolean,
): Table {
  const ruled = piece.layout === 'ruled';
  const columns = columnWidths(widths, width, ruled ? 2 * cellPadding : 0);
  // Margins of a style stand around the table, not in each of its cells.
  const inCells: Style = { ...style };
  delete inCells.margin;
  const edge = { style: ruled ? BorderStyle.SINGLE : BorderStyle.NONE, size: 4, color: 'auto' };
  const noEdge = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const open = { top: noEdge, left: noEdge, right: noEdge, bottom: noEdge };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(columns.reduce((sum, each) => sum + each, 0)), type: WidthType.DXA },
    columnWidths: columns.map(twips),
    margins: {
      left: twips(cellPadding),
      right: twips(cellPadding),
      top: twips(ruled ? 2.5 : 0),
      bottom: twips(ruled ? 3 : 0),
    },
    borders: { top: edge, left: edge, right: edge, bottom: edge, insideHorizontal: edge, insideVertical: edge },
    rows: body.map(
      (cells, row) =>
        new TableRow({
          tableHeader: row < headerRows,
          cantSplit: together || dontBreakRows || row < headerRows,
          children: spanned(cells).map(({ cell, at, span }) => {
            const size = columns.slice(at, at + span).reduce((sum, each) => sum + each, 0);
            return new TableCell({
              columnSpan: span,
              width: { size: twips(size), type: WidthType.DXA },
              // The last row keeps with nothing: what follows may stand on the next page.
              children: blocks(cell, frame, size, inCells, together && row < body.length - 1),
              ...(typeof cell === 'object' && cell.border?.every((side) => !side) ? { borders: open } : {}),
            });
          }),
        }),
    ),
  });
}

/** A cell over several columns is followed by empty ones that only hold the place. */
function spanned(cells: readonly Content[]): { cell: Content; at: number; span: number }[] {
  const found: { cell: Content; at: number; span: number }[] = [];
  for (let at = 0; at < cells.length;) {
    const cell = cells[at]!;
    const span = typeof cell === 'object' ? (cell.colSpan ?? 1) : 1;
    found.push({ cell, at, span });
    at += span;
  }
  return found;
}

function columnWidths(widths: readonly (number | 'auto' | '*')[], whole: number, padding: number): number[] {
  const fixed = widths.map((each) => (each === '*' ? 0 : each === 'auto' ? labelWidth : each + padding));
  const rest = whole - fixed.reduce((sum, each) => sum + each, 0);
  const stars = widths.filter((each) => each === '*').length;
  return widths.map((each, at) => (each === '*' ? rest / stars : fixed[at]!));
}
