import { expect } from 'chai';
import { myDataSchema, type MyData } from '@qashyq/shared-types';
import { giveDelegation } from '../../src/identity/delegation-routes.js';
import { listSessionsOf, sessionLifeMs } from '../../src/identity/session-store.js';
import { localDate } from '../../src/calendar/local-time.js';
import { insertNotices } from '../../src/effects/notices.js';
import { askForFeedback } from '../../src/features/training/feedback/ask-feedback.js';
import { samlSettings, signedInBrowser } from '../support/foreign-idp.js';
import { startWholeService, type RunningService } from '../support/running-service.js';
import { finishHeld, holdTraining, issueHeld } from '../support/held-training.js';
import { draftSchedule } from '../support/university.js';

describe('my data', () => {
  let service: RunningService;

  before(async () => {
    service = await startWholeService(samlSettings());
    const { university, composition } = service;
    const { db, person, clock } = university;
    const caseId = await draftSchedule(university);
    const [dean, colleague] = [await person('dean1'), await person('teacher03')];
    const faculty = await db('org_units').where({ code: 'F1' }).first();
    const today = localDate(clock.at);
    await giveDelegation(composition.engine, dean, {
      role: 'dean',
      orgUnitId: faculty!.id,
      toPersonId: colleague.id,
      caseId: null,
      validFromOn: today,
      validToOn: today,
      ground: 'order 12',
    });
    const facts = { editionNo: 0, byPersonId: dean.id, role: null, orgUnitId: null };
    await insertNotices(db, [{ personId: dean.id, caseId, kind: 'caseApproved', facts }], clock.at);
    await service.call('teacher03', 'renewCalendarFeed');
  });
  after(() => service.stop());

  const dataOf = async (login: string): Promise<MyData> => {
    const { status, body } = await service.call(login, 'myData');
    expect(status).to.equal(200);
    return myDataSchema.parse(body);
  };

  it('tells who I am, my roles and what I wrote', async () => {
    const data = await dataOf('dispatcher1');
    const row = (await service.university.db('persons').where({ login: 'dispatcher1' }).first())!;
    expect(data.person).to.include({ id: row.id, login: 'dispatcher1', email: row.email, staffCode: row.staff_code });
    expect(data.roles.map(({ role }) => role)).to.deep.equal(['scheduler']);
    expect(data.counts.casesAuthored).to.equal(1);
    expect((await dataOf('dean1')).counts.casesAuthored).to.equal(0);
  });

  it('tells roles that ended, with their days', async () => {
    const { db, person } = service.university;
    const { id } = await person('teacher02');
    const unit = (await db('org_units').first())!;
    const ended = { role: 'dean', valid_from_on: '2020-01-01', valid_to_on: '2020-12-31' } as const;
    await db('person_roles').insert({ person_id: id, org_unit_id: unit.id, ...ended });
    expect((await dataOf('teacher02')).roles.at(-1)).to.include({
      role: 'dean',
      validFromOn: '2020-01-01',
      validToOn: '2020-12-31',
    });
  });

  it('tells delegations to both sides and to nobody else', async () => {
    expect((await dataOf('dean1')).delegations.given).to.have.length(1);
    expect((await dataOf('teacher03')).delegations.received).to.have.length(1);
    const { given, received } = (await dataOf('dispatcher1')).delegations;
    expect([...given, ...received]).to.deep.equal([]);
  });

  it('counts only my notices, the unread ones apart', async () => {
    const before = (await dataOf('dean1')).counts;
    expect([before.notices, before.unreadNotices]).to.deep.equal([1, 1]);
    await service.call('dean1', 'readNotices', { body: { upToId: 1_000_000 } });
    const after = (await dataOf('dean1')).counts;
    expect([after.notices, after.unreadNotices]).to.deep.equal([1, 0]);
    expect((await dataOf('dispatcher1')).counts.notices).to.equal(0);
  });

  it('tells that there is a calendar address, and neither the address nor its hash', async () => {
    const { body } = await service.call('teacher03', 'myData');
    const feed = (await service.university.db('calendar_feeds').first())!;
    expect(body['calendarAddressSince']).to.equal(new Date(Number(feed.created_at)).toISOString());
    expect(JSON.stringify(body)).to.not.include(feed.secret_hash);
    expect((await dataOf('dean1')).calendarAddressSince).to.equal(null);
  });

  it('tells my sessions with the present one marked, and no id, hash or sign-in facts of any', async () => {
    const { university, url } = service;
    const browser = await signedInBrowser(url, 'dean1', {}, '/healthz');
    const first = university.clock.at;
    university.clock.at += 1000;
    const other = await signedInBrowser(url, 'dean1', {}, '/healthz');
    await signedInBrowser(url, 'dispatcher1', {}, '/healthz');
    university.clock.at += 11 * 60_000;
    const answer = await browser.get('/api/me/data');
    const data = myDataSchema.parse(answer.json());
    expect(data.sessions.map(({ isThisOne }) => isThisOne)).to.deep.equal([false, true]);
    const mine = data.sessions[1]!;
    expect([mine.signedInAt, mine.lastUsedAt]).to.deep.equal(
      [first, university.clock.at].map((at) => new Date(at).toISOString()),
    );
    for (const row of await university.db('sessions')) expect(answer.text).to.not.include(row.id_hash);
    for (const cookie of browser.cookies.values()) expect(answer.text).to.not.include(cookie);
    expect(answer.text).to.not.match(/hash|nameId|sessionIndex|secret|token/i);
    // What was used just now is written down for whoever looks from elsewhere.
    const seen = myDataSchema.parse((await other.get('/api/me/data')).json()).sessions;
    expect(seen.map(({ isThisOne }) => isThisOne)).to.deep.equal([true, false]);
    expect(seen[1]!.lastUsedAt).to.equal(mine.lastUsedAt);
    // The launch tokens of the others are as young as they were.
    university.clock.at = first;
  });

  it('tells no session that has ended', async () => {
    const { clock } = service.university;
    const before = clock.at;
    clock.at += sessionLifeMs;
    const { db, person } = service.university;
    const ended = await listSessionsOf(db, (await person('dean1')).id, '', clock.at);
    clock.at = before;
    expect(ended).to.deep.equal([]);
  });

  it('tells no sessions after signing out everywhere', async () => {
    expect((await dataOf('dean1')).sessions).to.have.length(2);
    await service.call('dean1', 'signOutEverywhere');
    expect((await dataOf('dean1')).sessions).to.deep.equal([]);
    expect((await dataOf('dispatcher1')).sessions).to.have.length(1);
  });

  it('answers a person without roles', async () => {
    const data = await dataOf('somebody-new');
    expect(data.person.login).to.equal('somebody-new');
    expect([data.roles, data.person.orgUnit, data.counts.decisions]).to.deep.equal([[], null, 0]);
  });

  it('gives the same as a file', async () => {
    const { status, headers, bytes } = await service.call('dean1', 'myDataFile');
    expect(status).to.equal(200);
    expect(headers.get('content-disposition')).to.include('attachment; filename="my-data.json"');
    const file = myDataSchema.parse(JSON.parse(bytes.toString('utf8')));
    expect(file).to.deep.equal({ ...(await dataOf('dean1')), preparedAt: file.preparedAt });
  });

  it('tells what I learnt, the newest on the page and all of it in the file, and of feedback only whether I gave it', async () => {
    const { university } = service;
    const { db, person, clock } = university;
    const before = clock.at;
    const first = await holdTraining(university, { people: ['teacher06', 'teacher07'], sessions: 2 });
    await finishHeld(university, first, ['teacher06']);
    await issueHeld(university, first);
    await askForFeedback({ db, now: () => clock.at });
    const { id } = await person('teacher06');
    const secret = 'what nobody may know of me';
    await service.call('teacher06', 'giveFeedback', {
      params: { trainingId: first.trainingId },
      body: { ratings: { useful: 5, clear: 5, organised: 5, recommend: 5 }, liked: secret, improve: '' },
    });
    for (let count = 0; count < 6; count++) await holdTraining(university, { people: ['teacher06'] });
    clock.at = before;
    const { learning } = await dataOf('teacher06');
    expect([learning.participations.length, learning.totals.participations]).to.deep.equal([5, 7]);
    expect(learning.certificates.map(({ hours, state }) => [hours, state])).to.deep.equal([[72, 'issuing']]);
    expect(learning.hours).to.equal(72);
    const { bytes } = await service.call('teacher06', 'myDataFile');
    const text = bytes.toString('utf8');
    const { participations } = myDataSchema.parse(JSON.parse(text)).learning;
    expect(participations).to.have.length(7);
    const oldest = participations.at(-1)!;
    expect(oldest.attendance.map(({ status }) => status)).to.deep.equal(['present', 'present']);
    expect([oldest.training.id, oldest.state, oldest.feedback]).to.deep.equal([first.trainingId, 'certified', 'given']);
    expect(await db('training_feedback_given').where({ person_id: id })).to.have.length(1);
    expect(text).to.not.include(secret);
    const other = (await dataOf('teacher07')).learning;
    expect([other.participations[0]!.state, other.participations[0]!.feedback]).to.deep.equal(['missed', 'notAsked']);
    expect((await dataOf('dean1')).learning.totals).to.deep.equal({ participations: 0, certificates: 0, outside: 0 });
  });

  it('tells who in the department read my application', async () => {
    const { university } = service;
    const { trainingId } = await holdTraining(university, { people: ['teacher08'] });
    expect((await service.call('methodist', 'applicants', { params: { trainingId } })).status).to.equal(200);
    const { body } = await service.call('teacher08', 'myReads');
    const [read] = (body as unknown as { items: { reader: { id: number }; role: string; matter: string }[] }).items;
    expect(read).to.include({ role: 'dldMethodist', matter: 'trainingApplication' });
    expect(read!.reader.id).to.equal((await university.person('methodist')).id);
  });

  it('has no way to ask about somebody else', async () => {
    const dean = await service.university.person('dean1');
    const { body } = await service.call('dispatcher1', 'myData', { query: { personId: dean.id, login: 'dean1' } });
    expect(myDataSchema.parse(body).person.login).to.equal('dispatcher1');
    expect(JSON.stringify(body)).to.not.include('dean1');
  });
});
