/** Looking somebody up inside a form: the person found is the form's `personId`. */
import { draw, region, whilePending } from './dom.js';
import type { House } from './screen.js';
import { foundPersons } from './view-models/persons.js';

export function startPicker(picker: HTMLElement, house: House): void {
  const field = region(picker, 'picker-search') as HTMLInputElement;
  const found = region(picker, 'picker-found');

  async function find(): Promise<void> {
    const search = field.value.trim();
    if (search.length < 2) {
      found.textContent = house.words.t('person_find_short');
      return;
    }
    try {
      await draw(
        found,
        'person_found',
        foundPersons(await house.repository.findPersons(search), field.id, house.words),
      );
    } catch (problem) {
      await house.showProblem(found, problem);
    }
  }

  region(picker, 'picker-find').addEventListener('click', () => void whilePending(find));
  // Enter looks the name up; it does not send the form around it, in which nobody is chosen yet.
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void whilePending(find);
  });
}
