import { expect } from 'chai';
import type { DatedChanges, DatedClash, DatedImport, DatedLine } from '@qashyq/shared-types';
import { datedChangesView } from '../src/view-models/dated-changes.js';
import { datedFieldText } from '../src/view-models/dated-lines.js';
import { datedChoices, datedClashSummary, datedDays, shownDated, type Dated } from '../src/view-models/dated-list.js';
import { clashRows, removedLines } from '../src/view-models/import.js';
import { startChoices } from '../src/view-models/lists.js';
import { named, wordsOf } from './support.js';

const words = wordsOf('en');
const exam = (key: string, given: Partial<DatedLine> = {}): DatedLine => ({
  key,
  attestation: null,
  disciplineCode: 'D01',
  groupCodes: ['G1'],
  form: 'oral',
  platform: 'Zoom',
  consultationOn: '2026-12-14',
  consultationStarts: '15:00',
  consultationLink: null,
  date: '2026-12-15',
  starts: '09:30',
  durationMinutes: 95,
  roomCode: '1-305',
  examinerCode: 'T01',
  proctorCode: 'T02',
  chairCode: null,
  secretaryCode: null,
  memberCodes: [],
  link: null,
  learnersOrder: null,
  recording: null,
  remark: null,
  clashReason: null,
  ...given,
});
const names = {
  disciplines: { D01: named('Databases') },
  groups: { G1: 'G1', G2: 'G2' },
  teachers: { T01: named('Seitkali'), T02: named('Kovaleva') },
  rooms: { '1-305': '1-305' },
};
const clash = (given: Partial<DatedClash> = {}): DatedClash => ({
  rule: 'person',
  subject: { resource: 'person', code: 'T01' },
  what: 'exam',
  lineKey: 'a',
  date: '2026-12-15',
  starts: '10:00',
  ends: '11:05',
  other: {
    what: 'exam',
    lineKey: 'b',
    caseId: null,
    disciplineCode: 'D01',
    groupCodes: ['G2'],
    roomCode: '1-305',
    starts: '10:00',
    ends: '12:00',
  },
  found: null,
  allowed: null,
  acceptedReason: null,
  ...given,
});
const view = (given: Partial<Dated> = {}): Dated => ({
  kind: 'interimAttestationSchedule',
  lines: [
    exam('c', { date: '2026-12-17', roomCode: null, link: 'https://x.example', groupCodes: ['G2'], proctorCode: null }),
    exam('b', { starts: '10:00', groupCodes: ['G2'] }),
    exam('a'),
  ],
  clashes: [],
  names,
  ...given,
});

describe('exams by date', () => {
  it('stand by day and hour, each with its end, people and place', () => {
    const days = datedDays(view(), '', words);
    expect(days.map(({ day, rows }) => [day, rows.map(({ key }) => key)])).to.deep.equal([
      ['Tuesday, 15.12.2026', ['a', 'b']],
      ['Thursday, 17.12.2026', ['c']],
    ]);
    expect(days[0]!.rows[0]).to.deep.include({
      time: '09:30–11:05',
      discipline: 'Databases',
      kind: 'Oral',
      place: 'room 1-305',
      people: [
        { what: 'Examiner', who: 'Seitkali' },
        { what: 'Proctor', who: 'Kovaleva' },
      ],
      consultation: { text: 'Mon, 14.12.2026, 15:00', link: null },
    });
    expect(days[1]!.rows[0]).to.include({ place: 'online', link: 'https://x.example' });
  });

  it('are looked at by group, by anybody who takes part, and by room', () => {
    const keys = (show: string) => shownDated(view(), show).map(({ key }) => key);
    expect(keys('')).to.deep.equal(['a', 'b', 'c']);
    expect(keys('group:G2')).to.deep.equal(['b', 'c']);
    expect(keys('teacher:T02')).to.deep.equal(['a', 'b']);
    expect(keys('room:1-305')).to.deep.equal(['a', 'b']);
    const labels = datedChoices(view(), 'group:G2', words).map(({ label, choices }) => [label, choices.length]);
    expect(labels.map(([, count]) => count)).to.deep.equal([2, 2, 1]);
    const commission = view({ lines: [exam('f', { examinerCode: null, proctorCode: null, memberCodes: ['T02'] })] });
    expect(shownDated(commission, 'teacher:T02')).to.have.length(1);
  });

  it('tell a clash at both of its lines, each with the other one, and once on top', () => {
    const clashing = view({ clashes: [clash()] });
    const rows = datedDays(clashing, '', words)[0]!.rows;
    expect(rows.map(({ hasClash }) => hasClash)).to.deep.equal([true, true]);
    expect(rows[0]!.clashes[0]!.text).to.include('Seitkali').and.include('10:00–11:05').and.include('G2');
    expect(rows[1]!.clashes[0]!.text).to.include('09:30–11:05').and.include('G1');
    expect(datedClashSummary(clashing, words)).to.have.length(1);
  });

  it('an accepted clash is no open one, and one with another schedule leads there', () => {
    const foreign = { ...clash().other!, caseId: 7 };
    const [row] = datedDays(view({ clashes: [clash({ other: foreign, acceptedReason: 'one hall' })] }), '', words)[0]!
      .rows;
    expect([row!.hasClash, row!.isAccepted]).to.deep.equal([false, true]);
    expect(row!.clashes[0]).to.include({ href: '#/cases/7', accepted: 'one hall' });
  });

  it('a clash with the calendar names no other side', () => {
    const off = clash({ rule: 'dayOff', subject: null, other: null });
    const [row] = datedDays(view({ clashes: [off] }), '', words)[0]!.rows;
    expect(row!.clashes[0]!.text).to.equal('On a day off: Tue, 15.12.2026, 10:00–11:05');
  });
});

