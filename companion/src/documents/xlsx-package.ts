/**
 * The archive behind an .xlsx: bounded unpacking, and the parts it is made of with their relationships (ECMA-376 part 2).
 */
import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { TableFileError, tableLimits } from './table.js';

/** Attributes of an element by their local names. */
export type Attributes = Readonly<Record<string, string>>;
/** What a reader of a part wants to hear about; names are local names, prefixes are dropped. */
export interface XmlListener {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

export interface Relationship {
  readonly id: string;
  /** Last word of the type address, e.g. `worksheet`. */
  readonly type: string;
  /** Part name in the archive, or an address when `external`. */
  readonly target: string;
  readonly external: boolean;
}

const depthLimit = 64;
const attributeLimit = 64;
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
/** Part names are compared without case. */
const partKey = (name: string): string => name.replace(/^\//, '').toLowerCase();

/** Opened workbook archive. */
export class XlsxPackage {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /**
   * Opens the archive and checks its bounds from the directory alone, before anything is unpacked.
   * @throws TableFileError
   */
  static async open(bytes: Uint8Array): Promise<XlsxPackage> {
    const zip = await broken(fromBufferPromise(Buffer.from(bytes), { lazyEntries: true }));
    if (zip.entryCount > tableLimits.archiveEntries) throw new TableFileError('file_unpacks_too_large');
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    await broken(
      (async () => {
        for await (const entry of zip.eachEntry()) {
          unpacked += entry.uncompressedSize;
          entries.set(partKey(entry.fileName), entry);
        }
      })(),
    );
    if (unpacked > tableLimits.unpackedBytes || unpacked > bytes.length * tableLimits.packing)
      throw new TableFileError('file_unpacks_too_large');
    return new XlsxPackage(zip, entries);
  }

  has(part: string): boolean {
    return this.entries.has(partKey(part));
  }

  /**
   * Reads a part piece by piece, so that other requests are served in between. yauzl stops a part that unpacks to more than
   * the directory says, so the bounds hold for archives that lie, too.
   * @throws TableFileError when the part is missing or is not well-formed XML; what `listener` throws
   */
  async read(part: string, listener: XmlListener): Promise<void> {
    const entry = this.entries.get(partKey(part));
    if (!entry || entry.isEncrypted()) throw new TableFileError('file_broken');
    const parser = xmlParser(listener);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    await broken(
      (async () => {
        for await (const chunk of await this.zip.openReadStreamPromise(entry))
          parser.write(decoder.decode(chunk as Uint8Array, { stream: true }));
        parser.write(decoder.decode()).close();
      })(),
    );
  }

  /** What a part refers to; the package itself is the part with the empty name. */
  async relationships(part: string): Promise<Relationship[]> {
    const directory = posix.dirname(part);
    const file = posix.join(directory, '_rels', `${posix.basename(part)}.rels`);
    const found: Relationship[] = [];
    if (!this.has(file)) return found;
    await this.read(file, {
      open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
        if (name !== 'Relationship') return;
        const external = mode === 'External';
        const resolved = external || target.startsWith('/') ? target : posix.join(directory, target);
        found.push({ id, type: posix.basename(type), target: resolved, external });
      },
    });
    return found;
  }
}

/** A strict parser that refuses what no workbook needs and what could exhaust the memory. */
function xmlParser(listener: XmlListener): SaxesParser {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let elements = 0;
  let depth = 0;
  let attributes = 0;
  const refuse = (): never => {
    throw new TableFileError('file_broken');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentagstart', () => {
    elements += 1;
    depth += 1;
    attributes = 0;
    if (elements > tableLimits.elements) throw new TableFileError('file_unpacks_too_large');
    if (depth > depthLimit) refuse();
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > attributeLimit) refuse();
  });
  parser.on('opentag', ({ name, attributes: raw }) => {
    const byLocalName = Object.entries(raw).map(([key, value]) => [localName(key), value] as const);
    listener.open?.(localName(name), Object.fromEntries(byLocalName));
  });
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    listener.close?.(localName(name));
  });
  return parser;
}

/** Whatever fails in unpacking or parsing means one thing to a person: the file is broken. */
async function broken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof TableFileError) throw cause;
    throw new TableFileError('file_broken', {}, cause);
  }
}
