import { fromBufferPromise } from 'yauzl';

/** The texts of the files in a package of Office Open XML, by name. */
export async function packageTexts(file: Buffer): Promise<Map<string, string>> {
  const archive = await fromBufferPromise(file);
  const texts = new Map<string, string>();
  for await (const entry of archive.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await archive.openReadStreamPromise(entry)) parts.push(part as Buffer);
    texts.set(entry.fileName, Buffer.concat(parts).toString('utf8'));
  }
  return texts;
}

/** Paragraphs of a part of a Word document as plain lines, with plain blanks. */
export function paragraphsIn(xml: string): string[] {
  return [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p .*?<\/w:p>/gs)].map(([paragraph]) =>
    paragraph
      .replaceAll('\u00a0', ' ')
      .replace(/<w:br\/>/g, '\n')
      .replace(/<[^>]+>/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
}
