/** Lets the Moodle course of a training have the people it should. Repeating it changes nothing: Moodle compares and changes the difference. */
import type { Knex } from 'knex';
import type { MoodleClient } from '@qashyq/moodle-api-client';
import type { MoodleEnrolment, SyncEnrolmentsAnswer, SyncEnrolmentsRequest } from '@qashyq/shared-types';
import { inTransaction } from '../db/transaction.js';
import type { EnrolmentWish } from '../features/training/enrolments/enrolment-plan.js';
import { forgetEnrolments, loadEnrolmentPlan, rememberEnrolments } from '../features/training/enrolments/enrolments.js';
import { ParkEffect, type EffectHandler } from './effect-handler.js';
import { withMoodle } from './moodle-failures.js';
import { finish } from './outbox.js';

/** A new enrolment takes Moodle some 4 to 7 ms: a request stays below two seconds. */
const peopleInRequest = 250;

export function syncEnrolments(deps: {
  db: Knex;
  moodle: () => Promise<MoodleClient>;
  /** The field of Moodle's accounts that holds our logins. */
  loginField: SyncEnrolmentsRequest['loginfield'];
  now: () => number;
}): EffectHandler<'sync-enrolments'> {
  const { db, moodle, loginField, now } = deps;

  return async (run) => {
    const { trainingId } = run.payload;
    const plan = await loadEnrolmentPlan(db, trainingId, now());
    if (plan === undefined) return finish(db, run.lease, now());
    const rows = await moodleRows(db, trainingId, [...plan.leave, ...plan.stay]);
    const refused: SyncEnrolmentsAnswer['refused'] = [];
    if (rows.length > 0) {
      const client = await withMoodle(moodle);
      await inTransaction(db, (trx) => rememberEnrolments(trx, trainingId, plan.stay));
      for (let at = 0; at < rows.length; at += peopleInRequest) {
        if (!(await run.stillMine())) return;
        const enrolments = rows.slice(at, at + peopleInRequest);
        const answer = await withMoodle(() =>
          client.syncEnrolments({ count: enrolments.length, loginfield: loginField, enrolments }),
        );
        refused.push(...answer.refused);
      }
    }
    const gone = [...plan.leave, ...plan.handedOver];
    if (refused.length > 0) {
      await inTransaction(db, (trx) => forgetEnrolments(trx, trainingId, gone));
      throw new ParkEffect('enrolmentsRefused', summary(refused));
    }
    await inTransaction(db, async (trx) => {
      await forgetEnrolments(trx, trainingId, gone);
      await finish(trx, run.lease, now());
    });
  };
}

async function moodleRows(db: Knex, trainingId: number, wishes: readonly EnrolmentWish[]): Promise<MoodleEnrolment[]> {
  const persons = await db('persons').whereIn(
    'id',
    wishes.map(({ personId }) => personId),
  );
  const byId = new Map(persons.map((person) => [person.id, person]));
  return wishes.flatMap(({ personId, course, role, state }, index) => {
    const person = byId.get(personId);
    return person === undefined
      ? []
      : {
          externalid: `training-${trainingId}-${index}`,
          course,
          userid: person.moodle_user_id ?? 0,
          login: person.login,
          role,
          state,
        };
  });
}

/** `coursenotfound: TR-1 (8)`, `usernotfound: teacher05 (1)`: one line for each thing that is missing. */
function summary(refused: SyncEnrolmentsAnswer['refused']): string[] {
  const counts = new Map<string, number>();
  for (const { reason, subject } of refused) {
    const what = `enrol${reason}: ${subject}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${what} (${count})`);
}
