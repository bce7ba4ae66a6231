/** Schedules of midterm control, of the exam session and of final attestation as the case engine sees them. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { DatedContent, DatedKind } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../../../calendar/calendar-store.js';
import { subtractWorkingDays } from '../../../calendar/working-days.js';
import type { CaseRow } from '../../../db/tables.js';
import { loadOrgTree } from '../../../identity/org-tree.js';
import { canReadSchedules, scheduleReaders } from '../../../identity/policies.js';
import type { CaseFeature, Obstacle } from '../../../workflow/case-feature.js';
import type { Workflow } from '../../../workflow/define-workflow.js';
import type { ScopeUnit, ScopeUnits } from '../../../workflow/route-stages.js';
import { canonicalJson, freezeContent } from '../schedule-content.js';
import { personsOf } from './appointments.js';
import { acceptedDated, datedClashesAnnex } from './accepted-dated.js';
import { datedEntries } from './dated-calendar.js';
import { datedClashesOf, datedContentOf, periodsOf } from './dated-content.js';
import { datedPolicies } from './dated-policy.js';
import { getDatedHeader, listDatedLines } from './dated-store.js';
import { datedLineWords } from './dated-words.js';
import { finalAttestationWorkflow } from './final-workflow.js';
import { interimAttestationWorkflow } from './interim-workflow.js';
import { midtermControlWorkflow } from './midterm-workflow.js';

function featureOf(kind: DatedKind, workflow: Workflow): CaseFeature {
  return {
    workflow,
    // An auditor only looks.
    seatRoles: scheduleReaders.filter((role) => role !== 'auditor'),
    loadDraft: (db, caseRow) => loadDraft(db, kind, caseRow),
    scopeUnits,
    lineKeys: (contentJson) => new Set(datedContentOf(contentJson).lines.map((line) => line.key)),
    lineWords: (db, _catalogue, contentJson) => datedLineWords(db, datedContentOf(contentJson).lines),
    sheetAnnex: datedClashesAnnex,
    calendarEntries: (db, catalogue, contentJson) => datedEntries(kind, db, catalogue, contentJson),
    publishBy: (db, contentJson) => publishBy(db, kind, datedContentOf(contentJson)),
    // A draft that was never submitted is its preparers' alone.
    mayRead: (person, caseRow) =>
      caseRow.edition_no > 0
        ? canReadSchedules(person) || person.actsFor.some(({ caseId }) => caseId === null || caseId === caseRow.id)
        : person.roles.some(
            (held) => workflow.preparedBy.includes(held.role) && held.coversBelow.includes(caseRow.org_unit_id),
          ),
  };
}

export const datedFeatures: Readonly<Record<DatedKind, CaseFeature>> = {
  midtermControlSchedule: featureOf('midtermControlSchedule', midtermControlWorkflow),
  interimAttestationSchedule: featureOf('interimAttestationSchedule', interimAttestationWorkflow),
  finalAttestationSchedule: featureOf('finalAttestationSchedule', finalAttestationWorkflow),
};

async function loadDraft(db: Knex, kind: DatedKind, caseRow: CaseRow) {
  const content: DatedContent = {
    header: await getDatedHeader(db, caseRow.id),
    lines: await listDatedLines(db, caseRow.id),
  };
  const clashes = await datedClashesOf(db, kind, content, caseRow.id);
  const accepted = acceptedDated(clashes);
  const { json, sha256 } = freezeContent(accepted.length === 0 ? content : { ...content, acceptedClashes: accepted });
  const obstacles: Obstacle[] = [];
  if (content.lines.length === 0) obstacles.push({ code: 'emptydraft' });
  const open = clashes.filter((clash) => clash.acceptedReason === null);
  if (open.length > 0) obstacles.push({ code: 'openclashes', params: { count: open.length } });
  return { contentJson: json, hash: sha256, obstacles };
}

/**
 * The last day on which it may be published: so many working days before its period begins, or before its first line where the academic calendar
 * does not say (domain §4 rows 2 and 3).
 */
async function publishBy(db: Knex, kind: DatedKind, content: DatedContent): Promise<string | null> {
  const { publishedDaysBefore: days } = datedPolicies[kind];
  if (days === null || content.lines.length === 0) return null;
  const periods = (await periodsOf(db, kind, content)).map(({ startsOn }) => startsOn);
  const starts = periods.length > 0 ? periods : content.lines.map(({ date }) => date);
  return subtractWorkingDays([...starts].sort()[0]!, days, await loadWorkCalendar(db));
}

/** A line concerns the kafedras of those who examine in it: the heads there answer for who examines when, and in which form. */
async function scopeUnits(db: Knex, caseRow: CaseRow, contentJson: string): Promise<ScopeUnits> {
  const { header, lines } = datedContentOf(contentJson);
  const persons = await db('persons')
    .whereIn('staff_code', [...new Set(lines.flatMap(personsOf))])
    .select('staff_code', 'org_unit_id');
  const unitOf = new Map(persons.map((person) => [person.staff_code, person.org_unit_id]));
  const kafedras = new Set((await db('org_units').where({ type: 'kafedra' }).select('id')).map(({ id }) => id));
  const linesOfUnit = new Map<number, DatedContent['lines']>();
  for (const line of lines) {
    // Who only watches the order of an exam is sent by the department, not by a kafedra.
    const examining = personsOf(line).filter((code) => code !== line.proctorCode || code === line.examinerCode);
    const units = new Set(examining.map((code) => unitOf.get(code)));
    for (const unit of units)
      if (unit != null && kafedras.has(unit)) linesOfUnit.set(unit, [...(linesOfUnit.get(unit) ?? []), line]);
  }
  const whole = fingerprint({ header, lines });
  return {
    involvedKafedras: [...linesOfUnit]
      .sort(([a], [b]) => a - b)
      .map(([orgUnitId, unitLines]) => ({ orgUnitId, fingerprint: fingerprint({ header, lines: unitLines }) })),
    ...(await largerUnits(db, caseRow.org_unit_id, whole)),
  };
}

/** The faculty of the case, which is above a kafedra's, and the university. */
async function largerUnits(
  db: Knex,
  orgUnitId: number,
  whole: string,
): Promise<Pick<ScopeUnits, 'faculty' | 'university'>> {
  const above = (await loadOrgTree(db)).upwards(orgUnitId);
  const units = await db('org_units').whereIn('id', above);
  const asked = (row: { id: number } | undefined): ScopeUnit[] =>
    row === undefined ? [] : [{ orgUnitId: row.id, fingerprint: whole }];
  return {
    faculty: asked(units.find(({ type }) => type === 'faculty')),
    university: asked(units.find(({ parent_id: parent }) => parent === null)),
  };
}

/** The order of lines in the file does not matter to a visa. */
function fingerprint(content: DatedContent): string {
  const lines = [...content.lines].sort((a, b) => (a.key < b.key ? -1 : 1));
  return createHash('sha256')
    .update(canonicalJson({ ...content, lines }))
    .digest('hex');
}
