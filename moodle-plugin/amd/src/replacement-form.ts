import type { ReplacementCheck } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from './dom.js';
import type { Screen } from './screen.js';
import { placeHash } from './view-models/place.js';
import { replacementCheckView } from './view-models/replacement.js';
import {
  exchangesRooms,
  missingField,
  partnerDates,
  partnerOf,
  placeValue,
  replacementFormView,
  wishedOf,
} from './view-models/replacement-form.js';

/**
 * Lessons of one line replaced: another teacher, another time or place, or another lesson in exchange. What is chosen is checked at once on its very
 * dates, and the whole day of everybody who would teach is shown.
 */
export const replacementScreen: Screen = async (view, { place: { query }, left }, house) => {
  const { repository, words } = house;
  const caseId = Number(query['case']) || null;
  const kept = caseId === null ? null : await repository.replacementDraft(caseId);
  const begun = kept?.content.lessons[0];
  const scheduleCaseId = kept?.content.scheduleCaseId ?? Number(query['schedule']);
  const form = await repository.replacementForm({
    scheduleCaseId,
    lineKey: begun?.lineKey ?? query['line'] ?? '',
    ...(caseId === null ? {} : { caseId }),
  });
  const from = query['from'] === 'schedule' ? placeHash(`/cases/${scheduleCaseId}`) : placeHash('/my-timetable');
  await draw(view, 'replacement_form', {
    ...replacementFormView(form, kept, Number(query['week']) || null, words),
    backHref: caseId === null ? from : placeHash(`/cases/${caseId}`),
  });
  const element = view.querySelector<HTMLFormElement>('[data-region="form"]');
  if (element === null) return;
  const fields = element;
  const select = (name: string) => fields.elements.namedItem(name) as HTMLSelectElement;
  const boxes = [...fields.querySelectorAll<HTMLInputElement>('[name="lessons"]')];
  let check: ReplacementCheck | null = null;
  let asked = 0;

  function showFields(): void {
    for (const part of fields.querySelectorAll<HTMLElement>('[data-only]'))
      part.hidden = !part.dataset['only']!.split(' ').includes(select('kind').value);
  }

  /** Only a substitution is of several lessons. */
  function offerOneOrMany(): void {
    const isMany = select('kind').value === 'substitution';
    const first = boxes.find(({ checked }) => checked);
    for (const box of boxes) {
      if (!isMany) box.checked = box === first;
      box.type = isMany ? 'checkbox' : 'radio';
    }
  }

  function drawPartnerDates(week: number | null): void {
    const ticked = boxes.find(({ checked }) => checked);
    const near = form.lessons.find((lesson) => String(lesson.week) === ticked?.value)?.on ?? null;
    const dates = partnerDates(form, select('partner').value, { near, week }, words);
    select('partnerWeek').replaceChildren(
      ...dates.map(({ value, label, selected }) => new Option(label, value, selected, selected)),
    );
  }

  async function checkNow(): Promise<void> {
    const question = (asked += 1);
    const wished = wishedOf(new FormData(fields), form);
    if (wished.lessons.length === 0) {
      check = null;
      region(view, 'check').replaceChildren();
      return;
    }
    try {
      const answer = await repository.checkReplacement({
        scheduleCaseId,
        ...wished,
        ...(caseId === null ? {} : { caseId }),
      });
      if (question !== asked || left.aborted) return;
      check = answer;
      region(view, 'problem').replaceChildren();
      const shown = replacementCheckView(answer, form.slots, words, wished.kind);
      await draw(region(view, 'check'), 'replacement_check', shown);
      house.announce(
        [...shown.mistakes, ...shown.clashes.map(({ text }) => text)].join(' ') || words.t('replacement_clear'),
      );
    } catch (problem) {
      if (question === asked) await house.showProblem(region(view, 'problem'), problem);
    }
  }

  async function save(): Promise<void> {
    // A check that is still under way must not be drawn over what comes now.
    asked += 1;
    const typed = new FormData(fields);
    const wished = wishedOf(typed, form);
    if (wished.lessons.length === 0) {
      house.announce(words.t('replacement_choose_lesson'));
      return moveFocus(fields.querySelector(`[name="${missingField(typed)}"]`));
    }
    const input = { scheduleCaseId, ...wished, reason: select('reason').value };
    try {
      const saved =
        caseId === null || kept === null
          ? await repository.createReplacement(input)
          : await repository.saveReplacement(caseId, { ...input, version: kept.editableVersion ?? 0 });
      house.go(placeHash(`/cases/${saved.caseId}`), true);
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  fields.addEventListener('change', ({ target }) => {
    const changed = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target : null;
    if (changed?.name === 'reason') return;
    if (changed?.name === 'kind') {
      showFields();
      offerOneOrMany();
    }
    if (changed?.name === 'partner') {
      (fields.elements.namedItem('rooms') as HTMLInputElement).checked = exchangesRooms(form, changed.value);
    }
    if (changed?.name === 'partner' || changed?.name === 'lessons') drawPartnerDates(null);
    void whilePending(checkNow);
  });
  fields.addEventListener('submit', (event) => {
    event.preventDefault();
    if (fields.reportValidity()) void whilePending(save);
  });
  onActions(view, {
    'take-place': (button) => {
      const place = check?.freeDates[Number(button.dataset['place'])];
      if (place === undefined) return;
      (fields.elements.namedItem('toOn') as HTMLInputElement).value = place.on;
      select('firstSlot').value = String(place.firstSlot);
      if (place.roomCode !== null) select('place').value = placeValue({ mode: 'campus', roomCode: place.roomCode });
      moveFocus(fields.querySelector('[name="toOn"]'));
      return checkNow();
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
  const partner = partnerOf(kept, form.line.key);
  showFields();
  offerOneOrMany();
  if (form.partners.length > 0) drawPartnerDates(partner?.week ?? null);
  const swapsRooms = partner === undefined ? undefined : placeValue(begun!) !== placeValue(form.line);
  (fields.elements.namedItem('rooms') as HTMLInputElement).checked = swapsRooms ?? false;
  if (kept !== null) await checkNow();
};
