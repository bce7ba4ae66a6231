/** Certificates, those from elsewhere, transcripts and norms in words. */
import type {
  CertificateState,
  CertificateView,
  HoursEntry,
  NormStanding,
  OutsideCertificate,
  OutsideCertificateState,
  ShortOfNorm,
  TrainingCertificates,
  Transcript,
} from '@qashyq/shared-types';
import { dateText, instantText } from '../../view-models/moments.js';
import { placeHash } from '../../view-models/place.js';
import { coded, type Words } from '../../view-models/words.js';
import { keeperPages } from './attendance.js';

const locales = ['kk', 'ru', 'en'] as const;

function stateOf(state: CertificateState, words: Words) {
  return { code: `certificate-${state}`, label: words.t(`certificatestate_${state}`) };
}

/** @param may what the reader can do with it besides saving it */
export function certificateRow(certificate: CertificateView, may: { revoke: boolean; share: boolean }, words: Words) {
  const { id, number, state, issuedOn, expiresOn, revokedOn, revokeReason } = certificate;
  const isThere = state !== 'issuing';
  return {
    id,
    number,
    state: stateOf(state, words),
    name: words.name(certificate.person.name),
    title: words.name(certificate.training.title),
    hours: words.count('training_hours', certificate.hours),
    dates: [
      words.t('certificates_issued', dateText(issuedOn)),
      ...(expiresOn === null ? [] : [words.t('certificates_until', dateText(expiresOn))]),
      ...(revokedOn === null ? [] : [words.t('certificates_revoked_on', dateText(revokedOn))]),
    ].join(' · '),
    reason: revokeReason === null ? null : words.t('certificates_revoke_reason', revokeReason),
    files: isThere ? locales.map((locale) => ({ id, number, locale, language: words.t(`language_${locale}`) })) : [],
    checkUrl: certificate.checkUrl,
    canShare: may.share && isThere,
    canRevoke: may.revoke && isThere && state !== 'revoked',
  };
}

export function trainingCertificatesView(found: TrainingCertificates, words: Words) {
  const { training, items, due, issuing, stuck } = found;
  const total = items.length;
  return {
    title: words.name(training.title),
    pages: keeperPages(training.id, 'certificates', true, words),
    due: due === 0 ? null : words.count('certificates_due', due),
    isIssuing: issuing > stuck,
    done: total - issuing,
    total,
    progress: words.t('certificates_progress', { done: total - issuing, total }),
    stuck: stuck === 0 ? null : words.count('certificates_stuck', stuck),
    isEmpty: total === 0,
    isNothing: total === 0 && due === 0,
    canZip: items.some(({ state }) => state === 'valid' || state === 'expired'),
    zips: locales.map((locale) => ({ locale, language: words.t(`language_${locale}`) })),
    items: items.map((item) => ({ ...certificateRow(item, { revoke: true, share: false }, words), showsName: true })),
  };
}

function outsideState(state: OutsideCertificateState, words: Words) {
  return { code: `outside-${state}`, label: words.t(`outsidestate_${state}`) };
}

export function outsideRow(item: OutsideCertificate, words: Words) {
  return {
    id: item.id,
    name: words.name(item.person.name),
    transcript: placeHash(`/transcripts/${item.person.id}`),
    unit: item.unit === null ? '' : words.name(item.unit.name),
    title: item.title,
    issuer: item.issuer,
    period:
      item.fromOn === item.toOn
        ? dateText(item.fromOn)
        : words.t('outside_period', { from: dateText(item.fromOn), to: dateText(item.toOn) }),
    hours: item.hours,
    hoursWords: words.count('training_hours', item.hours),
    credited:
      item.creditedHours === null
        ? null
        : words.t('outside_credited', words.count('training_hours', item.creditedHours)),
    reason: item.decisionReason === '' ? null : item.decisionReason,
    fileName: item.fileName,
    state: outsideState(item.state, words),
    brought: words.t('outside_brought', instantText(item.createdAt)),
    isOpen: item.state === 'submitted',
  };
}

const outsideStates = ['submitted', 'confirmed', 'refused'] as const satisfies readonly OutsideCertificateState[];

export function outsideStateOf(text: string | undefined): OutsideCertificateState {
  return outsideStates.find((state) => state === text) ?? 'submitted';
}

export function outsideChips(chosen: OutsideCertificateState, words: Words) {
  return outsideStates.map((state) => ({
    label: words.t(`outsidestate_${state}`),
    href: placeHash('/outside-certificates', state === 'submitted' ? {} : { state }),
    active: state === chosen,
  }));
}

