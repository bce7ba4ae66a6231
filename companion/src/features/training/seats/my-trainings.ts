/** My applications, and the sessions before me. */
import type { Knex } from 'knex';
import type { ApplicationState, MyTrainings, QueryOf } from '@qashyq/shared-types';
import type { TrainingApplicationRow, TrainingRow, TrainingSessionRow } from '../../../db/tables.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { instant } from '../../../workflow/case-presenter.js';
import { trainingBrief, trainingTitle } from '../present-training.js';
import { instantOrNull } from './catalogue.js';
import { loadLastChanges } from './history.js';
import { placeOfArrival } from './seat-store.js';

const present: readonly ApplicationState[] = ['applied', 'waitlisted', 'offered', 'confirmed'];
const ended: readonly ApplicationState[] = ['attended', 'missed', 'completed', 'certified', 'declined', 'cancelled'];
/** Sessions that are shown at a time; the next ones count. */
const shownSessions = 20;

export async function listMyTrainings(
  db: Knex,
  person: CurrentPerson,
  { page, pageSize, show }: QueryOf<'myTrainings'>,
  now: number,
): Promise<MyTrainings> {
  const own = () =>
    db('training_applications')
      .where({ person_id: person.id })
      .whereIn('state', [...(show === 'present' ? present : ended)]);
  const rows: TrainingApplicationRow[] = await own()
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const count = await own().count({ total: '*' }).first();
  const trainings = await db('trainings').whereIn(
    'id',
    rows.map(({ training_id }) => training_id),
  );
  const changes = await loadLastChanges(db, rows);
  const items: MyTrainings['items'] = [];
  for (const row of rows) {
    const training = trainings.find(({ id }) => id === row.training_id)!;
    const change = changes.get(row.id)!;
    items.push({
      id: row.id,
      training: {
        ...trainingBrief(training),
        startsAt: instantOrNull(training.starts_at),
        endsAt: instantOrNull(training.ends_at),
      },
      state: row.state,
      place: row.state === 'waitlisted' ? await placeOfArrival(db, row.training_id, row.arrival_no) : null,
      offerUntil: instantOrNull(row.offer_until_at),
      changedAt: instant(change.changed_at),
      reason: change.reason,
      note: change.note,
    });
  }
  return {
    items,
    page,
    pageSize,
    total: Number(count?.['total'] ?? 0),
    sessions: await listComing(db, person.id, now),
  };
}

type ComingSession = TrainingSessionRow & Pick<TrainingRow, 'title_kk' | 'title_ru' | 'title_en'>;

/** Sessions of trainings in which the person has a seat for certain, the next one first. */
async function listComing(db: Knex, personId: number, now: number): Promise<MyTrainings['sessions']> {
  const sessions: ComingSession[] = await db('training_sessions')
    .join('trainings', 'trainings.id', 'training_sessions.training_id')
    .join('training_applications', 'training_applications.training_id', 'trainings.id')
    .where('training_applications.person_id', personId)
    .whereIn('training_applications.state', ['confirmed', 'attended'])
    .where('training_sessions.ends_at', '>', now)
    .where('trainings.state', 'announced')
    .orderBy('training_sessions.starts_at')
    .limit(shownSessions)
    .select('training_sessions.*', 'trainings.title_kk', 'trainings.title_ru', 'trainings.title_en');
  return sessions.map((session) => ({
    trainingId: session.training_id,
    title: trainingTitle(session),
    startsAt: instant(session.starts_at),
    endsAt: instant(session.ends_at),
    room: session.room_code,
    link: session.link,
  }));
}
