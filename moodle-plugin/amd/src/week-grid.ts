import type { FreePlace } from '@qashyq/shared-types';
import { draw, region, whilePending } from './dom.js';
import {
  clashCounts,
  clashSummary,
  dayList,
  lensChoices,
  shownLines,
  weekChoices,
  weekGrid,
  type Lens,
  type Lessons,
} from './view-models/week-grid.js';
import type { Words } from './view-models/words.js';

export interface GridSettings {
  lens: Lens;
  /** `list` for phones, for screen readers and for marking lines. */
  as: 'grid' | 'list';
  /** Lines marked for a remark; null where nothing is being marked. */
  marked: ReadonlySet<string> | null;
  /** Told when the person looks at another week, group or form. */
  onChange(lens: Lens, as: 'grid' | 'list'): void;
  onMark?(lineKey: string, marked: boolean): void;
  /** Where lines of this draft may be changed. */
  editing?: LineEditing | null;
}

export interface LineEditing {
  /** What the link on a card says; «Change» where nothing else is told. */
  label?(lineKey: string): string;
  /** Address of the form of a line; `week`: the one that is looked at. */
  href(lineKey: string, week: number | null): string | null;
  /** Moves the line of a free place there, at one click; left out where nothing is proposed. */
  use?(place: FreePlace): Promise<void>;
}

/** On narrow screens a table of six days cannot be read: the list is shown until the person chooses. */
export function defaultForm(): 'grid' | 'list' {
  return matchMedia('(max-width: 767px)').matches ? 'list' : 'grid';
}

/** Draws the lines of a schedule with their clashes into `host`; choosing a week, a group or the form redraws it there. */
export async function drawWeekGrid(
  host: HTMLElement,
  view: Lessons,
  settings: GridSettings,
  words: Words,
): Promise<void> {
  const { lens, as, marked } = settings;
  const editing = settings.editing ?? null;
  const lines = shownLines(view, lens);
  const marks = <C extends { key: string }>(cards: C[]) =>
    cards.map((card) => ({
      ...card,
      marking: marked !== null,
      marked: marked?.has(card.key) ?? false,
      editHref: editing === null ? null : editing.href(card.key, lens.week),
      editLabel: editing?.label?.(card.key) ?? words.t('line_change_short'),
    }));
  const grid = as === 'grid' && lines.length > 0 ? weekGrid(view, lens, words) : null;
  const clashes = clashSummary(view, words);
  await draw(host, 'week_grid', {
    weeks: weekChoices(view, lens, words),
    lenses: lensChoices(view, lens, words),
    lensAll: lens.show === 'all',
    count: words.count('lines', lines.length),
    isEmpty: lines.length === 0,
    nothingAtAll: view.lines.length === 0,
    clashes,
    canUse: editing?.use !== undefined,
    hasClashes: clashes.length > 0,
    clashCount: clashCounts(clashes, words),
    clashesOpen: clashes.length <= 5,
    grid:
      grid === null
        ? null
        : {
            ...grid,
            rows: grid.rows.map((row) => ({
              ...row,
              cells: row.cells.map((cell) => ({ ...cell, cards: marks(cell.cards) })),
            })),
          },
    list:
      as === 'list' && lines.length > 0
        ? { days: dayList(view, lens, words).map((day) => ({ ...day, cards: marks(day.cards) })) }
        : null,
    asGrid: as === 'grid',
  });

  const redraw = (changed: Partial<Pick<GridSettings, 'lens' | 'as'>>, focusOn: string) => {
    const next = { ...settings, ...changed };
    settings.onChange(next.lens, next.as);
    return drawWeekGrid(host, view, next, words).then(() => region(host, focusOn).focus({ preventScroll: true }));
  };
  region(host, 'week').addEventListener('change', (event) => {
    const week = Number((event.target as HTMLSelectElement).value);
    void redraw({ lens: { ...lens, week: week > 0 ? week : null } }, 'week');
  });
  region(host, 'lens').addEventListener('change', (event) => {
    void redraw({ lens: { ...lens, show: (event.target as HTMLSelectElement).value } }, 'lens');
  });
  region(host, 'form').addEventListener('click', () => void redraw({ as: as === 'grid' ? 'list' : 'grid' }, 'form'));
  for (const button of host.querySelectorAll<HTMLElement>('[data-action="use-place"]'))
    button.addEventListener('click', () => {
      const place = view.freePlaces?.[Number(button.dataset['place'])];
      if (editing?.use !== undefined && place !== undefined) void whilePending(() => editing.use!(place));
    });
  region(host, 'lessons').addEventListener('change', (event) => {
    const box = event.target instanceof HTMLInputElement ? event.target : null;
    const key = box?.dataset['mark'];
    if (box === null || key === undefined) return;
    box.closest('.lq-card')?.classList.toggle('lq-marked', box.checked);
    settings.onMark?.(key, box.checked);
  });
}