describe('changes of exams', () => {
  it('show both values in words', () => {
    const answer: DatedChanges = {
      caseId: 1,
      kind: 'interimAttestationSchedule',
      fromEdition: 1,
      toEdition: 2,
      changes: [
        {
          lineKey: 'a',
          kind: 'changed',
          before: exam('a'),
          after: exam('a', { proctorCode: null, date: '2026-12-18' }),
          fields: ['date', 'proctorCode'],
        },
      ],
      counts: { added: 0, removed: 0, changed: 1, unchanged: 2 },
      names,
    };
    const [section] = datedChangesView(answer, words).sections;
    expect(section!.lines[0]!.fields.map(({ before, after }) => [before, after])).to.deep.equal([
      ['15.12.2026', '18.12.2026'],
      ['Kovaleva', words.t('nothing')],
    ]);
  });

  it('every field has its words', () => {
    const defence = exam('f', {
      attestation: 'thesisDefence',
      form: null,
      memberCodes: ['T01', 'T02'],
      recording: true,
    });
    expect(datedFieldText(defence, 'attestation', names, words)).to.equal('Thesis defence');
    expect(datedFieldText(defence, 'memberCodes', names, words)).to.equal('Seitkali, Kovaleva');
    expect(datedFieldText(defence, 'recording', names, words)).to.equal('Yes');
    expect(datedFieldText(defence, 'form', names, words)).to.equal(words.t('nothing'));
  });
});

describe('a checked file of exams', () => {
  const preview: DatedImport = {
    id: 1,
    caseId: null,
    kind: 'interimAttestationSchedule',
    header: { academicYear: '2026/27', term: 1, facultyCode: 'F1', kafedraCode: null, label: '' },
    fileName: 'e.csv',
    state: 'checked',
    columns: [],
    rows: [
      { row: 2, cells: [], line: exam('a'), change: 'added' },
      { row: 3, cells: [], line: exam('b', { groupCodes: ['G2'] }), change: 'added' },
    ],
    faults: [],
    notes: [],
    clashes: [clash()],
    removed: [exam('gone')],
    names,
    obstacles: [],
    createdAt: '2026-11-24T10:00:00.000Z',
  };

  it('names both rows of a clash, and what would be removed', () => {
    expect(clashRows(preview, words)[0]).to.include({
      row: words.t('import_row', 2),
      otherRow: words.t('import_row', 3),
      when: 'Tue, 15.12.2026, 10:00–11:05',
    });
    expect(removedLines(preview, words)[0]).to.include('15.12.2026').and.include('Databases');
  });
});

describe('a new schedule', () => {
  it('is started by kind', () => {
    expect(startChoices(['finalAttestationSchedule'], words)).to.deep.equal([
      { label: 'Final attestation schedule', href: '#/schedules/import?kind=finalAttestationSchedule' },
    ]);
  });
});
