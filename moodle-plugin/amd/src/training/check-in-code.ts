import { draw, onActions, region } from '../dom.js';
import type { Screen } from '../screen.js';
import { placeHash } from '../view-models/place.js';
import { openCertificateRepository } from './certificate-repository.js';
import { codeView } from './view-models/attendance.js';

/** Until a code that did not come is asked for again. */
const patience = 5_000;

/** The code of the session for the wall: it changes by itself while the screen is open. */
export const checkInCodeScreen: Screen = async (view, { params, place, left }, house) => {
  const { config, connection, words } = house;
  const repository = openCertificateRepository(connection);
  const trainingId = Number(params['trainingId']);
  const sessionId = Number(place.query['session']);
  const back = placeHash(`/trainings/${trainingId}/attendance`, { session: String(sessionId) });

  async function next(): Promise<void> {
    const shown = await repository.code(trainingId, sessionId, config.home);
    const model = codeView(shown, words);
    const place = view.querySelector<HTMLElement>('[data-region="code"]');
    if (place === null) await draw(view, 'training_check_in_code', { ...model, back });
    else {
      await draw(place, 'training_check_in_picture', model);
      region(view, 'problem').replaceChildren();
    }
    after(shown.changesInMs + 100);
  }

  /** Nobody stands at the wall to try again: a network that fails for a moment must not leave an old code there. */
  function after(milliseconds: number): void {
    setTimeout(() => {
      if (left.aborted) return;
      next().catch((problem: unknown) => {
        const told = region(view, 'problem');
        if (told.childElementCount === 0) void house.showProblem(told, problem);
        after(patience);
      });
    }, milliseconds);
  }

  await next();
  onActions(view, {
    wide: () => (document.fullscreenElement === null ? view.requestFullscreen() : document.exitFullscreen()),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
