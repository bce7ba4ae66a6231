import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { expect } from 'chai';
import {
  createMoodleClient,
  MoodleError,
  MoodleNotUnderstoodError,
  MoodleRefusedError,
  MoodleUnreachableError,
  type MoodleClient,
} from '../src/index.js';

const token = '5ecret5ecret5ecret5ecret5ecret55';
const pong = { release: '4.5.6', plugin: '0.1.0', time: 1_800_000_000 };
const html = '<!DOCTYPE html><html><body>Site is down</body></html>';

describe('Moodle client', () => {
  /** Speaks as Moodle's REST server does: always status 200, refusals included. */
  let server: Server;
  let siteUrl: string;
  let answer: (request: IncomingMessage, response: ServerResponse, attempt: number) => unknown;
  let forms: URLSearchParams[];
  let client: MoodleClient;

  before((done) => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        forms.push(new URLSearchParams(body));
        answer(request, response, forms.length);
      });
    });
    server.listen(0, '127.0.0.1', done);
  });
  beforeEach(() => {
    siteUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    forms = [];
    const http = { connectMs: 300, answerMs: 200, attemptMs: 400, retryPausesMs: [1, 1], maximumAnswerBytes: 10_000 };
    client = createMoodleClient({ siteUrl, token, http });
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const says = (value: unknown, status = 200) => {
    answer = (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof value === 'string' ? value : JSON.stringify(value));
    };
  };
  async function failure(call: Promise<unknown> = client.ping()): Promise<MoodleError> {
    const outcome = await call.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(outcome).to.be.instanceOf(MoodleError);
    return outcome as MoodleError;
  }

  it('asks one address for a function, with the token in the form and not in the address', async () => {
    let asked: IncomingMessage | undefined;
    answer = (request, response) => {
      asked = request;
      response.end(JSON.stringify(pong));
    };
    expect(await client.ping()).to.deep.equal(pong);
    expect([asked!.method, asked!.url]).to.deep.equal(['POST', '/webservice/rest/server.php']);
    expect(asked!.headers['content-type']).to.equal('application/x-www-form-urlencoded');
    expect(Object.fromEntries(forms[0]!)).to.deep.equal({
      wstoken: token,
      wsfunction: 'local_qashyq_ping',
      moodlewsrestformat: 'json',
    });
  });

  it('publishes a calendar', async () => {
    const published = { created: 1, updated: 0, unchanged: 0, deleted: 1, refused: [] };
    says(published);
    const event = {
      externalid: 'e1',
      course: 'C-1',
      groups: ['АЖ-25-11'],
      name: 'Дәріс',
      description: '',
      location: '1-305',
      timestart: 1,
      timeduration: 3000,
    };
    expect(await client.publishCalendar({ count: 2, events: [event], removals: ['e2'] })).to.deep.equal(published);
    expect(forms[0]!.get('wsfunction')).to.equal('local_qashyq_publish_calendar');
    expect(JSON.parse(forms[0]!.get('events')!)).to.deep.equal([event]);
    expect(forms[0]!.get('removals[0]')).to.equal('e2');
  });

  it('sends notices', async () => {
    says({ sent: 0, already: 1, refused: [{ externalid: 'n2', reason: 'usernotfound', subject: '9' }] });
    const notice = { externalid: 'n1', userid: 7, subject: 'С', text: 'Т', fragment: '#/cases/1' };
    const { refused } = await client.notify({ count: 1, notices: [notice] });
    expect(refused).to.deep.equal([{ externalid: 'n2', reason: 'usernotfound', subject: '9' }]);
    expect(forms[0]!.get('notices[0][userid]')).to.equal('7');
  });

  it('tells a refusal from an answer, although both come as success, and does not repeat it', async () => {
    says({
      exception: 'core\\exception\\moodle_exception',
      errorcode: 'invalidtoken',
      message: 'Жарамсыз',
      debuginfo: 'x',
    });
    const refusal = (await failure()) as MoodleRefusedError;
    expect(refusal).to.be.instanceOf(MoodleRefusedError);
    expect(refusal).to.include({
      errorcode: 'invalidtoken',
      moodleMessage: 'Жарамсыз',
      wsfunction: 'local_qashyq_ping',
    });
    expect(forms).to.have.length(1);
  });

  it('knows a refusal with an error status as well', async () => {
    says({ exception: 'x', errorcode: 'accessexception', message: 'm' }, 403);
    expect(await failure()).to.be.instanceOf(MoodleRefusedError);
  });

  for (const [name, spoil] of Object.entries<() => void>({
    'a web page': () => says(html),
    nothing: () => says(''),
    'half of the JSON': () => says(JSON.stringify(pong).slice(0, -5)),
    'data of another shape': () => says({ ...pong, time: 'now' }),
    'null, as functions without an answer do': () => says('null'),
    'more than it may': () => says(JSON.stringify({ ...pong, more: 'x'.repeat(20_000) })),
    'that there is no such address': () => says(html, 404),
    'a redirection': () => {
      answer = (_request, response) => response.writeHead(302, { location: `${siteUrl}/elsewhere` }).end();
    },
  }))
    it(`does not understand ${name}, and does not repeat the call`, async () => {
      spoil();
      expect(await failure()).to.be.instanceOf(MoodleNotUnderstoodError);
      expect(forms).to.have.length(1);
    });

  it('stops reading an endless answer', async () => {
    answer = (_request, response) => {
      const pour = setInterval(() => response.write('x'.repeat(5_000)), 1);
      response.on('close', () => clearInterval(pour));
    };
    expect(await failure()).to.be.instanceOf(MoodleNotUnderstoodError);
  });

  for (const [name, spoil] of Object.entries<() => void>({
    'does not answer': () => {
      answer = () => undefined;
    },
    'answers drop by drop': () => {
      answer = (_request, response) => {
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      };
    },
    'breaks off in the middle': () => {
      answer = (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"release":');
        setTimeout(() => response.destroy(), 10);
      };
    },
    'hangs up': () => {
      answer = (request) => request.socket.destroy();
    },
    'is in maintenance': () => says(html, 503),
    'asks for patience': () => says('', 429),
  }))
    it(`tries three times when Moodle ${name}, and then calls it unreachable`, async () => {
      spoil();
      expect(await failure()).to.be.instanceOf(MoodleUnreachableError);
      expect(forms).to.have.length(3);
    });

  it('gives the answer when Moodle comes back before the last attempt', async () => {
    answer = (request, response, attempt) =>
      attempt < 3 ? request.socket.destroy() : response.end(JSON.stringify(pong));
    expect(await client.ping()).to.deep.equal(pong);
  });

  it('calls an address where nobody listens unreachable', async () => {
    const nobody = createMoodleClient({ siteUrl: 'http://127.0.0.1:1', token, http: { retryPausesMs: [] } });
    expect((await failure(nobody.ping())).message).to.equal('local_qashyq_ping: no answer (ECONNREFUSED)');
  });

  it('never shows the token in an error, however deep one looks', async () => {
    const spoils = [
      () => says(html),
      () => says({ exception: 'x', errorcode: 'y', message: 'z' }),
      () => says('', 503),
      () => says({ wrong: token }),
      () => {
        answer = (request: IncomingMessage) => request.socket.destroy();
      },
    ];
    for (const spoil of spoils) {
      spoil();
      const error = await failure();
      expect(inspect(error, { depth: 10, showHidden: true })).not.to.include(token);
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.to.include(token);
    }
  });
});
