/** The department's form of a training: what it shows. */
import type {
  FieldRemark,
  OfficeOptions,
  OfficeTraining,
  PersonBrief,
  SessionDraft,
  TrainingDraft,
} from '@qashyq/shared-types';
import { instantText } from '../../view-models/moments.js';
import { placeHash } from '../../view-models/place.js';
import { coded, type Words } from '../../view-models/words.js';
import { inputField, numberField, selectField, textField, type Choice } from './office-fields.js';
import { officePath, trainingTitle } from './office-list.js';
import { approvals, categories, forms, languages, posts } from './office-words.js';

/** What a new training begins with: the customs of the house, and nothing that has to be thought about. */
export const emptyDraft: TrainingDraft = {
  title: { kk: '', ru: '', en: '' },
  about: { kk: '', ru: '', en: '' },
  category: 'learningPlatform',
  form: 'campus',
  language: 'kk',
  hours: null,
  seats: null,
  applyFrom: '',
  applyUntil: '',
  cancelUntil: '',
  offerHours: 24,
  approval: 'chairHead',
  eligibility: { unitIds: [], positions: [], notDoneWithinYears: null, noTimetableClash: false },
  attendancePercent: 80,
  needsFinalTask: true,
  moodleCourse: '',
  signatoryId: null,
  certificateMonths: null,
  trainers: [],
  sessions: [],
  clashReason: '',
};

/** A further session: a week after the last one, at the same time and place. */
export function nextSession(
  sessions: readonly SessionDraft[],
  addDays: (date: string, days: number) => string,
): SessionDraft {
  const last = sessions.at(-1);
  if (last === undefined) return { key: null, date: '', starts: '09:00', ends: '10:40', room: '', link: '' };
  return { ...last, key: null, date: /^\d{4}-\d{2}-\d{2}$/.test(last.date) ? addDays(last.date, 7) : '' };
}

const choices = <Code extends string>(codes: readonly Code[], chosen: Code, label: (code: Code) => string): Choice[] =>
  codes.map((code) => ({ value: code, label: label(code), selected: code === chosen }));

/** The whole form. `present`: null for a training that is not saved yet. */
export function editorView(
  draft: TrainingDraft,
  present: OfficeTraining | null,
  options: OfficeOptions,
  people: readonly PersonBrief[],
  words: Words,
) {
  const heldKeys = new Set(present?.heldKeys ?? []);
  return {
    back: placeHash(officePath),
    see: present === null || present.state === 'draft' ? null : placeHash(`/trainings/${present.id}`),
    title: present === null ? words.t('office_new') : trainingTitle(draft.title, words),
    state:
      present === null ? null : { code: `training-${present.state}`, label: words.t(`trainingstate_${present.state}`) },
    counts: present === null ? null : countsText(present, words),
    cancelled: present?.cancelReason == null ? null : words.t('office_cancelled_because', present.cancelReason),
    mayEdit: present?.mayEdit ?? true,
    mayAnnounce: present?.mayAnnounce ?? false,
    mayCancel: present?.mayCancel ?? false,
    mayClone: present !== null && draft.sessions.length > 0,
    cloneOn: '',
    obstacles: remarks(present?.obstacles ?? []),
    hasObstacles: (present?.obstacles.length ?? 0) > 0,
    warnings: remarks(present?.warnings ?? []),
    hasWarnings: (present?.warnings.length ?? 0) > 0,
    what: whatFields(draft, words),
    details: detailFields(draft, words),
    trainers: draft.trainers.map(({ personId, outsideName }, index) => {
      const person = people.find(({ id }) => id === personId);
      const name = person === undefined ? outsideName : words.name(person.name);
      return {
        index,
        field: `trainers.${index}`,
        name,
        isOutside: personId === null,
        removeLabel: words.t('office_trainer_remove', name),
      };
    }),
    hasTrainers: draft.trainers.length > 0,
    picker: { id: 'lq-trainer', label: words.t('office_trainer_find'), chosen: null },
    sessions: draft.sessions.map((session, index) => sessionView(session, index, heldKeys, words)),
    rooms: options.rooms.map(({ code }) => code),
    seats: seatFields(draft, words),
    units: options.units.map((unit) => ({
      value: unit.id,
      label: words.name(unit.name),
      checked: draft.eligibility.unitIds.includes(unit.id),
    })),
    positions: posts.map((position) => ({
      value: position,
      label: words.t(`position_${coded(position)}`),
      checked: draft.eligibility.positions.includes(position),
    })),
    notDone: numberField(
      'notDoneWithinYears',
      words.t('office_notdonewithinyears'),
      draft.eligibility.notDoneWithinYears,
      words.t('office_notdonewithinyears_help'),
    ),
    noTimetableClash: draft.eligibility.noTimetableClash,
    isLimited:
      draft.eligibility.unitIds.length > 0 ||
      draft.eligibility.positions.length > 0 ||
      draft.eligibility.notDoneWithinYears !== null ||
      draft.eligibility.noTimetableClash,
    result: resultFields(draft, options, words),
    needsFinalTask: draft.needsFinalTask,
    clashReason: textField('clashReason', words.t('office_clashreason'), draft.clashReason, {
      help: words.t('office_clashreason_help'),
      longest: 1000,
    }),
    changes: (present?.changes ?? []).map(({ action, by, changedAt }) =>
      words.t('office_change', {
        at: instantText(changedAt),
        name: words.name(by.name),
        action: words.t(`trainingchange_${action}`),
      }),
    ),
    hasChanges: (present?.changes.length ?? 0) > 0,
  };
}

