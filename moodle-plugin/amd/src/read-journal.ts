import { draw, region } from './dom.js';
import { startPicker } from './person-picker.js';
import type { Screen } from './screen.js';
import { placeHash } from './view-models/place.js';
import { asked, choiceQuery, readChoice, readJournalView, typedChoice } from './view-models/read-journal.js';

/** Who read protected data about whom. The auditor asks by person and by days; each look is written down itself. */
export const readJournalScreen: Screen = async (view, { place }, house) => {
  const { repository, words, go } = house;
  const choice = readChoice(place.query);
  await draw(
    view,
    'read_journal',
    readJournalView(await repository.readJournal(asked(choice, place.query)), choice, words),
  );
  startPicker(region(view, 'picker'), house);
  region(view, 'form').addEventListener('submit', (event) => {
    event.preventDefault();
    go(placeHash('/read-journal', choiceQuery(typedChoice(new FormData(event.target as HTMLFormElement)))));
  });
};
