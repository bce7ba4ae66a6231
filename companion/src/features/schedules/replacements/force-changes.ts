/** What an approved edition of a replacement changes of what is in force, lesson by lesson. Pure. */
import type { ReplacedLesson } from '@qashyq/shared-types';
import { isPaired, lessonName } from './replacement-rules.js';
import type { ReplacementInForce } from './replacement-store.js';

export interface ForceChanges {
  gone: ReplacementInForce[];
  added: ReplacedLesson[];
  /** Held as before, and now told as `wished` tells it. */
  kept: { present: ReplacementInForce; wished: ReplacedLesson }[];
  /** Something would go back to a plan whose day has passed, or half of a pair has been held: it can only go on as it is. */
  isTooLate: boolean;
}

const held = ({ lineKey, week, toOn, firstSlot, lastSlot, mode, roomCode, teacherCode }: ReplacedLesson): string =>
  JSON.stringify([lineKey, week, toOn, firstSlot, lastSlot, mode, roomCode, teacherCode]);

/** `wished`: the lessons of the edition, none where nothing is to be in force any more. What has been held stays as it was held. */
export function forceChanges(
  present: readonly ReplacementInForce[],
  wished: readonly ReplacedLesson[],
  today: string,
): ForceChanges {
  const isOver = ({ toOn }: ReplacedLesson): boolean => toOn < today;
  const over = present.filter(isOver);
  const isHeldAlready = new Set(over.map(lessonName));
  const coming = present.filter((one) => !isOver(one));
  const standing = new Map(coming.map((one) => [held(one), one]));
  const wanted = wished.filter((one) => !isHeldAlready.has(lessonName(one)));
  const staying = new Set(wanted.map(held));
  const gone = coming.filter((one) => !staying.has(held(one)));
  const added = wanted.filter((one) => !standing.has(held(one)));
  const kept = wanted.flatMap((one) => {
    const as = standing.get(held(one));
    return as === undefined ? [] : [{ present: as, wished: one }];
  });
  const isPairHalfHeld = gone.length > 0 && over.some(({ kind }) => isPaired(kind));
  const wouldBeLost = goingBack({ gone, added }).some(({ on }) => on < today);
  return { gone, added, kept, isTooLate: isPairHalfHeld || wouldBeLost };
}

/** Lessons that go back to their planned places; the others of `gone` are only replaced otherwise. */
export function goingBack({ gone, added }: Pick<ForceChanges, 'gone' | 'added'>): ReplacementInForce[] {
  const replacedAnew = new Set(added.map(lessonName));
  return gone.filter((one) => !replacedAnew.has(lessonName(one)));
}
