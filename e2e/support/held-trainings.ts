/** A training with seats in the data of a running service: the way there is another journey's. */
import type { Knex } from 'knex';
import { connect } from '../../companion/src/db/connect.js';
import { issueCertificates } from '../../companion/src/features/training/certificates/issue-certificates.js';
import { loadCatalogue } from '../../companion/src/i18n/catalogue.js';
import type { CurrentPerson } from '../../companion/src/identity/current-person.js';
import { findCurrentPerson, findPersonByLogin } from '../../companion/src/identity/person-store.js';
import {
  finishHeld,
  holdTraining,
  type HeldTraining,
  type TrainingWishes,
} from '../../companion/test/support/held-training.js';
import { insertApplication } from '../../companion/test/support/trainings.js';

interface House {
  db: Knex;
  clock: { at: number };
  person(login: string): Promise<CurrentPerson>;
}

/** @param folder of the running companion, which keeps its data in SQLite there */
async function inData<Made>(folder: string, work: (house: House) => Promise<Made>): Promise<Made> {
  const db = connect(`sqlite:${folder}/data/qashyq.sqlite`);
  try {
    return await work({
      db,
      clock: { at: Date.now() },
      person: async (login) => (await findCurrentPerson(db, (await findPersonByLogin(db, login))!.id, Date.now()))!,
    });
  } finally {
    await db.destroy();
  }
}

export function openTraining(folder: string, wishes: TrainingWishes): Promise<HeldTraining> {
  return inData(folder, (house) => holdTraining(house, wishes));
}

/** Somebody applies: `applied` waits for the head, `waitlisted` for a seat. */
export function applyFor(
  folder: string,
  trainingId: number,
  login: string,
  state: 'applied' | 'waitlisted',
): Promise<number> {
  return inData(folder, async ({ db, clock, person }) =>
    insertApplication(db, trainingId, (await person(login)).id, state, clock.at),
  );
}

/** A training that is over: everybody came, the results are settled, and certificates numbered; their files are work for the service. */
export function closeWithCertificates(folder: string, held: HeldTraining, publicUrl: string): Promise<void> {
  return inData(folder, async (house) => {
    await finishHeld(house, held);
    const deps = { db: house.db, catalogue: loadCatalogue(), publicUrl };
    await issueCertificates(deps, await house.person('methodist'), held.trainingId, house.clock.at);
  });
}

/** Lets the sessions of a training have ended a minute ago. */
export function letSessionsEnd(folder: string, trainingId: number): Promise<void> {
  return inData(folder, async ({ db, clock }) => {
    const last = (await db('training_sessions').where({ training_id: trainingId }).max({ at: 'ends_at' }).first())!;
    const by = clock.at - 60_000 - Number((last as { at: number }).at);
    await db('training_sessions').where({ training_id: trainingId }).increment({ starts_at: by, ends_at: by });
  });
}
