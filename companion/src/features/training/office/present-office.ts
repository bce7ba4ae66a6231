/** One training as the department writes it. */
import type { Knex } from 'knex';
import type { OfficeOptions, OfficeTraining } from '@qashyq/shared-types';
import { listEveryHolder, named, personBrief } from '../../../identity/person-store.js';
import { instant, loadBriefs } from '../../../workflow/case-presenter.js';
import { countSeats } from './office-list.js';
import type { Editor, TrainingOffice } from './edit-training.js';
import { faultTexts, warningTexts } from './remark-texts.js';
import { loadFacts } from './training-facts.js';
import { announcingFaults, formFaults, trainingWarnings } from './training-rules.js';
import { draftOf, loadTraining } from './training-store.js';

/** Who may sign certificates: heads above the department [I]. */
const signatoryRoles = ['dldHead', 'directorateHead', 'iceDirector', 'viceRectorAcademic', 'rector'] as const;
const changesShown = 10;

/** @throws AppError `notFound` */
export async function presentOfficeTraining(
  { db, catalogue, approved, now }: TrainingOffice,
  { locale }: Editor,
  trainingId: number,
): Promise<OfficeTraining> {
  const whole = await loadTraining(db, trainingId);
  const { row, sessions, trainers } = whole;
  const draft = draftOf(whole);
  const facts = await loadFacts(db, approved, whole, draft, now());
  const counts = (await countSeats(db, [row.id]))(row.id);
  const isOpen = row.state === 'draft' || row.state === 'announced';
  const obstacles = row.state === 'draft' ? [...formFaults(draft), ...announcingFaults(draft, facts)] : [];
  const changes = await db('training_changes')
    .where({ training_id: row.id })
    .orderBy('version', 'desc')
    .limit(changesShown);
  const personIds = [
    ...trainers.flatMap(({ person_id }) => person_id ?? []),
    ...(row.signatory_id === null ? [] : [row.signatory_id]),
  ];
  const briefs = await loadBriefs(db, [...personIds, ...changes.map(({ person_id }) => person_id)], []);
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    draft,
    people: [...new Set(personIds)].map((id) => briefs.person(id)),
    ...counts,
    cancelReason: row.cancel_reason,
    obstacles: faultTexts(catalogue, obstacles, locale),
    warnings: warningTexts(catalogue, isOpen ? trainingWarnings(draft, facts) : [], locale),
    heldKeys:
      row.state === 'draft'
        ? []
        : sessions.filter(({ starts_at }) => Number(starts_at) <= facts.now).map(({ session_key }) => session_key),
    mayEdit: isOpen,
    mayAnnounce: row.state === 'draft',
    mayCancel: isOpen,
    changes: changes.map(({ action, person_id, changed_at }) => ({
      action,
      by: briefs.person(person_id),
      changedAt: instant(changed_at),
    })),
  };
}

export async function officeOptions(db: Knex, now: number): Promise<OfficeOptions> {
  const rooms = await db('rooms').orderBy('code').select('code', 'seats');
  const units = await db('org_units').orderBy('id');
  const signatories = [];
  for (const role of signatoryRoles) signatories.push(...(await listEveryHolder(db, role, now)));
  return {
    rooms,
    units: units.map((unit) => ({ id: unit.id, code: unit.code, name: named(unit) })),
    signatories: [...new Map(signatories.map((person) => [person.id, personBrief(person)])).values()],
  };
}
