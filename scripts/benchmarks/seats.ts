/**
 * Three hundred people sign up for two hundred seats, then fifty cancel and the next are offered theirs: each action by itself, and through
 * the door of the service with the whole page as its answer.
 */
import { fileURLToPath } from 'node:url';
import { connect } from '../../companion/src/db/connect.js';
import { migrate } from '../../companion/src/db/migrate.js';
import { seedDemoUniversity } from '../../companion/src/demo/seed.js';
import { createApprovedEditions } from '../../companion/src/features/schedules/timetable/approved-editions.js';
import { actOnApplication } from '../../companion/src/features/training/seats/act-on-application.js';
import { applyForTraining } from '../../companion/src/features/training/seats/apply.js';
import { findCurrentPerson } from '../../companion/src/identity/person-store.js';
import { hire, insertTraining } from '../../companion/test/support/trainings.js';
import type { Software } from './databases.js';
import { send, type Job } from './load.js';
import { ms, type Section } from './report.js';
import { median, milliseconds } from './rounds.js';
import { settings, showKeys, startProcess } from './service.js';

const people = 300;
const seats = 200;
const cancels = 50;
const program = fileURLToPath(new URL('../../companion/dist/main.js', import.meta.url));

export async function measureSeats(softwares: readonly Software[]): Promise<Section> {
  const rows: string[][] = [];
  for (const software of softwares) {
    const { applied, promoted } = await inProcess(software);
    const door = await throughTheDoor(software);
    rows.push(
      [software.name, 'a registration', ms(applied), ms(door.applied), '10 ms'],
      [software.name, 'a cancellation with its offer to the next', ms(promoted), ms(door.promoted), '20 ms'],
    );
  }
  return { name: 'seats', head: ['database', 'what', 'the action, median', 'over HTTP, median', 'aim'], rows };
}

async function prepare(software: Software, name: string) {
  const url = await software.open(name);
  const db = connect(url);
  await migrate(db);
  await seedDemoUniversity(db, Date.now());
  const logins = await hire(db, people);
  const trainingId = await insertTraining(db, Date.now(), { seats });
  return { url, db, logins, trainingId };
}

async function inProcess(software: Software): Promise<{ applied: number; promoted: number }> {
  const { db, logins, trainingId } = await prepare(software, 'seats');
  const engine = { db, now: Date.now, wakeWorker: () => undefined, approved: createApprovedEditions() };
  const persons = [];
  for (const row of await db('persons').whereIn('login', logins).orderBy('id'))
    persons.push((await findCurrentPerson(db, row.id, Date.now()))!);
  const applied: number[] = [];
  for (const person of persons)
    applied.push(await milliseconds(() => applyForTraining(engine, person, trainingId, '')));
  const promoted: number[] = [];
  for (const person of persons.slice(0, cancels)) {
    const own = await db('training_applications').where({ person_id: person.id }).first('id');
    promoted.push(await milliseconds(() => actOnApplication(engine, person, own!.id, 'cancel')));
  }
  const offered = await db('training_applications').where({ state: 'offered' }).count({ total: '*' }).first();
  if (Number(offered?.['total']) !== cancels) throw new Error('Not every freed seat was offered');
  await db.destroy();
  return { applied: median(applied), promoted: median(promoted) };
}

async function throughTheDoor(software: Software): Promise<{ applied: number; promoted: number }> {
  const { url, db, logins, trainingId } = await prepare(software, 'seatsdoor');
  const keys = await showKeys();
  const service = await startProcess([program], settings(url, keys));
  const jobOf = async (login: string, path: string): Promise<Job> => {
    const person = (await db('persons').where({ login }).first('moodle_user_id', 'locale'))!;
    return {
      method: 'POST',
      url: `${service.url}${path}`,
      // They have been here before, in this language: a first visit writes that down, too.
      token: await keys.tokenOf(login, person.moodle_user_id!, person.locale),
      body: '{}',
    };
  };
  const applied: number[] = [];
  for (const login of logins) {
    const job = await jobOf(login, `/api/trainings/${trainingId}/applications`);
    applied.push(await milliseconds(() => send([job], 1)));
  }
  const promoted: number[] = [];
  for (const login of logins.slice(0, cancels)) {
    const own = await db('training_applications')
      .whereIn('person_id', db('persons').select('id').where({ login }))
      .first('id');
    const job = await jobOf(login, `/api/training-applications/${own!.id}/cancel`);
    promoted.push(await milliseconds(() => send([job], 1)));
  }
  await service.stop();
  keys.close();
  await db.destroy();
  return { applied: median(applied), promoted: median(promoted) };
}
