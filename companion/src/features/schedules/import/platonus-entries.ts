/**
 * The timetable of AIS Platonus as it answers it in JSON: days, lesson hours, and an entry for each hour of each lesson. From such entries to lessons:
 * the hours of one lesson that follow one another, the groups that sit together, and the weeks of several files become one lesson.
 *
 * What the format means beyond its names is told nowhere; our reading [I]: a file shows one week, `selectedWeek`. Where its `weekList` has
 * two weeks these are the odd and the even one; where it has none, or one, the timetable is that of every week.
 */

/** An entry with its place in the file, e.g. `timetable.days.2.lessons.3.lessons[0]`. */
export interface PlatonusEntry {
  readonly path: string;
  readonly weekday: string;
  /** Number of the lesson hour. */
  readonly hour: number;
  /** Start and end as the file has them; null where the file does not list the hour. */
  readonly starts: string | null;
  readonly ends: string | null;
  /** As the column of weeks says it: `7`, `odd`, `all`. */
  readonly weeks: string;
  readonly subject: string;
  readonly lessonType: string;
  readonly group: string;
  readonly teacher: string;
  /** A room, or that it is online. */
  readonly place: string;
}

/** One lesson: the entry that stands for it, and what others added. */
export interface PlatonusLesson extends Omit<PlatonusEntry, 'hour' | 'group' | 'weeks'> {
  readonly firstHour: number;
  readonly lastHour: number;
  readonly groups: readonly string[];
  readonly weeks: readonly string[];
}

/** Joins entries to lessons, in the order of the first entry of each. What differs in anything else stays apart. */
export function lessonsOf(entries: readonly PlatonusEntry[]): PlatonusLesson[] {
  const single = entries.map(({ hour, group, weeks, ...entry }): PlatonusLesson => ({
    ...entry,
    firstHour: hour,
    lastHour: hour,
    groups: [group],
    weeks: [weeks],
  }));
  const together = joined(
    single,
    ({ groups: _groups, path: _path, ...rest }) => rest,
    (one, other) => ({
      ...one,
      groups: union(one.groups, other.groups),
    }),
  );
  const inARow = joinedHours(together);
  return joined(
    inARow,
    ({ weeks: _weeks, path: _path, ...rest }) => rest,
    (one, other) => ({
      ...one,
      weeks: union(one.weeks, other.weeks),
    }),
  );
}

function joined(
  lessons: readonly PlatonusLesson[],
  sameness: (lesson: PlatonusLesson) => unknown,
  join: (one: PlatonusLesson, other: PlatonusLesson) => PlatonusLesson,
): PlatonusLesson[] {
  const found = new Map<string, PlatonusLesson>();
  for (const lesson of lessons) {
    const name = JSON.stringify(sameness(lesson));
    const present = found.get(name);
    found.set(name, present === undefined ? lesson : join(present, lesson));
  }
  return [...found.values()];
}

/** Hours that follow one another; a lesson never goes around another one. */
function joinedHours(lessons: readonly PlatonusLesson[]): PlatonusLesson[] {
  const rows = new Map<string, PlatonusLesson[]>();
  for (const lesson of lessons) {
    const { firstHour: _first, lastHour: _last, starts: _starts, ends: _ends, path: _path, ...rest } = lesson;
    const name = JSON.stringify({ ...rest, groups: lesson.groups.toSorted() });
    const row = rows.get(name);
    if (row === undefined) rows.set(name, [lesson]);
    else row.push(lesson);
  }
  const place = new Map(lessons.map((lesson, at) => [lesson.path, at]));
  const result: PlatonusLesson[] = [];
  for (const row of rows.values()) {
    const spans: PlatonusLesson[] = [];
    for (const lesson of row.toSorted((a, b) => a.firstHour - b.firstHour)) {
      const last = spans.at(-1);
      if (last !== undefined && lesson.firstHour === last.lastHour + 1)
        spans[spans.length - 1] = { ...last, lastHour: lesson.lastHour, ends: lesson.ends };
      else spans.push(lesson);
    }
    result.push(...spans);
  }
  return result.sort((a, b) => place.get(a.path)! - place.get(b.path)!);
}

const union = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])];
