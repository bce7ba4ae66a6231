import type { Knex } from 'knex';
import { seatTakingStates, type TrainingDraft } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../../../calendar/calendar-store.js';
import type { ListApprovedEditions } from '../../schedules/timetable/approved-editions.js';
import { loadBusy } from './load-busy.js';
import type { TrainingFacts } from './training-rules.js';
import type { WholeTraining } from './training-store.js';

/** What the rules ask about a draft of this training, without form faults. */
export async function loadFacts(
  db: Knex,
  approved: ListApprovedEditions,
  { row, sessions }: WholeTraining,
  draft: TrainingDraft,
  now: number,
): Promise<TrainingFacts> {
  const taken = await db('training_applications')
    .where({ training_id: row.id })
    .whereIn('state', [...seatTakingStates])
    .count({ total: '*' })
    .first();
  return {
    now,
    state: row.state,
    calendar: await loadWorkCalendar(db),
    taken: Number(taken?.['total'] ?? 0),
    present:
      row.state === 'draft'
        ? []
        : sessions.map((session) => ({
            key: session.session_key,
            startsAt: Number(session.starts_at),
            endsAt: Number(session.ends_at),
            room: session.room_code ?? '',
            link: session.link ?? '',
          })),
    busy: await loadBusy(db, approved, draft, row.id),
  };
}
