import type { FreePlace, LineCheck, LineForm, ScheduleView } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from './dom.js';
import type { House, Screen } from './screen.js';
import { movedTo } from './view-models/free-places.js';
import { editOf, lastSlotFor, lineCheckView, lineFormView, standing } from './view-models/line-form.js';
import { placeHash } from './view-models/place.js';
import { lineBrief, placeText, timeText, weekdayText } from './view-models/schedule-lines.js';

/** Waits until nobody has chosen anything else for so long. */
const restMilliseconds = 250;

/** One line of a draft: what is chosen is checked at once, and saved against the version that was read. */
export const lineFormScreen: Screen = async (view, { params, place: { query }, left }, house) => {
  const { repository, words } = house;
  const caseId = Number(params['caseId']);
  const lineKey = query['key'] ?? '';
  const opened: LineForm = await repository.lineForm(caseId, lineKey);
  let check: LineCheck = opened;
  await draw(view, 'line_form', { ...lineFormView(opened, words), caseHref: placeHash(`/cases/${caseId}`) });
  const form = region(view, 'form') as HTMLFormElement;
  const select = (name: string) => form.elements.namedItem(name) as HTMLSelectElement;
  let span = { firstSlot: opened.line.firstSlot, lastSlot: opened.line.lastSlot };
  let asked = 0;
  await drawCheck();

  async function drawCheck(): Promise<void> {
    await draw(region(view, 'check'), 'line_check', lineCheckView(check, opened.slots, words));
  }

  /** Of several questions under way only the last one's answer counts. */
  async function checkAgain(): Promise<void> {
    const question = (asked += 1);
    await new Promise((resolve) => setTimeout(resolve, restMilliseconds));
    const edit = editOf(new FormData(form));
    if (question !== asked || left.aborted || edit.weeks.length === 0) return;
    try {
      const answer = await repository.checkLine(caseId, lineKey, edit);
      if (question !== asked) return;
      check = answer;
      region(view, 'problem').replaceChildren();
      await drawCheck();
      house.announce(standing(check, words));
    } catch (problem) {
      if (question === asked) await house.showProblem(region(view, 'problem'), problem);
    }
  }

  form.addEventListener('change', (event) => {
    const changed = event.target instanceof Element ? event.target.getAttribute('name') : null;
    const firstSlot = Number(select('firstSlot').value);
    if (changed === 'firstSlot') select('lastSlot').value = String(lastSlotFor(firstSlot, span, opened.slots));
    span = { firstSlot, lastSlot: Number(select('lastSlot').value) };
    void whilePending(checkAgain);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void whilePending(save);
  });

  async function save(): Promise<void> {
    // A check that is still under way must not be drawn over what comes now.
    asked += 1;
    const edit = editOf(new FormData(form));
    if (edit.weeks.length === 0) {
      house.announce(words.t('line_weeks_missing'));
      return moveFocus(form.querySelector('[name="weeks"]'));
    }
    try {
      const saved = await repository.saveLine(caseId, lineKey, { ...edit, version: opened.version });
      house.announce(`${words.t('line_saved')} ${standing(saved, words)}`);
      house.go(placeHash(`/cases/${caseId}`), true);
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  onActions(view, {
    'take-place': (button) => {
      const place = check.freePlaces[Number(button.dataset['place'])];
      if (place === undefined) return;
      for (const name of ['weekday', 'firstSlot', 'lastSlot'] as const) select(name).value = String(place[name]);
      if (place.roomCode !== null) select('place').value = `room:${place.roomCode}`;
      span = place;
      moveFocus(select('weekday'));
      return checkAgain();
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};

/** Moves a line of a draft to a free place; gives what was done and how the line stands then. */
export async function moveLine(
  draft: ScheduleView,
  version: number,
  { lineKey, ...place }: FreePlace,
  { repository, words }: House,
): Promise<{ done: string; next: string }> {
  const line = draft.lines.find(({ key }) => key === lineKey);
  if (line === undefined) throw new Error('a place of no line');
  const saved = await repository.saveLine(draft.caseId, lineKey, { ...movedTo(line, place), version });
  const facts = {
    line: lineBrief(line, draft.names, words),
    place: `${weekdayText(place.weekday, words)} ${timeText(place, draft.slots)}, ${placeText({ ...line, ...place }, draft.names, words)}`,
  };
  return { done: words.t('line_moved', facts), next: standing(saved, words) };
}
