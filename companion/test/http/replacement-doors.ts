/** Who gets past the doors of replacing lessons; the schedule in force and the replacement that these doors lead to. */
import { saveReplacement } from '../../src/features/schedules/replacements/replacement-editing.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { insertSchedule, replaceLines } from '../../src/features/schedules/schedule-store.js';
import { approveCase } from '../support/approval.js';
import type { CallOptions, RunningService } from '../support/running-service.js';
import { header, line } from '../support/university.js';
import { asking } from '../schedules/replacements/replacement-fixture.js';

interface Row {
  draft: readonly string[];
  submitted: readonly string[];
  options?: CallOptions;
}

const lineKey = '00000000-0000-4000-8000-000000000077';
const wish = (scheduleCaseId: number) => ({
  kind: 'substitution' as const,
  scheduleCaseId,
  lessons: [
    {
      lineKey,
      week: 7,
      toOn: '2026-10-12',
      firstSlot: 1,
      lastSlot: 2,
      mode: 'onlineSync' as const,
      roomCode: null,
      teacherCode: 'T03',
    },
  ],
});

/** The dispatcher of the faculty, and the teacher whose lesson it is. */
const askers = ['dispatcher1', 'teacher02'];
const both = (who: readonly string[]): Row => ({ draft: who, submitted: who });

export const replacementDoors = {
  replacementForm: both(askers),
  replacementPartners: both(askers),
  checkReplacement: both(askers),
  createReplacement: both(askers),
  // The dispatcher's own draft; whoever is second has an older version.
  saveReplacement: { draft: ['dispatcher1'], submitted: [] },
  replacementDraft: both(['dispatcher1']),
  // It was never submitted.
  replacementEdition: both([]),
} satisfies Record<string, Row>;

export interface ReplacementIds {
  scheduleCaseId: number;
  caseId: number;
}

/** A schedule in force with one lesson of `teacher02`, and the dispatcher's draft that replaces it. */
export async function openReplacementDoors({ university }: RunningService): Promise<ReplacementIds> {
  const { db, engine, person } = university;
  const dispatcher = await person('dispatcher1');
  const faculty = await db('org_units').where({ code: 'F1' }).first();
  const scheduleCaseId = await createCaseStore(db, engine.now).createCase({
    kind: 'lessonSchedule',
    title: { kk: 'Кесте', ru: 'Расписание', en: 'Schedule' },
    authorId: dispatcher.id,
    orgUnitId: faculty!.id,
  });
  // A term of its own: the lesson meets nobody else's.
  await insertSchedule(db, scheduleCaseId, { ...header('F1'), term: 2 });
  await replaceLines(db, scheduleCaseId, [line({ key: lineKey })]);
  await approveCase(university, scheduleCaseId);
  const caseId = await saveReplacement(
    asking(university),
    dispatcher,
    { ...wish(scheduleCaseId), reason: 'away' },
    null,
  );
  return { scheduleCaseId, caseId };
}

/** What each door is asked. */
export function replacementOptions({ scheduleCaseId, caseId }: ReplacementIds, name: string): CallOptions {
  const input = wish(scheduleCaseId);
  const asked: Record<string, CallOptions> = {
    replacementForm: { query: { scheduleCaseId, lineKey } },
    replacementPartners: { query: { scheduleCaseId, lineKey, week: 7, kind: 'swap' } },
    checkReplacement: { body: input },
    createReplacement: { body: { ...input, reason: 'ill' } },
    saveReplacement: { body: { ...input, reason: 'ill', version: 0 } },
    replacementEdition: { params: { editionNo: 1 } },
  };
  const options = asked[name] ?? {};
  return { ...options, params: { caseId, ...options.params } };
}
