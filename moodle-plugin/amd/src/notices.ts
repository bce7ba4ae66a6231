import type { MailPace } from '@qashyq/shared-types';
import { draw, region, whilePending } from './dom.js';
import type { Screen } from './screen.js';
import { mailSettingsView, noticeRow, pageNumber, pagerOf } from './view-models/lists.js';

/** What I was told, newest first, and how it reaches me. Seeing the list reads it; the new ones stay marked until I leave. */
export const noticesScreen: Screen = async (view, { place }, house) => {
  const { repository, words, me, refreshMe } = house;
  const page = await repository.notices(pageNumber(place.query));
  const now = Date.now();
  await draw(view, 'notices', {
    items: page.items.map((notice) => noticeRow(notice, words, now)),
    isEmpty: page.items.length === 0,
    pager: pagerOf(page, '/notices', {}, words),
    mail: mailSettingsView(page.mail, words),
  });

  let { pace } = page.mail;
  view.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'lq-mail-pace') return;
    void whilePending(async () => {
      try {
        await repository.setMailPace(target.value as MailPace);
        pace = target.value as MailPace;
        const said = words.t(pace === 'daily' ? 'mail_pace_saved_daily' : 'mail_pace_saved_atonce');
        region(view, 'mail-saved').textContent = said;
        house.announce(said);
      } catch (problem) {
        // The choice that holds is shown again.
        for (const choice of view.querySelectorAll<HTMLInputElement>('[name="lq-mail-pace"]'))
          choice.checked = choice.value === pace;
        await house.showProblem(region(view, 'mail-problem'), problem);
      }
    });
  });

  const newest = page.items[0];
  if (page.page === 1 && newest !== undefined && me().unreadNotices > 0) {
    await repository.readNotices(newest.id);
    await refreshMe();
  }
};
