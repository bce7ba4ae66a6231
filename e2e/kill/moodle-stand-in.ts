/** Moodle's side of the line, which nobody kills: it does what it is asked once for each key, and counts what people would see. */
import { setTimeout as pause } from 'node:timers/promises';
import { calendarEventSchema } from '@qashyq/shared-types';
import { startMoodle, type TestMoodle } from '../../companion/test/support/test-moodle.js';

export interface SeenNotice {
  externalId: string;
  /** Who, where and what: two of them would be the same message twice. */
  words: string;
}

export interface MoodleStandIn {
  moodle: TestMoodle;
  notices: readonly SeenNotice[];
  /** By our id: when, what and for whom. */
  events: ReadonlyMap<string, string>;
}

/** @param random 0 ≤ random() < 1, for the time each answer takes */
export async function startStandIn(random: () => number): Promise<MoodleStandIn> {
  const moodle = await startMoodle();
  const notices: SeenNotice[] = [];
  const events = new Map<string, string>();

  moodle.reply = async (form) => {
    const answer = answerTo(form);
    // Late, so that a worker also dies between what it asked for and the answer.
    await pause(random() * 40);
    return answer;
  };

  function answerTo(form: URLSearchParams): unknown {
    switch (form.get('wsfunction') ?? '') {
      case 'local_qashyq_notify': {
        let already = 0;
        const sent = rows(form, 'notices');
        for (const row of sent) {
          const externalId = row.get('externalid')!;
          if (notices.some((notice) => notice.externalId === externalId)) already += 1;
          else notices.push({ externalId, words: [...row].filter(([key]) => key !== 'externalid').join() });
        }
        return { sent: sent.length - already, already, refused: [] };
      }
      case 'local_qashyq_publish_calendar': {
        const answer = { created: 0, updated: 0, unchanged: 0, deleted: 0, refused: [] };
        for (const { externalid: externalId, ...shown } of calendarEventSchema
          .array()
          .parse(JSON.parse(form.get('events')!))) {
          const words = JSON.stringify(shown);
          const known = events.get(externalId);
          answer[known === undefined ? 'created' : known === words ? 'unchanged' : 'updated'] += 1;
          events.set(externalId, words);
        }
        return answer;
      }
      default:
        return moodle.answer;
    }
  }

  return { moodle, notices, events };
}

/** `name[0][key]=…` of a form, row by row. */
function rows(form: URLSearchParams, name: string): Map<string, string>[] {
  const found = new Map<string, Map<string, string>>();
  for (const [path, value] of form) {
    const [, row, key] = /^(?:\w+)\[(\d+)\](.*)$/.exec(path) ?? [];
    if (!path.startsWith(`${name}[`) || row === undefined) continue;
    if (!found.has(row)) found.set(row, new Map());
    found.get(row)!.set(key!.replace(/^\[(\w+)\]/, '$1'), value);
  }
  return [...found.values()];
}
