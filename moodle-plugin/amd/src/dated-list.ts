import { draw, region } from './dom.js';
import type { ContentLook } from './case-content.js';
import {
  datedChoices,
  datedClashSummary,
  datedColumns,
  datedDays,
  limitsSentence,
  type Dated,
} from './view-models/dated-list.js';
import type { Words } from './view-models/words.js';

/** Draws the exams of a schedule with their clashes into `host`; choosing a group, a teacher or a room redraws them there. */
export async function drawDatedList(host: HTMLElement, view: Dated, look: ContentLook, words: Words): Promise<void> {
  const { marked } = look;
  const show = look.query['show'] ?? '';
  const days = datedDays(view, show, words);
  const clashes = datedClashSummary(view, words);
  const count = days.reduce((sum, { rows }) => sum + rows.length, 0);
  await draw(host, 'dated_list', {
    ...datedColumns(view, words),
    lenses: datedChoices(view, show, words),
    lensAll: show === '',
    count: words.count('lines', count),
    isEmpty: count === 0,
    nothingAtAll: view.lines.length === 0,
    clashes,
    hasClashes: clashes.length > 0,
    clashCount: words.count('clashes_found', clashes.length),
    clashesOpen: clashes.length <= 5,
    limits: limitsSentence(view, words),
    days: days.map(({ day, rows }) => ({
      day,
      rows: rows.map((row) => ({ ...row, marking: marked !== null, marked: marked?.has(row.key) ?? false })),
    })),
  });
  region(host, 'lens').addEventListener('change', (event) => {
    const { value } = event.target as HTMLSelectElement;
    look.onLook({ show: value });
    void drawDatedList(host, view, { ...look, query: { ...look.query, show: value } }, words).then(() =>
      region(host, 'lens').focus({ preventScroll: true }),
    );
  });
  region(host, 'exams').addEventListener('change', (event) => {
    const box = event.target instanceof HTMLInputElement ? event.target : null;
    const key = box?.dataset['mark'];
    if (box === null || key === undefined) return;
    box.closest('tr')?.classList.toggle('lq-marked', box.checked);
    look.onMark(key, box.checked);
  });
}
