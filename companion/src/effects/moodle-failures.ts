import { MoodleNotUnderstoodError, MoodleRefusedError, MoodleUnreachableError } from '@qashyq/moodle-api-client';
import { MoodleNotConnectedError } from '../moodle/moodle-line.js';
import { ParkEffect, RetryLater } from './effect-handler.js';

/** A refusal is not a broken line: Moodle's "no" needs a person, its absence only time. */
export async function withMoodle<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof MoodleNotConnectedError) throw new ParkEffect('moodleNotConnected');
    if (error instanceof MoodleRefusedError) throw new ParkEffect('moodleRefused', [error.errorcode]);
    if (error instanceof MoodleUnreachableError) throw new RetryLater('moodleUnreachable', [], { cause: error });
    if (error instanceof MoodleNotUnderstoodError) throw new RetryLater('moodleNotUnderstood', [], { cause: error });
    throw error;
  }
}
