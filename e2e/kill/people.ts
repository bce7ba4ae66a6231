/**
 * People who work while processes die: dispatchers submit, those who are asked decide, hand their post over and take it back. Each keeps
 * what the service told them.
 */
import type {
  CaseView,
  Delegations,
  GiveDelegationInput,
  InboxItem,
  Page,
  TakeActionInput,
} from '@qashyq/shared-types';
import { setTimeout as pause } from 'node:timers/promises';
import { launchClaims, type TestMoodle } from '../../companion/test/support/test-moodle.js';

/** One press of a button. */
interface Press {
  login: string;
  path: string;
  body: object;
  /** `unsure`: no answer came, or one that says nothing about what happened. */
  told: 'done' | 'refused' | 'unsure';
  /** Pressed again after no answer: a refusal then leaves open whether the first press worked. */
  repeated: boolean;
}

/** The comment is unlike any other, so that it can be found in the log. */
export interface Decision extends Press {
  caseId: number;
  body: TakeActionInput & { comment: string };
}

/** A post handed over, the ground unlike any other, or taken back. */
export type Handover = Press & ({ what: 'give'; body: GiveDelegationInput } | { what: 'revoke'; delegationId: number });

export interface Work {
  decisions: Decision[];
  handovers: Handover[];
}

export interface People {
  /** How often a button was pressed until now. */
  pressed(): number;
  /** Submits these drafts one after another, decides whatever waits, and hands posts over and back, until `stopped` says so. */
  work(drafts: number[], stopped: () => boolean): Promise<Work>;
  /** Presses the same button again, up to three times, as a person does who got no answer. */
  repeat(press: Press): Promise<void>;
}

const dispatcher = 'dispatcher1';
/** Everybody sits twice, at two screens; the methodist decides in the place of the head while that post is handed over. */
const deciders = ['teacher01', 'dean1', 'dldhead', 'methodist', 'vicerector'].flatMap((login) => [login, login]);
/** Who hands the own post to whom. */
const heirs: Record<string, string> = { dldhead: 'methodist', dean1: 'teacher03' };
/** Some cases a person never decides, so that they are reminded, and the head above them is told. */
const isNeglected = (login: string, caseId: number) => caseId % 7 === ['teacher01', 'dean1', 'dldhead'].indexOf(login);

/**
 * @param moodleIds Moodle's user id of each login
 * @param personIds our own
 */
export function createPeople(options: {
  /** One address or several; every person knows them all. */
  urls: readonly string[];
  audience: string;
  moodle: TestMoodle;
  moodleIds: ReadonlyMap<string, number>;
  personIds: ReadonlyMap<string, number>;
  now: () => number;
  random: () => number;
}): People {
  const { urls, moodle, random } = options;
  let presses = 0;

  async function ask<T>(login: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const claims = launchClaims(moodle, options.audience, options.now(), {
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

  async function press(pressed: Press): Promise<void> {
    const { login, path, body } = pressed;
    const status = await ask(login, path, body).then(
      (answer) => answer.status,
      () => 0,
    );
    pressed.told = status === 200 ? 'done' : status >= 400 && status < 500 ? 'refused' : 'unsure';
    if ([400, 401, 404, 422, 429].includes(status)) throw new Error(`${login} was told ${status} at ${path}`);
  }

  const pressOf = (login: string, path: string) => ({ login, path, told: 'unsure' as const, repeated: false });

  const decision = (login: string, caseId: number, body: Omit<TakeActionInput, 'comment'>): Decision => ({
    ...pressOf(login, `/api/cases/${caseId}/actions`),
    caseId,
    body: { ...body, comment: `press ${++presses}` },
  });

  async function submitAll(drafts: number[], stopped: () => boolean): Promise<Decision[]> {
    const attempts: Decision[] = [];
    for (const caseId of drafts) {
      if (stopped()) break;
      const submission = decision(dispatcher, caseId, { action: 'submit', version: 0 });
      attempts.push(submission);
      await press(submission);
    }
    return attempts;
  }

  async function decideAll(login: string, stopped: () => boolean): Promise<Decision[]> {
    const attempts: Decision[] = [];
    while (!stopped()) {
      const next = await nextDecision(login).catch(() => undefined);
      if (next === undefined) {
        await pause(20);
        continue;
      }
      attempts.push(next);
      await press(next);
    }
    return attempts;
  }

  async function nextDecision(login: string): Promise<Decision | undefined> {
    const inbox = await ask<Page<InboxItem>>(login, '/api/inbox?tab=waiting&pageSize=100');
    if (inbox.status !== 200) return undefined;
    const waiting = inbox.body.items.filter(({ id }) => !isNeglected(login, id));
    if (waiting.length === 0) return undefined;
    const { id } = waiting[Math.floor(random() * waiting.length)]!;
    const { status, body } = await ask<CaseView>(login, `/api/cases/${id}`);
    if (status !== 200) return undefined;
    const positive = body.allowedActions.find((action) => action === 'agree' || action === 'approve');
    if (positive === undefined) return undefined;
    return random() < 0.1
      ? decision(login, id, {
          action: 'return',
          version: body.version,
          remarks: [{ lineKey: null, text: 'Another room, please' }],
        })
      : decision(login, id, { action: positive, version: body.version });
  }

  /** Gives the post for today, takes it back, gives it again. */
  async function handOver(login: string, stopped: () => boolean): Promise<Handover[]> {
    const handovers: Handover[] = [];
    while (!stopped()) {
      await pause(30 + random() * 120);
      const next = await nextHandover(login).catch(() => undefined);
      if (next === undefined || stopped()) continue;
      handovers.push(next);
      await press(next);
    }
    return handovers;
  }

  async function nextHandover(login: string): Promise<Handover | undefined> {
    const { status, body } = await ask<Delegations>(login, '/api/delegations');
    if (status !== 200) return undefined;
    presses += 1;
    const running = body.given.find(({ state }) => state === 'running');
    if (running !== undefined)
      return {
        ...pressOf(login, `/api/delegations/${running.id}/revoke`),
        what: 'revoke',
        body: {},
        delegationId: running.id,
      };
    const { role, orgUnit } = body.posts[0]!;
    return {
      ...pressOf(login, '/api/delegations'),
      what: 'give',
      body: {
        toPersonId: options.personIds.get(heirs[login]!)!,
        role,
        orgUnitId: orgUnit.id,
        validFromOn: body.today,
        validToOn: body.today,
        ground: `press ${presses}`,
      },
    };
  }

  return {
    pressed: () => presses,
    async work(drafts, stopped) {
      const [decisions, handovers] = await Promise.all([
        Promise.all([submitAll(drafts, stopped), ...deciders.map((login) => decideAll(login, stopped))]),
        Promise.all(Object.keys(heirs).map((login) => handOver(login, stopped))),
      ]);
      return { decisions: decisions.flat(), handovers: handovers.flat() };
    },
    async repeat(pressed) {
      pressed.repeated = true;
      for (let time = 1; time <= 3 && pressed.told === 'unsure'; time++) await press(pressed);
    },
  };
}
