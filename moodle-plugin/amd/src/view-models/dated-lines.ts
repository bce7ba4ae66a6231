/** Lines with a date in words: what the table, the remarks, the check of a file and the changes say about an exam. */
import type { DatedClash, DatedLine, DatedLineField, Names, NewDatedLine } from '@qashyq/shared-types';
import { dateText, dateWithWeekday } from './moments.js';
import { disciplineText, groupsText, roomText, teacherText } from './schedule-lines.js';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

/** `10:00–12:00` */
export function heldTime({ starts, durationMinutes }: Pick<NewDatedLine, 'starts' | 'durationMinutes'>): string {
  const ends = Number(starts.slice(0, 2)) * 60 + Number(starts.slice(3)) + durationMinutes;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${starts}–${two(Math.floor(ends / 60))}:${two(ends % 60)}`;
}

/** `Сс, 15.12.2026, 10:00–12:00: Деректер қоры, АЖ-24-11` */
export function datedLabel(line: NewDatedLine, names: Names, words: Words): string {
  return words.t('line_label', {
    when: `${dateWithWeekday(line.date, words)}, ${heldTime(line)}`,
    discipline: disciplineText(line.disciplineCode, names, words),
    groups: groupsText(line.groupCodes, names),
  });
}

/** The form of an exam, or what the attestation consists of. */
export function datedKindText(line: Pick<NewDatedLine, 'attestation' | 'form'>, words: Words): string {
  if (line.attestation !== null) return words.t(`attestation_${coded(line.attestation)}`);
  return line.form === null ? '' : words.t(`examform_${line.form}`);
}

/** The room; online where there is none. */
export function datedPlace(line: Pick<NewDatedLine, 'roomCode'>, names: Names, words: Words): string {
  return line.roomCode === null ? words.t('dated_online') : words.t('room_no', roomText(line.roomCode, names));
}

/** Everybody who takes part, each with what they are there. */
export function datedPeople(line: DatedLine, names: Names, words: Words): { what: string; who: string }[] {
  const of = (key: 'dated_examiner' | 'dated_proctor' | 'dated_chair' | 'dated_secretary' | 'dated_members') =>
    words.t(key);
  const named = (code: string) => teacherText(code, names, words);
  const one = (key: Parameters<typeof of>[0], code: string | null) =>
    code === null ? [] : [{ what: of(key), who: named(code) }];
  return [
    ...one('dated_examiner', line.examinerCode),
    ...one('dated_proctor', line.proctorCode),
    ...one('dated_chair', line.chairCode),
    ...one('dated_secretary', line.secretaryCode),
    ...(line.memberCodes.length === 0
      ? []
      : [{ what: of('dated_members'), who: line.memberCodes.map(named).join(', ') }]),
  ];
}

/** `14.12.2026, 15:00`; null where there is none. */
export function consultationText(
  { consultationOn, consultationStarts }: Pick<NewDatedLine, 'consultationOn' | 'consultationStarts'>,
  words: Words,
): string | null {
  return consultationOn === null ? null : `${dateWithWeekday(consultationOn, words)}, ${consultationStarts ?? ''}`;
}

/** One field of a line as text, for "was" and "is now". */
export function datedFieldText(line: NewDatedLine, field: DatedLineField, names: Names, words: Words): string {
  const nothing = words.t('nothing');
  const person = (code: string | null) => (code === null ? nothing : teacherText(code, names, words));
  switch (field) {
    case 'attestation':
      return line.attestation === null ? nothing : words.t(`attestation_${coded(line.attestation)}`);
    case 'form':
      return line.form === null ? nothing : words.t(`examform_${line.form}`);
    case 'disciplineCode':
      return disciplineText(line.disciplineCode, names, words);
    case 'groupCodes':
      return groupsText(line.groupCodes, names);
    case 'date':
      return dateText(line.date);
    case 'consultationOn':
      return line.consultationOn === null ? nothing : dateText(line.consultationOn);
    case 'durationMinutes':
      return String(line.durationMinutes);
    case 'roomCode':
      return line.roomCode === null ? nothing : roomText(line.roomCode, names);
    case 'examinerCode':
    case 'proctorCode':
    case 'chairCode':
    case 'secretaryCode':
      return person(line[field]);
    case 'memberCodes':
      return line.memberCodes.length === 0 ? nothing : line.memberCodes.map(person).join(', ');
    case 'recording':
      return line.recording === null ? nothing : words.t(line.recording ? 'recording_yes' : 'recording_no');
    case 'platform':
    case 'consultationStarts':
    case 'consultationLink':
    case 'starts':
    case 'link':
    case 'learnersOrder':
    case 'remark':
    case 'clashReason':
      return line[field] ?? nothing;
  }
}

/** What is wrong and with whom: `Сейтқали Айгүл бір уақытта екі жерде`. */
export function datedClashSubject(clash: DatedClash, names: Names, words: Words): string {
  const { subject } = clash;
  const who =
    subject === null
      ? ''
      : subject.resource === 'person'
        ? teacherText(subject.code, names, words)
        : subject.resource === 'room'
          ? roomText(subject.code, names)
          : (names.groups[subject.code] ?? subject.code);
  return words.t(`datedclash_${coded(clash.rule)}`, {
    who,
    found: clash.found ?? '',
    allowed: clash.allowed ?? '',
  });
}

/** `Сс, 15.12.2026, 10:00–12:00`: when the two meet. */
export function datedClashTime(clash: DatedClash, words: Words): string {
  return `${dateWithWeekday(clash.date, words)}, ${clash.starts}–${clash.ends}`;
}

/** The clash as seen from one of its lines: the other side is the one that is not it. */
export interface SeenClash {
  clash: DatedClash;
  /** What it clashes with, in words; null where the line stands against the calendar. */
  other: string | null;
  /** Address of the other schedule. */
  href: string | null;
}

/** The clashes of one line. A clash of two of our lines is told at both. */
export function datedClashesOf(
  lineKey: string,
  clashes: readonly DatedClash[],
  lines: ReadonlyMap<string, DatedLine>,
  names: Names,
  words: Words,
): SeenClash[] {
  return clashes.flatMap((clash): SeenClash[] => {
    if (clash.lineKey === lineKey) return [{ clash, ...otherSide(clash, names, words) }];
    if (clash.other === null || clash.other.caseId !== null || clash.other.lineKey !== lineKey) return [];
    const line = lines.get(clash.lineKey);
    const other = line === undefined ? '' : briefText(clash.what, line, heldTime(line), names, words);
    return [{ clash, other, href: null }];
  });
}

/** The second side of a clash, where it stands, and when. */
export function otherSide(clash: DatedClash, names: Names, words: Words): Pick<SeenClash, 'other' | 'href'> {
  const { other } = clash;
  if (other === null) return { other: null, href: null };
  const text = briefText(other.what, other, `${other.starts}–${other.ends}`, names, words);
  return other.caseId === null
    ? { other: text, href: null }
    : { other: words.t('clash_other_schedule', text), href: placeHash(`/cases/${other.caseId}`) };
}

/** `емтихан 10:00–12:00, Математика 1, АЖ-25-11, 1-305-аудитория` */
function briefText(
  what: DatedClash['what'],
  side: Pick<DatedLine, 'disciplineCode' | 'groupCodes' | 'roomCode'>,
  time: string,
  names: Names,
  words: Words,
): string {
  return [
    `${words.t(`appointment_${what}`)} ${time}`,
    disciplineText(side.disciplineCode, names, words),
    groupsText(side.groupCodes, names),
    ...(side.roomCode === null ? [] : [words.t('room_no', roomText(side.roomCode, names))]),
  ].join(', ');
}

/** The whole clash in one sentence. */
export function clashSentence({ clash, other }: SeenClash, names: Names, words: Words): string {
  const what = datedClashSubject(clash, names, words);
  const when = datedClashTime(clash, words);
  return other === null ? `${what}: ${when}` : words.t('datedclash_with', { what, when, other });
}
