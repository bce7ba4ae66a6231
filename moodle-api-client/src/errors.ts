/**
 * Why a call of Moodle gave no answer. A refusal is not a broken line: the first needs a person, the second only time, and the third a
 * look at versions. None of them ever holds the token.
 */
export abstract class MoodleError extends Error {
  /** The external function that was called. */
  readonly wsfunction: string;

  constructor(wsfunction: string, message: string, options?: ErrorOptions) {
    super(`${wsfunction}: ${message}`, options);
    this.name = new.target.name;
    this.wsfunction = wsfunction;
  }
}

/** Moodle understood and said no; it does so inside a success answer. */
export class MoodleRefusedError extends MoodleError {
  /** Moodle's own name of the reason, e.g. `invalidtoken`. */
  readonly errorcode: string;
  /** Moodle's exception class, e.g. `moodle_exception`. */
  readonly exception: string;
  /** Moodle's sentence, in the language of the service account. */
  readonly moodleMessage: string;

  constructor(wsfunction: string, refusal: { exception: string; errorcode: string; message: string }) {
    super(wsfunction, `refused by Moodle (${refusal.errorcode})`);
    this.errorcode = refusal.errorcode;
    this.exception = refusal.exception;
    this.moodleMessage = refusal.message;
  }
}

/** No whole answer came: Moodle is away, too slow, or says itself that it cannot answer now. */
export class MoodleUnreachableError extends MoodleError {}

/** An answer came, but not one of the function that was asked: a page instead of data, another shape, too long. */
export class MoodleNotUnderstoodError extends MoodleError {}
