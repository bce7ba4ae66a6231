import type { ScheduleContent } from '@qashyq/shared-types';
import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalJson, freezeContent } from '../../src/features/schedules/schedule-content.js';
import { lineOf } from './arbitrary-lines.js';

const content: ScheduleContent = {
  header: { academicYear: '2026/27', term: 1, facultyCode: 'F1', label: '' },
  lines: [lineOf()],
};
const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });

/** The same value with its object keys in the opposite order. */
function keysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysReversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, keysReversed(member)]));
}

describe('the frozen form of a schedule', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(keysReversed(value))).to.equal(canonicalJson(value));
      }),
    );
  });

  it('read back, it is the same value: two different contents never have one form', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('any changed field of a line or of the header changes the hash', () => {
    const { sha256 } = freezeContent(content);
    const changes: Partial<ReturnType<typeof lineOf>>[] = [
      { key: '00000000-0000-4000-8000-000000000002' },
      { weekday: 2 },
      { firstSlot: 2 },
      { lastSlot: 3 },
      { weeks: [1, 2] },
      { disciplineCode: 'PO-2' },
      { lessonType: 'practical' },
      { groupCodes: ['АЖ-25-11', 'ИС-25-12'] },
      { teacherCode: 'T02' },
      { mode: 'onlineAsync' },
      { roomCode: '' },
      { link: 'https://meet.example/1' },
      { language: 'kk' },
      { remark: 'null' },
      { clashReason: '' },
    ];
    const hashes = changes.map((change) => freezeContent({ ...content, lines: [lineOf(change)] }).sha256);
    hashes.push(freezeContent({ ...content, header: { ...content.header, label: ' ' } }).sha256);
    hashes.push(freezeContent({ ...content, lines: [] }).sha256);
    expect(new Set([...hashes, sha256]).size).to.equal(changes.length + 3);
  });

  it('is the one that was always frozen: these bytes and this hash never change', () => {
    const frozen = freezeContent({ header: content.header, lines: [] });
    expect(frozen.json).to.equal(
      '{"header":{"academicYear":"2026/27","facultyCode":"F1","label":"","term":1},"lines":[]}',
    );
    expect(frozen.sha256).to.equal('14c9bfc9c489f485af475ec50d103123fd1a54375a99e4a90e7e6fac83ee1927');
  });

  it('what JSON would silently drop or bend is refused', () => {
    for (const value of [
      undefined,
      NaN,
      Infinity,
      () => 1,
      new Date(0),
      new Map(),
      1n,
      [undefined],
      Array(1),
      { a: undefined },
    ])
      expect(() => canonicalJson(value)).to.throw(TypeError);
  });
});
