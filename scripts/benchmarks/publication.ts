/**
 * Publishing lessons to a real Moodle as the worker does, in batches over HTTP, against a bare loop of Moodle's own function in the same
 * Moodle. BENCH_MOODLE_CONFIG names config.php of a development Moodle that runs, BENCH_MOODLE_URL its address.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createMoodleClient } from '@qashyq/moodle-api-client';
import type { CalendarEvent } from '@qashyq/shared-types';
import { requestsOf } from '../../companion/src/effects/publish-calendar.js';
import { ratio, type Section } from './report.js';
import { milliseconds, takeTurns } from './rounds.js';

const lessons = 2_000;
const rounds = 5;

function moodle(config: string, ...command: string[]): string {
  const script = fileURLToPath(new URL('moodle.php', import.meta.url));
  const options = ['-d', 'max_input_vars=5000', '-d', 'memory_limit=512M', '-d', 'opcache.enable_cli=1'];
  return execFileSync('php', [...options, script, config, ...command], { encoding: 'utf8' }).trim();
}

export async function measurePublication(): Promise<Section> {
  const section = { name: 'publication', head: ['what', 'median', 'of the bare loop', 'aim', 'created / changed'] };
  const config = process.env['BENCH_MOODLE_CONFIG'];
  const siteUrl = process.env['BENCH_MOODLE_URL'];
  if (config === undefined || siteUrl === undefined)
    return { ...section, rows: [], remarks: ['Not measured: there was no development Moodle.'] };

  const client = createMoodleClient({ siteUrl, token: moodle(config, 'prepare') });
  const events = Array.from({ length: lessons }, (_, index): CalendarEvent => ({
    externalid: `bench-${index}`,
    course: 'D01',
    groups: [],
    name: `Алгоритмдер · дәріс ${index}`,
    description: 'Т. А. Ә.\nАЖ-25-11',
    location: '1-307',
    timestart: 1_790_000_000 + index * 3600,
    timeduration: 6000,
  }));
  let counts = { created: 0, updated: 0, deleted: 0, unchanged: 0 };
  const publish = () =>
    milliseconds(async () => {
      counts = { created: 0, updated: 0, deleted: 0, unchanged: 0 };
      for (const batch of requestsOf(events)) {
        const answer = await client.publishCalendar({ count: batch.length, events: batch, removals: [] });
        for (const name of ['created', 'updated', 'deleted', 'unchanged'] as const) counts[name] += answer[name];
      }
    });
  let first = counts;
  let again = counts;
  moodle(config, 'forget');
  const took = await takeTurns(rounds, {
    bare: async () => Number(moodle(config, 'bare', String(lessons))),
    first: async () => {
      moodle(config, 'forget');
      const result = await publish();
      first = counts;
      return result;
    },
    again: async () => {
      // Whatever came before in this round, everything stands there now.
      await publish();
      const result = await publish();
      again = counts;
      return result;
    },
  });
  moodle(config, 'forget');
  const row = (title: string, value: number, aim: string, { created, updated, deleted }: typeof counts) => [
    title,
    `${Math.round(value)} ms`,
    ratio(value / took.bare),
    aim,
    `${created} / ${updated + deleted}`,
  ];
  return {
    ...section,
    rows: [
      [`bare loop of calendar_event::create, ${lessons} times`, `${Math.round(took.bare)} ms`, '1.00', '', ''],
      row('publishing 2,000 lessons', took.first, '1.50', first),
      row('publishing them again, nothing changed', took.again, '0.30', again),
    ],
  };
}
