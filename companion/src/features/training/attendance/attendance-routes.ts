import type { Knex } from 'knex';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { RateLimits } from '../../../http/rate-limits.js';
import { deriveKey } from '../../../http/sealing.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { AppError } from '../../../errors.js';
import { canSeeTrainings } from '../../../identity/policies.js';
import { checkIn, listCheckIns, markAttendance } from './mark-attendance.js';
import { trainingOfDepartment, trainingOfKeeper } from './may-keep-attendance.js';
import { presentSheet } from './present-attendance.js';
import { enterFinalTasks, finishTraining, presentResults } from './results.js';
import { showCode } from './show-code.js';
import { printSignInSheet } from './sign-in-sheet.js';

export interface AttendanceDeps {
  db: Knex;
  catalogue: Catalogue;
  now: () => number;
  secret: string;
  publicUrl: string;
  limits: Pick<RateLimits, 'take'>;
}

/** Lists, checking in, results. Marking belongs to the trainers and the department, results to the department. */
export function attendanceRoutes(on: EndpointRouter['on'], deps: AttendanceDeps): void {
  const { db, catalogue, now } = deps;
  const key = deriveKey(deps.secret, 'check-in-codes');

  on('attendance', async ({ person, params, query }) =>
    presentSheet(db, await trainingOfKeeper(db, person, params.trainingId), query.sessionId, now()),
  );
  on('markAttendance', async ({ person, params: { trainingId, sessionId }, body }) => {
    await trainingOfKeeper(db, person, trainingId);
    await markAttendance(db, person, trainingId, sessionId, body, now());
    return presentSheet(db, await trainingOfKeeper(db, person, trainingId), sessionId, now());
  });
  on('checkInCode', async ({ person, params, query }) => {
    const training = await trainingOfKeeper(db, person, params.trainingId);
    return showCode(db, key, training, params.sessionId, await homeOf(query.home), now());
  });
  on('checkIns', async ({ person }) => {
    if (!canSeeTrainings(person)) throw new AppError('notAllowed');
    return listCheckIns(db, person, now());
  });
  on('checkIn', async ({ person, body }) => {
    if (!canSeeTrainings(person)) throw new AppError('notAllowed');
    await deps.limits.take('checkIn', String(person.id));
    await checkIn(db, key, person, body, now());
    return listCheckIns(db, person, now());
  });
  on('signInSheet', async ({ person, params, query, locale }) =>
    printSignInSheet(
      db,
      catalogue,
      await trainingOfKeeper(db, person, params.trainingId),
      params.sessionId,
      query.locale ?? locale,
      now(),
    ),
  );
  on('trainingResults', async ({ person, params }) =>
    presentResults(db, await trainingOfDepartment(db, person, params.trainingId), now()),
  );
  on('enterFinalTasks', async ({ person, params, body }) => {
    await trainingOfDepartment(db, person, params.trainingId);
    await enterFinalTasks(db, person, params.trainingId, body, now());
    return presentResults(db, await trainingOfDepartment(db, person, params.trainingId), now());
  });
  on('finishTraining', async ({ person, params, body }) => {
    await trainingOfDepartment(db, person, params.trainingId);
    await finishTraining(db, person, params.trainingId, body, now());
    return presentResults(db, await trainingOfDepartment(db, person, params.trainingId), now());
  });

  /** Where people who scan the code shall land: the home in which it is shown. */
  async function homeOf(home: 'portal' | 'moodle'): Promise<string> {
    if (home === 'portal') return `${deps.publicUrl}/`;
    const site = await db('moodle_sites').first();
    return site === undefined ? `${deps.publicUrl}/` : `${site.url}/local/qashyq/index.php`;
  }
}
