import { expect } from 'chai';
import fc from 'fast-check';
import { createMoodleClient } from '@qashyq/moodle-api-client';
import type { CalendarEvent } from '@qashyq/shared-types';
import { lessonBatches } from '../../src/effects/publish-calendar.js';
import { startMoodle } from '../support/test-moodle.js';

const lesson = (number: number, groupCount: number): CalendarEvent => ({
  externalid: `lesson-${number}`,
  course: 'D01',
  groups: Array.from({ length: groupCount }, (_, index) => `G${index}`),
  name: '',
  description: '',
  location: '',
  timestart: 0,
  timeduration: 0,
});
const lessons = fc
  .array(fc.integer({ min: 0, max: 60 }), { maxLength: 1500 })
  .map((groupCounts) => groupCounts.map((groupCount, index) => lesson(index, groupCount)));

describe('lessons on their way to Moodle', () => {
  it('are all sent, each once and in order, in no empty request', () => {
    fc.assert(
      fc.property(lessons, (all) => {
        const batches = lessonBatches(all);
        expect(batches.flat()).to.deep.equal(all);
        expect(batches.every((batch) => batch.length > 0)).to.equal(true);
      }),
      { numRuns: 30 },
    );
  });

  it('make no form of 5000 fields, which PHP would cut, and few forms that are half empty', async () => {
    const moodle = await startMoodle();
    try {
      moodle.answer = { created: 0, updated: 0, unchanged: 0, deleted: 0, refused: [] };
      const client = createMoodleClient({ siteUrl: moodle.url, token: 'x' });
      const all = Array.from({ length: 2000 }, (_, index) => lesson(index, index % 4));
      for (const events of lessonBatches(all))
        await client.publishCalendar({ count: events.length, events, removals: [] });
      const sizes = moodle.calls.map((form) => [...form.keys()].length);
      expect(Math.max(...sizes)).to.be.below(5000);
      expect(sizes.filter((size) => size < 4000)).to.have.length.at.most(1);
    } finally {
      await moodle.close();
    }
  });
});
