/** Applications that wait for a head, the most urgent first. */
import type { Knex } from 'knex';
import type { ApplicationToDecide, Page, PersonBrief } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../../../calendar/calendar-store.js';
import type { TrainingApplicationRow } from '../../../db/tables.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { due, instant, loadBriefs } from '../../../workflow/case-presenter.js';
import { trainingBrief } from '../present-training.js';
import { instantOrNull } from './catalogue.js';
import { listClashes } from './eligibility-facts.js';
import { decidesAs } from './onlooker.js';
import type { SeatEngine } from './seat-engine.js';
import { countSeats } from './seat-store.js';

/** Open applications at posts of this person, or of somebody in whose place they decide, except their own. */
function toDecide(db: Knex, person: CurrentPerson) {
  return db('training_applications')
    .where('state', 'applied')
    .whereNot('person_id', person.id)
    .where((mine) => {
      for (const { role, covers } of [...person.roles, ...person.actsFor.filter(({ caseId }) => caseId === null)])
        void mine.orWhere((one) => one.where('asked_role', role).whereIn('asked_unit_id', [...covers]));
      if (person.roles.length + person.actsFor.length === 0) void mine.whereRaw('1 = 0');
    });
}

export async function countToDecide(db: Knex, person: CurrentPerson): Promise<number> {
  const row = await toDecide(db, person).count({ total: '*' }).first();
  return Number(row?.['total'] ?? 0);
}

export async function listToDecide(
  engine: Pick<SeatEngine, 'db' | 'approved' | 'now'>,
  person: CurrentPerson,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<Page<ApplicationToDecide>> {
  const { db } = engine;
  const rows: TrainingApplicationRow[] = await toDecide(db, person)
    .orderBy(['decide_until_at', 'id'])
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const trainings = await db('trainings').whereIn(
    'id',
    rows.map(({ training_id }) => training_id),
  );
  const counts = await countSeats(
    db,
    trainings.map(({ id }) => id),
  );
  const people = await db('persons').whereIn(
    'id',
    rows.map(({ person_id }) => person_id),
  );
  const briefs = await loadBriefs(
    db,
    [...rows.map(({ person_id }) => person_id), ...person.actsFor.map(({ personId }) => personId)],
    people.flatMap(({ org_unit_id }) => org_unit_id ?? []),
  );
  const calendar = await loadWorkCalendar(db);
  const items: ApplicationToDecide[] = [];
  for (const row of rows) {
    const training = trainings.find(({ id }) => id === row.training_id)!;
    const applicant = people.find(({ id }) => id === row.person_id)!;
    const { taken, waiting } = counts.get(training.id)!;
    const as = decidesAs(person, row);
    items.push({
      id: row.id,
      person: briefs.person(row.person_id),
      orgUnit: applicant.org_unit_id === null ? null : briefs.orgUnit(applicant.org_unit_id),
      position: applicant.position,
      motive: row.motive,
      appliedAt: instant(row.created_at),
      state: row.state,
      training: {
        ...trainingBrief(training),
        startsAt: instantOrNull(training.starts_at),
        endsAt: instantOrNull(training.ends_at),
      },
      due: due(row.decide_until_at!, calendar, engine.now()),
      actingFor: actingFor(as, briefs.person),
      clashes: (await listClashes(engine, training, applicant.staff_code)).length,
      free: waiting > 0 ? 0 : Math.max(0, training.seats - taken),
    });
  }
  const total = await countToDecide(db, person);
  return { items, page, pageSize, total };
}

function actingFor(as: ReturnType<typeof decidesAs>, brief: (id: number) => PersonBrief): PersonBrief | null {
  return as === undefined || as === 'self' ? null : brief(as.personId);
}
