import { expect } from 'chai';
import ICAL from 'ical.js';
import type { ScheduleLine } from '@qashyq/shared-types';
import { localToInstant } from '../../../src/calendar/working-days.js';
import { planPublication } from '../../../src/effects/publication.js';
import { replaceLines } from '../../../src/features/schedules/schedule-store.js';
import { act, approveCase } from '../../support/approval.js';
import { startWholeService, type RunningService } from '../../support/running-service.js';
import { draftSchedule, line } from '../../support/university.js';

interface Event {
  uid: string;
  summary: string;
  location: string;
  description: string;
  sequence: number;
  starts: number;
  ends: number;
}

describe('the personal calendar address', function () {
  this.timeout(60_000);
  let service: RunningService;
  let caseId: number;
  const remark = `Дәріс; ${'әңғүұқөһі, '.repeat(12)}\\ соңы\nекінші жол`;
  const lecture = line({ weekday: 1, firstSlot: 1, lastSlot: 2, weeks: [6, 7], remark });
  const online = line({
    weekday: 3,
    firstSlot: 3,
    lastSlot: 3,
    weeks: [7],
    link: 'https://meet.example.kz/a,b;c?x=1',
    groupCodes: ['ИС-25-12'],
  });
  const foreign = line({ weekday: 2, teacherCode: 'T04', groupCodes: ['АЖ-24-11'] });

  beforeEach(async () => {
    service = await startWholeService();
    caseId = await draftSchedule(service.university, [lecture, online, foreign]);
    await approveCase(service.university, caseId);
  });
  afterEach(() => service.stop());

  async function newAddress(login = 'teacher02'): Promise<string> {
    const { status, body } = await service.call(login, 'renewCalendarFeed');
    expect(status, body.error?.message).to.equal(200);
    return body['url'] as string;
  }
  async function read(address: string, headers: Record<string, string> = {}) {
    const answer = await fetch(address, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
  function eventsIn(text: string): Event[] {
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    return calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      expect(event.startDate.zone.tzid, 'times are in UTC').to.equal('UTC');
      return {
        uid: event.uid,
        summary: event.summary,
        location: event.location,
        description: event.description,
        sequence: event.sequence,
        starts: event.startDate.toUnixTime() * 1000,
        ends: event.endDate.toUnixTime() * 1000,
      };
    });
  }
  const eventsOf = async (address: string) => eventsIn((await read(address)).text);
  async function publish(editionNo: number) {
    return (await planPublication(service.university.engine, caseId, editionNo))!;
  }
  async function approveAgain(lines: ScheduleLine[]) {
    await act(service.university, 'dispatcher1', caseId, 'revise');
    await replaceLines(service.university.db, caseId, lines);
    await approveCase(service.university, caseId);
  }

  it('opens without a session and holds exactly the owner’s lessons, at the hours of Almaty', async () => {
    const events = await eventsOf(await newAddress());
    expect(events.map(({ starts, ends }) => [starts, ends])).to.have.deep.members([
      [localToInstant('2026-10-05', '08:30'), localToInstant('2026-10-05', '10:20')],
      [localToInstant('2026-10-12', '08:30'), localToInstant('2026-10-12', '10:20')],
      [localToInstant('2026-10-14', '10:30'), localToInstant('2026-10-14', '11:20')],
    ]);
    expect(events.map(({ description }) => description).join()).to.not.contain('АЖ-24-11');
  });

  it('brings Kazakh letters, commas, semicolons, backslashes and line ends through whole, in lines of at most 75 bytes', async () => {
    const { text } = await read(await newAddress());
    const [first] = eventsIn(text);
    expect(first?.description).to.equal(`АЖ-25-11\n${remark}`);
    const meeting = eventsIn(text).find(({ location }) => location.startsWith('https:'));
    expect(meeting?.location).to.equal(online.link);
    for (const row of text.split('\r\n')) expect(Buffer.byteLength(row), row).to.be.at.most(75);
    expect(text.replaceAll('\r\n', '')).to.not.match(/[\r\n]/);
  });

  it('speaks the language of its owner', async () => {
    const address = await newAddress();
    await service.call('teacher02', 'setLocale', { body: { locale: 'kk' } });
    const kazakh = (await eventsOf(address))[0]!.summary;
    await service.call('teacher02', 'setLocale', { body: { locale: 'en' } });
    const english = (await eventsOf(address))[0]!.summary;
    expect([kazakh.endsWith('· Дәріс'), english.endsWith('· Lecture')], `${kazakh} / ${english}`).to.deep.equal([
      true,
      true,
    ]);
  });

  it('names each published lesson by the id of its event in Moodle, and keeps it when the lesson moves', async () => {
    const address = await newAddress();
    const published = (await publish(1)).events;
    const uids = (events: Event[]) => events.map(({ uid }) => uid.split('@')[0]);
    const before = await eventsOf(address);
    expect(published.map(({ externalid }) => externalid)).to.include.members(uids(before));
    await approveAgain([{ ...lecture, firstSlot: 5, lastSlot: 6 }, online, foreign]);
    await publish(2);
    const after = await eventsOf(address);
    expect(uids(after)).to.have.members(uids(before));
    expect([before.map(({ sequence }) => sequence), after.map(({ sequence }) => sequence)]).to.deep.equal([
      [1, 1, 1],
      [2, 2, 2],
    ]);
    expect(after.map(({ starts }) => starts)).to.include(localToInstant('2026-10-12', '13:00'));
  });

  it('answers «not modified» while nothing changed, and anew once another edition is approved', async () => {
    const address = await newAddress();
    const first = await read(address);
    expect([first.status, first.headers.get('content-type')]).to.deep.equal([200, 'text/calendar; charset=utf-8']);
    const known = { 'if-none-match': first.headers.get('etag')! };
    service.university.clock.at += 3_600_000;
    const same = await read(address, known);
    expect([same.status, same.text]).to.deep.equal([304, '']);
    await approveAgain([online, foreign]);
    expect((await read(address, known)).status).to.equal(200);
  });

  it('stops at once when it is renewed or revoked, and the new one works', async () => {
    const first = await newAddress();
    const second = await newAddress();
    expect([(await read(first)).status, (await read(second)).status]).to.deep.equal([404, 200]);
    const before = (await service.call('teacher02', 'myTimetable')).body;
    expect(before['feedSince']).to.be.a('string');
    expect((await service.call('teacher02', 'revokeCalendarFeed')).status).to.equal(204);
    expect((await read(second)).status).to.equal(404);
    expect((await service.call('teacher02', 'myTimetable')).body['feedSince']).to.equal(null);
  });

  it('says «not found» in one form to every secret that is nobody’s', async () => {
    const revoked = await newAddress();
    await service.call('teacher02', 'revokeCalendarFeed');
    const forms = await Promise.all(
      [
        revoked,
        `${service.url}/ical/${'A'.repeat(43)}.ics`,
        `${service.url}/ical/x`,
        `${service.url}/ical/..%2f.ics`,
      ].map(async (address) => {
        const { status, headers, text } = await read(address, { accept: 'text/html' });
        const ofAnswer = [...headers].filter(([name]) => name !== 'date');
        return JSON.stringify([status, ofAnswer, text]);
      }),
    );
    expect(new Set(forms).size, forms.join('\n')).to.equal(1);
    expect(forms[0]).to.contain('404').and.contain('text/plain');
  });

  it('stands nowhere: neither in the table nor in the log', async () => {
    const address = await newAddress();
    await read(address);
    const secret = /\/ical\/(.*)\.ics$/.exec(address)![1]!;
    expect(Buffer.from(secret, 'base64url')).to.have.length(32);
    expect(JSON.stringify(await service.university.db('calendar_feeds'))).to.not.contain(secret);
    expect(service.log.join('')).to.contain('/ical/').and.not.contain(secret.slice(0, 8));
  });

  it('is for who teaches: others get none', async () => {
    const { status, body } = await service.call('hrhead', 'renewCalendarFeed');
    expect([status, body.error?.code]).to.deep.equal([403, 'notAllowed']);
  });

  it('is refused for a while to who asks without end', async () => {
    const { requestsPerMinute } = service.composition.config.limits;
    const address = `${service.url}/ical/x`;
    const allowed = new Set<number>();
    for (let asked = 0; asked < requestsPerMinute; asked += 50)
      for (const { status } of await Promise.all(Array.from({ length: 50 }, () => read(address)))) allowed.add(status);
    expect([...allowed]).to.deep.equal([404]);
    expect((await read(address)).status).to.equal(429);
    service.university.clock.at += 60_000;
    expect((await read(address)).status).to.equal(404);
  });
});
