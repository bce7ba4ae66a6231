/** The few pieces of ASN.1 DER that a self-signed certificate consists of (ITU-T X.690). */

function element(tag: number, content: Buffer): Buffer {
  const length = content.length;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), content]);
}

export const sequence = (...parts: Buffer[]) => element(0x30, Buffer.concat(parts));
export const set = (...parts: Buffer[]) => element(0x31, Buffer.concat(parts));
export const explicit = (number: number, part: Buffer) => element(0xa0 | number, part);
export const nothing = () => element(0x05, Buffer.alloc(0));
export const utf8 = (text: string) => element(0x0c, Buffer.from(text, 'utf8'));
export const bits = (content: Buffer) => element(0x03, Buffer.concat([Buffer.of(0), content]));

/** An unsigned number: shortest form, with a leading zero where the first bit would read as a minus sign. */
export function integer(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const shortest = first < 0 ? Buffer.of(0) : bytes.subarray(first);
  return element(0x02, shortest[0]! & 0x80 ? Buffer.concat([Buffer.of(0), shortest]) : shortest);
}

/** GeneralizedTime, which X.509 uses from 2050 on and UTCTime before. */
export function time(instant: Date): Buffer {
  const text = instant.toISOString().replace(/[-:T]|\.\d+/g, '');
  return instant.getUTCFullYear() < 2050 ? element(0x17, Buffer.from(text.slice(2))) : element(0x18, Buffer.from(text));
}

export function objectId(dotted: string): Buffer {
  const [first, second, ...others] = dotted.split('.').map(Number);
  const bytes = [first! * 40 + second!];
  for (const part of others) {
    const groups = [part & 0x7f];
    for (let rest = Math.floor(part / 128); rest > 0; rest = Math.floor(rest / 128))
      groups.unshift((rest & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return element(0x06, Buffer.from(bytes));
}
