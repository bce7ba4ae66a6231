/** What the tests of the screens share: the real texts, and a small schedule to look at. */
import { readFileSync } from 'node:fs';
import type { CaseView, Clash, Locale, Named, ScheduleLine, ScheduleView, SeatView } from '@qashyq/shared-types';
import { makeWords, type Words } from '../src/view-models/words.js';

/** Texts of the plugin's language file, placeholders untouched. */
export function textsOf(locale: Locale): Map<string, string> {
  const source = readFileSync(new URL(`../../lang/${locale}/local_qashyq.php`, import.meta.url), 'utf8');
  return new Map(
    [...source.matchAll(/^\$string\['([^']+)'\] = '((?:[^'\\]|\\.)*)';$/gms)].map(([, key = '', quoted = '']) => [
      key,
      quoted.replace(/\\(['\\])/g, '$1'),
    ]),
  );
}

export function wordsOf(locale: Locale): Words {
  return makeWords(locale, textsOf(locale));
}

export const named = (text: string): Named => ({ kk: `${text} kk`, ru: `${text} ru`, en: text });
export const person = (id: number, name = `Person ${id}`) => ({ id, name: named(name) });
export const unit = { id: 1, code: 'F1', name: named('Faculty') };

let keys = 0;
export function line(given: Partial<ScheduleLine> = {}): ScheduleLine {
  keys += 1;
  return {
    key: `00000000-0000-4000-8000-${String(keys).padStart(12, '0')}`,
    weekday: 2,
    firstSlot: 3,
    lastSlot: 4,
    weeks: [1, 2, 3],
    disciplineCode: 'D06',
    lessonType: 'laboratory',
    groupCodes: ['G5'],
    teacherCode: 'T02',
    mode: 'campus',
    roomCode: '1-307',
    link: null,
    language: null,
    remark: null,
    clashReason: null,
    ...given,
  };
}

export function clash(first: ScheduleLine, second: ScheduleLine, given: Partial<Clash> = {}): Clash {
  return {
    resource: 'teacher',
    resourceCode: first.teacherCode,
    weekday: first.weekday,
    slots: [3, 4],
    weeks: [1, 2],
    lineKey: first.key,
    otherLineKey: second.key,
    otherCaseId: null,
    otherLine: null,
    acceptedReason: null,
    ...given,
  };
}

export const names = {
  disciplines: { D01: named('Programming'), D06: named('ICT') },
  groups: { G1: 'AZ-25-11', G5: 'UA-25-22' },
  teachers: { T02: named('Zhumabekov') },
  rooms: { '1-307': '1-307' },
};

export function schedule(lines: ScheduleLine[], clashes: Clash[] = []): ScheduleView {
  return {
    caseId: 42,
    editionNo: 1,
    header: { academicYear: '2026/27', term: 1, facultyCode: 'F1', label: '' },
    lines,
    clashes,
    names,
    slots: Array.from({ length: 12 }, (_, at) => ({ no: at + 1, starts: `${at + 8}:30`, ends: `${at + 9}:20` })),
    week1On: '2026-08-31',
    freePlaces: [],
    editableVersion: null,
    replaceable: null,
  };
}

export function seat(given: Partial<SeatView> = {}): SeatView {
  return {
    id: 1,
    stepNo: 1,
    stepKey: 'kafedras',
    role: 'chairHead',
    mode: 'parallel',
    needs: 'all',
    decision: 'agree',
    orgUnit: unit,
    holders: [person(11)],
    delegates: [],
    state: 'active',
    openedAt: '2026-10-07T04:00:00.000Z',
    due: { dueOn: '2026-10-12', workingDaysLeft: 2 },
    closedAt: null,
    agreedInEdition: null,
    ...given,
  };
}

export function caseView(given: Partial<CaseView> = {}): CaseView {
  return {
    id: 42,
    kind: 'lessonSchedule',
    title: named('Schedule'),
    state: 'inAgreement',
    orgUnit: unit,
    author: person(10, 'Author'),
    editionNo: 2,
    updatedAt: '2026-10-09T06:05:00.000Z',
    version: 4,
    allowedActions: [],
    obstacles: [],
    warnings: [],
    seats: [],
    decisions: [],
    openRemarks: [],
    canDelegate: false,
    editions: [
      { editionNo: 1, hash: 'a', frozenAt: '2026-10-01T06:05:00.000Z' },
      { editionNo: 2, hash: 'b', frozenAt: '2026-10-07T20:00:00.000Z' },
    ],
    lastSeenEdition: null,
    approvedEdition: null,
    publishedEdition: null,
    publishes: true,
    ...given,
  };
}
