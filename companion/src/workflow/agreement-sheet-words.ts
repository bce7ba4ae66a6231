/** What stands on an agreement sheet in words of one language: who, what was decided, and what it amounts to. */
import type { Locale, Named } from '@qashyq/shared-types';
import { localDate, localTime } from '../calendar/local-time.js';
import { dateText } from '../calendar/plain-dates.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { surnameAndInitials } from '../identity/short-name.js';
import type {
  SheetActing,
  SheetFault,
  SheetMark,
  SheetPost,
  SheetRemark,
  SheetResult,
  SheetRow,
  SheetWithdrawal,
} from './agreement-sheet-content.js';

export interface Words {
  t: (key: string, params?: Parameters<Catalogue['text']>[2]) => string;
  name: (named: Named) => string;
}

export const wordsOf = (catalogue: Catalogue, locale: Locale): Words => ({
  t: (key, params) => catalogue.text(locale, key, params),
  name: (named) => named[locale],
});

export const date = (instant: number): string => localDate(instant).split('-').reverse().join('.');
export const dateAndTime = (instant: number): string => `${date(instant)} ${localTime(instant)}`;
export const shortHash = (hash: string): string => hash.slice(0, 8);

export const roleKey = (post: SheetPost): string => `role_${post.role.toLowerCase()}`;

/** «A for B, ground»: a delegate's visa names whose it is, and by what right. */
export function personWords(
  { person, actingFor }: { person: Named | null; actingFor: SheetActing | null },
  { t, name }: Words,
): string {
  if (person === null) return '';
  const decided = surnameAndInitials(name(person));
  if (actingFor === null) return decided;
  return t('acting_for', {
    name: decided,
    holder: surnameAndInitials(name(actingFor.person)),
    ground:
      actingFor.order === undefined
        ? actingFor.ground
        : t('ground_order', { no: actingFor.order.no, date: dateText(actingFor.order.on) }),
  });
}

export const answererWords = ({ by, at }: NonNullable<SheetRemark['answer']>, { name }: Words): string =>
  [...(by === null ? [] : [surnameAndInitials(name(by))]), date(at)].join(', ');

export function markWords({ seq, hash, sound }: SheetMark, { t }: Words): string {
  return `№ ${seq}\n${shortHash(hash)}${sound ? '' : `\n${t('sheet_notproven')}`}`;
}

export function outcomeWords({ outcome }: SheetRow, { t }: Words): string {
  switch (outcome.kind) {
    case 'agree':
    case 'agreeWithRemarks':
    case 'approve':
    case 'return':
    case 'reject':
      return t(`logaction_${outcome.kind.toLowerCase()}`);
    case 'carriedOver':
      return outcome.resumedAt === null
        ? t('sheet_carriedover', outcome.editionNo)
        : t('sheet_carriedover_resumed', { edition: outcome.editionNo, entry: outcome.resumedAt });
    case 'awaited':
      return t(outcome.overdue ? 'sheet_overdue' : 'sheet_awaited', date(outcome.until));
    case 'notYetAsked':
      return t('seatstate_waiting');
    case 'closed':
      return t(`sheet_closed_${outcome.by}`);
    case 'notNeeded':
      return t('sheet_notneeded');
    case 'notInLog':
      return t('sheet_notinlog');
  }
}

export function resultWords(result: SheetResult, words: Words): string {
  const { t } = words;
  switch (result.kind) {
    case 'unproven':
      return t('sheet_result_unproven');
    case 'inProgress':
      return t('sheet_result_inprogress', { given: result.given, asked: result.asked });
    case 'returned':
    case 'rejected':
      return t(`sheet_result_${result.kind}`, dateAndTime(result.at));
    case 'withdrawn': {
      const withdrawn = t('sheet_result_withdrawn', dateAndTime(result.at));
      return result.allowedBy === null
        ? withdrawn
        : `${withdrawn} ${t('sheet_result_allowed', allowerWords(result.allowedBy, words))}`;
    }
    case 'agreed':
    case 'approved': {
      const words = t(`sheet_result_${result.kind}`, dateAndTime(result.at));
      return result.publishedAt === null
        ? words
        : `${words} ${t('sheet_result_published', dateAndTime(result.publishedAt))}`;
    }
  }
}

/** «Head of the department, A. Name, entry № 5». */
function allowerWords({ role, mark, ...who }: NonNullable<SheetWithdrawal['allowedBy']>, words: Words): string {
  const { t } = words;
  return [...(role === null ? [] : [t(roleKey({ role, unit: null }))]), personWords(who, words), `№ ${mark.seq}`]
    .filter((part) => part !== '')
    .join(', ');
}

export function faultWords(fault: SheetFault, { t }: Words): string {
  return fault.kind === 'logBroken' ? t('sheet_fault_log', fault.seq) : t('sheet_fault_content');
}
