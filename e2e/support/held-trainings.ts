/** A training with seats in the data of a running service: the way there is another journey's. */
import { connect } from '../../companion/src/db/connect.js';
import { findCurrentPerson, findPersonByLogin } from '../../companion/src/identity/person-store.js';
import { holdTraining, type HeldTraining, type TrainingWishes } from '../../companion/test/support/held-training.js';

/** @param folder of the running companion, which keeps its data in SQLite there */
export async function openTraining(folder: string, wishes: TrainingWishes): Promise<HeldTraining> {
  const db = connect(`sqlite:${folder}/data/qashyq.sqlite`);
  try {
    return await holdTraining(
      {
        db,
        clock: { at: Date.now() },
        person: async (login) => (await findCurrentPerson(db, (await findPersonByLogin(db, login))!.id, Date.now()))!,
      },
      wishes,
    );
  } finally {
    await db.destroy();
  }
}

/** Lets the sessions of a training have ended a minute ago. */
export async function letSessionsEnd(folder: string, trainingId: number): Promise<void> {
  const db = connect(`sqlite:${folder}/data/qashyq.sqlite`);
  try {
    const last = (await db('training_sessions').where({ training_id: trainingId }).max({ at: 'ends_at' }).first())!;
    const by = Date.now() - 60_000 - Number((last as { at: number }).at);
    await db('training_sessions').where({ training_id: trainingId }).increment({ starts_at: by, ends_at: by });
  } finally {
    await db.destroy();
  }
}
