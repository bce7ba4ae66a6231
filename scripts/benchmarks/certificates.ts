/**
 * Certificates of trainings for twenty-five people: issuing them as one action, printing their files, comparing a file with the one that was
 * issued, and the page where strangers check a code.
 */
import { fileURLToPath } from 'node:url';
import { connect } from '../../companion/src/db/connect.js';
import { migrate } from '../../companion/src/db/migrate.js';
import { inTransaction } from '../../companion/src/db/transaction.js';
import { seedDemoUniversity } from '../../companion/src/demo/seed.js';
import { papersOf, saveFiles } from '../../companion/src/features/training/certificates/certificate-files.js';
import { checkCertificate, checkFile } from '../../companion/src/features/training/certificates/check-certificate.js';
import { issueCertificates } from '../../companion/src/features/training/certificates/issue-certificates.js';
import { loadCatalogue } from '../../companion/src/i18n/catalogue.js';
import { findCurrentPerson, findPersonByLogin } from '../../companion/src/identity/person-store.js';
import { finishHeld, holdTraining } from '../../companion/test/support/held-training.js';
import { hire } from '../../companion/test/support/trainings.js';
// What the service runs: its printer is compiled, too.
import { renderPdfs } from '../../companion/dist/documents/pdf.js';
import type { Software } from './databases.js';
import { send, type Job } from './load.js';
import { ms, type Section } from './report.js';
import { median, milliseconds, takeTurns } from './rounds.js';
import { publicUrl, settings, showKeys, startProcess } from './service.js';

const people = 25;
/** Trainings whose certificates are issued, each way. */
const trainings = 10;
/** Checks, each way. */
const checks = 200;
const prints = 7;
/** As many as the worker prints in one go. */
const certificatesInGo = 10;
const program = fileURLToPath(new URL('../../companion/dist/main.js', import.meta.url));

type Papers = Parameters<typeof renderPdfs>[0];
type Prepared = Awaited<ReturnType<typeof prepare>>;

export async function measureCertificates(softwares: readonly Software[]): Promise<Section> {
  const rows: string[][] = [];
  let papers: Papers = [];
  for (const software of softwares) {
    const prepared = await prepare(software);
    const action = await inProcess(prepared);
    papers = action.papers;
    const door = await throughTheDoor(prepared, action.file);
    await prepared.db.destroy();
    rows.push(
      [software.name, `issuing ${people} certificates`, ms(action.issued), ms(door.issued)],
      [software.name, 'comparing a file with the one that was issued', ms(action.compared), ms(door.compared)],
      [software.name, 'checking a code', ms(action.checked), ms(door.checked)],
    );
  }
  const { alone, together } = await printing(papers);
  rows.push(
    ['either', 'printing one PDF, in a process of its own', ms(alone), ''],
    ['either', `one of the ${papers.length} PDFs that are printed in one go`, ms(together), ''],
  );
  return { name: 'certificates', head: ['database', 'what', 'the action, median', 'over HTTP, median'], rows };
}

/** Trainings that are over and whose results are settled. */
async function prepare(software: Software) {
  const url = await software.open('certificates');
  const db = connect(url);
  await migrate(db);
  const clock = { at: Date.now() };
  await seedDemoUniversity(db, clock.at);
  const logins = await hire(db, people);
  const person = async (login: string) =>
    (await findCurrentPerson(db, (await findPersonByLogin(db, login))!.id, clock.at))!;
  const house = { db, clock, person };
  const held: number[] = [];
  for (let count = 0; count < 2 * trainings; count++) {
    const training = await holdTraining(house, { people: logins, row: { seats: people } });
    await finishHeld(house, training);
    held.push(training.trainingId);
  }
  return { url, db, person, held };
}

async function inProcess({ db, person, held }: Prepared) {
  const catalogue = loadCatalogue();
  const by = await person('methodist');
  const issued: number[] = [];
  for (const trainingId of held.slice(0, trainings))
    issued.push(await milliseconds(() => issueCertificates({ db, catalogue, publicUrl }, by, trainingId, Date.now())));
  const rows = await db('training_certificates').orderBy('id');
  if (rows.length !== trainings * people) throw new Error('Not everybody has a certificate');

  const ids = rows.slice(0, certificatesInGo).map(({ id }) => id);
  const printed = await papersOf(db, catalogue, ids);
  const [first] = printed;
  const files = await asTheServiceRuns(() => renderPdfs(first!.papers));
  await inTransaction(db, (trx) => saveFiles(trx, first!.certificate.id, files, Date.now()));
  const { code } = first!.certificate;
  const compared: number[] = [];
  const checked: number[] = [];
  for (let time = 0; time < checks; time++) {
    const started = performance.now();
    const found = await checkFile(db, code, files[time % files.length]!);
    compared.push(performance.now() - started);
    if (typeof found?.locale !== 'string') throw new Error('The issued file was not recognized');
    const { code: another } = rows[time % rows.length]!;
    checked.push(await milliseconds(() => checkCertificate(db, another, undefined, Date.now())));
  }
  return {
    issued: median(issued),
    compared: median(compared),
    checked: median(checked),
    papers: printed.flatMap((each) => each.papers),
    file: { code, content: files[0]! },
  };
}

async function throughTheDoor({ url, db, held }: Prepared, file: { code: string; content: Buffer }) {
  const keys = await showKeys();
  // Strangers may check so often in a minute from one address: each of these comes from an address of its own.
  const service = await startProcess([program], { ...settings(url, keys), QASHYQ_PROXIES: '1' });
  const from = (time: number) => ({ 'x-forwarded-for': `10.0.${time >> 8}.${time & 255}` });

  const token = await keys.tokenOf('methodist', 100);
  await send([{ method: 'GET', url: `${service.url}/api/trainings/${held[0]!}/certificates`, token }], 1);
  const issued: number[] = [];
  for (const trainingId of held.slice(trainings)) {
    const path = `/api/trainings/${trainingId}/certificates`;
    issued.push(...(await send([{ method: 'POST', url: `${service.url}${path}`, token, body: '{}' }], 1)));
  }
  const rows = await db('training_certificates').orderBy('id').select('code');
  if (rows.length !== held.length * people) throw new Error('Not everybody has a certificate');

  const times = Array.from({ length: checks }, (_, time) => time);
  const compared = await send(
    times.map((time): Job => ({
      method: 'POST',
      url: `${service.url}/api/certificate-checks/${file.code}/file`,
      headers: { 'content-type': 'application/pdf', ...from(time) },
      body: file.content,
    })),
    1,
  );
  const checked = await send(
    times.map((time): Job => ({
      method: 'GET',
      url: `${service.url}/certificates/${rows[time % rows.length]!.code}`,
      headers: from(time),
    })),
    1,
  );
  await service.stop();
  keys.close();
  return { issued: median(issued), compared: median(compared), checked: median(checked) };
}

/** One paper by itself, and each of many: most of the time goes into starting the process. */
function printing(papers: Papers): Promise<Record<'alone' | 'together', number>> {
  return asTheServiceRuns(() =>
    takeTurns(prints, {
      alone: (round) => milliseconds(() => renderPdfs([papers[round]!])),
      together: async () => (await milliseconds(() => renderPdfs(papers))) / papers.length,
    }),
  );
}

/** The printer is started with the options of its parent: the service has none, this program those that run sources. */
async function asTheServiceRuns<Made>(work: () => Promise<Made>): Promise<Made> {
  const own = process.execArgv.splice(0);
  try {
    return await work();
  } finally {
    process.execArgv.push(...own);
  }
}
