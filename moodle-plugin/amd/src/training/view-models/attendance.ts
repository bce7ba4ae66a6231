/** Lists of attendance, checking in and results in words. */
import type {
  AttendanceMark,
  AttendanceSheet,
  AttendanceStatus,
  CheckInCode,
  CheckIns,
  FinalTaskResult,
  OutcomeRow,
  SessionBrief,
  TrainingResults,
} from '@qashyq/shared-types';
import { dateWithWeekday, instantText } from '../../view-models/moments.js';
import { placeHash } from '../../view-models/place.js';
import type { Words } from '../../view-models/words.js';

const statuses = ['present', 'partly', 'absent'] as const satisfies readonly AttendanceStatus[];

/** The pages of one training for who keeps it; `present`: the one shown. Trainers keep the lists, the department the rest, too. */
export function keeperPages(
  trainingId: number,
  present: 'attendance' | 'results' | 'certificates',
  isDepartment: boolean,
  words: Words,
) {
  const pages = isDepartment ? (['attendance', 'results', 'certificates'] as const) : (['attendance'] as const);
  const back = { label: words.t('keeper_training'), href: placeHash(`/trainings/${trainingId}`), active: false };
  const shown = pages.map((page) => ({
    label: words.t(`keeper_${page}`),
    href: placeHash(`/trainings/${trainingId}/${page}`),
    active: page === present,
  }));
  return [back, ...shown];
}

export function sessionText(session: SessionBrief, words: Words): string {
  return words.t('attendance_session', {
    no: session.no,
    date: dateWithWeekday(session.heldOn, words),
    starts: session.starts,
    ends: session.ends,
  });
}

function markText({ by, at, way, reason }: AttendanceMark, words: Words): string {
  const who =
    way === 'code'
      ? words.t('attendance_by_code', instantText(at))
      : words.t('attendance_by_list', { name: words.name(by.name), at: instantText(at) });
  return reason === '' ? who : `${reason} · ${who}`;
}

export function attendanceView(sheet: AttendanceSheet, isDepartment: boolean, words: Words) {
  const { training, session, rows, canMark } = sheet;
  const came = rows.filter(({ mark }) => mark?.status === 'present' || mark?.status === 'partly').length;
  return {
    title: words.name(training.title),
    pages: keeperPages(training.id, 'attendance', isDepartment, words),
    sessions: sheet.sessions.map((each) => ({
      value: each.id,
      label: sessionText(each, words),
      selected: each.id === session?.id,
    })),
    hasSession: session !== null,
    place: session?.place ?? '',
    codeHref:
      session?.isOpen === true ? placeHash(`/trainings/${training.id}/code`, { session: String(session.id) }) : null,
    canMark,
    notYet: session !== null && !session.hasBegun,
    count: words.t('attendance_count', { came, total: rows.length }),
    isEmpty: rows.length === 0,
    rows: rows.map(({ applicationId, person, unit, mark }) => ({
      id: applicationId,
      name: words.name(person.name),
      unit: unit === null ? '' : words.name(unit.name),
      mark: mark === null ? null : markText(mark, words),
      reason: mark?.reason ?? '',
      choices: statuses.map((status) => ({
        status,
        id: applicationId,
        label: words.t(`attendance_${status}`),
        pressed: mark?.status === status,
        disabled: !canMark,
      })),
    })),
  };
}

export function codeView(shown: CheckInCode, words: Words) {
  const margin = 4;
  return {
    title: words.name(shown.training),
    session: sessionText(shown.session, words),
    code: shown.code.replace(/(.{3})(?=.)/, '$1 '),
    path: shown.qr.path,
    box: `${-margin} ${-margin} ${shown.qr.size + 2 * margin} ${shown.qr.size + 2 * margin}`,
    count: words.t('attendance_count', { came: shown.present, total: shown.seats }),
  };
}

export function checkInView({ sessions, kept }: CheckIns, chosen: number | null, words: Words) {
  return {
    isEmpty: sessions.length === 0,
    hasKept: kept.length > 0,
    kept: kept.map(({ trainingId, training, session }) => ({
      title: words.name(training),
      session: sessionText(session, words),
      href: placeHash(`/trainings/${trainingId}/attendance`, { session: String(session.id) }),
    })),
    sessions: sessions.map(({ training, session, isPresent }) => ({
      id: session.id,
      title: words.name(training),
      session: sessionText(session, words),
      place: session.place,
      isPresent,
      autofocus: session.id === chosen,
    })),
  };
}

const tasks = ['passed', 'failed'] as const satisfies readonly FinalTaskResult[];

export function resultsView(results: TrainingResults, words: Words) {
  const { training, obstacle, rows, sessionCount, changes } = results;
  return {
    title: words.name(training.title),
    pages: keeperPages(training.id, 'results', true, words),
    rule: words.t(training.needsFinalTask ? 'results_rule_task' : 'results_rule', training.attendancePercent),
    isFinished: training.isFinished,
    obstacle: obstacle === null ? null : words.t(`results_obstacle_${lower(obstacle)}`),
    canFinish: obstacle === null && (changes > 0 || !training.isFinished),
    changes: words.count('results_changes', changes),
    needsFinalTask: training.needsFinalTask,
    isEmpty: rows.length === 0,
    rows: rows.map((row) => resultRow(row, training, sessionCount, words)),
  };
}

function resultRow(row: OutcomeRow, training: TrainingResults['training'], sessionCount: number, words: Words) {
  const willChange = !row.isFixed && row.state !== row.outcome;
  return {
    id: row.applicationId,
    name: words.name(row.person.name),
    unit: row.unit === null ? '' : words.name(row.unit.name),
    attendance: words.t('results_attendance', {
      present: row.present,
      partly: row.partly,
      sessions: sessionCount,
      percent: row.percent,
    }),
    unmarked: row.unmarked === 0 ? null : words.count('results_unmarked', row.unmarked),
    isEnough: row.percent >= training.attendancePercent,
    needsTask: training.needsFinalTask,
    tasks: [
      { value: '', label: words.t('results_task_none'), selected: row.finalTask === null },
      ...tasks.map((task) => ({
        value: task,
        label: words.t(`results_task_${task}`),
        selected: row.finalTask?.result === task,
      })),
    ],
    outcome: {
      code: row.isFixed ? 'certified' : row.outcome,
      label: words.t(`results_outcome_${row.isFixed ? 'certified' : row.outcome}`),
    },
    before:
      willChange && row.state !== 'confirmed' && row.state !== 'applied'
        ? words.t('results_before', words.t(`results_outcome_${stated(row.state)}`))
        : null,
    willChange,
  };
}

/** States that have a name among the outcomes; others do not come here after the results. */
function stated(state: OutcomeRow['state']) {
  return state === 'attended' || state === 'missed' || state === 'completed' ? state : 'certified';
}

const lower = <C extends string>(code: C) => code.toLowerCase() as Lowercase<C>;
