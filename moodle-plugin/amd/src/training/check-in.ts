import type { CheckIns } from '@qashyq/shared-types';
import { draw, onActions, region, whilePending } from '../dom.js';
import type { Screen } from '../screen.js';
import { openCertificateRepository } from './certificate-repository.js';
import { attempt, numberOf, say, typed } from './screen-tools.js';
import { trainingNavigation } from './view-models/navigation.js';
import { checkInView } from './view-models/attendance.js';

/** I was there: with the code that is shown at the session, scanned or typed. */
export const checkInScreen: Screen = async (view, { place }, house) => {
  const { connection, words } = house;
  const repository = openCertificateRepository(connection);
  const scanned = { session: numberOf(place.query['session']), code: place.query['code'] ?? '' };

  async function show(checkIns: CheckIns): Promise<void> {
    await draw(view, 'training_check_in', {
      ...checkInView(checkIns, scanned.session, words),
      navigation: trainingNavigation(house.me(), 'checkIn', words),
    });
    for (const form of view.querySelectorAll('form'))
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        void whilePending(() => send(Number(form.dataset['session']), typed(form, 'code')));
      });
  }

  async function send(sessionId: number, code: string): Promise<void> {
    await attempt(view, house, async () => {
      await show(await repository.checkIn(sessionId, code));
      say(view, house, words.t('checkin_done'));
    });
  }

  await show(await repository.checkIns());
  onActions(view, { dismiss: () => region(view, 'problem').replaceChildren() });
  if (scanned.session !== null && scanned.code !== '') {
    // The code of the address is spent: Back does not send it again.
    house.remember('#/check-in');
    await send(scanned.session, scanned.code);
  }
};
