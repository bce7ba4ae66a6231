import type { ReplacementCheck } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from './dom.js';
import type { Screen } from './screen.js';
import { placeHash } from './view-models/place.js';
import { replacementCheckView } from './view-models/replacement.js';
import { namesTogether, partnersView } from './view-models/replacement-partners.js';
import {
  exchangesRooms,
  isPaired,
  keptPartners,
  missingField,
  partnerChoices,
  partnerDates,
  partnerOf,
  placeValue,
  replacementFormView,
  wishedOf,
  withChosen,
  type ReplacementChoices,
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
  let choices: ReplacementChoices = {
    ...form,
    names: kept === null ? form.names : namesTogether(form.names, kept.names),
    partners: keptPartners(kept, form.line.key),
  };
  const from = query['from'] === 'schedule' ? placeHash(`/cases/${scheduleCaseId}`) : placeHash('/my-timetable');
  await draw(view, 'replacement_form', {
    ...replacementFormView(choices, kept, Number(query['week']) || null, words),
    backHref: caseId === null ? from : placeHash(`/cases/${caseId}`),
  });
  const element = view.querySelector<HTMLFormElement>('[data-region="form"]');
  if (element === null) return;
  const fields = element;
  const select = (name: string) => fields.elements.namedItem(name) as HTMLSelectElement;
  const boxes = [...fields.querySelectorAll<HTMLInputElement>('[name="lessons"]')];
  let check: ReplacementCheck | null = null;
  let asked = 0;
  let partnersAsked = 0;
  /** Something was chosen, or saving was tried: what is missing is a mistake now, and no hint any more. */
  let isTried = false;

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

  const tickedLesson = () => {
    const ticked = boxes.find(({ checked }) => checked);
    return form.lessons.find((lesson) => String(lesson.week) === ticked?.value);
  };

  function drawPartners(): void {
    const chosen = select('partner').value;
    const options = partnerChoices(choices, chosen, words).map(
      ({ value, label, selected }) => new Option(label, value, selected, selected),
    );
    select('partner').replaceChildren(new Option('—', ''), ...options);
    select('partner').value = chosen;
  }

  /** Lessons that the ticked one can be swapped or exchanged with. */
  async function findPartners(page: number): Promise<void> {
    const kind = select('kind').value;
    const lesson = tickedLesson();
    if (!isPaired(kind) || lesson === undefined) return;
    const question = (partnersAsked += 1);
    try {
      const answer = await repository.replacementPartners({
        scheduleCaseId,
        lineKey: form.line.key,
        week: lesson.week,
        kind,
        search: select('search').value,
        page,
        ...(caseId === null ? {} : { caseId }),
      });
      if (question !== partnersAsked || left.aborted) return;
      const partners = withChosen(answer.items, choices.partners, select('partner').value);
      choices = { ...choices, partners, names: namesTogether(choices.names, answer.names) };
      drawPartners();
      await draw(region(view, 'partners'), 'replacement_partners', partnersView(answer, words));
      house.announce(words.t('replacement_partners_found', answer.total));
    } catch (problem) {
      if (question === partnersAsked) await house.showProblem(region(view, 'problem'), problem);
    }
  }

  function drawPartnerDates(week: number | null): void {
    const near = tickedLesson()?.on ?? null;
    const dates = partnerDates(choices, select('partner').value, { near, week }, words);
    select('partnerWeek').replaceChildren(
      ...dates.map(({ value, label, selected }) => new Option(label, value, selected, selected)),
    );
  }

  async function checkNow(): Promise<void> {
    const question = (asked += 1);
    const wished = wishedOf(new FormData(fields), choices);
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
      const shown = replacementCheckView(answer, form.slots, words, { kind: wished.kind, isTried });
      await draw(region(view, 'check'), 'replacement_check', shown);
      house.announce(
        [...shown.mistakes.map(({ text }) => text), ...shown.clashes.map(({ text }) => text)].join(' ') ||
          words.t('replacement_clear'),
      );
    } catch (problem) {
      if (question === asked) await house.showProblem(region(view, 'problem'), problem);
    }
  }

  async function save(): Promise<void> {
    // A check that is still under way must not be drawn over what comes now.
    asked += 1;
    const typed = new FormData(fields);
    const wished = wishedOf(typed, choices);
    if (wished.lessons.length === 0) {
      house.announce(words.t('replacement_choose_lesson'));
      return moveFocus(fields.querySelector(`[name="${missingField(typed)}"]`));
    }
    if (check?.mistakes.some(({ code }) => code === wished.kind) === true) {
      isTried = true;
      await checkNow();
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
    const name = changed?.name ?? '';
    if (name === 'reason') return;
    if (name === 'search') return void whilePending(() => findPartners(1));
    isTried = name !== 'kind' && (isTried || name !== 'lessons');
    if (name === 'kind') {
      showFields();
      offerOneOrMany();
    }
    const ticked = tickedLesson();
    if (select('kind').value === 'move' && !isTried && ticked !== undefined) select('toOn').value = ticked.on;
    if (name === 'partner')
      (fields.elements.namedItem('rooms') as HTMLInputElement).checked = exchangesRooms(choices, changed!.value);
    const asksPartners = name === 'kind' || name === 'lessons';
    if (name === 'partner' || asksPartners) drawPartnerDates(null);
    void whilePending(async () => {
      await Promise.all([checkNow(), ...(asksPartners ? [findPartners(1)] : [])]);
    });
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
      isTried = true;
      moveFocus(fields.querySelector('[name="toOn"]'));
      return checkNow();
    },
    'partners-page': (button) => findPartners(Number(button.dataset['page'])),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
  const partner = partnerOf(kept, form.line.key);
  showFields();
  offerOneOrMany();
  if (partner !== undefined) {
    drawPartners();
    select('partner').value = partner.lineKey;
    drawPartnerDates(partner.week);
  }
  // Enter in the search finds, and does not save the form.
  select('search').addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void whilePending(() => findPartners(1));
  });
  const swapsRooms = partner === undefined ? undefined : placeValue(begun!) !== placeValue(form.line);
  (fields.elements.namedItem('rooms') as HTMLInputElement).checked = swapsRooms ?? false;
  if (kept !== null) await Promise.all([checkNow(), findPartners(1)]);
};
