/** Replacements of lessons as the case engine sees them. */
import type { Knex } from 'knex';
import type { Named } from '@qashyq/shared-types';
import type { CaseRow } from '../../../db/tables.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { dateText } from '../../../calendar/plain-dates.js';
import { canReadSchedules, scheduleReaders } from '../../../identity/policies.js';
import type { CaseFeature } from '../../../workflow/case-feature.js';
import { isPreparer } from '../../../workflow/permission.js';
import type { ScopeUnits } from '../../../workflow/route-stages.js';
import { lineWords } from '../line-words.js';
import { freezeJson } from '../schedule-content.js';
import { replacementAnnex } from './replacement-annex.js';
import { replacementOf } from './replacement-content.js';
import { replacementForce } from './replacement-force.js';
import { replacementObstacles } from './replacement-obstacles.js';
import { getReplacementDraft } from './replacement-store.js';
import { lessonReplacementWorkflow } from './replacement-workflow.js';

async function loadDraft(db: Knex, caseRow: CaseRow, now: number) {
  const content = await getReplacementDraft(db, caseRow.id);
  const { json, sha256 } = freezeJson(content);
  return { contentJson: json, hash: sha256, obstacles: await replacementObstacles(db, caseRow.id, content, now) };
}

/** Lessons concern the kafedras of who was to hold them and of who will: their heads answer for who teaches when. */
async function scopeUnits(db: Knex, caseRow: CaseRow, contentJson: string): Promise<ScopeUnits> {
  const content = replacementOf(contentJson);
  const { sha256: fingerprint } = freezeJson(content);
  const teachers = await db('persons')
    .whereIn('staff_code', [
      ...new Set(content.lessons.flatMap(({ line, teacherCode }) => [line.teacherCode, teacherCode])),
    ])
    .whereNotNull('org_unit_id')
    .select('org_unit_id');
  const units = [...new Set(teachers.map(({ org_unit_id }) => org_unit_id!))].sort((a, b) => a - b);
  const schedule = await db('cases').where({ id: content.scheduleCaseId }).first('org_unit_id');
  const root = await db('org_units').whereNull('parent_id').orderBy('id').first();
  return {
    involvedKafedras: units.map((orgUnitId) => ({ orgUnitId, fingerprint })),
    faculty: [{ orgUnitId: schedule?.org_unit_id ?? caseRow.org_unit_id, fingerprint }],
    university: root === undefined ? [] : [{ orgUnitId: root.id, fingerprint }],
  };
}

/** «14.10.2026, Сәрсенбі 10:30–12:20, Деректер қоры, АЖ-24-11», by the key of the lesson. */
async function lessonWords(db: Knex, catalogue: Catalogue, contentJson: string): Promise<ReadonlyMap<string, Named>> {
  const { lessons } = replacementOf(contentJson);
  const words = await lineWords(
    db,
    catalogue,
    lessons.map(({ key, line }) => ({ ...line, key })),
  );
  return new Map(
    lessons.map(({ key, on }) => {
      const line = words.get(key)!;
      const dated = (text: string) => `${dateText(on)}, ${text}`;
      return [key, { kk: dated(line.kk), ru: dated(line.ru), en: dated(line.en) }];
    }),
  );
}

export const replacementFeature: CaseFeature = {
  workflow: lessonReplacementWorkflow,
  seatRoles: scheduleReaders.filter((role) => role !== 'auditor'),
  loadDraft,
  scopeUnits,
  lineKeys: (contentJson) => new Set(replacementOf(contentJson).lessons.map(({ key }) => key)),
  lineWords: lessonWords,
  sheetAnnex: replacementAnnex,
  force: replacementForce,
  mayRead: (person, caseRow) =>
    caseRow.edition_no > 0
      ? canReadSchedules(person) || person.actsFor.some(({ caseId }) => caseId === null || caseId === caseRow.id)
      : isPreparer(
          lessonReplacementWorkflow,
          { orgUnitId: caseRow.org_unit_id, preparedBy: [caseRow.author_id] },
          person,
        ),
};
