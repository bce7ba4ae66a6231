/** A training plan in words: its lines, its sums, and what changed between two editions. */
import type {
  OrgUnitBrief,
  PlanChanges,
  PlanHeader,
  PlanLine,
  PlanLineChange,
  PlanLineField,
  PlanListItem,
  PlanOptions,
  PlanView,
} from '@qashyq/shared-types';
import type { ChangedLine, ChangesView } from '../../view-models/changes.js';
import { editionText, stateBadge } from '../../view-models/case.js';
import { agoText, dateText, instantText } from '../../view-models/moments.js';
import { placeHash } from '../../view-models/place.js';
import { coded, type Words } from '../../view-models/words.js';

/** `1250000` → `1 250 000`, the same in every language. */
export function amountText(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

export function periodText({ academicYear, term }: PlanHeader, words: Words): string {
  return term === null
    ? words.t('trainingplan_year', academicYear)
    : words.t('term_of_year', { term, year: academicYear });
}

/** Sums of a plan in one line: how many trainings, hours, seats, and what they cost. */
export function sumsText(
  sums: { lineCount: number; hours: number; seats: number; cost: number },
  words: Words,
): string {
  return words.t('trainingplan_totals', {
    lines: words.count('lines', sums.lineCount),
    hours: words.count('training_hours', sums.hours),
    seats: words.count('training_seats', sums.seats),
    cost: costText(sums.cost, words),
  });
}

export function sumsOf(lines: readonly PlanLine[]) {
  const sum = (of: (line: PlanLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    lineCount: lines.length,
    hours: sum(({ hours }) => hours ?? 0),
    seats: sum(({ seats }) => seats ?? 0),
    cost: sum(({ cost }) => cost),
  };
}

const costText = (cost: number, words: Words): string =>
  cost === 0 ? words.t('trainingplan_free') : words.t('trainingplan_cost', amountText(cost));

export function planRow(item: PlanListItem, words: Words, now: number) {
  return {
    href: placeHash(`/cases/${item.id}`),
    title: words.name(item.title),
    state: stateBadge(item.state, words),
    sums: sumsText(item, words),
    edition: editionText(item.editionNo, words),
    updated: instantText(item.updatedAt),
    ago: agoText(item.updatedAt, now, words),
  };
}

/** A period as the value of a choice: `2026/27:0`, 0 for the whole year. */
export const periodValue = ({ academicYear, term }: PlanHeader): string => `${academicYear}:${term ?? 0}`;

export function periodOfValue(value: string): PlanHeader {
  const [academicYear = '', term = '0'] = value.split(':');
  return { academicYear, term: Number(term) || null };
}

export function newPlanForm({ canCreate, periods, sources }: PlanOptions, words: Words) {
  return {
    canCreate: canCreate && periods.length > 0,
    periods: periods.map((header) => ({ value: periodValue(header), label: periodText(header, words) })),
    sources: [
      { value: '', label: words.t('trainingplan_source_none') },
      ...sources.map(({ caseId, header, lineCount }) => ({
        value: caseId,
        label: words.t('trainingplan_source', {
          period: periodText(header, words),
          lines: words.count('lines', lineCount),
        }),
      })),
    ],
  };
}

export function lineTitle(line: PlanLine, words: Words): string {
  return words.name(line.title) || line.title.kk || line.title.ru || line.title.en || words.t('trainingplan_untitled');
}

/** «3. Moodle-де курс құрастыру», as remarks name a line. */
export function numberedTitle(lines: readonly PlanLine[], lineKey: string, words: Words): string | null {
  const index = lines.findIndex(({ key }) => key === lineKey);
  const line = lines[index];
  return line === undefined ? null : `${index + 1}. ${lineTitle(line, words)}`;
}

export function datesText({ startsOn, endsOn }: Pick<PlanLine, 'startsOn' | 'endsOn'>, words: Words): string {
  if (startsOn === null || endsOn === null) return words.t('trainingplan_dates_unset');
  return startsOn === endsOn
    ? dateText(startsOn)
    : words.t('trainingplan_dates', { from: dateText(startsOn), to: dateText(endsOn) });
}

function audienceText({ audience }: PlanLine, units: readonly OrgUnitBrief[], words: Words): string {
  const names = audience.unitIds.map((id) => {
    const unit = units.find((one) => one.id === id);
    return unit === undefined ? String(id) : words.name(unit.name);
  });
  const posts = audience.positions.map((position) => words.t(`position_${coded(position)}`));
  return [...names, ...posts].join(', ') || words.t('trainingplan_everybody');
}

/** The value of a field as people read it; an empty one is a dash. */
export function planFieldText(
  line: PlanLine,
  field: PlanLineField,
  units: readonly OrgUnitBrief[],
  words: Words,
): string {
  switch (field) {
    case 'title':
      return [line.title.kk, line.title.ru, line.title.en].map((text) => text || '—').join(' / ');
    case 'category':
      return words.t(`trainingcategory_${coded(line.category)}`);
    case 'form':
      return words.t(`trainingform_${line.form}`);
    case 'startsOn':
    case 'endsOn':
      return line[field] === null ? '—' : dateText(line[field]);
    case 'cost':
      return costText(line.cost, words);
    case 'leaveFromWork':
      return words.t(line.leaveFromWork ? 'yes' : 'no');
    case 'audience':
      return audienceText(line, units, words);
    case 'result':
      return words.t(`planresult_${line.result}`);
    case 'hours':
    case 'seats':
      return line[field] === null ? '—' : String(line[field]);
    case 'purpose':
    case 'trainers':
    case 'place':
      return line[field] || '—';
  }
}

/** One line as a card: what it is, when, for whom, and what personnel must know. */
export function planCard(
  line: PlanLine,
  index: number,
  view: Pick<PlanView, 'units' | 'trainings' | 'canMakeTrainings'>,
  words: Words,
) {
  const facts = [
    words.t(`trainingcategory_${coded(line.category)}`),
    words.t(`trainingform_${line.form}`),
    line.hours === null ? null : words.count('training_hours', line.hours),
    line.seats === null ? null : words.count('training_seats', line.seats),
  ];
  return {
    key: line.key,
    no: index + 1,
    title: lineTitle(line, words),
    dates: datesText(line, words),
    facts: facts.filter((fact) => fact !== null).join(' · '),
    purpose: line.purpose,
    trainers: planFieldText(line, 'trainers', view.units, words),
    place: planFieldText(line, 'place', view.units, words),
    audience: audienceText(line, view.units, words),
    result: words.t(`planresult_${line.result}`),
    // What personnel decides on is not told by colour alone.
    cost: line.cost === 0 ? null : costText(line.cost, words),
    leave: line.leaveFromWork ? words.t('trainingplan_leave') : null,
    canMake: view.canMakeTrainings,
    trainings: view.trainings
      .filter(({ lineKey }) => lineKey === line.key)
      .map(({ id, state }) => ({
        href: placeHash(view.canMakeTrainings ? `/trainings/manage/${id}` : `/trainings/${id}`),
        state: words.t(`trainingstate_${state}`),
      })),
  };
}

const kinds = ['changed', 'added', 'removed'] as const satisfies readonly PlanLineChange['kind'][];

export function planChangesView({ changes, counts, units }: PlanChanges, words: Words): ChangesView {
  const changedLine = ({ before, after, fields }: PlanLineChange): ChangedLine[] => {
    const line = after ?? before;
    if (line === null) return [];
    return [
      {
        label: lineTitle(line, words),
        details: [
          datesText(line, words),
          planFieldText(line, 'trainers', units, words),
          planFieldText(line, 'place', units, words),
        ].join(' · '),
        fields:
          before === null || after === null
            ? []
            : fields.map((field) => ({
                field: words.t(`planfield_${coded(field)}`),
                before: planFieldText(before, field, units, words),
                after: planFieldText(after, field, units, words),
              })),
      },
    ];
  };
  return {
    counts: ([...kinds, 'unchanged'] as const).map((code) => ({
      code: counts[code] === 0 ? 'none' : code,
      label: words.count(`changes_${code}`, counts[code]),
    })),
    sections: kinds
      .map((kind) => ({
        code: kind,
        title: words.count(`changes_${kind}`, counts[kind]),
        lines: changes.filter((change) => change.kind === kind).flatMap(changedLine),
      }))
      .filter(({ lines }) => lines.length > 0),
    nothing: counts.added + counts.removed + counts.changed === 0,
  };
}
