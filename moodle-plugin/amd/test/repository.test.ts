import { endpoints, type EndpointName } from '@qashyq/shared-types';
import { expect } from 'chai';
import { launchTokens } from '../src/launch-tokens.js';
import { openConnection } from '../src/connection.js';
import { Away, Refusal } from '../src/problems.js';
import { openRepository, paths } from '../src/repository.js';
import { officePaths } from '../src/training/office-repository.js';
import { feedbackPaths } from '../src/training/feedback-repository.js';
import { planningPaths } from '../src/training/planning-repository.js';
import { certificatePaths } from '../src/training/certificate-repository.js';
import { seatPaths } from '../src/training/seat-repository.js';

const portal = { home: 'portal', companion: '', locale: 'kk', csrfToken: 'c1' } as const;
const moodle = { home: 'moodle', companion: 'https://companion.example', locale: 'kk' } as const;

/** Answers requests in turn and keeps them. */
function answering(...answers: (Response | Error)[]) {
  const asked: { url: string; request: RequestInit; headers: Record<string, string> }[] = [];
  globalThis.fetch = (url, request = {}) => {
    asked.push({ url: url as string, request, headers: request.headers as Record<string, string> });
    const answer = answers[asked.length - 1];
    return answer instanceof Response
      ? Promise.resolve(answer)
      : Promise.reject(answer ?? new Error('asked too often'));
  };
  return asked;
}

const refusal = (status: number, error: object) =>
  Response.json({ error: { code: 'x', message: 'm', reference: 'r', ...error } }, { status });

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.fail('it did not fail'),
    (problem: unknown) => problem,
  );
}

describe('the repository', () => {
  const realFetch = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  it('knows the same methods and paths as the contract', () => {
    const every = { ...paths, ...seatPaths, ...certificatePaths, ...planningPaths, ...feedbackPaths, ...officePaths };
    for (const [name, path] of Object.entries(every)) {
      const endpoint = endpoints[name as EndpointName];
      expect(path, name).to.equal(`${endpoint.method} ${endpoint.path}`);
    }
  });

  it('fills the path and leaves empty values out of the query', async () => {
    const asked = answering(Response.json({ items: [] }), Response.json({}));
    const repository = openRepository(openConnection(portal));
    await repository.schedules({ page: 2 });
    await repository.scheduleEdition(42, 3);
    expect(asked.map(({ url }) => url)).to.deep.equal(['/api/schedules?page=2', '/api/schedules/42/editions/3']);
  });

  it('carries the CSRF token in the portal with what changes something, and only then', async () => {
    const asked = answering(Response.json({}), Response.json({}));
    const repository = openRepository(openConnection(portal));
    await repository.case(42);
    await repository.takeAction(42, { action: 'agree', version: 4 });
    expect(asked[0]?.headers).not.to.have.property('X-CSRF-Token');
    expect(asked[1]?.headers['X-CSRF-Token']).to.equal('c1');
    expect(JSON.parse(asked[1]?.request.body as string)).to.deep.equal({ action: 'agree', version: 4 });
  });

  it('asks Moodle for a new token once when the companion does not take the old one', async () => {
    const asked = answering(refusal(401, {}), Response.json({ id: 1 }));
    let issued = 0;
    const tokens = launchTokens(() => Promise.resolve({ token: tokenOf(300, (issued += 1)) }));
    await openRepository(openConnection(moodle, tokens)).me();
    expect(asked.map(({ headers }) => headers['Authorization'])).to.deep.equal([
      `Bearer ${tokenOf(300, 1)}`,
      `Bearer ${tokenOf(300, 2)}`,
    ]);
    expect(asked[0]?.url).to.equal('https://companion.example/api/me');
  });

  it('gives up after the second refusal of a token', async () => {
    answering(refusal(401, {}), refusal(401, {}));
    const problem = await failureOf(
      openRepository(
        openConnection(
          moodle,
          launchTokens(() => Promise.resolve({ token: tokenOf(300, 1) })),
        ),
      ).me(),
    );
    expect(problem).to.be.instanceOf(Refusal).with.property('status', 401);
  });

  it('tells a refusal from a service that is away', async () => {
    answering(
      refusal(409, { code: 'conflict', decidedAt: '2026-10-09T07:00:00.000Z' }),
      new TypeError('Failed to fetch'),
      new Response('<html>Bad gateway</html>', { status: 502 }),
      new Response('<html>a proxy speaks</html>'),
    );
    const repository = openRepository(openConnection(portal));
    const conflict = await failureOf(repository.case(42));
    expect(conflict).to.be.instanceOf(Refusal);
    expect((conflict as Refusal).error).to.include({ code: 'conflict', decidedAt: '2026-10-09T07:00:00.000Z' });
    for (let at = 0; at < 3; at += 1) expect(await failureOf(repository.case(42))).to.be.instanceOf(Away);
  });

  it('sends a timetable as raw bytes with its name and its header in the query', async () => {
    const asked = answering(Response.json({}));
    const header = {
      kind: 'lessonSchedule' as const,
      academicYear: '2026/27',
      term: 1,
      facultyCode: 'F1',
      label: '',
    };
    await openRepository(openConnection(portal)).checkImport(new File(['x'], 'кесте 1.xlsx'), header);
    const url = new URL(asked[0]?.url ?? '', 'https://companion.example');
    expect(Object.fromEntries(url.searchParams)).to.deep.equal({
      fileName: 'кесте 1.xlsx',
      kind: 'lessonSchedule',
      academicYear: '2026/27',
      term: '1',
      facultyCode: 'F1',
    });
    expect(asked[0]?.headers['Content-Type']).to.equal('application/octet-stream');
  });
});

/** A token that lives so many seconds; the signature is no concern of the browser. */
function tokenOf(seconds: number, no: number): string {
  const payload = Buffer.from(JSON.stringify({ iat: 1000, exp: 1000 + seconds, no })).toString('base64url');
  return `h.${payload}.s`;
}

describe('launch tokens', () => {
  it('are kept until shortly before they end, whatever the clock of the machine says', async () => {
    let time = 0;
    let issued = 0;
    const tokens = launchTokens(
      () => Promise.resolve({ token: tokenOf(300, (issued += 1)) }),
      () => time,
    );
    await tokens.current();
    time = 269_000;
    await tokens.current();
    expect(issued).to.equal(1);
    time = 271_000;
    await tokens.current();
    expect(issued).to.equal(2);
  });

  it('are asked for once by requests that start together', async () => {
    let issued = 0;
    const tokens = launchTokens(() => Promise.resolve({ token: tokenOf(300, (issued += 1)) }));
    await Promise.all([tokens.current(), tokens.current(), tokens.current()]);
    expect(issued).to.equal(1);
  });

  it('turn a Moodle session that has ended into a refusal, and a silent Moodle into one that is away; the next request asks again', async () => {
    const answers: (Error | { token: string })[] = [
      Object.assign(new Error('Log in'), { errorcode: 'requireloginerror' }),
      new TypeError('no line'),
      { token: tokenOf(300, 1) },
    ];
    const tokens = launchTokens(() => {
      const answer = answers.shift() ?? new Error('asked too often');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    });
    expect(await failureOf(tokens.current()))
      .to.be.instanceOf(Refusal)
      .with.property('status', 401);
    expect(await failureOf(tokens.current())).to.be.instanceOf(Away);
    expect(await tokens.current()).to.equal(tokenOf(300, 1));
  });
});
