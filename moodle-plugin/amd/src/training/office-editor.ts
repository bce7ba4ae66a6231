import type { OfficeTraining, PersonBrief, TrainingDraft } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from '../dom.js';
import { startPicker } from '../person-picker.js';
import { Refusal } from '../problems.js';
import { agreed } from '../question.js';
import type { Screen } from '../screen.js';
import { addDays, instantText } from '../view-models/moments.js';
import { placeHash } from '../view-models/place.js';
import { clearFaults, controlOf, nameRemarks, showFaults } from './office-faults.js';
import { openOfficeRepository } from './office-repository.js';
import { editorView, emptyDraft, nextSession } from './view-models/office-editor.js';
import { officePath, trainingTitle } from './view-models/office-list.js';
import { isSameDraft, typedDraft } from './view-models/office-typed.js';

type Outcome = 'office_saved' | 'office_saved_announced' | 'office_announced' | 'office_cancelled';

/** One training as the department writes it: a form that is saved as a whole, and what is done with the training. */
export const officeEditorScreen: Screen = async (view, { params }, house) => {
  const { words } = house;
  const repository = openOfficeRepository(house.connection);
  const id = params['trainingId'] === undefined ? null : Number(params['trainingId']);
  const [options, found] = await Promise.all([repository.options(), id === null ? null : repository.training(id)]);
  let present: OfficeTraining | null = found;
  let draft: TrainingDraft = found?.draft ?? emptyDraft;
  let people: PersonBrief[] = found?.people ?? [];

  async function show(): Promise<void> {
    await draw(view, 'training_editor', editorView(draft, present, options, people, words));
    nameRemarks(view, view);
    if (present?.mayEdit === false) for (const control of controls()) control.disabled = true;
    const picker = view.querySelector<HTMLElement>('[data-region="picker"]');
    if (picker !== null) startPicker(picker, house);
    form().addEventListener('submit', (event) => {
      event.preventDefault();
      void whilePending(save);
    });
    form().addEventListener('input', showUnsaved);
    showUnsaved();
  }
  const form = () => region(view, 'form') as HTMLFormElement;
  const controls = () => form().querySelectorAll<HTMLInputElement>('input, select, textarea');
  const read = () => (draft = present?.mayEdit === false ? draft : typedDraft(new FormData(form()), draft));

  function showUnsaved(): void {
    region(view, 'unsaved').hidden = present === null || isSameDraft(read(), present.draft);
  }

  /** Draws the form anew with what was typed, and puts the focus where the change was. */
  async function redraw(change: (typed: TrainingDraft) => TrainingDraft, focus: string): Promise<void> {
    draft = change(read());
    await show();
    moveFocus(controlOf(view, focus) ?? view.querySelector<HTMLElement>(`[data-focus="${focus}"]`));
  }

  async function done(training: OfficeTraining, outcome: Outcome): Promise<void> {
    present = training;
    draft = training.draft;
    people = training.people;
    await show();
    house.remember(placeHash(`${officePath}/${training.id}`));
    tell(words.t(outcome));
  }

  function tell(said: string): void {
    region(view, 'outcome').textContent = said;
    region(view, 'outcome').hidden = false;
    house.announce(said);
    moveFocus(region(view, 'outcome'));
  }

  /** What the service refuses stands at its fields; a stale edit tells who was faster and keeps what was typed. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    clearFaults(view);
    try {
      await work();
    } catch (problem) {
      if (problem instanceof Refusal && problem.error.code === 'conflict' && present !== null)
        return showStale(problem, present.id);
      if (problem instanceof Refusal && (await showFaults(house, view, problem.error.details ?? []))) return;
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  async function showStale({ error }: Refusal, trainingId: number): Promise<void> {
    const mine = read();
    const theirs = await repository.training(trainingId);
    present = theirs;
    people = [...people, ...theirs.people];
    draft = mine;
    await show();
    const name = error.decidedBy === undefined ? '' : words.name(error.decidedBy.name);
    const at = error.decidedAt === undefined ? '' : instantText(error.decidedAt);
    region(view, 'stale-text').textContent = words.t('office_stale', { name, at });
    region(view, 'stale').hidden = false;
    moveFocus(region(view, 'stale'));
  }

  const save = () =>
    attempt(async () => {
      const typed = read();
      if (present === null) return done(await repository.create(typed), 'office_saved');
      const wasAnnounced = present.state === 'announced';
      const saved = await repository.save(present.id, present.version, typed);
      await done(saved, wasAnnounced ? 'office_saved_announced' : 'office_saved');
    });

  async function announce(button: HTMLElement): Promise<void> {
    const label = words.t('office_announce');
    const question = words.t('office_announce_sure', trainingTitle(read().title, words));
    if (!(await agreed(words, { question, label, opener: button }))) return;
    await attempt(async () => {
      const typed = read();
      let saved = present ?? (await repository.create(typed));
      // What was created stays, also when announcing is refused.
      present = saved;
      if (!isSameDraft(typed, saved.draft)) present = saved = await repository.save(saved.id, saved.version, typed);
      draft = saved.draft;
      house.remember(placeHash(`${officePath}/${saved.id}`));
      await done(await repository.announce(saved.id, saved.version), 'office_announced');
    });
  }

  const typedIn = (name: string) => region(view, name) as HTMLInputElement;

  await show();
  onActions(view, {
    announce,
    'add-session': () =>
      redraw(
        (typed) => ({ ...typed, sessions: [...typed.sessions, nextSession(typed.sessions, addDays)] }),
        `sessions.${draft.sessions.length}.date`,
      ),
    'remove-session': (button) =>
      redraw(
        (typed) => ({ ...typed, sessions: typed.sessions.filter((_, at) => at !== Number(button.dataset['index'])) }),
        'add-session',
      ),
    'add-trainer': () => {
      const chosen = form().querySelector<HTMLInputElement>('[name="personId"]:checked');
      if (chosen === null) return moveFocus(region(view, 'picker-search'));
      const personId = Number(chosen.value);
      const name = chosen.labels?.[0]?.firstChild?.textContent?.trim() ?? '';
      people = [...people, { id: personId, name: { kk: name, ru: name, en: name } }];
      return redraw(
        (typed) => ({ ...typed, trainers: [...typed.trainers, { personId, outsideName: '' }] }),
        'add-trainer',
      );
    },
    'add-outside': () => {
      const outsideName = typedIn('outside').value.trim();
      if (outsideName === '') return moveFocus(region(view, 'outside'));
      return redraw(
        (typed) => ({ ...typed, trainers: [...typed.trainers, { personId: null, outsideName }] }),
        'add-outside',
      );
    },
    'remove-trainer': (button) =>
      redraw(
        (typed) => ({ ...typed, trainers: typed.trainers.filter((_, at) => at !== Number(button.dataset['index'])) }),
        'add-trainer',
      ),
    'go-to': (button) => {
      const field = button.dataset['field'] ?? '';
      moveFocus(controlOf(view, field) ?? view.querySelector<HTMLElement>(`[data-focus="${field}"]`));
    },
    clone: () =>
      attempt(async () => {
        if (present === null) return;
        const { id: copyId } = await repository.clone(present.id, typedIn('clone-on').value);
        house.go(placeHash(`${officePath}/${copyId}`));
      }),
    cancel: () =>
      attempt(async () => {
        if (present === null) return;
        const reason = typedIn('reason').value.trim();
        await done(await repository.cancel(present.id, present.version, reason), 'office_cancelled');
      }),
    theirs: async () => {
      if (present === null) return;
      draft = present.draft;
      await show();
      moveFocus(region(view, 'title'));
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
