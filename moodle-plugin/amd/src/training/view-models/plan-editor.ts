/** A training plan while it is written: lines are values, every change makes new ones. */
import type { OrgUnitBrief, PlanLine, PlanProblem, PlanView, Position, TrainingCategory } from '@qashyq/shared-types';
import { coded, type Words } from '../../view-models/words.js';
import { datesText, lineTitle } from './plan.js';

const categories = [
  'learningPlatform',
  'testItems',
  'digitalResources',
  'teachingMethods',
  'academicIntegrity',
  'other',
] as const satisfies readonly TrainingCategory[];
const forms = ['campus', 'online', 'blended'] as const;
const results = ['certificate', 'reference', 'none'] as const;
const positions = [
  'professor',
  'associateProfessor',
  'docent',
  'seniorTeacher',
  'teacher',
  'supportStaff',
] as const satisfies readonly Position[];

export function newLine(key: string): PlanLine {
  return {
    key,
    title: { kk: '', ru: '', en: '' },
    purpose: '',
    category: 'learningPlatform',
    hours: null,
    form: 'campus',
    startsOn: null,
    endsOn: null,
    seats: null,
    trainers: '',
    place: '',
    cost: 0,
    leaveFromWork: false,
    audience: { unitIds: [], positions: [] },
    result: 'certificate',
  };
}

/** A copy stands right after its original. */
export function withCopy(lines: readonly PlanLine[], index: number, key: string): PlanLine[] {
  const line = lines[index];
  return line === undefined
    ? [...lines]
    : [...lines.slice(0, index + 1), { ...structuredClone(line), key }, ...lines.slice(index + 1)];
}

/** The line moved one place up (-1) or down (1); at the end it stays. */
export function withMovedLine(lines: readonly PlanLine[], index: number, by: -1 | 1): PlanLine[] {
  const line = lines[index];
  const other = lines[index + by];
  if (line === undefined || other === undefined) return [...lines];
  return lines.map((one, place) => (place === index ? other : place === index + by ? line : one));
}

/** What a control of the form holds. */
export type Typed = string | boolean;

const wholeNumber = (typed: string): number | null => (/^\d{1,10}$/.test(typed.trim()) ? Number(typed) : null);

/** The line with one field as typed. `unit:7` and `position:docent` are the boxes of the audience. */
export function withTyped(line: PlanLine, field: string, typed: Typed): PlanLine {
  const [name = '', part = ''] = field.split(':');
  const text = String(typed);
  const toggled = <T>(list: readonly T[], value: T): T[] =>
    typed === true ? [...list.filter((one) => one !== value), value] : list.filter((one) => one !== value);
  switch (name) {
    case 'title':
      return { ...line, title: { ...line.title, [part]: text } };
    case 'hours':
    case 'seats':
      return { ...line, [name]: wholeNumber(text) };
    case 'cost':
      return { ...line, cost: wholeNumber(text) ?? 0 };
    case 'startsOn':
    case 'endsOn':
      return { ...line, [name]: text === '' ? null : text };
    case 'leaveFromWork':
      return { ...line, leaveFromWork: typed === true };
    case 'unit':
      return { ...line, audience: { ...line.audience, unitIds: toggled(line.audience.unitIds, Number(part)) } };
    case 'position':
      return {
        ...line,
        audience: { ...line.audience, positions: toggled(line.audience.positions, part as Position) },
      };
    default:
      return { ...line, [name]: text };
  }
}

/** As it will be saved: the service trims texts. */
export function isSamePlan(one: readonly PlanLine[], other: readonly PlanLine[]): boolean {
  return told(one) === told(other);
}
const told = (lines: readonly PlanLine[]): string =>
  JSON.stringify(lines, (_key, value: unknown) => (typeof value === 'string' ? value.trim() : value));

/** Every line with its tools; the open one with its form. */
export function editorLines(
  lines: readonly PlanLine[],
  openKey: string | null,
  view: PlanView,
  problems: readonly PlanProblem[],
  words: Words,
) {
  return {
    isEmpty: lines.length === 0,
    lines: lines.map((line, index) => {
      const count = problems.filter(({ lineKey }) => lineKey === line.key).length;
      const title = lineTitle(line, words);
      return {
        key: line.key,
        no: index + 1,
        title,
        dates: datesText(line, words),
        hours: line.hours === null ? '' : words.count('training_hours', line.hours),
        seats: line.seats === null ? '' : words.count('training_seats', line.seats),
        problems: count === 0 ? '' : words.count('trainingplan_problems', count),
        first: index === 0,
        last: index === lines.length - 1,
        open: line.key === openKey,
        form: line.key === openKey ? lineForm(line, view, problems, words) : null,
      };
    }),
  };
}

function lineForm(line: PlanLine, { units, period }: PlanView, problems: readonly PlanProblem[], words: Words) {
  const id = `lq-plan-${line.key}`;
  const messageOf = (field: string) =>
    problems.find((problem) => problem.lineKey === line.key && problem.field === field)?.message ?? '';
  const choose = <Code extends string>(chosen: Code, codes: readonly Code[], label: (code: Code) => string) =>
    codes.map((value) => ({ value, label: label(value), selected: value === chosen }));
  return {
    id,
    titles: (['kk', 'ru', 'en'] as const).map((locale) => ({
      locale,
      label: words.t(`inlanguage_${locale}`),
      value: line.title[locale],
    })),
    purpose: line.purpose,
    categories: choose(line.category, categories, (code) => words.t(`trainingcategory_${coded(code)}`)),
    forms: choose(line.form, forms, (code) => words.t(`trainingform_${code}`)),
    results: choose(line.result, results, (code) => words.t(`planresult_${code}`)),
    hours: line.hours ?? '',
    seats: line.seats ?? '',
    startsOn: line.startsOn ?? '',
    endsOn: line.endsOn ?? '',
    least: period.startsOn,
    most: period.endsOn,
    trainers: line.trainers,
    place: line.place,
    cost: line.cost,
    leaveFromWork: line.leaveFromWork,
    audience: audienceSummary(line, units, words),
    units: units.map((unit) => ({
      id: unit.id,
      name: words.name(unit.name),
      checked: line.audience.unitIds.includes(unit.id),
    })),
    positions: positions.map((code) => ({
      code,
      label: words.t(`position_${coded(code)}`),
      checked: line.audience.positions.includes(code),
    })),
    wrong: Object.fromEntries(
      (['title', 'hours', 'seats', 'startsOn', 'endsOn', 'trainers', 'place'] as const).map((field) => [
        field,
        messageOf(field),
      ]),
    ),
  };
}

/** Whom the boxes name now; it stands on the folded list. */
export function audienceSummary({ audience }: PlanLine, units: readonly OrgUnitBrief[], words: Words): string {
  const names = units.filter(({ id }) => audience.unitIds.includes(id)).map(({ name }) => words.name(name));
  const posts = positions.filter((code) => audience.positions.includes(code));
  const said = [...names, ...posts.map((code) => words.t(`position_${coded(code)}`))];
  return said.length === 0 ? words.t('trainingplan_everybody') : said.join(', ');
}
