/** What the screens of attendance and certificates do alike. */
import { moveFocus, region } from '../dom.js';
import type { House } from '../screen.js';

/** Does something and shows in the view why it did not work; what was typed stays. Returns whether it worked. */
export async function attempt(view: HTMLElement, house: House, work: () => Promise<void>): Promise<boolean> {
  const place = region(view, 'problem');
  place.replaceChildren();
  // What went well before says nothing of this.
  const outcome = view.querySelector<HTMLElement>('[data-region="outcome"]');
  if (outcome !== null) outcome.hidden = true;
  try {
    await work();
    return true;
  } catch (problem) {
    await house.showProblem(region(view, 'problem'), problem);
    return false;
  }
}

/** Shows a result where the view keeps it, and says it aloud. */
export function say(view: HTMLElement, house: House, text: string, moves = true): void {
  const outcome = region(view, 'outcome');
  outcome.textContent = text;
  outcome.hidden = false;
  house.announce(text);
  if (moves) moveFocus(outcome);
}

/** What stands in a field of a form. */
export function typed(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** A number of the address; null when there is none. */
export function numberOf(text: string | undefined): number | null {
  return /^\d+$/.test(text ?? '') ? Number(text) : null;
}
