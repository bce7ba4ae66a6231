import type { PlanLine, PlanView } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from '../dom.js';
import { Refusal } from '../problems.js';
import type { Screen } from '../screen.js';
import { placeHash } from '../view-models/place.js';
import { openPlanningRepository } from './planning-repository.js';
import { lineTitle, periodText, sumsOf, sumsText } from './view-models/plan.js';
import {
  audienceSummary,
  editorLines,
  isSamePlan,
  newLine,
  withCopy,
  withMovedLine,
  withTyped,
} from './view-models/plan-editor.js';

/** A UUID, also where the page came over plain http: `crypto.randomUUID` is not there then. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Plans being written, by case: they are kept while the person looks around. */
const kept = new Map<number, PlanLine[]>();

/** The lines of a draft, one of them open at a time. Nothing is saved before "save". */
export const planEditorScreen: Screen = async (view, { params }, house) => {
  const { words, connection } = house;
  const repository = openPlanningRepository(connection);
  const caseId = Number(params['caseId']);
  let present: PlanView = await repository.draft(caseId);
  let lines: PlanLine[] = kept.get(caseId) ?? present.lines;
  let openKey: string | null = lines.length === 1 ? (lines[0]?.key ?? null) : null;
  if (!present.canEdit) return house.go(`#/cases/${caseId}`, true);

  async function drawAll(): Promise<void> {
    await draw(view, 'training_plan_editor', {
      caseHref: placeHash(`/cases/${caseId}`),
      period: periodText(present.header, words),
      from: present.period.startsOn.split('-').reverse().join('.'),
      to: present.period.endsOn.split('-').reverse().join('.'),
    });
    await drawLines();
  }

  async function drawLines(): Promise<void> {
    await draw(
      region(view, 'lines'),
      'training_plan_lines',
      editorLines(lines, openKey, present, present.problems, words),
    );
    showSums();
  }

  function showSums(): void {
    region(view, 'sums').textContent = sumsText(sumsOf(lines), words);
    region(view, 'save').hidden = isSamePlan(lines, present.lines);
  }

  function changed(): void {
    kept.set(caseId, lines);
    showSums();
  }

  const card = (index: number) => view.querySelectorAll<HTMLElement>('[data-line]')[index];
  const indexOf = (element: Element) => {
    const key = element.closest<HTMLElement>('[data-line]')?.dataset['line'];
    return lines.findIndex((line) => line.key === key);
  };
  const titleAt = (index: number) => {
    const line = lines[index];
    return line === undefined ? '' : lineTitle(line, words);
  };

  async function openLine(key: string | null): Promise<void> {
    openKey = key;
    await drawLines();
    const index = lines.findIndex((line) => line.key === key);
    moveFocus(card(index)?.querySelector<HTMLElement>('input') ?? null);
  }

  /** Focus stays on what moved it; a button that ends is exhausted hands it to its neighbour. */
  async function move(index: number, by: -1 | 1, focused: string): Promise<void> {
    if (lines[index] === undefined || lines[index + by] === undefined) return;
    lines = withMovedLine(lines, index, by);
    await drawLines();
    changed();
    const moved = card(index + by);
    moveFocus(
      moved?.querySelector<HTMLElement>(`${focused}:not(:disabled)`) ??
        moved?.querySelector<HTMLElement>('button:not(:disabled)') ??
        null,
    );
    house.announce(
      words.t('trainingplan_moved', { title: titleAt(index + by), no: index + by + 1, total: lines.length }),
    );
  }

  async function tell(name: 'outcome' | 'conflict', text: string): Promise<void> {
    await drawAll();
    const place = region(view, name);
    region(place, 'said').textContent = text;
    place.hidden = false;
    house.announce(text);
    moveFocus(place);
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    region(view, 'problem').replaceChildren();
    try {
      await work();
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  async function save(): Promise<void> {
    try {
      present = await repository.save(caseId, { version: present.version, lines });
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.error.code !== 'planStale') throw problem;
      // Theirs is fetched, mine stays in the form: saving again puts mine in its place.
      present = await repository.draft(caseId);
      return tell('conflict', `${problem.message} ${words.t('trainingplan_stale_kept')}`);
    }
    kept.delete(caseId);
    lines = present.lines;
    const open = new Set(present.problems.map(({ lineKey }) => lineKey)).size;
    await tell(
      'outcome',
      open === 0
        ? words.t('trainingplan_saved')
        : words.t('trainingplan_saved_open', words.count('trainingplan_problems', present.problems.length)),
    );
  }

  async function readFile(file: File): Promise<void> {
    const read = await repository.readFile(caseId, file);
    lines = [...lines, ...read.lines];
    await drawLines();
    changed();
    const said = words.count('trainingplan_file_read', read.lines.length);
    await draw(region(view, 'file-result'), 'training_plan_file', {
      said,
      hasFaults: read.faults.length > 0,
      faults: read.faults.map(({ row, column, found, message }) => ({
        place: row === 0 ? '' : words.t('trainingplan_file_row', { row, column }),
        found,
        message,
      })),
    });
    house.announce(said);
    moveFocus(region(view, 'file-result'));
  }

  onActions(view, {
    async add() {
      const line = newLine(newKey());
      lines = [...lines, line];
      await openLine(line.key);
      changed();
      house.announce(words.t('trainingplan_added', lines.length));
    },
    toggle: (button) => {
      const line = lines[indexOf(button)];
      return line === undefined ? undefined : openLine(line.key === openKey ? null : line.key);
    },
    async copy(button) {
      const index = indexOf(button);
      const title = titleAt(index);
      const key = newKey();
      lines = withCopy(lines, index, key);
      await openLine(key);
      changed();
      house.announce(words.t('trainingplan_copied', title));
    },
    up: (button) => move(indexOf(button), -1, '[data-action="up"]'),
    down: (button) => move(indexOf(button), 1, '[data-action="down"]'),
    async remove(button) {
      const index = indexOf(button);
      const title = titleAt(index);
      lines = lines.filter((_line, place) => place !== index);
      await drawLines();
      changed();
      moveFocus(
        card(Math.min(index, lines.length - 1))?.querySelector<HTMLElement>('[data-action="remove"]') ??
          region(view, 'lines-title'),
      );
      house.announce(words.t('trainingplan_removed', title));
    },
    async discard() {
      kept.delete(caseId);
      lines = present.lines;
      openKey = null;
      await drawLines();
      house.announce(words.t('trainingplan_discarded'));
      moveFocus(region(view, 'lines-title'));
    },
    save: () => attempt(save),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });

  view.addEventListener('input', (event) => {
    const control = event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
    const field = control.dataset['field'];
    const index = indexOf(control);
    const line = lines[index];
    if (field === undefined || line === undefined) return;
    const typed = control instanceof HTMLInputElement && control.type === 'checkbox' ? control.checked : control.value;
    const next = withTyped(line, field, typed);
    lines = lines.map((one, place) => (place === index ? next : one));
    const host = card(index);
    // What the head and the folded list say follows at once, without drawing the form anew under the person's hands.
    host?.querySelector('[data-region="line-title"]')?.replaceChildren(lineTitle(next, words));
    host?.querySelector('[data-region="audience"]')?.replaceChildren(audienceSummary(next, present.units, words));
    changed();
  });
  view.addEventListener('change', (event) => {
    const input = event.target instanceof HTMLInputElement ? event.target : null;
    if (input?.dataset['region'] !== 'file') return;
    const [file] = input.files ?? [];
    if (file !== undefined) void whilePending(() => attempt(() => readFile(file)));
    // The same file may be chosen again after correcting it.
    input.value = '';
  });
  view.addEventListener('keydown', (event) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const control = event.target instanceof HTMLElement ? event.target : null;
    const index = control === null ? -1 : indexOf(control);
    if (control === null || index < 0) return;
    event.preventDefault();
    const { field, action } = control.dataset;
    const again = field === undefined ? `[data-action="${action}"]` : `[data-field="${field}"]`;
    void whilePending(() => move(index, event.key === 'ArrowUp' ? -1 : 1, again));
  });

  await drawAll();
};
