/** Who has a seat for sure, and which sessions that means. */
import type { Knex } from 'knex';
import type { ApplicationState } from '@qashyq/shared-types';
import type { TrainingRow, TrainingSessionRow } from '../../db/tables.js';

/** A seat that is only offered is nobody's yet. */
export const participatingStates = [
  'confirmed',
  'attended',
  'missed',
  'completed',
  'certified',
] as const satisfies readonly ApplicationState[];

export function participates(state: ApplicationState): boolean {
  return (participatingStates as readonly ApplicationState[]).includes(state);
}

export async function listParticipants(
  db: Knex,
  trainingId: number,
): Promise<{ personId: number; state: ApplicationState }[]> {
  const rows = await db('training_applications')
    .where({ training_id: trainingId })
    .whereIn('state', [...participatingStates])
    .orderBy('id')
    .select('person_id', 'state');
  return rows.map(({ person_id, state }) => ({ personId: person_id, state }));
}

/** Is it held or to be held: what calendars and courses follow. */
export function isRunning({ state }: Pick<TrainingRow, 'state'>): boolean {
  return state === 'announced' || state === 'completed';
}

/** Where a session is: its room, its link, or both; empty where nobody said. */
export function placeOf({ room_code, link }: Pick<TrainingSessionRow, 'room_code' | 'link'>): string {
  return [room_code, link].filter((part) => part !== null).join(' · ');
}
