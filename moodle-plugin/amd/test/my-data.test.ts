import { expect } from 'chai';
import type { MyData } from '@qashyq/shared-types';
import { myDataView } from '../src/view-models/my-data.js';
import { wordsOf } from './support.js';

const named = (text: string) => ({ kk: `${text} kk`, ru: `${text} ru`, en: `${text} en` });
const data: MyData = {
  preparedAt: '2026-10-12T09:05:00.000Z',
  person: {
    id: 7,
    name: named('A. Author'),
    login: 'a.author',
    staffCode: null,
    email: 'a@university.test',
    locale: 'kk',
    mailPace: 'daily',
    moodleUserId: 12,
    orgUnit: null,
    createdAt: '2026-09-01T04:00:00.000Z',
  },
  roles: [
    {
      role: 'dean',
      orgUnit: { id: 3, code: 'F1', name: named('Faculty') },
      validFromOn: '2026-09-01',
      validToOn: null,
    },
  ],
  delegations: { given: [], received: [] },
  counts: {
    casesAuthored: 1,
    decisions: 4,
    notices: 5,
    unreadNotices: 2,
    imports: 0,
    calendarChanges: 0,
    routeChanges: 0,
    readsMade: 0,
  },
  sessions: [
    {
      signedInAt: '2026-10-12T04:00:00.000Z',
      lastUsedAt: '2026-10-12T09:05:00.000Z',
      endsAt: '2026-10-12T16:00:00.000Z',
      isThisOne: true,
    },
  ],
  calendarAddressSince: null,
  learning: {
    participations: [
      {
        training: { id: 5, title: named('Course') },
        state: 'completed',
        appliedAt: '2026-09-02T20:00:00.000Z',
        motive: 'to learn',
        history: [],
        attendance: (['present', 'partly', 'absent', null] as const).map((status) => ({
          startsAt: '2026-10-01T04:00:00.000Z',
          status,
        })),
        finalTask: 'passed',
        feedback: 'notGiven',
      },
    ],
    certificates: [],
    outside: [
      {
        title: 'Summer school',
        issuer: 'Elsewhere',
        state: 'confirmed',
        hours: 40,
        creditedHours: 36,
        fromOn: '2026-06-01',
        toOn: '2026-06-05',
        fileName: 'school.pdf',
      },
    ],
    totals: { participations: 7, certificates: 0, outside: 1 },
    hours: 36,
  },
};

describe('my data in words', () => {
  for (const locale of ['kk', 'ru', 'en'] as const)
    it(`has a text and a purpose for every fact in ${locale}`, () => {
      const view = myDataView(data, wordsOf(locale));
      expect(JSON.stringify(view)).to.not.match(/\[\[|\{\$a/);
      for (const fact of view.facts) expect(fact.why, fact.label).to.match(/\.$/);
    });

  it('tells of a training how far it went, and that feedback was not given', () => {
    const view = myDataView(data, wordsOf('en'));
    expect(view.trainings).to.deep.equal([
      {
        name: 'Course en',
        about:
          'Completed · applied on 03.09.2026 · sessions attended: 2 of 4 · final task passed · you gave no feedback',
      },
    ]);
    expect([view.everyTraining, view.everyCertificate, view.hours]).to.deep.equal([
      'Show all (7)',
      null,
      'Credited in all: 36 academic hours',
    ]);
    expect(view.outside).to.deep.equal([{ name: 'Summer school · Elsewhere', about: 'Confirmed · 36 academic hours' }]);
  });

  it('says of what is not held that there is none', () => {
    const facts = new Map(myDataView(data, wordsOf('en')).facts.map(({ label, value }) => [label, value]));
    expect([facts.get('Staff number'), facts.get('Unit'), facts.get('Secret calendar address')]).to.deep.equal([
      'None',
      'None',
      'None',
    ]);
    expect([facts.get('Name'), facts.get('Link with Moodle')]).to.deep.equal(['A. Author en', 'Yes, user number 12']);
  });

  it('tells since when a role holds, and until when', () => {
    const words = wordsOf('ru');
    expect(myDataView(data, words).roles[0]!.period).to.equal('с 01.09.2026, бессрочно');
    const ended = { ...data, roles: [{ ...data.roles[0]!, validToOn: '2026-12-31' }] };
    expect(myDataView(ended, words).roles[0]!.period).to.include('31.12.2026');
  });

  it('shows times of sessions in Almaty time and which one is this', () => {
    expect(myDataView(data, wordsOf('en')).sessions).to.deep.equal([
      { began: 'Signed in: 12.10.2026 09:00', used: 'Last used: 12.10.2026 14:05', isThisOne: true },
    ]);
  });
});
