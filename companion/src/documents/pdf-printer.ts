/** The other end of `renderPdfs`: a process that is told some papers, answers with their files and ends. */
import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Paper } from './pdf.js';

const { resolve } = createRequire(import.meta.url);
const fonts = {
  normal: resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
};

/** Points: 20 mm at the left, where papers are bound, 10 mm at the right. */
const boundMargins = { left: 57, top: 45, right: 28, bottom: 45 };
const grey = '#444444';

/** A full grid of thin lines, the head of the table between stronger ones. Of two rows of head the first is a title above the grid. */
const ruled: CustomTableLayout = {
  hLineWidth: (row, { table }) => {
    const top = table.headerRows === 2 ? 1 : 0;
    if (row < top) return 0;
    return row === top || row === table.headerRows || row === table.body.length ? 0.9 : 0.4;
  },
  vLineWidth: () => 0.4,
  paddingLeft: () => 3.5,
  paddingRight: () => 3.5,
  paddingTop: () => 2.5,
  paddingBottom: () => 3,
};

/** A frame that is not overlooked. */
const framed: CustomTableLayout = {
  hLineWidth: () => 1.6,
  vLineWidth: () => 1.6,
  paddingLeft: () => 6,
  paddingTop: () => 3,
  paddingBottom: () => 4,
};

function definitionOf(paper: Paper): TDocumentDefinitions {
  const date = new Date(paper.printedAt);
  const margins = paper.margins ?? boundMargins;
  const top = paper.warning === null ? margins.top : margins.top + 38;
  return {
    pageSize: 'A4',
    pageOrientation: paper.orientation,
    pageMargins: [margins.left, top, margins.right, margins.bottom],
    language: paper.language,
    info: {
      title: paper.title,
      subject: paper.subject,
      author: paper.author,
      creator: 'Qashyq',
      producer: 'Qashyq',
      creationDate: date,
    },
    defaultStyle: { font: 'NotoSans', fontSize: 8.5, lineHeight: 1.1 },
    styles: paper.styles,
    header: (page) => ({
      margin: [margins.left, 22, margins.right, 0],
      stack: [
        { text: page === 1 ? ' ' : paper.runningHead, fontSize: 7.5, color: grey },
        ...(paper.warning === null
          ? []
          : [
              {
                table: { widths: ['*'], body: [[{ text: paper.warning, bold: true, fontSize: 9.5 }]] },
                layout: 'framed',
                marginTop: 4,
              },
            ]),
      ],
    }),
    footer: (page, pages) => ({
      margin: [margins.left, 14, margins.right, 0],
      fontSize: 7,
      color: grey,
      columns: [
        { width: '*', text: paper.runningFoot },
        {
          width: 'auto',
          alignment: 'right',
          text: paper.pageLabel.replace('{page}', String(page)).replace('{pages}', String(pages)),
        },
      ],
    }),
    content: paper.content,
    ...(paper.background === undefined ? {} : { background: paper.background }),
  };
}

// A paper brings everything with it: nothing is loaded from the network, and of the disk only the fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path));
pdfmake.setFonts({ NotoSans: fonts });
pdfmake.setTableLayouts({ ruled, framed });
process.once('message', (papers: Paper[]) => {
  void printAll(papers).then((files) => process.send!(files, () => process.disconnect()));
});

async function printAll(papers: readonly Paper[]): Promise<Buffer[]> {
  const files: Buffer[] = [];
  for (const paper of papers) files.push(await pdfmake.createPdf(definitionOf(paper)).getBuffer());
  return files;
}
