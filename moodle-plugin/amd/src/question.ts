import { saveCancelPromise } from 'core/notification';
import { escapeHtml } from './dom.js';
import type { Words } from './view-models/words.js';

export interface Question {
  /** Plain text. */
  question: string;
  /** Of the button that says yes. */
  label: string;
  /** Gets the focus back. */
  opener: HTMLElement;
  /** Where the label is no verb to ask with. */
  title?: string;
}

/**
 * Asks before what is not easily taken back. Closing the question by Escape or its cross is a no, too: Moodle answers nothing then, but always
 * gives the focus back, so that is what is listened to.
 */
export function agreed(words: Words, { question, label, opener, title }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const returning = {
      focus() {
        opener.focus();
        // After a yes, which is on its way at this moment.
        setTimeout(() => resolve(false));
      },
    };
    saveCancelPromise(title ?? words.t('confirm_title', label), `<p>${escapeHtml(question)}</p>`, label, {
      triggerElement: returning,
    }).then(
      () => resolve(true),
      () => resolve(false),
    );
  });
}
