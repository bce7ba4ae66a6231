import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DatedHeader, DatedKind, DatedLine, ScheduleHeader, ScheduleLine } from '@qashyq/shared-types';
import { localToInstant } from '../../src/calendar/working-days.js';
import { seedDemoUniversity } from '../../src/demo/seed.js';
import { weekTimetable } from '../../src/demo/university.js';
import { features } from '../../src/features/index.js';
import { insertDatedSchedule, replaceDatedLines } from '../../src/features/schedules/dated/dated-store.js';
import { insertSchedule, replaceLines } from '../../src/features/schedules/schedule-store.js';
import { loadCatalogue } from '../../src/i18n/catalogue.js';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import { findCurrentPerson, findPersonByLogin } from '../../src/identity/person-store.js';
import type { CaseEngine } from '../../src/workflow/case-feature.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { databaseOnce } from './database.js';

/** Thursday before the demo week, 10:00 in Asia/Almaty. */
export const testStart = localToInstant('2026-10-08', '10:00');

export interface TestUniversity {
  db: Knex;
  engine: CaseEngine;
  /** Moves with `at`; every part of the service under test asks this clock. */
  clock: { at: number };
  person(login: string): Promise<CurrentPerson>;
  wokenTimes(): number;
}

const openDatabase = databaseOnce((db) => seedDemoUniversity(db, testStart));

/** The demo university in an empty database, with a clock that the test moves. */
export async function openTestUniversity(): Promise<TestUniversity> {
  const db = await openDatabase();
  const clock = { at: testStart };
  let woken = 0;
  const engine: CaseEngine = {
    db,
    features,
    catalogue: loadCatalogue(),
    now: () => clock.at,
    wakeWorker: () => void woken++,
  };
  return {
    db,
    engine,
    clock,
    wokenTimes: () => woken,
    async person(login) {
      const row = await findPersonByLogin(db, login);
      return (await findCurrentPerson(db, row!.id, clock.at))!;
    },
  };
}

export const header = (facultyCode: string): ScheduleHeader => ({
  academicYear: '2026/27',
  term: 1,
  facultyCode,
  label: '',
});

/** Lines of the demo week (academic week 7) for the given groups; `clean` moves the two seeded clashes out of the way. */
export function demoLines(groupCodes: readonly string[], { clean = true } = {}): ScheduleLine[] {
  return weekTimetable
    .filter((lesson) => lesson.groups.some((group) => groupCodes.includes(group)))
    .map((lesson): ScheduleLine => {
      const crowded =
        clean &&
        ((lesson.weekday === 2 && lesson.room === '1-307') || (lesson.weekday === 4 && lesson.discipline === 'D17'));
      return line({
        weekday: lesson.weekday,
        firstSlot: crowded ? 9 : lesson.firstSlot,
        lastSlot: crowded ? 10 : lesson.lastSlot,
        disciplineCode: lesson.discipline,
        lessonType: lesson.type,
        groupCodes: [...lesson.groups],
        teacherCode: lesson.teacher,
        mode: lesson.room === null ? 'onlineSync' : 'campus',
        roomCode: lesson.room,
      });
    });
}

export function line(values: Partial<ScheduleLine> = {}): ScheduleLine {
  return {
    key: randomUUID(),
    weekday: 1,
    firstSlot: 1,
    lastSlot: 2,
    weeks: [7],
    disciplineCode: 'D01',
    lessonType: 'lecture',
    groupCodes: ['АЖ-25-11'],
    teacherCode: 'T02',
    mode: 'onlineSync',
    roomCode: null,
    link: null,
    language: null,
    remark: null,
    clashReason: null,
    ...values,
  };
}

export const datedHeader = (values: Partial<DatedHeader> = {}): DatedHeader => ({
  ...header('F1'),
  kafedraCode: null,
  ...values,
});

/** An exam of the session of term 1, in which nothing clashes. */
export function datedLine(values: Partial<DatedLine> = {}): DatedLine {
  return {
    key: randomUUID(),
    attestation: null,
    disciplineCode: 'D01',
    groupCodes: ['АЖ-25-11'],
    form: 'test',
    platform: 'Platonus',
    consultationOn: '2026-12-14',
    consultationStarts: '15:00',
    consultationLink: 'https://meet.example.org/k1',
    date: '2026-12-15',
    starts: '10:00',
    durationMinutes: 120,
    roomCode: '1-305',
    examinerCode: 'T02',
    proctorCode: 'T03',
    chairCode: null,
    secretaryCode: null,
    memberCodes: [],
    link: null,
    learnersOrder: null,
    recording: null,
    remark: null,
    clashReason: null,
    ...values,
  };
}

/** A defence of the graduating kafedra C11 in the period of final attestation. */
export function finalLine(values: Partial<DatedLine> = {}): DatedLine {
  return datedLine({
    attestation: 'thesisDefence',
    disciplineCode: 'D21',
    groupCodes: ['АЖ-24-11'],
    form: null,
    platform: null,
    consultationOn: null,
    consultationStarts: null,
    consultationLink: null,
    date: '2027-06-01',
    starts: '09:00',
    durationMinutes: 240,
    roomCode: '1-212',
    examinerCode: null,
    proctorCode: null,
    chairCode: 'T01',
    secretaryCode: 'T04',
    memberCodes: ['T02', 'T03'],
    learnersOrder: '№ 118, 14.05.2027',
    recording: true,
    ...values,
  });
}

/** A draft of a dated kind: of the first faculty by `dispatcher1`, or of its kafedra C11 by the head there. */
export async function draftDated(
  { db, engine, person }: TestUniversity,
  kind: DatedKind = 'interimAttestationSchedule',
  lines: readonly DatedLine[] = [kind === 'finalAttestationSchedule' ? finalLine() : datedLine()],
): Promise<number> {
  const isFinal = kind === 'finalAttestationSchedule';
  const author = await person(isFinal ? 'teacher01' : 'dispatcher1');
  const unit = await db('org_units')
    .where({ code: isFinal ? 'C11' : 'F1' })
    .first();
  const caseId = await createCaseStore(db, engine.now).createCase({
    kind,
    title: { kk: 'Кесте', ru: 'Расписание', en: 'Schedule' },
    authorId: author.id,
    orgUnitId: unit!.id,
  });
  await insertDatedSchedule(db, caseId, datedHeader(isFinal ? { term: 2, kafedraCode: 'C11' } : {}));
  await replaceDatedLines(db, caseId, lines);
  return caseId;
}

/** Groups of the first faculty. */
export const firstFacultyGroups = ['АЖ-25-11', 'ИС-25-12', 'АЖ-24-11'];

/** A draft of the first faculty's week by `dispatcher1`. */
export async function draftSchedule(
  { db, engine, person }: TestUniversity,
  lines = demoLines(firstFacultyGroups),
): Promise<number> {
  const author = await person('dispatcher1');
  const faculty = await db('org_units').where({ code: 'F1' }).first();
  const caseId = await createCaseStore(db, engine.now).createCase({
    kind: 'lessonSchedule',
    title: { kk: 'Сабақ кестесі', ru: 'Расписание занятий', en: 'Lesson schedule' },
    authorId: author.id,
    orgUnitId: faculty!.id,
  });
  await insertSchedule(db, caseId, header('F1'));
  await replaceLines(db, caseId, lines);
  return caseId;
}
