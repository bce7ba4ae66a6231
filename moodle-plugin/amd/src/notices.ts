import { draw } from './dom.js';
import type { Screen } from './screen.js';
import { noticeRow, pageNumber, pagerOf } from './view-models/lists.js';

/** What I was told, newest first. Seeing the list reads it; the new ones stay marked until I leave. */
export const noticesScreen: Screen = async (view, { place }, { repository, words, me, refreshMe }) => {
  const page = await repository.notices(pageNumber(place.query));
  const now = Date.now();
  await draw(view, 'notices', {
    items: page.items.map((notice) => noticeRow(notice, words, now)),
    isEmpty: page.items.length === 0,
    pager: pagerOf(page, '/notices', {}, words),
  });
  const newest = page.items[0];
  if (page.page === 1 && newest !== undefined && me().unreadNotices > 0) {
    await repository.readNotices(newest.id);
    await refreshMe();
  }
};
