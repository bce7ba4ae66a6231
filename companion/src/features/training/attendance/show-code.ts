/** The code of a session, for the screen on the wall. */
import type { Knex } from 'knex';
import type { CheckInCode } from '@qashyq/shared-types';
import type { TrainingRow } from '../../../db/tables.js';
import { qrPicture } from '../../../documents/qr-code.js';
import { AppError } from '../../../errors.js';
import { trainingTitle } from '../present-training.js';
import { lastMarks, listListed, listSessions } from './attendance-store.js';
import { changesIn, codeAt, isOpenForCheckIn } from './check-in-code.js';
import { sessionBrief } from './present-attendance.js';

/**
 * @param home address of the screens where people check in, up to the `#`
 * @throws AppError `actionNotPossible` outside the time of the session
 */
export async function showCode(
  db: Knex,
  key: Buffer,
  training: TrainingRow,
  sessionId: number,
  home: string,
  now: number,
): Promise<CheckInCode> {
  const sessions = await listSessions(db, training.id);
  const session = sessions.find((row) => row.id === sessionId);
  if (session === undefined) throw new AppError('notFound');
  if (training.state !== 'announced' || !isOpenForCheckIn(session, now)) throw new AppError('actionNotPossible');
  const code = codeAt(key, session.session_key, now);
  const marks = [...(await lastMarks(db, sessionId)).values()];
  return {
    training: trainingTitle(training),
    session: sessionBrief(session, sessions.indexOf(session) + 1, now),
    code,
    qr: qrPicture(`${home}#/check-in?session=${session.id}&code=${code}`),
    changesInMs: changesIn(now),
    present: marks.filter(({ status }) => status === 'present' || status === 'partly').length,
    seats: (await listListed(db, training.id)).length,
  };
}
