import type { RouteDraftStep, RouteProblemView, RouteView } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, saveFile, whilePending } from './dom.js';
import { Refusal } from './problems.js';
import { agreed } from './question.js';
import type { Screen } from './screen.js';
import { instantText } from './view-models/moments.js';
import {
  isSameRoute,
  planView,
  roleText,
  routeHead,
  saveSentence,
  stepForms,
  subjectOf,
  withField,
  withMovedStep,
  withNewStep,
  withoutStep,
} from './view-models/route-editor.js';

/** After the last key, before the service is asked what it thinks of the route. */
const restMilliseconds = 350;

/** Routes being edited, by kind: they are kept while the person looks around. */
const kept = new Map<string, RouteDraftStep[]>();

/** One route: its steps in the middle, the dry run beside them. Nothing is saved before "save". */
export const routeEditorScreen: Screen = async (view, { place, left }, house) => {
  const { repository, words } = house;
  let present: RouteView = await repository.route(place.query['kind'] ?? '');
  let steps: RouteDraftStep[] = kept.get(present.kind) ?? present.steps;
  let problems: RouteProblemView[] = [];
  let asked = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  left.addEventListener('abort', () => clearTimeout(rest));

  async function drawAll(): Promise<void> {
    const { subject, startsOn, note } = typed();
    await draw(view, 'route_editor', routeHead(present, Date.now(), words));
    refill('subject', subject);
    refill('starts', startsOn);
    refill('note', note);
    await drawSteps();
    await check();
  }

  /** What the forms around the steps hold, so that drawing anew loses nothing. */
  function typed() {
    const of = (name: string) =>
      view.querySelector<HTMLInputElement | HTMLSelectElement>(`[data-region="${name}"]`)?.value;
    return { subject: of('subject'), startsOn: of('starts'), note: of('note') };
  }

  function refill(name: string, value: string | undefined): void {
    const field = view.querySelector<HTMLInputElement | HTMLSelectElement>(`[data-region="${name}"]`);
    if (field !== null && value !== undefined && value !== '') field.value = value;
  }

  async function drawSteps(): Promise<void> {
    await draw(region(view, 'steps'), 'route_steps', stepForms(steps, present, words));
    showProblems();
  }

  /** Asks the service about the route as it stands here; only the newest answer is shown. */
  async function check(): Promise<void> {
    clearTimeout(rest);
    asked += 1;
    const mine = asked;
    const { subject, startsOn } = typed();
    try {
      const answer = await repository.dryRunRoute(present.kind, {
        steps,
        subject: subjectOf(subject),
        ...(startsOn === undefined || startsOn === '' ? {} : { startsOn }),
      });
      if (mine !== asked || left.aborted) return;
      ({ problems } = answer);
      showProblems();
      await draw(region(view, 'plan'), 'route_plan', planView(answer, words));
    } catch (problem) {
      if (mine === asked && !left.aborted) await house.showProblem(region(view, 'problem'), problem);
    }
  }

  /** The steps changed: what is beside them follows when the person rests. */
  function changed(): void {
    kept.set(present.kind, steps);
    showProblems();
    clearTimeout(rest);
    rest = setTimeout(() => void whilePending(check), restMilliseconds);
  }

  function showProblems(): void {
    for (const place of view.querySelectorAll<HTMLElement>('[data-problem]')) {
      const step = place.closest<HTMLElement>('[data-step]');
      const stepNo = step === null ? null : Number(step.dataset['step']) + 1;
      const said = problems.find((one) => one.stepNo === stepNo && one.field === place.dataset['problem']);
      place.textContent = said?.message ?? '';
      place.hidden = said === undefined;
      step
        ?.querySelector(`[data-field="${place.dataset['problem']}"]`)
        ?.setAttribute('aria-invalid', String(said !== undefined));
    }
    const saving = view.querySelector<HTMLElement>('[data-region="save"]');
    if (saving === null) return;
    saving.hidden = isSameRoute(steps, present.steps);
    region(view, 'problem-count').textContent =
      problems.length === 0 ? '' : words.count('route_problems', problems.length);
  }

  const card = (index: number) => view.querySelector<HTMLElement>(`[data-step="${index}"]`);
  const indexOf = (element: Element) => Number(element.closest<HTMLElement>('[data-step]')?.dataset['step']);

  /** Focus stays on what moved it; a button that ends is exhausted hands it to its neighbour. */
  async function move(index: number, by: -1 | 1, focused: string): Promise<void> {
    const role = steps[index]?.role;
    if (role === undefined || steps[index + by] === undefined) return;
    steps = withMovedStep(steps, index, by);
    problems = [];
    await drawSteps();
    const moved = card(index + by);
    moveFocus(
      moved?.querySelector<HTMLElement>(`${focused}:not(:disabled)`) ??
        moved?.querySelector<HTMLElement>('button:not(:disabled)') ??
        null,
    );
    house.announce(words.t('route_moved', { role: roleText(role, words), no: index + by + 1, total: steps.length }));
    changed();
  }

  /** Other steps in place of these, still unsaved. */
  async function take(others: readonly RouteDraftStep[], said: string): Promise<void> {
    steps = [...others];
    problems = [];
    await drawSteps();
    changed();
    house.announce(said);
    moveFocus(region(view, 'steps-title'));
  }

  async function tell(name: 'outcome' | 'conflict', text: string): Promise<void> {
    await drawAll();
    region(view, name).textContent = text;
    region(view, name).hidden = false;
    house.announce(text);
    moveFocus(region(view, name));
  }

  async function change(button: HTMLElement, send: () => Promise<RouteView>): Promise<void> {
    const label = button.textContent?.trim() ?? '';
    const question = saveSentence(present, words);
    if (!(await agreed(words, { question, label, opener: button }))) return;
    try {
      present = await send();
    } catch (problem) {
      const faster = problem instanceof Refusal && problem.status === 409 ? problem.error : undefined;
      if (faster?.decidedBy === undefined || faster.decidedAt === undefined)
        return house.showProblem(region(view, 'problem'), problem);
      present = await repository.route(present.kind);
      const facts = { name: words.name(faster.decidedBy.name), at: instantText(faster.decidedAt) };
      return tell('conflict', words.t('route_conflict', facts));
    }
    kept.delete(present.kind);
    steps = present.steps;
    const note = view.querySelector<HTMLInputElement>('[data-region="note"]');
    if (note !== null) note.value = '';
    await tell('outcome', words.t('route_saved'));
  }

  const noteText = () => typed().note ?? '';
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    region(view, 'problem').replaceChildren();
    try {
      await work();
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  };

  onActions(view, {
    up: (button) => move(indexOf(button), -1, '[data-action="up"]'),
    down: (button) => move(indexOf(button), 1, '[data-action="down"]'),
    async 'add-step'() {
      steps = withNewStep(steps, present.choices);
      problems = [];
      await drawSteps();
      const index = Math.max(0, steps.length - 2);
      moveFocus(card(index)?.querySelector<HTMLElement>('select') ?? null);
      house.announce(words.t('route_added', index + 1));
      changed();
    },
    async 'remove-step'(button) {
      const index = indexOf(button);
      const role = steps[index]?.role ?? '';
      steps = withoutStep(steps, index);
      problems = [];
      await drawSteps();
      moveFocus(
        card(Math.min(index, steps.length - 1))?.querySelector<HTMLElement>('[data-action="remove-step"]') ??
          region(view, 'steps-title'),
      );
      house.announce(words.t('route_removed', roleText(role, words)));
      changed();
    },
    async discard() {
      kept.delete(present.kind);
      await take(present.steps, words.t('route_discarded'));
    },
    async save(button) {
      await check();
      if (problems.length > 0) {
        house.announce(words.count('route_problems', problems.length));
        return moveFocus(view.querySelector<HTMLElement>('[aria-invalid="true"]') ?? region(view, 'steps-title'));
      }
      await change(button, () =>
        repository.saveRoute(present.kind, { version: present.version, steps, note: noteText() }),
      );
    },
    reset: (button) =>
      change(button, () => repository.resetRoute(present.kind, { version: present.version, note: noteText() })),
    export: () =>
      attempt(async () => saveFile(await repository.exportRoute(present.kind), `route-${present.kind}.json`)),
    take: (button) => {
      const found = present.history.find(({ version }) => version === Number(button.dataset['version']));
      return found === undefined ? undefined : take(found.steps, words.t('routefile_taken'));
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });

  view.addEventListener('input', (event) => {
    const field = event.target instanceof HTMLElement ? event.target.dataset['field'] : undefined;
    if (field === undefined) return;
    const control = event.target as HTMLInputElement | HTMLSelectElement;
    steps = withField(steps, indexOf(control), field, control.value, present.choices);
    if (field !== 'role') return changed();
    // Another role stands in other places: the list of places is drawn anew.
    void whilePending(async () => {
      await drawSteps();
      moveFocus(view.querySelector<HTMLElement>(`#${control.id}`));
      changed();
    });
  });
  view.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLElement)) return;
    const name = event.target.dataset['region'];
    if (name === 'subject' || name === 'starts') void whilePending(check);
    if (name !== 'file') return;
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file !== undefined)
      void whilePending(() =>
        attempt(async () => {
          const read = await repository.readRouteFile(present.kind, file);
          await take(read.steps, words.t('routefile_taken'));
        }),
      );
    // The same file may be chosen again after correcting it.
    input.value = '';
  });
  view.addEventListener('keydown', (event) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || !present.canEdit) return;
    const control = event.target instanceof HTMLElement ? event.target : null;
    const index = control === null ? NaN : indexOf(control);
    if (Number.isNaN(index) || control === null) return;
    event.preventDefault();
    const field = control.dataset['field'];
    const again = field === undefined ? `[data-action="${control.dataset['action']}"]` : `[data-field="${field}"]`;
    void whilePending(() => move(index, event.key === 'ArrowUp' ? -1 : 1, again));
  });

  await drawAll();
};
