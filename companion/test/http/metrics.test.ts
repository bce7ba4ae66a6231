import { expect } from 'chai';
import { enqueue } from '../../src/effects/outbox.js';
import { startWholeService, type RunningService } from '../support/running-service.js';

const token = 'only-for-tests-only-for-tests';

describe('figures of the service', () => {
  let service: RunningService;
  before(async () => {
    service = await startWholeService({ QASHYQ_METRICS_TOKEN: token, QASHYQ_DEV_IDP: 'on' });
  });
  after(() => service.stop());

  const ask = (authorization?: string) =>
    fetch(`${service.url}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
  const figures = async () => (await ask(`Bearer ${token}`)).text();
  const figure = (text: string, line: string) =>
    Number(new RegExp(`^${line.replaceAll(/[{}+]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);

  it('are shown to who brings the token, and to nobody else', async () => {
    for (const authorization of [undefined, 'Bearer wrong', `Bearer ${token}x`, `Basic ${token}`])
      expect((await ask(authorization)).status, authorization).to.equal(401);
    const shown = await ask(`Bearer ${token}`);
    expect(shown.status).to.equal(200);
    expect(shown.headers.get('content-type')).to.contain('text/plain');
    expect(await shown.text()).to.contain('process_cpu_seconds_total');
  });

  it('do not exist where no token is set', async () => {
    const plain = await startWholeService();
    try {
      expect((await fetch(`${plain.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).status).to.equal(
        404,
      );
    } finally {
      await plain.stop();
    }
  });

  it('count requests by the route of the contract and the status, never by the path as it was sent', async () => {
    const count = 'qashyq_http_request_seconds_count';
    await service.call('dispatcher1', 'case', { params: { caseId: 987654321 } });
    await fetch(`${service.url}/no/such/secret-address`);
    const text = await figures();
    expect(figure(text, `${count}{method="GET",route="/api/cases/:caseId",status="404"}`)).to.equal(1);
    expect(figure(text, `${count}{method="GET",route="other",status="404"}`)).to.equal(1);
    expect(text).to.not.contain('987654321').and.to.not.contain('secret-address');
  });

  it('count refused sign-ins by their code', async () => {
    await fetch(`${service.url}/api/me`, { headers: { authorization: 'Bearer not.a.token' } });
    await fetch(`${service.url}/saml/acs`, { method: 'POST', body: new URLSearchParams({ SAMLResponse: 'forged' }) });
    const text = await figures();
    expect(figure(text, 'qashyq_refusals_total{code="launchTokenRefused"}')).to.equal(1);
    expect(figure(text, 'qashyq_refusals_total{code="samlRefused"}')).to.equal(1);
    expect(text).to.match(/qashyq_http_request_seconds_count\{method="POST",route="\/saml\/acs",status="401"\} 1/);
  });

  it('tell what waits in the background, how long the oldest has waited, and what is stuck', async () => {
    const { db, clock } = service.university;
    const effect = (key: string) => ({
      kind: 'deliver-notice' as const,
      payload: { noticeId: 1 },
      caseId: null,
      dedupeKey: key,
      serialKey: key,
    });
    expect(figure(await figures(), 'qashyq_effects_oldest_due_seconds')).to.equal(0);
    await enqueue(db, effect('first'), clock.at - 90_000);
    await enqueue(db, effect('second'), clock.at - 30_000);
    await enqueue(db, effect('later'), clock.at + 3_600_000);
    await enqueue(db, effect('stuck'), clock.at - 500_000);
    await db('effects').where({ dedupe_key: 'stuck' }).update({ state: 'parked' });
    const text = await figures();
    expect(figure(text, 'qashyq_effects{state="ready"}')).to.equal(3);
    expect(figure(text, 'qashyq_effects{state="parked"}')).to.equal(1);
    expect(figure(text, 'qashyq_effects{state="leased"}')).to.equal(0);
    expect(figure(text, 'qashyq_effects_oldest_due_seconds')).to.equal(90);
    expect(figure(text, 'qashyq_database_up')).to.equal(1);
  });

  it('still come when the database is away, and say so', async () => {
    const { db } = service.university;
    await db.schema.renameTable('effects', 'effects_away');
    try {
      const text = await figures();
      expect(figure(text, 'qashyq_database_up')).to.equal(0);
      expect(text).to.contain('process_cpu_seconds_total').and.not.to.contain('qashyq_effects{');
    } finally {
      await db.schema.renameTable('effects_away', 'effects');
    }
  });
});
