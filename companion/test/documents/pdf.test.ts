import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { expect } from 'chai';
import { renderPdf, type Paper } from '../../src/documents/pdf.js';

const paper = (values: Partial<Paper> = {}): Paper => ({
  language: 'kk',
  orientation: 'portrait',
  title: 'Қағаз',
  subject: 'Сынақ',
  author: 'Университет',
  printedAt: Date.UTC(2026, 9, 8, 5),
  runningHead: '',
  runningFoot: '',
  pageLabel: '{page} / {pages}',
  warning: null,
  styles: {},
  content: [{ text: 'Мәтін' }],
  ...values,
});
const refusal = async (printing: Promise<unknown>): Promise<string> =>
  printing.then(
    () => expect.fail('should have been refused'),
    (error: unknown) => (error as Error).message,
  );

describe('printing a paper as PDF', function () {
  this.timeout(60_000);

  it('tells its language and title, and equal papers give equal bytes', async () => {
    const file = await renderPdf(paper());
    const text = file.toString('latin1');
    expect(text)
      .to.match(/^%PDF-1\./)
      .and.include('/Lang (kk)')
      .and.match(/NotoSans/);
    // UTF-16, as PDF writes texts that are not Latin.
    const title = Buffer.from('\ufeffҚағаз', 'utf16le').swap16().toString('latin1');
    expect(text).to.include(title);
    expect((await renderPdf(paper())).equals(file)).to.equal(true);
  });

  it('reads no file of the disk but its fonts', async () => {
    const asking = paper({ content: [{ image: import.meta.filename }] });
    expect(await refusal(renderPdf(asking))).to.match(/denied/);
  });

  it('asks nothing of the network', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      expect(
        await refusal(renderPdf(paper({ content: [{ image: `http://127.0.0.1:${port}/picture.png` }] }))),
      ).to.match(/denied/);
      expect(asked).to.equal(0);
    } finally {
      server.close();
    }
  });

  it('a paper that cannot be laid out is refused alone: the next one is printed', async () => {
    const [broken, whole] = await Promise.allSettled([
      renderPdf(paper({ content: [{ text: 'x', font: 'Unknown' }] })),
      renderPdf(paper()),
    ]);
    expect(broken.status).to.equal('rejected');
    expect(whole.status).to.equal('fulfilled');
  });

  it('the service answers while a paper is printed', async () => {
    const before = performance.eventLoopUtilization();
    await renderPdf(paper({ content: Array.from({ length: 300 }, () => ({ text: 'Ұзақ мәтін '.repeat(40) })) }));
    // Laid out in this process, it would keep it busy from beginning to end, on a quick machine and on a slow one.
    expect(performance.eventLoopUtilization(before).utilization).to.be.below(0.5);
  });
});
