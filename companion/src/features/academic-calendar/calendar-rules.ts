/** What a day and a term of the academic calendar must be like. Pure: faults are codes, each with its text `calendarfault_<code>`. */
import { academicPeriods, type AcademicTerm, type CalendarDay, type SaveExamLimits } from '@qashyq/shared-types';
import { addDays, isPlainDate, weekdayOf } from '../../calendar/plain-dates.js';

export interface CalendarFault {
  /** The field of the form, e.g. `startsOn` or `name.kk`. */
  field: string;
  code:
    'datemissing' | 'dateunlikely' | 'datetaken' | 'notweekend' | 'namemissing' | 'termtaken' | TermFault | LimitFault;
}
type TermFault =
  | 'yearwrong'
  | 'yearfollows'
  | 'dateoutsideyear'
  | 'endbeforestart'
  | 'weeknotmonday'
  | 'weekoutsideterm'
  | 'termorder'
  | 'periodreversed'
  | 'periodbeforeterm';

type LimitFault = 'examsaday' | 'exampause';

/** Faults of what exams are allowed: a university that examines at all has one a day, and a pause ends on the same day. */
export function examLimitFaults({ mostADay, leastPauseMinutes }: SaveExamLimits): CalendarFault[] {
  const isWithin = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  return [
    ...(isWithin(mostADay, 1, 10) ? [] : [{ field: 'mostADay', code: 'examsaday' as const }]),
    ...(isWithin(leastPauseMinutes, 0, 480) ? [] : [{ field: 'leastPauseMinutes', code: 'exampause' as const }]),
  ];
}

/** Faults of a day; `others` are the days that stand besides it. */
export function dayFaults(day: CalendarDay, others: readonly CalendarDay[]): CalendarFault[] {
  const faults: CalendarFault[] = [];
  const date = dateFault('date', day.date);
  if (date !== undefined) faults.push(date);
  else {
    if (others.some((other) => other.date === day.date)) faults.push({ field: 'date', code: 'datetaken' });
    // Monday to Friday are working days already, unless they are days off.
    if (day.kind === 'workingDay' && weekdayOf(day.date) <= 5) faults.push({ field: 'date', code: 'notweekend' });
  }
  for (const locale of ['kk', 'ru', 'en'] as const)
    if (day.name[locale] === '') faults.push({ field: `name.${locale}`, code: 'namemissing' });
  return faults;
}

/** Faults of a term; `others` are the terms that stand besides it. Terms follow one another: number by number, and never overlap. */
export function termFaults(term: AcademicTerm, others: readonly AcademicTerm[]): CalendarFault[] {
  const faults: CalendarFault[] = (['startsOn', 'endsOn', 'week1On'] as const).flatMap(
    (field) => dateFault(field, term[field]) ?? [],
  );
  const [, first, second] = /^(\d{4})\/(\d{2})$/.exec(term.academicYear) ?? [];
  if (first === undefined) faults.push({ field: 'academicYear', code: 'yearwrong' });
  else if ((Number(first) + 1) % 100 !== Number(second)) faults.push({ field: 'academicYear', code: 'yearfollows' });
  if (faults.length > 0) return faults;

  const { startsOn, endsOn, week1On } = term;
  for (const field of ['startsOn', 'endsOn'] as const)
    if (![Number(first), Number(first) + 1].includes(Number(term[field].slice(0, 4))))
      faults.push({ field, code: 'dateoutsideyear' });
  if (endsOn <= startsOn) faults.push({ field: 'endsOn', code: 'endbeforestart' });
  if (weekdayOf(week1On) !== 1) faults.push({ field: 'week1On', code: 'weeknotmonday' });
  // The first lessons may be later in week 1, and week 1 may follow days of orientation.
  else if (week1On < addDays(startsOn, -6) || week1On > endsOn)
    faults.push({ field: 'week1On', code: 'weekoutsideterm' });
  faults.push(...periodFaults(term));
  if (others.some((other) => !inOrder(term, other))) faults.push({ field: 'startsOn', code: 'termorder' });
  return faults;
}

/** Faults of the periods that are set: whole, in their order, in the academic year, and not before the term. */
function periodFaults({ academicYear, startsOn: termStarts, periods = {} }: AcademicTerm): CalendarFault[] {
  const year = Number(academicYear.slice(0, 4));
  return academicPeriods.flatMap((period): CalendarFault[] => {
    const set = periods[period];
    if (set === undefined) return [];
    const at = (side: 'startsOn' | 'endsOn') => `periods.${period}.${side}`;
    const wrong = (['startsOn', 'endsOn'] as const).flatMap((side): CalendarFault[] => {
      const fault = dateFault(at(side), set[side]);
      if (fault !== undefined) return [fault];
      const isInYear = [year, year + 1].includes(Number(set[side].slice(0, 4)));
      return isInYear ? [] : [{ field: at(side), code: 'dateoutsideyear' }];
    });
    if (wrong.length > 0) return wrong;
    if (set.endsOn < set.startsOn) return [{ field: at('endsOn'), code: 'periodreversed' }];
    return set.startsOn < termStarts ? [{ field: at('startsOn'), code: 'periodbeforeterm' }] : [];
  });
}

function inOrder(one: AcademicTerm, other: AcademicTerm): boolean {
  const [earlier, later] = isBefore(one, other) ? [one, other] : [other, one];
  return earlier.endsOn < later.startsOn;
}

function isBefore(one: AcademicTerm, other: AcademicTerm): boolean {
  return one.academicYear === other.academicYear ? one.term < other.term : one.academicYear < other.academicYear;
}

function dateFault(field: string, date: string): CalendarFault | undefined {
  if (!isPlainDate(date)) return { field, code: 'datemissing' };
  const year = Number(date.slice(0, 4));
  return year < 2020 || year > 2100 ? { field, code: 'dateunlikely' } : undefined;
}
