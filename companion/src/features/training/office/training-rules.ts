/**
 * What a training must be like. Pure: faults and warnings are codes, each with its text `trainingfault_<code>` or `trainingwarning_<code>`.
 * A draft may have gaps; announcing asks for everything, and so does every change of what is announced.
 */
import type { SessionDraft, TrainingDraft, TrainingState } from '@qashyq/shared-types';
import { dateText, isPlainDate } from '../../../calendar/plain-dates.js';
import { endOfLocalDate, localToInstant } from '../../../calendar/local-time.js';
import { isTeachingDay, type WorkCalendar } from '../../../calendar/working-days.js';
import { clashesWithBusy, type Busy } from './busy.js';

/** A sentence for one field. */
export interface TrainingRemark<Code extends string = string> {
  /** The field of the form, e.g. `sessions.0.date` or `title.kk`. */
  field: string;
  code: Code;
  params?: Record<string, string | number>;
  /** With `clash…` codes: what is in the way. */
  busy?: Busy;
}

export const trainingFaultCodes = [
  'titlemissing',
  'numberrange',
  'momentwrong',
  'datemissing',
  'dateunlikely',
  'timemissing',
  'endbeforestart',
  'sessionsoverlap',
  'linkwrong',
  'trainermissing',
  'trainertwice',
  'personunknown',
  'missing',
  'sessionsmissing',
  'trainersmissing',
  'placemissing',
  'applyorder',
  'applyafterstart',
  'cancelafterstart',
  'sessionpast',
  'sessionheld',
  'applyuntilpast',
  'seatsbelowtaken',
  'clashroom',
  'clashtrainer',
] as const;
export type TrainingFaultCode = (typeof trainingFaultCodes)[number];
export const trainingWarningCodes = [
  'dayoff',
  'hoursover',
  'hoursdiffer',
  'announcedlate',
  'clashroom',
  'clashtrainer',
] as const;
export type TrainingWarningCode = (typeof trainingWarningCodes)[number];
export type TrainingFault = TrainingRemark<TrainingFaultCode>;
export type TrainingWarning = TrainingRemark<TrainingWarningCode>;

/** What the rules need to know besides the draft. */
export interface TrainingFacts {
  now: number;
  state: TrainingState;
  calendar: WorkCalendar;
  /** Seats that are taken. */
  taken: number;
  /** Sessions as they stand, of a training that is announced. */
  present: readonly { key: string; startsAt: number; endsAt: number; room: string; link: string }[];
  /** Lessons and other trainings that need a room or a trainer of this one; empty where nothing is in the way. */
  busy: readonly Busy[];
}

/** Minutes of an academic hour. */
export const academicHour = 50;
/** A training is announced so many days before it starts (domain §2.6). */
const announcedBefore = 10;
const dayMs = 86_400_000;

const ranges = {
  hours: [1, 1000],
  seats: [1, 1000],
  offerHours: [1, 240],
  attendancePercent: [0, 100],
  certificateMonths: [1, 240],
} as const;
/** Without them nothing is announced; certificates may be without end. */
const neededNumbers = ['hours', 'seats', 'offerHours', 'attendancePercent'] as const;
const moments = ['applyFrom', 'applyUntil', 'cancelUntil'] as const;

/** Faults with which not even a draft is kept. */
export function formFaults(draft: TrainingDraft): TrainingFault[] {
  const faults: TrainingFault[] = [];
  const { title } = draft;
  if (title.kk === '' && title.ru === '' && title.en === '') faults.push({ field: 'title.kk', code: 'titlemissing' });
  for (const [field, [least, most]] of Object.entries(ranges)) {
    const value = draft[field as keyof typeof ranges];
    if (value !== null && (value < least || value > most))
      faults.push({ field, code: 'numberrange', params: { least, most } });
  }
  for (const field of moments)
    if (draft[field] !== '' && momentAt(draft[field]) === undefined) faults.push({ field, code: 'momentwrong' });
  draft.sessions.forEach((session, index) => faults.push(...sessionFaults(session, `sessions.${index}`)));
  faults.push(...overlaps(draft.sessions), ...trainerFaults(draft));
  return faults;
}

