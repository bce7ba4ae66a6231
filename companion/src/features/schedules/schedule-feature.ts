/** Lesson schedules as the case engine sees them. */
import type { Knex } from 'knex';
import type { Clash, ScheduleContent } from '@qashyq/shared-types';
import type { CaseRow } from '../../db/tables.js';
import { canReadSchedules, scheduleReaders } from '../../identity/policies.js';
import type { CaseFeature, Obstacle } from '../../workflow/case-feature.js';
import { createCaseStore } from '../../workflow/case-store.js';
import type { ScopeUnits } from '../../workflow/route-stages.js';
import { acceptedAmong, acceptedClashesAnnex } from './accepted-clashes.js';
import { findClashes } from './clashes.js';
import { lessonEntries } from './lesson-calendar.js';
import { linesOfTerm } from './line-places.js';
import { lineWords } from './line-words.js';
import { listReplacedLines } from './replacements/replaced-lines.js';
import { clashesOfLapse, endLapsedReplacements, lessonsTurn } from './replacements/replacement-force.js';
import { canonicalJson, contentOf, freezeContent } from './schedule-content.js';
import { getHeader, listLines } from './schedule-store.js';
import { lessonScheduleWorkflow } from './schedule-workflow.js';
import { createHash } from 'node:crypto';

/** Clashes among the lines of a content, with the other schedules of its term, and with lessons that are held elsewhere than planned. */
export async function clashesOf(db: Knex, content: ScheduleContent, caseId: number | null): Promise<Clash[]> {
  return findClashes(await linesOfTerm(db, content, caseId));
}

async function loadDraft(db: Knex, caseRow: CaseRow) {
  const content: ScheduleContent = { header: await getHeader(db, caseRow.id), lines: await listLines(db, caseRow.id) };
  const clashes = await clashesOf(db, content, caseRow.id);
  const accepted = acceptedAmong(clashes);
  const { json, sha256 } = freezeContent(accepted.length === 0 ? content : { ...content, acceptedClashes: accepted });
  const obstacles: Obstacle[] = [];
  if (content.lines.length === 0) obstacles.push({ code: 'emptydraft' });
  const open = clashes.filter((clash) => clash.acceptedReason === null);
  if (open.length > 0) obstacles.push({ code: 'openclashes', params: { count: open.length } });
  return { contentJson: json, hash: sha256, obstacles };
}

/** A line concerns the kafedra of its teacher: the head there answers for who teaches when. */
async function scopeUnits(db: Knex, caseRow: CaseRow, contentJson: string): Promise<ScopeUnits> {
  const { header, lines } = contentOf(contentJson);
  const teachers = await db('persons')
    .whereIn('staff_code', [...new Set(lines.map((line) => line.teacherCode))])
    .select('staff_code', 'org_unit_id');
  const unitOf = new Map(teachers.map((teacher) => [teacher.staff_code, teacher.org_unit_id]));
  const linesOfUnit = new Map<number, ScheduleContent['lines']>();
  for (const line of lines) {
    const unit = unitOf.get(line.teacherCode);
    if (unit != null) linesOfUnit.set(unit, [...(linesOfUnit.get(unit) ?? []), line]);
  }
  const root = await db('org_units').whereNull('parent_id').orderBy('id').first();
  const whole = fingerprint({ header, lines });
  const lessons = essence({ header, lines });
  return {
    involvedKafedras: [...linesOfUnit]
      .sort(([a], [b]) => a - b)
      .map(([orgUnitId, unitLines]) => ({
        orgUnitId,
        fingerprint: fingerprint({ header, lines: unitLines }),
        essence: essence({ header, lines: unitLines }),
      })),
    faculty: [{ orgUnitId: caseRow.org_unit_id, fingerprint: whole, essence: lessons }],
    university: root === undefined ? [] : [{ orgUnitId: root.id, fingerprint: whole }],
  };
}

/** The order of lines in the file does not matter to a visa. */
function fingerprint(content: ScheduleContent): string {
  const lines = [...content.lines].sort((a, b) => (a.key < b.key ? -1 : 1));
  return createHash('sha256')
    .update(canonicalJson({ ...content, lines }))
    .digest('hex');
}

/**
 * What kafedras and dean agree: what is taught by whom to whom, when and where. The addresses of online rooms are the department's to check, as
 * it answers for platform and access (Regulation 16.3b, 15.2d; domain §4 row 1).
 */
const essence = ({ header, lines }: ScheduleContent): string =>
  fingerprint({ header, lines: lines.map((line) => ({ ...line, link: null })) });

/** A lesson may have been replaced since the submission, into a place that the edition gives to another. */
async function metReplacements(db: Knex, caseRow: CaseRow, _change: unknown, now: number): Promise<Obstacle[]> {
  const store = createCaseStore(db, () => now);
  const content = contentOf((await store.getEdition(caseRow.id, caseRow.edition_no)).content_json);
  const { header, lines } = content;
  const replaced = await listReplacedLines(db, header, lines);
  const open = findClashes([...lines, ...replaced]).filter(
    ({ otherCaseId, acceptedReason }) => otherCaseId !== null && acceptedReason === null,
  );
  const count = open.length + (await clashesOfLapse(db, caseRow, content, now)).length;
  return count === 0 ? [] : [{ code: 'replacedlessons', params: { count } }];
}

export const scheduleFeature: CaseFeature = {
  workflow: lessonScheduleWorkflow,
  // An auditor only looks.
  seatRoles: scheduleReaders.filter((role) => role !== 'auditor'),
  loadDraft,
  scopeUnits,
  sheetAnnex: acceptedClashesAnnex,
  lineKeys: (contentJson) => new Set(contentOf(contentJson).lines.map((line) => line.key)),
  lineWords: (db, catalogue, contentJson) => lineWords(db, catalogue, contentOf(contentJson).lines),
  calendarEntries: lessonEntries,
  force: {
    turn: async (db, caseRow) => lessonsTurn(await getHeader(db, caseRow.id)),
    obstacles: metReplacements,
    changed: async (trx, caseRow, inForce, now) => {
      if (inForce !== null) await endLapsedReplacements(trx, caseRow, contentOf(inForce.contentJson), now);
    },
  },
  // A draft that was never submitted is its preparers' alone.
  mayRead: (person, caseRow) =>
    caseRow.edition_no > 0
      ? canReadSchedules(person) || person.actsFor.some(({ caseId }) => caseId === null || caseId === caseRow.id)
      : person.roles.some((held) => held.role === 'scheduler' && held.coversBelow.includes(caseRow.org_unit_id)),
};
