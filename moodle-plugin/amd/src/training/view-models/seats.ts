/** Trainings and applications in words, for those who learn. */
import type {
  ApplicationState,
  ApplicationStepView,
  CatalogueItem,
  EligibilityFinding,
  Named,
  OwnApplication,
  TrainingBrief,
  TrainingRun,
  TrainingView,
} from '@qashyq/shared-types';
import { almatyDate, dateText, dateWithWeekday, dueText, instantText } from '../../view-models/moments.js';
import { placeHash } from '../../view-models/place.js';
import { coded, type Words } from '../../view-models/words.js';

/** The look of a state is that of the states of cases: under way, done, come to nothing. */
const looks: Record<ApplicationState, string> = {
  applied: 'inagreement',
  waitlisted: 'inagreement',
  offered: 'returned',
  confirmed: 'approved',
  attended: 'approved',
  missed: 'withdrawn',
  completed: 'approved',
  certified: 'approved',
  declined: 'rejected',
  cancelled: 'withdrawn',
};

export function applicationBadge(state: ApplicationState, words: Words) {
  return { code: looks[state], label: words.t(`applicationstate_${state}`) };
}

export function datesText(item: { startsAt: string | null; endsAt: string | null }, words: Words): string {
  if (item.startsAt === null || item.endsAt === null) return words.t('training_nodate');
  const [from, to] = [almatyDate(item.startsAt), almatyDate(item.endsAt)];
  return from === to ? dateText(from) : words.t('training_dates', { from: dateText(from), to: dateText(to) });
}

export function seatsText({ seats, taken, waiting }: Pick<CatalogueItem, 'seats' | 'taken' | 'waiting'>, words: Words) {
  const free = waiting > 0 ? 0 : Math.max(0, seats - taken);
  if (free > 0) return words.t('training_seats_free', { free, seats });
  return waiting > 0 ? words.t('training_seats_full', { seats, waiting }) : words.t('training_seats_none', seats);
}

/** `Дс, 14.12.2026 18:00–20:50`. */
export function sessionText(startsAt: string, endsAt: string, words: Words): string {
  const day = dateWithWeekday(almatyDate(startsAt), words);
  return `${day} ${instantText(startsAt).slice(-5)}–${instantText(endsAt).slice(-5)}`;
}

/** Category, form, language and hours. */
export function kindText(training: TrainingBrief, words: Words): string {
  return [
    words.t(`trainingcategory_${coded(training.category)}`),
    words.t(`trainingform_${training.form}`),
    words.t(`inlanguage_${training.language}`),
    words.count('training_hours', training.hours),
  ].join(' · ');
}

export function whyNotText(item: Pick<CatalogueItem, 'whyNot' | 'applyFrom' | 'applyUntil'>, words: Words) {
  switch (item.whyNot) {
    case null:
      return null;
    case 'applicationsNotYet':
      return words.t('training_whynot_applicationsnotyet', instantText(item.applyFrom));
    case 'applicationsClosed':
      return words.t('training_whynot_applicationsclosed', instantText(item.applyUntil));
    case 'trainingNotOpen':
    case 'notEligible':
    case 'appliedInSeries':
    case 'queueClosed':
      return words.t(`training_whynot_${coded(item.whyNot)}`);
  }
}

export function catalogueRow(item: CatalogueItem, words: Words) {
  return {
    href: placeHash(`/trainings/${item.id}`),
    title: words.name(item.title),
    kind: kindText(item, words),
    dates: datesText(item, words),
    seats: seatsText(item, words),
    // Once it is over, the sentence on why one cannot apply tells the date.
    until: item.whyNot === 'applicationsClosed' ? null : words.t('training_apply_until', instantText(item.applyUntil)),
    state: item.mine === null ? null : applicationBadge(item.mine.state, words),
    whyNot: whyNotText(item, words),
  };
}

/** `место освободилось — текст` of a reason and what a person wrote. */
export function reasonText({ reason, note }: Pick<ApplicationStepView, 'reason' | 'note'>, words: Words): string {
  return [words.t(`training_reason_${coded(reason)}`), note].filter((part) => part !== '').join(' — ');
}

export function historyRows(history: readonly ApplicationStepView[], words: Words) {
  return history.map((step) => ({
    at: instantText(step.at),
    state: words.t(`applicationstate_${step.to}`),
    reason: reasonText(step, words),
    by: words.t(`training_by_${step.by}`),
  }));
}

/** Where I am, in one sentence. */
export function myPlaceText(application: OwnApplication, training: TrainingView, words: Words): string {
  const { state } = application;
  const last = application.history.at(-1);
  const until = (instant: string | null) => (instant === null ? '—' : instantText(instant));
  switch (state) {
    case 'applied': {
      const { asked } = application;
      const who = asked === null ? '' : `${words.t(`role_${coded(asked.role)}`)} (${words.name(asked.orgUnit.name)})`;
      return words.t('training_mine_applied', { who, due: asked === null ? '' : dueText(asked.due, words) });
    }
    case 'waitlisted':
      return words.t('training_mine_waitlisted', {
        place: application.place ?? '',
        until: until(training.queueClosesAt),
      });
    case 'offered':
      return words.t('training_mine_offered', until(application.offerUntil));
    case 'confirmed':
      return words.t('training_mine_confirmed', instantText(training.cancelUntil));
    case 'declined':
    case 'cancelled':
      return words.t(`training_mine_${state}`, last === undefined ? '' : reasonText(last, words));
    case 'attended':
    case 'missed':
    case 'completed':
    case 'certified':
      return words.t('training_mine_result', words.t(`applicationstate_${state}`));
  }
}

