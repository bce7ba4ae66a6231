/** Rows of the lists: inbox, schedules, effects, notices; and the pages of a list. */
import type {
  CaseState,
  EffectState,
  EffectView,
  InboxItem,
  MailPace,
  MailSettings,
  NoticeView,
  Page,
  ScheduleKind,
  ScheduleListItem,
} from '@qashyq/shared-types';
import { beyondTitle, editionText, stateBadge } from './case.js';
import { agoText, dueText, instantText, isOverdue } from './moments.js';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

export interface Pager {
  text: string;
  previous: string | null;
  next: string | null;
}

/** Null where everything stands on one page. */
export function pagerOf(page: Page<unknown>, path: string, query: Record<string, string>, words: Words): Pager | null {
  if (page.total <= page.pageSize) return null;
  const first = (page.page - 1) * page.pageSize + 1;
  const last = Math.min(page.page * page.pageSize, page.total);
  const to = (number: number) => placeHash(path, { ...query, page: number === 1 ? null : number });
  return {
    text: words.t('pager_of', { first, last, total: page.total }),
    previous: page.page > 1 ? to(page.page - 1) : null,
    next: last < page.total ? to(page.page + 1) : null,
  };
}

/** The number of a page from the address; anything else is the first page. */
export function pageNumber(query: Record<string, string>): number {
  const page = Number(query['page']);
  return Number.isInteger(page) && page > 0 ? page : 1;
}

function whyMine({ role, orgUnit, actingFor }: NonNullable<InboxItem['seat']>, words: Words): string {
  const post = { role: words.t(`role_${coded(role)}`), unit: words.name(orgUnit.name) };
  return actingFor === null
    ? words.t('waits_for_you_as', post)
    : words.t('waits_for_you_instead', { ...post, name: words.name(actingFor.name) });
}

export function inboxRow(item: InboxItem, words: Words, now: number) {
  return {
    href: placeHash(`/cases/${item.id}`),
    title: words.name(item.title),
    state: stateBadge(item.state, words),
    about: [...beyondTitle(item, words), editionText(item.editionNo, words), words.name(item.author.name)].join(' · '),
    updated: words.t('updated_at', { at: instantText(item.updatedAt), ago: agoText(item.updatedAt, now, words) }),
    seat:
      item.seat === null
        ? null
        : {
            why: whyMine(item.seat, words),
            due: dueText(item.seat.due, words),
            overdue: isOverdue(item.seat.due),
          },
  };
}

export function scheduleRow(item: ScheduleListItem, words: Words, now: number) {
  return {
    href: placeHash(`/cases/${item.id}`),
    title: words.name(item.title),
    state: stateBadge(item.state, words),
    // Its title tells the kind, the faculty and the term.
    about: [
      words.count('lines', item.lineCount),
      editionText(item.editionNo, words),
      ...(item.publishedEdition === null ? [] : [words.t('published_edition', item.publishedEdition)]),
    ].join(' · '),
    updated: instantText(item.updatedAt),
    ago: agoText(item.updatedAt, now, words),
  };
}

const caseStates = [
  'draft',
  'inAgreement',
  'inApproval',
  'returned',
  'withdrawn',
  'rejected',
  'approved',
  'published',
] as const satisfies readonly CaseState[];

export function stateChoices(chosen: string | undefined, words: Words) {
  return [
    { value: '', label: words.t('filter_all_states'), selected: chosen === undefined },
    ...caseStates.map((state) => ({ value: state, label: stateBadge(state, words).label, selected: state === chosen })),
  ];
}

export function caseStateOf(text: string | undefined): CaseState | undefined {
  return caseStates.find((state) => state === text);
}

const scheduleKinds = [
  'lessonSchedule',
  'midtermControlSchedule',
  'interimAttestationSchedule',
  'finalAttestationSchedule',
] as const satisfies readonly ScheduleKind[];

export function kindChoices(chosen: ScheduleKind | undefined, words: Words) {
  return [
    { value: '', label: words.t('filter_all_kinds'), selected: chosen === undefined },
    ...scheduleKinds.map((kind) => ({ value: kind, label: words.t(`kind_${coded(kind)}`), selected: kind === chosen })),
  ];
}

/** The kinds of which this person may start a schedule, each with the place where they do. */
export function startChoices(kinds: readonly ScheduleKind[], words: Words) {
  return kinds.map((kind) => ({
    label: words.t(`kind_${coded(kind)}`),
    href: placeHash('/schedules/import', { kind }),
  }));
}

export function scheduleKindOf(text: string | undefined): ScheduleKind | undefined {
  return scheduleKinds.find((kind) => kind === text);
}

const effectStates = ['parked', 'ready', 'leased', 'done'] as const satisfies readonly EffectState[];

export function effectStateOf(text: string | undefined): EffectState | undefined {
  return effectStates.find((state) => state === text);
}

export function effectChips(counts: Record<EffectState, number>, chosen: EffectState | undefined, words: Words) {
  const all = effectStates.reduce((sum, state) => sum + counts[state], 0);
  return [
    {
      label: words.t('filter_all'),
      count: all,
      href: placeHash('/effects'),
      active: chosen === undefined,
      code: 'all',
    },
    ...effectStates.map((state) => ({
      label: words.t(`effectstate_${state}`),
      count: counts[state],
      href: placeHash('/effects', { state }),
      active: state === chosen,
      // Nothing parked is nothing alarming.
      code: counts[state] === 0 ? 'none' : `effect-${state}`,
    })),
  ];
}

/** It waits for its time: the next attempt is told, not when it was asked for. */
function isAhead(effect: EffectView): effect is EffectView & { runAt: string } {
  return effect.state === 'ready' && effect.runAt !== null;
}

export function effectRow(effect: EffectView, words: Words, now: number) {
  return {
    id: effect.id,
    kind: words.t(`effect_${coded(effect.kind)}`),
    state: { code: `effect-${effect.state}`, label: words.t(`effectstate_${effect.state}`) },
    title: effect.caseTitle === null ? null : words.name(effect.caseTitle),
    href: effect.caseId === null ? null : placeHash(`/cases/${effect.caseId}`),
    attempts: words.count('attempts', effect.attempts),
    when:
      effect.doneAt !== null
        ? words.t('effect_done_at', instantText(effect.doneAt))
        : isAhead(effect)
          ? words.t('effect_runs_at', instantText(effect.runAt))
          : words.t('effect_created_at', instantText(effect.createdAt)),
    ago: isAhead(effect) ? null : agoText(effect.doneAt ?? effect.createdAt, now, words),
    error: effect.lastError === null ? null : { ...effect.lastError, hasDetails: effect.lastError.details.length > 0 },
    canRetry: effect.state === 'parked',
  };
}

export function noticeRow(notice: NoticeView, words: Words, now: number) {
  return {
    text: notice.text,
    kind: words.t(`noticekind_${coded(notice.kind)}`),
    href: notice.place,
    at: instantText(notice.createdAt),
    ago: agoText(notice.createdAt, now, words),
    unread: notice.readAt === null,
  };
}

const mailPaces = ['atOnce', 'daily'] as const satisfies readonly MailPace[];

/** How notices reach me: a choice only where our own mail does it. */
export function mailSettingsView({ way, pace }: MailSettings, words: Words) {
  return {
    byMoodle: way === 'moodle',
    byNobody: way === 'none',
    byMail: way === 'mail',
    paces: mailPaces.map((value) => ({
      value,
      label: words.t(`mail_pace_${coded(value)}`),
      chosen: value === pace,
    })),
  };
}
