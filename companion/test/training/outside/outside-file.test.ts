import { expect } from 'chai';
import fc from 'fast-check';
import { outsideFileType } from '../../../src/features/training/outside/outside-file.js';
import { jpegFile, pdfFile, pngFile } from '../../support/small-files.js';

const swap = (file: Buffer, from: string, to: string) =>
  Buffer.from(file.toString('latin1').replace(from, to), 'latin1');

describe('files that people bring', () => {
  it('are known by what is in them', () => {
    expect([pdfFile(), pngFile(), jpegFile()].map(outsideFileType)).to.deep.equal(['pdf', 'png', 'jpeg']);
  });

  it('a page, a program, an archive or an empty file is none of them, whatever it begins with', () => {
    const fakes = {
      page: Buffer.from(`<!doctype html><script>alert(1)</script>${' '.repeat(100)}`),
      'page with the head of a PDF': Buffer.from(`%PDF-1.7\n<script>alert(1)</script>${' '.repeat(100)}`),
      'page with the head of a PNG': Buffer.concat([
        pngFile().subarray(0, 8),
        Buffer.from('<svg onload=alert(1)>'.repeat(9)),
      ]),
      'page with the head of a JPEG': Buffer.concat([
        Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
        Buffer.from('<html>'.repeat(40)),
      ]),
      program: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]),
      archive: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(300)]),
      svg: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(100)}</svg>`),
      empty: Buffer.alloc(0),
    };
    for (const [name, file] of Object.entries(fakes)) expect(outsideFileType(file), name).to.equal(null);
  });

  it('a PDF that runs programs or carries files is refused, also when the names are written in another way', () => {
    for (const name of ['/JavaScript', '/JS', '/Launch', '/EmbeddedFile', '/J#61vaScript', '/#4aS', '/XFA'])
      expect(outsideFileType(swap(pdfFile(), '/Type /Catalog', `/Type /Catalog ${name} 5 0 R`)), name).to.equal(null);
  });

  it('a file with something behind its end, or without its end, is refused', () => {
    for (const file of [pdfFile(), pngFile()])
      expect(outsideFileType(Buffer.concat([file, Buffer.from('<script>alert(1)</script>')]))).to.equal(null);
    for (const file of [pdfFile(), pngFile(), jpegFile()])
      expect(outsideFileType(file.subarray(0, file.length - 8))).to.equal(null);
  });

  it('a picture with a broken checksum, or of an impossible size, is refused', () => {
    const broken = Buffer.from(pngFile());
    broken[30]! ^= 1;
    expect(outsideFileType(broken)).to.equal(null);
    expect(outsideFileType(pngFile(0xffffffff))).to.equal(null);
  });

  it('more than five megabytes are refused', () => {
    const large = Buffer.concat([pdfFile().subarray(0, 20), Buffer.alloc(5 * 1024 * 1024, 32), pdfFile().subarray(20)]);
    expect(outsideFileType(large)).to.equal(null);
  });

  it('any bytes are answered, never with an error', () => {
    const heads = [Buffer.alloc(0), pngFile().subarray(0, 33), jpegFile().subarray(0, 20), pdfFile().subarray(0, 9)];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ minLength: 60, maxLength: 400 }), (head, rest) => {
        expect(outsideFileType(Buffer.concat([head, rest]))).to.be.oneOf([null, 'pdf', 'png', 'jpeg']);
      }),
      { numRuns: 500 },
    );
  });

  it('any one byte cut out of the structure of a picture makes it no picture', () => {
    const file = pngFile();
    for (const at of file.keys())
      expect(outsideFileType(Buffer.concat([file.subarray(0, at), file.subarray(at + 1)])), `byte ${at}`).to.equal(
        null,
      );
  });
});