function sessionFaults({ date, starts, ends, link }: SessionDraft, at: string): TrainingFault[] {
  const faults: TrainingFault[] = [];
  if (!isPlainDate(date)) faults.push({ field: `${at}.date`, code: 'datemissing' });
  else if (date < '2020-01-01' || date > '2100-12-31') faults.push({ field: `${at}.date`, code: 'dateunlikely' });
  for (const [field, time] of [
    ['starts', starts],
    ['ends', ends],
  ] as const)
    if (!isTime(time)) faults.push({ field: `${at}.${field}`, code: 'timemissing' });
  if (isTime(starts) && isTime(ends) && ends <= starts) faults.push({ field: `${at}.ends`, code: 'endbeforestart' });
  if (link !== '' && !isWebAddress(link)) faults.push({ field: `${at}.link`, code: 'linkwrong' });
  return faults;
}

/** Of two sessions at one time the later row is at fault. */
function overlaps(sessions: readonly SessionDraft[]): TrainingFault[] {
  return sessions.flatMap((session, index): TrainingFault[] => {
    const other = sessions
      .slice(0, index)
      .findIndex(({ date, starts, ends }) => date === session.date && starts < session.ends && ends > session.starts);
    return other < 0
      ? []
      : [{ field: `sessions.${index}.starts`, code: 'sessionsoverlap', params: { other: other + 1 } }];
  });
}

function trainerFaults({ trainers }: TrainingDraft): TrainingFault[] {
  const names = trainers.map(({ personId, outsideName }) => personId ?? outsideName.toLocaleLowerCase());
  return names.flatMap((name, index): TrainingFault[] => {
    const field = `trainers.${index}`;
    if (name === '') return [{ field, code: 'trainermissing' }];
    return names.indexOf(name) < index ? [{ field, code: 'trainertwice' }] : [];
  });
}

/** Whether more can be said of a draft with these form faults: not while it is unknown when its sessions are. */
export function areTimesReadable(faults: readonly TrainingFault[]): boolean {
  const unreadable: readonly TrainingFaultCode[] = ['datemissing', 'dateunlikely', 'timemissing', 'momentwrong'];
  return !faults.some(({ code }) => unreadable.includes(code));
}

/** What keeps a draft whose times are readable from being announced, or a change of an announced training from being kept. */
export function announcingFaults(draft: TrainingDraft, facts: TrainingFacts): TrainingFault[] {
  const faults: TrainingFault[] = [];
  for (const locale of ['kk', 'ru', 'en'] as const)
    if (draft.title[locale] === '') faults.push({ field: `title.${locale}`, code: 'missing' });
  for (const field of neededNumbers) if (draft[field] === null) faults.push({ field, code: 'missing' });
  if (draft.seats !== null && draft.seats < facts.taken)
    faults.push({ field: 'seats', code: 'seatsbelowtaken', params: { taken: facts.taken } });
  if (draft.trainers.length === 0) faults.push({ field: 'trainers', code: 'trainersmissing' });
  if (draft.sessions.length === 0) faults.push({ field: 'sessions', code: 'sessionsmissing' });
  draft.sessions.forEach((session, index) => {
    if (session.room === '' && session.link === '' && (draft.form === 'campus' || draft.moodleCourse === ''))
      faults.push({ field: `sessions.${index}.room`, code: 'placemissing' });
  });
  faults.push(...windowFaults(draft, facts), ...timeFaults(draft, facts));
  if (draft.clashReason === '') faults.push(...clashes(draft, facts));
  return faults;
}

/** Applications are taken, and seats given up, before the training begins. */
function windowFaults(draft: TrainingDraft, { now, state }: TrainingFacts): TrainingFault[] {
  const faults: TrainingFault[] = moments
    .filter((field) => draft[field] === '')
    .map((field) => ({ field, code: 'missing' as const }));
  const [from, until, cancelUntil] = moments.map((field) => momentAt(draft[field]));
  const begins = spanOf(draft.sessions)?.startsAt;
  if (from !== undefined && until !== undefined && until <= from)
    faults.push({ field: 'applyUntil', code: 'applyorder' });
  else if (until !== undefined && begins !== undefined && until > begins)
    faults.push({ field: 'applyUntil', code: 'applyafterstart' });
  else if (until !== undefined && until <= now && state === 'draft')
    faults.push({ field: 'applyUntil', code: 'applyuntilpast' });
  if (cancelUntil !== undefined && begins !== undefined && cancelUntil > begins)
    faults.push({ field: 'cancelUntil', code: 'cancelafterstart' });
  return faults;
}

