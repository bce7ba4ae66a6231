import type { Calendar, ErrorBody } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from './dom.js';
import { Refusal } from './problems.js';
import { agreed } from './question.js';
import type { House, Screen } from './screen.js';
import {
  calendarView,
  dayForm,
  limitsForm,
  limitsSavedText,
  savedText,
  termForm,
  termKey,
  typedDay,
  typedLimits,
  typedTerm,
} from './view-models/calendar.js';
import { dateWithWeekday } from './view-models/moments.js';
import { placeHash } from './view-models/place.js';

/** The academic calendar: days off, moved days, terms, and what exams are allowed. The department edits it here; everybody else reads. */
export const calendarScreen: Screen = async (view, { place }, house) => {
  const { repository, words } = house;
  const year = /^\d{4}$/.test(place.query['year'] ?? '') ? Number(place.query['year']) : undefined;
  let calendar: Calendar;

  async function show(ofYear: number | undefined): Promise<void> {
    calendar = await repository.calendar(ofYear);
    await draw(view, 'calendar', calendarView(calendar, words));
  }
  await show(year);

  /** Draws the year of the change anew, and says what it did. */
  async function changed(said: string, date: string | null): Promise<void> {
    const ofYear = date === null ? calendar.year : Number(date.slice(0, 4));
    await show(ofYear);
    house.remember(placeHash('/calendar', { year: ofYear }));
    region(view, 'outcome').textContent = said;
    region(view, 'outcome').hidden = false;
    house.announce(said);
    moveFocus(region(view, 'outcome'));
  }

  const editDay = (date: string | null) =>
    openForm(house, view, dayForm(calendar.days.find((day) => day.date === date) ?? null, words), async (typed) => {
      const day = typedDay(typed, date);
      await changed(savedText('calendar_saved', await repository.saveCalendarDay(day), words), day.date);
    });

  const editTerm = (key: string | null) => {
    const found = calendar.terms.find((term) => termKey(term) === key) ?? null;
    return openForm(house, view, termForm(found, words), async (typed) => {
      await repository.saveAcademicTerm(typedTerm(typed, found === null));
      await changed(words.t('calendar_saved'), null);
    });
  };

  const editLimits = (kind: string | undefined) => {
    const found = calendar.examLimits.find((limits) => limits.kind === kind);
    return found === undefined
      ? undefined
      : openForm(house, view, limitsForm(found, words), async (typed) => {
          const effect = await repository.saveExamLimits(typedLimits(typed, found.kind));
          await changed(limitsSavedText(effect, words), null);
        });
  };

  async function removeAfterAsking(
    button: HTMLElement,
    question: string,
    remove: () => Promise<string>,
  ): Promise<void> {
    const label = words.t('calendar_remove');
    if (!(await agreed(words, { question, label, opener: button }))) return;
    try {
      await changed(await remove(), null);
    } catch (problem) {
      await house.showProblem(region(view, 'form'), problem);
    }
  }

  onActions(view, {
    'add-day': () => editDay(null),
    'edit-day': (button) => editDay(button.dataset['key'] ?? null),
    'remove-day': (button) => {
      const day = calendar.days.find(({ date }) => date === button.dataset['key']);
      if (day === undefined) return;
      const facts = { date: dateWithWeekday(day.date, words), name: words.name(day.name) };
      return removeAfterAsking(button, words.t('calendar_remove_day', facts), async () =>
        savedText('calendar_removed', await repository.removeCalendarDay(day.date), words),
      );
    },
    'add-term': () => editTerm(null),
    'edit-term': (button) => editTerm(button.dataset['key'] ?? null),
    'remove-term': (button) => {
      const term = calendar.terms.find((other) => termKey(other) === button.dataset['key']);
      if (term === undefined) return;
      const facts = { year: term.academicYear, term: term.term };
      return removeAfterAsking(button, words.t('calendar_remove_term', facts), async () => {
        await repository.removeAcademicTerm(term);
        return words.t('calendar_removed');
      });
    },
    'edit-limits': (button) => editLimits(button.dataset['key']),
    cancel: () => {
      region(view, 'form').replaceChildren();
      moveFocus(region(view, 'title'));
    },
  });
};

/** Opens a form above the table. What the service refuses is said at its field, and what was typed stays. */
async function openForm(
  house: House,
  view: HTMLElement,
  form: { title: string; fields: { name: string }[] },
  save: (typed: FormData) => Promise<void>,
): Promise<void> {
  const host = region(view, 'form');
  await draw(host, 'calendar_form', form);
  moveFocus(region(host, 'form-title'));
  host.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement);
    void whilePending(async () => {
      for (const control of controlsOf(host)) sayFault(host, control.name, null);
      region(host, 'problem').replaceChildren();
      try {
        await save(typed);
      } catch (problem) {
        const details = problem instanceof Refusal ? (problem.error.details ?? []) : [];
        const atFields = details.filter(({ field }) => controlsOf(host).some(({ name }) => name === field));
        if (atFields.length === 0) return house.showProblem(region(host, 'problem'), problem);
        showFaults(house, host, atFields);
      }
    });
  });
}

const controlsOf = (host: HTMLElement) => [...host.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')];

function showFaults(house: House, host: HTMLElement, details: NonNullable<ErrorBody['error']['details']>): void {
  for (const { field, message } of details) sayFault(host, field, message);
  house.announce(house.words.t('calendar_check_fields'));
  moveFocus(controlsOf(host).find(({ name }) => name === details[0]?.field) ?? null);
}

function sayFault(host: HTMLElement, name: string, message: string | null): void {
  const control = controlsOf(host).find((one) => one.name === name);
  const fault = host.querySelector<HTMLElement>(`[data-fault="${name}"]`);
  control?.classList.toggle('is-invalid', message !== null);
  control?.toggleAttribute('aria-invalid', message !== null);
  if (fault !== null) fault.textContent = message ?? '';
}