/** When I will know, and why nobody offered me a seat yet. */
export function waitingTexts(training: TrainingView, words: Words): string[] {
  const { sinceMine } = training;
  if (sinceMine === null) return [];
  return [
    words.t('training_wait_rule', { hours: training.offerHours, cancel: instantText(training.cancelUntil) }),
    sinceMine.offered === 0 ? words.t('training_wait_none') : words.count('training_wait_offered', sinceMine.offered),
    ...sinceMine.pastQueue.map(({ at, reason }) => words.t('training_wait_pastqueue', { at: instantText(at), reason })),
  ];
}

/** Each rule, whether I meet it, and what to do where I do not. */
export function eligibilityRows(findings: readonly EligibilityFinding[], words: Words) {
  const names = (named: readonly Named[]) => named.map((name) => words.name(name)).join(', ');
  return findings.map((finding) => {
    const row = { isMet: finding.isMet, met: words.t(finding.isMet ? 'training_rule_met' : 'training_rule_notmet') };
    const todo = (text: string) => (finding.isMet ? null : text);
    switch (finding.rule) {
      case 'unit':
        return {
          ...row,
          rule: words.t('training_rule_unit', names(finding.units)),
          todo: todo(words.t('training_todo_unit')),
        };
      case 'position': {
        const mine = words.t(finding.mine === null ? 'training_todo_noposition' : `position_${coded(finding.mine)}`);
        const posts = finding.positions.map((position) => words.t(`position_${coded(position)}`)).join(', ');
        return {
          ...row,
          rule: words.t('training_rule_position', posts),
          todo: todo(words.t('training_todo_position', mine)),
        };
      }
      case 'notDoneBefore': {
        const done = finding.doneOn === null ? '' : dateText(finding.doneOn);
        const again = finding.againFrom === null ? '' : dateText(finding.againFrom);
        return {
          ...row,
          rule: words.t('training_rule_notdonebefore', finding.years),
          todo: todo(words.t('training_todo_notdonebefore', { done, again })),
        };
      }
      case 'timetable': {
        const clashes = finding.clashes.map(
          ({ startsAt, discipline }) => `${instantText(startsAt)} ${words.name(discipline)}`,
        );
        return {
          ...row,
          rule: words.t('training_rule_timetable'),
          todo: todo(words.t('training_todo_timetable', clashes.join('; '))),
        };
      }
    }
  });
}

/** Other runs; one may swap from an application that allows it to a run that nothing but the series keeps one from. */
export function runRows(training: TrainingView, words: Words) {
  const maySwap = training.application?.actions.includes('swap') ?? false;
  return training.runs.map((run: TrainingRun) => {
    const canSwap = maySwap && run.mine === null && run.whyNot === 'appliedInSeries';
    return {
      id: run.id,
      href: placeHash(`/trainings/${run.id}`),
      starts: run.startsAt === null ? words.t('training_nodate') : instantText(run.startsAt),
      seats: seatsText({ seats: run.seats, taken: run.seats - run.free, waiting: run.waiting }, words),
      state: run.mine === null ? null : applicationBadge(run.mine.state, words),
      swap: canSwap && run.free > 0,
      wait: canSwap && run.free === 0,
    };
  });
}

export function trainingPage(training: TrainingView, isOffice: boolean, words: Words) {
  const { application } = training;
  const canApply = training.whyNot === null && training.mine === null;
  const isFull = training.waiting > 0 || training.taken >= training.seats;
  const actions = application?.actions ?? [];
  const runs = runRows(training, words);
  const rules = eligibilityRows(training.eligibility, words);
  const waiting = waitingTexts(training, words);
  const history = historyRows(application?.history ?? [], words);
  const earlier = training.earlier.map(({ history: steps }) => ({ history: historyRows(steps, words) }));
  return {
    title: words.name(training.title),
    kind: kindText(training, words),
    about: words.name(training.about),
    dates: datesText(training, words),
    seats: seatsText(training, words),
    until: words.t('training_apply_until', instantText(training.applyUntil)),
    cancelled: training.state === 'cancelled' ? words.t('training_cancelled', training.cancelReason ?? '') : null,
    applicantsHref: isOffice ? placeHash(`/trainings/${training.id}/applicants`) : null,
    attendanceHref: isOffice && training.state !== 'draft' ? placeHash(`/trainings/${training.id}/attendance`) : null,
    state: application === null ? null : applicationBadge(application.state, words),
    place: application === null ? null : myPlaceText(application, training, words),
    swapPending:
      application?.swapFrom == null
        ? null
        : words.t(
            'training_swap_pending',
            application.swapFrom.startsAt === null ? '—' : instantText(application.swapFrom.startsAt),
          ),
    waiting,
    isWaiting: waiting.length > 0,
    whyNot: application !== null && training.mine !== null ? null : whyNotText(training, words),
    accept: actions.includes('accept'),
    refuse: actions.includes('refuse'),
    cancel: actions.includes('cancel'),
    apply: canApply ? words.t(isFull ? 'training_apply_queue' : 'training_apply') : null,
    byHead: training.approval === 'chairHead',
    rules,
    hasRules: rules.length > 0,
    sessions: training.sessions.map((session) => ({
      when: sessionText(session.startsAt, session.endsAt, words),
      room: session.room,
      link: session.link,
    })),
    hasSessions: training.sessions.length > 0,
    trainers: training.trainers.map((name) => words.name(name)).join(', '),
    runs,
    hasRuns: runs.length > 0,
    history,
    hasHistory: history.length > 0,
    earlier,
    hasEarlier: earlier.length > 0,
  };
}
