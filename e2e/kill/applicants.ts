/** Many people at once at the doors of trainings: each press of a button, at one of several web processes, with what was answered. */
import type { Knex } from 'knex';
import type { TrainingView } from '@qashyq/shared-types';
import { launchClaims, type TestMoodle } from '../../companion/test/support/test-moodle.js';

export type Press = 'apply' | 'cancel' | 'accept' | 'refuse';

export interface Answered {
  login: string;
  press: Press;
  trainingId: number;
  /** 0: no answer came. */
  status: number;
}

export function createApplicants(options: {
  db: Knex;
  urls: readonly string[];
  audience: string;
  moodle: TestMoodle;
  now: () => number;
  random: () => number;
}) {
  const { db, urls, audience, moodle, now, random } = options;

  async function ask(login: string, method: 'GET' | 'POST', path: string, body?: object) {
    const person = await db('persons').where({ login }).first('moodle_user_id');
    const claims = launchClaims(moodle, audience, now(), { username: login, sub: String(person!.moodle_user_id) });
    return fetch(`${urls[Math.floor(random() * urls.length)]}${path}`, {
      method,
      headers: { authorization: `Bearer ${await moodle.sign(claims)}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
  }

  /** Presses the button as the screen does, for whatever application the person has now. */
  async function press(login: string, trainingId: number, what: Press): Promise<Answered> {
    const answered = { login, press: what, trainingId, status: 0 };
    try {
      if (what === 'apply') {
        const answer = await ask(login, 'POST', `/api/trainings/${trainingId}/applications`, { motive: login });
        await answer.arrayBuffer();
        return { ...answered, status: answer.status };
      }
      const seen = await ask(login, 'GET', `/api/trainings/${trainingId}`);
      const { application } = (await seen.json()) as TrainingView;
      if (seen.status !== 200 || application === null) return { ...answered, status: seen.status };
      const answer = await ask(login, 'POST', `/api/training-applications/${application.id}/${what}`);
      await answer.arrayBuffer();
      return { ...answered, status: answer.status };
    } catch {
      return answered;
    }
  }

  return { press };
}
