import { draw, moveFocus, onActions, region } from '../dom.js';
import type { Screen } from '../screen.js';
import { openOfficeRepository } from './office-repository.js';
import { yearView } from './view-models/office-list.js';

/** A calendar year of trainings, and where its copies would stand in the next: looked at first, made with one click. */
export const officeYearScreen: Screen = async (view, { place }, house) => {
  const { connection, words } = house;
  const repository = openOfficeRepository(connection);
  const asked = Number(place.query['year']);
  const year = asked >= 2020 && asked <= 2100 ? asked : new Date().getFullYear();
  const show = async () => draw(view, 'training_year', yearView(await repository.yearCopies(year), words));
  await show();
  onActions(view, {
    async go(button) {
      button.setAttribute('disabled', '');
      try {
        const { created } = await repository.cloneYear(year);
        await show();
        const said = words.count('office_year_done', created);
        region(view, 'outcome').textContent = said;
        region(view, 'outcome').hidden = false;
        house.announce(said);
        moveFocus(region(view, 'outcome'));
      } catch (problem) {
        button.removeAttribute('disabled');
        await house.showProblem(region(view, 'problem'), problem);
      }
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
