import type { HeldRoleView, Roles } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from './dom.js';
import { startPicker } from './person-picker.js';
import type { House, Screen } from './screen.js';
import { pageNumber } from './view-models/lists.js';
import { placeHash } from './view-models/place.js';
import {
  asked,
  choiceQuery,
  dayBefore,
  endView,
  roleChangesView,
  roleChoice,
  rolesView,
  typedRole,
  unitsFor,
} from './view-models/roles.js';

/** Who holds which role; what nobody holds comes first, and is filled from here. */
export const rolesScreen: Screen = async (view, { place }, house) => {
  const { repository, words, go } = house;
  const choice = roleChoice(place.query);
  let roles: Roles;

  async function show(said?: string): Promise<void> {
    roles = await repository.roles(asked(choice, place.query));
    await draw(view, 'roles', rolesView(roles, choice, words));
    region(view, 'filter').addEventListener('submit', (event) => {
      event.preventDefault();
      const typed = new FormData(event.target as HTMLFormElement);
      const query = Object.fromEntries(
        [...typed].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      go(placeHash('/roles', choiceQuery(roleChoice(query))));
    });
    if (roles.givable.length > 0) startGiving();
    if (said === undefined) return;
    const outcome = region(view, 'outcome');
    outcome.textContent = said;
    outcome.hidden = false;
    house.announce(said);
    moveFocus(outcome);
  }

  /** What was typed stays when the companion refuses. */
  async function change(work: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await work();
      await show(said);
      await house.refreshMe();
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  function startGiving(): void {
    startPicker(region(view, 'picker'), house);
    const form = region(view, 'give-form') as HTMLFormElement;
    field(form, 'role').addEventListener('change', () => offerUnits());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const typed = typedRole(new FormData(form));
      if (typed === null) {
        region(view, 'picker-found').textContent = words.t('roles_nobody_chosen');
        moveFocus(region(view, 'picker-search'));
      } else void whilePending(() => change(() => repository.giveRole(typed), words.t('roles_given_now')));
    });
  }

  function offerUnits(): void {
    const form = region(view, 'give-form') as HTMLFormElement;
    const units = unitsFor(roles, field(form, 'role').value, words);
    const [none] = field(form, 'unit').options;
    field(form, 'unit').replaceChildren(none!, ...units.map(({ value, label }) => new Option(label, String(value))));
    if (units.length === 1) field(form, 'unit').value = String(units[0]!.value);
  }

  const rowOf = (button: HTMLElement): { item: HTMLElement; held: HeldRoleView } | undefined => {
    const item = button.closest<HTMLElement>('[data-role-id]');
    const held = roles.items.find(({ id }) => id === Number(item?.dataset['roleId']));
    return item === null || held === undefined ? undefined : { item, held };
  };
  const end = (held: HeldRoleView, validToOn: string) =>
    change(() => repository.endRole(held.id, { validToOn }), words.t('roles_ended_now'));

  await show();
  onActions(view, {
    fill(button) {
      const details = region(view, 'give') as HTMLDetailsElement;
      const form = region(view, 'give-form') as HTMLFormElement;
      details.open = true;
      field(form, 'role').value = button.dataset['role'] ?? '';
      offerUnits();
      field(form, 'unit').value = button.dataset['unit'] ?? '';
      moveFocus(region(view, 'picker-search'));
    },
    async end(button) {
      const row = rowOf(button);
      if (row === undefined) return;
      const host = region(row.item, 'ending');
      await draw(host, 'role_end', endView(row.held, roles.today, words));
      host.querySelector('form')?.addEventListener('submit', (event) => {
        event.preventDefault();
        const { value } = field(event.target as HTMLFormElement, 'last');
        void whilePending(() => end(row.held, value));
      });
      moveFocus(host.querySelector('input'));
    },
    async 'end-now'(button) {
      const row = rowOf(button);
      if (row !== undefined) await end(row.held, dayBefore(roles.today));
    },
    'end-not'(button) {
      const row = rowOf(button);
      if (row === undefined) return;
      region(row.item, 'ending').replaceChildren();
      moveFocus(row.item.querySelector<HTMLElement>('[data-action="end"]'));
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};

function field(form: HTMLFormElement, name: string): HTMLSelectElement {
  return form.elements.namedItem(name) as HTMLSelectElement;
}

/** Who gave and ended which role. */
export const roleChangesScreen: Screen = async (view, { place }, { repository, words }: House) => {
  await draw(view, 'role_changes', roleChangesView(await repository.roleChanges(pageNumber(place.query)), words));
};