/** No session is put into the past, and what has begun stays as it was. */
function timeFaults({ sessions }: TrainingDraft, { now, present }: TrainingFacts): TrainingFault[] {
  const faults: TrainingFault[] = [];
  const begun = new Map(present.filter(({ startsAt }) => startsAt <= now).map((session) => [session.key, session]));
  sessions.forEach((session, index) => {
    const { startsAt, endsAt } = sessionSpan(session);
    const before = session.key === null ? undefined : begun.get(session.key);
    if (before !== undefined) {
      begun.delete(before.key);
      if (before.startsAt !== startsAt || before.endsAt !== endsAt || before.room !== session.room)
        faults.push({ field: `sessions.${index}.date`, code: 'sessionheld' });
    } else if (startsAt <= now) faults.push({ field: `sessions.${index}.date`, code: 'sessionpast' });
  });
  if (begun.size > 0) faults.push({ field: 'sessions', code: 'sessionheld' });
  return faults;
}

/** One for each session and kind of resource, at the field that would mend it. */
function clashes(draft: TrainingDraft, { busy }: TrainingFacts) {
  return draft.sessions.flatMap((session, index) => {
    const found = clashesWithBusy(sessionSpan(session), session.room, draft.trainers, busy);
    return [
      ...found.filter(({ resource }) => resource === 'room').slice(0, 1),
      ...found.filter(({ resource }) => resource === 'trainer').slice(0, 1),
    ].map(({ resource, busy: inTheWay }) => ({
      field: resource === 'room' ? `sessions.${index}.room` : `sessions.${index}.starts`,
      code: resource === 'room' ? ('clashroom' as const) : ('clashtrainer' as const),
      busy: inTheWay,
    }));
  });
}

/** What should be looked at before the training is announced, of a draft without form faults. */
export function trainingWarnings(draft: TrainingDraft, facts: TrainingFacts): TrainingWarning[] {
  const warnings: TrainingWarning[] = [];
  draft.sessions.forEach(({ date }, index) => {
    if (!isTeachingDay(date, facts.calendar))
      warnings.push({ field: `sessions.${index}.date`, code: 'dayoff', params: { date: dateText(date) } });
  });
  const planned = plannedHours(draft.sessions);
  if (draft.hours !== null && draft.sessions.length > 0) {
    const params = { hours: draft.hours, planned };
    if (planned > draft.hours) warnings.push({ field: 'hours', code: 'hoursover', params });
    // Online and blended trainings also count work between the sessions.
    else if (planned < draft.hours && draft.form === 'campus')
      warnings.push({ field: 'hours', code: 'hoursdiffer', params });
  }
  const begins = spanOf(draft.sessions)?.startsAt;
  if (
    facts.state === 'draft' &&
    begins !== undefined &&
    begins > facts.now &&
    begins - facts.now < announcedBefore * dayMs
  )
    warnings.push({ field: 'sessions', code: 'announcedlate', params: { days: announcedBefore } });
  if (draft.clashReason !== '') warnings.push(...clashes(draft, facts));
  return warnings;
}

/** Whole academic hours of all sessions; breaks belong to them. */
export function plannedHours(sessions: readonly SessionDraft[]): number {
  const minutes = sessions.reduce((sum, session) => {
    const { startsAt, endsAt } = sessionSpan(session);
    return sum + (endsAt - startsAt) / 60_000;
  }, 0);
  return Math.floor(minutes / academicHour);
}

/** Start and end of a session without form faults, milliseconds UTC. */
export function sessionSpan({ date, starts, ends }: Pick<SessionDraft, 'date' | 'starts' | 'ends'>) {
  return { startsAt: localToInstant(date, starts), endsAt: localToInstant(date, ends) };
}

/** From the start of the first to the end of the last session; undefined where there is none. */
export function spanOf(sessions: readonly SessionDraft[]): { startsAt: number; endsAt: number } | undefined {
  if (sessions.length === 0) return undefined;
  const spans = sessions.map(sessionSpan);
  return {
    startsAt: Math.min(...spans.map(({ startsAt }) => startsAt)),
    endsAt: Math.max(...spans.map(({ endsAt }) => endsAt)),
  };
}

/** `2026-12-01T09:00` on the clock of Asia/Almaty; undefined when it is not of that form. A whole day ends with it. */
export function momentAt(text: string): number | undefined {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(text) ?? [];
  if (date === undefined || time === undefined || !isPlainDate(date) || !isTime(time)) return undefined;
  return time === '23:59' ? endOfLocalDate(date) : localToInstant(date, time);
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Only such links stand in mails and calendars. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