/** Remarks with the field to which each leads. */
export function remarks(found: readonly FieldRemark[]) {
  return found.map(({ field, message }) => ({ field, message }));
}

function countsText({ taken, waiting, applied, draft }: OfficeTraining, words: Words): string {
  return [
    draft.seats === null ? words.t('office_seats_unset') : words.t('office_seats_taken', { taken, seats: draft.seats }),
    ...(waiting === 0 ? [] : [words.count('office_waiting', waiting)]),
    ...(applied === 0 ? [] : [words.count('office_applied', applied)]),
  ].join(' · ');
}

function whatFields({ title, about }: TrainingDraft, words: Words) {
  return [
    ...languages.map((locale) =>
      inputField(
        'text',
        `title.${locale}`,
        words.t('office_title_in', words.t(`inlanguage_${locale}`)),
        title[locale],
        {
          lang: locale,
        },
      ),
    ),
    ...languages.map((locale) =>
      textField(`about.${locale}`, words.t('office_about_in', words.t(`inlanguage_${locale}`)), about[locale], {
        lang: locale,
        longest: 4000,
      }),
    ),
  ];
}

function detailFields(draft: TrainingDraft, words: Words) {
  return [
    selectField(
      'category',
      words.t('office_category'),
      choices(categories, draft.category, (code) => words.t(`trainingcategory_${coded(code)}`)),
    ),
    selectField(
      'form',
      words.t('office_form'),
      choices(forms, draft.form, (code) => words.t(`trainingform_${code}`)),
    ),
    selectField(
      'language',
      words.t('office_language'),
      choices(languages, draft.language, (code) => words.t(`inlanguage_${code}`)),
    ),
    numberField('hours', words.t('office_hours'), draft.hours),
    inputField('text', 'moodleCourse', words.t('office_moodlecourse'), draft.moodleCourse, {
      help: words.t('office_moodlecourse_help'),
      longest: 100,
    }),
  ];
}

function sessionView(session: SessionDraft, index: number, heldKeys: ReadonlySet<string>, words: Words) {
  const isHeld = session.key !== null && heldKeys.has(session.key);
  const at = `sessions.${index}`;
  const fixed = { isFixed: isHeld };
  return {
    index,
    key: session.key ?? '',
    name: words.t('office_session_no', index + 1),
    removeLabel: words.t('office_session_remove', index + 1),
    isHeld,
    fields: [
      inputField('date', `${at}.date`, words.t('office_date'), session.date, fixed),
      inputField('time', `${at}.starts`, words.t('office_starts'), session.starts, fixed),
      inputField('time', `${at}.ends`, words.t('office_ends'), session.ends, fixed),
      inputField('text', `${at}.room`, words.t('office_room'), session.room, {
        ...fixed,
        list: 'lq-rooms',
        longest: 40,
      }),
      inputField('url', `${at}.link`, words.t('office_link'), session.link, { longest: 450 }),
    ],
  };
}

function seatFields(draft: TrainingDraft, words: Words) {
  return [
    numberField('seats', words.t('office_seats'), draft.seats),
    inputField('datetime-local', 'applyFrom', words.t('office_applyfrom'), draft.applyFrom),
    inputField('datetime-local', 'applyUntil', words.t('office_applyuntil'), draft.applyUntil),
    inputField('datetime-local', 'cancelUntil', words.t('office_canceluntil'), draft.cancelUntil),
    numberField('offerHours', words.t('office_offerhours'), draft.offerHours, words.t('office_offerhours_help')),
    selectField(
      'approval',
      words.t('office_approval'),
      choices(approvals, draft.approval, (code) => words.t(`office_approval_${coded(code)}`)),
    ),
  ];
}

function resultFields(draft: TrainingDraft, options: OfficeOptions, words: Words) {
  const signatories = [
    { value: '', label: words.t('office_signatory_head'), selected: draft.signatoryId === null },
    ...options.signatories.map(({ id, name }) => ({
      value: String(id),
      label: words.name(name),
      selected: id === draft.signatoryId,
    })),
  ];
  return [
    numberField('attendancePercent', words.t('office_attendancepercent'), draft.attendancePercent),
    selectField('signatoryId', words.t('office_signatoryid'), signatories),
    numberField(
      'certificateMonths',
      words.t('office_certificatemonths'),
      draft.certificateMonths,
      words.t('office_certificatemonths_help'),
    ),
  ];
}
