import { draw, moveFocus, onActions, region, saveFile } from './dom.js';
import { agreed } from './question.js';
import type { Screen } from './screen.js';
import { pageNumber, pagerOf } from './view-models/lists.js';
import { myDataView } from './view-models/my-data.js';
import { readRow } from './view-models/read-journal.js';

/** So many reads stand on the page itself; the others are a step away. */
const newest = 5;

/** What is held about me and why; I take it along as a file and end my sessions everywhere. */
export const myDataScreen: Screen = async (view, _visit, house) => {
  const { config, repository, words } = house;

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  async function show(): Promise<void> {
    const [data, reads] = await Promise.all([repository.myData(), repository.myReads({ page: 1, pageSize: newest })]);
    await draw(view, 'my_data', {
      ...myDataView(data, words),
      reads: { items: reads.items.map((read) => readRow(read, words)) },
      hasReads: reads.total > 0,
      everyRead: reads.total > newest ? words.count('mydata_every_read', reads.total) : null,
    });
  }

  async function signOutEverywhere(): Promise<void> {
    await repository.signOutEverywhere();
    // In the portal the session of this page has ended as well.
    if (config.home === 'portal') return location.assign('/saml/signed-out');
    await show();
    const outcome = region(view, 'outcome');
    outcome.textContent = words.t('mydata_signed_out');
    outcome.hidden = false;
    house.announce(outcome.textContent);
    moveFocus(outcome);
  }

  await show();
  onActions(view, {
    'save-data': () => attempt(async () => saveFile(await repository.myDataFile(), 'my-data.json')),
    async 'sign-out-everywhere'(button) {
      const label = words.t('mydata_sign_out');
      const question = words.t('mydata_sign_out_question');
      if (await agreed(words, { question, label, opener: button })) await attempt(signOutEverywhere);
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};

/** Everybody who read protected data about me. */
export const myReadsScreen: Screen = async (view, { place }, { repository, words }) => {
  const page = await repository.myReads({ page: pageNumber(place.query) });
  await draw(view, 'my_reads', {
    reads: { items: page.items.map((read) => readRow(read, words)) },
    isEmpty: page.items.length === 0,
    pager: pagerOf(page, '/my-data/reads', {}, words),
  });
};
