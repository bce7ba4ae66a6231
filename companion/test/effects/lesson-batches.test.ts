import { expect } from 'chai';
import fc from 'fast-check';
import { createMoodleClient } from '@qashyq/moodle-api-client';
import type { CalendarEvent } from '@qashyq/shared-types';
import { requestsOf } from '../../src/effects/publish-calendar.js';
import { startMoodle } from '../support/test-moodle.js';

const lesson = (number: number): CalendarEvent => ({
  externalid: `lesson-${number}`,
  course: 'CS-2301-04',
  groups: ['АЖ-25-11', 'АЖ-25-12'],
  name: 'Алгоритмдер және деректер құрылымы · дәріс',
  description: 'Т. А. Әлімжанова\nАЖ-25-11, АЖ-25-12',
  location: '1-307',
  timestart: 1_790_000_000 + number * 3600,
  timeduration: 6000,
});

describe('lessons and removals on their way to Moodle', () => {
  it('are all sent, each once and in order, in no empty request', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), (length) => {
        const rows = Array.from({ length }, (_, index) => `lesson-${index}`);
        const requests = requestsOf(rows);
        expect(requests.flat()).to.deep.equal(rows);
        expect(requests.every((request) => request.length > 0)).to.equal(true);
      }),
      { numRuns: 30 },
    );
  });

  it('make no request of 5000 fields, which PHP would cut, or of a megabyte, which web servers refuse', async () => {
    const moodle = await startMoodle();
    try {
      moodle.answer = { created: 0, updated: 0, unchanged: 0, deleted: 0, refused: [] };
      const client = createMoodleClient({ siteUrl: moodle.url, token: 'x' });
      const lessons = Array.from({ length: 2000 }, (_, index) => lesson(index));
      for (const events of requestsOf(lessons))
        await client.publishCalendar({ count: events.length, events, removals: [] });
      for (const removals of requestsOf(lessons.map(({ externalid }) => externalid)))
        await client.publishCalendar({ count: removals.length, events: [], removals });
      expect(moodle.calls).to.have.length(4);
      expect(Math.max(...moodle.calls.map((form) => form.size))).to.be.below(5000);
      expect(Math.max(...moodle.calls.map((form) => form.toString().length))).to.be.below(1_000_000);
    } finally {
      await moodle.close();
    }
  });
});
