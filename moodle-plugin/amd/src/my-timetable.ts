import { draw, region } from './dom.js';
import { drawDatedList } from './dated-list.js';
import { drawFeed } from './calendar-feed.js';
import type { Screen } from './screen.js';
import {
  daysOffShown,
  emptyText,
  examsView,
  firstWeek,
  isReplaced,
  lessonsOf,
  nextLesson,
  ownerChoices,
  replacementHref,
  timetableHead,
  trainingSessions,
} from './view-models/my-timetable.js';
import { placeHash } from './view-models/place.js';
import { readLens } from './view-models/week-grid.js';
import { defaultForm, drawWeekGrid } from './week-grid.js';

/** Lessons in force that concern me, the next one first, by academic week; staff look at any teacher, group or room. */
export const myTimetableScreen: Screen = async (view, { place }, house) => {
  const { repository, words, go, remember } = house;
  const { of, term: chosen } = place.query;
  const [academicYear, term] = (chosen ?? '').split(' ');
  const timetable = await repository.myTimetable({
    ...(of === undefined ? {} : { of }),
    ...(academicYear && term ? { academicYear, term } : {}),
  });
  const choices = ownerChoices(timetable, words);
  const hasLessons = timetable.lines.length > 0;
  await draw(view, 'my_timetable', {
    ...timetableHead(timetable, words),
    choices,
    next: nextLesson(timetable, words, Date.now()),
    noneLeft: hasLessons && timetable.next === null,
    hasLessons,
    isEmpty: !hasLessons && timetable.exams.length === 0,
    empty: emptyText(timetable, words),
    trainings: trainingSessions(timetable, words),
    hasTrainings: timetable.trainings.length > 0,
    hasFeed: timetable.isMine,
    hasExams: timetable.exams.length > 0,
  });
  if (timetable.exams.length > 0)
    await drawDatedList(
      region(view, 'exams'),
      examsView(timetable),
      {
        query: { show: place.query['exams'] ?? '' },
        marked: null,
        onLook: ({ show = '' }) => remember(placeHash(place.path, { ...place.query, exams: show })),
        onMark: () => undefined,
        onDraftChanged: () => Promise.resolve(),
        onProblem: () => Promise.resolve(),
      },
      words,
    );
  region(view, 'term').addEventListener('change', (event) => {
    go(placeHash(place.path, { of, term: (event.target as HTMLSelectElement).value }), true);
  });
  view.querySelector('[data-region="owner"]')?.addEventListener('change', (event) => {
    go(placeHash(place.path, { of: (event.target as HTMLSelectElement).value, term: chosen }), true);
  });
  if (timetable.isMine) await drawFeed(region(view, 'feed'), timetable.feedSince, house);
  if (!hasLessons) return;

  const drawDaysOff = (week: number | null) =>
    draw(region(view, 'days-off'), 'my_timetable_days_off', { days: daysOffShown(timetable, week, words) });
  // `week=all` in the address tells «all weeks» from «not chosen yet».
  const { week, show } = readLens(place.query);
  const lens = { show, week: place.query['week'] === 'all' ? null : (week ?? firstWeek(timetable)) };
  await drawDaysOff(lens.week);
  await drawWeekGrid(
    region(view, 'content'),
    lessonsOf(timetable, words),
    {
      lens,
      as: place.query['as'] === 'grid' || place.query['as'] === 'list' ? place.query['as'] : defaultForm(),
      marked: null,
      editing: {
        label: (lineKey) => words.t(isReplaced(timetable, lineKey) ? 'replacement_show' : 'replacement_open'),
        href: (lineKey, lookedAt) => replacementHref(timetable, lineKey, lookedAt),
      },
      onChange(present, as) {
        remember(
          placeHash(place.path, {
            of,
            term: chosen,
            week: present.week ?? 'all',
            show: present.show === 'all' ? null : present.show,
            as,
          }),
        );
        void drawDaysOff(present.week);
      },
    },
    words,
  );
};