export function normView(norm: NormStanding, words: Words) {
  const missing = Math.max(0, norm.hours - norm.reached);
  return {
    reached: Math.max(0, norm.reached),
    asked: norm.hours,
    sentence: words.t('norm_standing', {
      reached: words.count('training_hours', norm.reached),
      asked: norm.hours,
      years: norm.years,
      since: dateText(norm.since),
    }),
    missing: missing === 0 ? null : words.t('norm_missing', words.count('training_hours', missing)),
    isDefault: norm.isDefault,
  };
}

function entryRow(entry: HoursEntry, canCorrect: boolean, words: Words) {
  const signed = entry.hours > 0 ? `+${entry.hours}` : String(entry.hours).replace('-', '−');
  return {
    id: entry.id,
    hours: words.t('ledger_hours', signed),
    isCounter: entry.hours < 0,
    kind: words.t(`hourskind_${entry.kind}`),
    title: words.name(entry.title),
    source: [
      dateText(entry.earnedOn),
      ...(entry.number === null ? [] : [`№ ${entry.number}`]),
      ...(entry.attendance === null ? [] : [words.t('ledger_attendance', entry.attendance)]),
    ].join(' · '),
    entered: words.t('ledger_entered', { name: words.name(entry.by.name), at: instantText(entry.at) }),
    reason: entry.reason === '' ? null : entry.reason,
    correctable: entry.correctable,
    canCorrect: canCorrect && entry.correctable > 0,
  };
}

export function transcriptView(transcript: Transcript, today: string, words: Words) {
  const { person, unit, position, isMine, norm } = transcript;
  return {
    isMine,
    name: words.name(person.name),
    about: [
      ...(position === null ? [] : [words.t(`position_${coded(position)}`)]),
      ...(unit === null ? [] : [words.name(unit.name)]),
    ].join(' · '),
    norm: norm === null ? null : normView(norm, words),
    hasChart: transcript.chart !== null,
    years: transcript.years.map(({ year, hours }) => ({ year, hours })),
    certificates: transcript.certificates.map((each) => certificateRow(each, { revoke: false, share: isMine }, words)),
    hasCertificates: transcript.certificates.length > 0,
    outside: transcript.outside.map((each) => outsideRow(each, words)),
    hasOutside: transcript.outside.length > 0,
    today,
    entries: transcript.entries.map((entry) => entryRow(entry, transcript.canCorrect, words)),
    hasEntries: transcript.entries.length > 0,
  };
}

export function normsView(page: ShortOfNorm, chosen: { unit: number | null; show: 'short' | 'all' }, words: Words) {
  const to = (show: 'short' | 'all') =>
    placeHash('/training-norms', {
      ...(chosen.unit === null ? {} : { unit: String(chosen.unit) }),
      ...(show === 'short' ? {} : { show }),
    });
  return {
    chips: (['short', 'all'] as const).map((show) => ({
      label: words.t(`norms_show_${show}`),
      href: to(show),
      active: show === chosen.show,
    })),
    units: page.units.map((unit) => ({
      value: unit.id,
      label: words.name(unit.name),
      selected: unit.id === chosen.unit,
    })),
    total: words.count('norms_people', page.total),
    isEmpty: page.items.length === 0,
    rows: page.items.map(({ person, unit, position, norm }) => ({
      name: words.name(person.name),
      href: placeHash(`/transcripts/${person.id}`),
      unit: unit === null ? '' : words.name(unit.name),
      position: words.t(`position_${coded(position)}`),
      norm: words.t('norms_of', {
        reached: norm.reached,
        asked: norm.hours,
        years: words.count('norms_years', norm.years),
      }),
      missing: Math.max(0, norm.hours - norm.reached),
    })),
    canEdit: page.canEditNorms,
    norms: page.norms.map((norm) => ({
      position: norm.position,
      label: words.t(`position_${coded(norm.position)}`),
      hours: norm.hours,
      years: [3, 5].map((years) => ({
        value: years,
        label: words.count('norms_years', years),
        selected: years === norm.years,
      })),
      words:
        norm.hours === 0
          ? words.t('norms_none')
          : words.t('norms_asked', {
              hours: words.count('training_hours', norm.hours),
              years: words.count('norms_years', norm.years),
            }),
      origin:
        norm.changedBy === null || norm.changedAt === null
          ? words.t('norms_default')
          : words.t('norms_set', { name: words.name(norm.changedBy.name), at: instantText(norm.changedAt) }),
    })),
  };
}
