/** People who work while processes die: dispatchers submit, those who are asked decide. Each keeps what the service told them. */
import type { CaseView, InboxItem, Page, TakeActionInput } from '@qashyq/shared-types';
import { launchClaims, type TestMoodle } from '../../companion/test/support/test-moodle.js';

/** One press of a button; the comment is unlike any other, so that it can be found in the log. */
export interface Attempt {
  login: string;
  caseId: number;
  body: TakeActionInput & { comment: string };
  /** `unsure`: no answer came, or one that says nothing about what happened. */
  told: 'done' | 'refused' | 'unsure';
  /** Pressed again after no answer: a refusal then leaves open whether the first press worked. */
  repeated: boolean;
}

export interface People {
  /** How often a button was pressed until now. */
  pressed(): number;
  /** Submits these drafts one after another, and decides whatever waits, until `stopped` says so. */
  work(drafts: number[], stopped: () => boolean): Promise<Attempt[]>;
  /** Presses the same button again, up to three times, as a person does who got no answer. */
  repeat(attempt: Attempt): Promise<void>;
}

const dispatcher = 'dispatcher1';
/** Everybody sits twice, at two screens. */
const deciders = ['teacher01', 'dean1', 'dldhead', 'vicerector'].flatMap((login) => [login, login]);

/** @param moodleIds Moodle's user id of each login */
export function createPeople(options: {
  /** One address or several; every person knows them all. */
  urls: readonly string[];
  audience: string;
  moodle: TestMoodle;
  moodleIds: ReadonlyMap<string, number>;
  random: () => number;
}): People {
  const { urls, moodle, random } = options;
  let presses = 0;

  async function ask<T>(login: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const claims = launchClaims(moodle, options.audience, Date.now(), {
      username: login,
      sub: String(options.moodleIds.get(login)),
    });
    const answer = await fetch(`${urls[Math.floor(random() * urls.length)]}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${await moodle.sign(claims)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  async function press(attempt: Attempt): Promise<void> {
    const path = `/api/cases/${attempt.caseId}/actions`;
    const status = await ask(attempt.login, path, attempt.body).then(
      (answer) => answer.status,
      () => 0,
    );
    attempt.told = status === 200 ? 'done' : status >= 400 && status < 500 ? 'refused' : 'unsure';
    if (status === 401 || status === 422 || status === 429) throw new Error(`${attempt.login} was told ${status}`);
  }

  const attempt = (login: string, caseId: number, body: Omit<TakeActionInput, 'comment'>): Attempt => ({
    login,
    caseId,
    body: { ...body, comment: `press ${++presses}` },
    told: 'unsure',
    repeated: false,
  });

  async function submitAll(drafts: number[], stopped: () => boolean): Promise<Attempt[]> {
    const attempts: Attempt[] = [];
    for (const caseId of drafts) {
      if (stopped()) break;
      const submission = attempt(dispatcher, caseId, { action: 'submit', version: 0 });
      attempts.push(submission);
      await press(submission);
    }
    return attempts;
  }

  async function decideAll(login: string, stopped: () => boolean): Promise<Attempt[]> {
    const attempts: Attempt[] = [];
    while (!stopped()) {
      const decision = await nextDecision(login).catch(() => undefined);
      if (decision === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      attempts.push(decision);
      await press(decision);
    }
    return attempts;
  }

  async function nextDecision(login: string): Promise<Attempt | undefined> {
    const inbox = await ask<Page<InboxItem>>(login, '/api/inbox?tab=waiting');
    if (inbox.status !== 200 || inbox.body.items.length === 0) return undefined;
    const { id } = inbox.body.items[Math.floor(random() * inbox.body.items.length)]!;
    const { status, body } = await ask<CaseView>(login, `/api/cases/${id}`);
    if (status !== 200) return undefined;
    const positive = body.allowedActions.find((action) => action === 'agree' || action === 'approve');
    if (positive === undefined) return undefined;
    return random() < 0.1
      ? attempt(login, id, {
          action: 'return',
          version: body.version,
          remarks: [{ lineKey: null, text: 'Another room, please' }],
        })
      : attempt(login, id, { action: positive, version: body.version });
  }

  return {
    pressed: () => presses,
    async work(drafts, stopped) {
      const done = await Promise.all([
        submitAll(drafts, stopped),
        ...deciders.map((login) => decideAll(login, stopped)),
      ]);
      return done.flat();
    },
    async repeat(pressed) {
      pressed.repeated = true;
      for (let time = 1; time <= 3 && pressed.told === 'unsure'; time++) await press(pressed);
    },
  };
}
