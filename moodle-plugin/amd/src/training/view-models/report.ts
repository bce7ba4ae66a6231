/** The report on training in words: numbers, tables, the rows of the chosen number, and what can be filtered. */
import type { PlanFact, Report, ReportRows, ReportTile, TrainingCategory } from '@qashyq/shared-types';
import { dateText } from '../../view-models/moments.js';
import { placeHash } from '../../view-models/place.js';
import { coded, type Words } from '../../view-models/words.js';
import { amountText } from './plan.js';

export const reportPath = '/trainings/reports';
const tileCodes = ['trained', 'hours', 'completion', 'deviations'] as const satisfies readonly ReportTile[];
const categories = [
  'learningPlatform',
  'testItems',
  'digitalResources',
  'teachingMethods',
  'academicIntegrity',
  'other',
] as const satisfies readonly TrainingCategory[];
const isDate = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');

/** What of the report the address asks for. */
export interface ReportChoice {
  show: ReportTile;
  from: string | null;
  to: string | null;
  unit: number | null;
  category: TrainingCategory | null;
}

export function readReportChoice(query: Record<string, string>): ReportChoice {
  const unit = Number(query['unit']);
  return {
    show: tileCodes.find((tile) => tile === query['show']) ?? 'trained',
    from: isDate(query['from']) ? query['from'] : null,
    to: isDate(query['to']) ? query['to'] : null,
    unit: Number.isInteger(unit) && unit > 0 ? unit : null,
    category: categories.find((category) => category === query['category']) ?? null,
  };
}

/** As query of the address: what is not chosen is left out. */
export function reportChoiceQuery({ show, from, to, unit, category }: ReportChoice): Record<string, string> {
  return {
    ...(show === 'trained' ? {} : { show }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(unit === null ? {} : { unit: String(unit) }),
    ...(category === null ? {} : { category }),
  };
}

/** What the companion is asked, without the page. */
export function reportQuery({ from, to, unit, category }: ReportChoice) {
  return {
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(unit === null ? {} : { unitId: unit }),
    ...(category === null ? {} : { category }),
  };
}

const percentText = (percent: number | null): string => (percent === null ? '—' : `${percent}\u00a0%`);

/** `4.25` → `4,25` where people write so. */
export function meanText(mean: number | null, words: Words): string {
  if (mean === null) return '—';
  return words.locale === 'en' ? mean.toFixed(2) : mean.toFixed(2).replace('.', ',');
}

/** Four numbers, each a link to its rows. */
export function reportTilesView({ tiles }: Report, choice: ReportChoice, words: Words) {
  return tileCodes.map((tile) => ({
    code: tile,
    count: tile === 'completion' ? percentText(tiles.completion) : amountText(tiles[tile] ?? 0),
    label: words.t(`trainingreport_${tile}`),
    href: placeHash(reportPath, reportChoiceQuery({ ...choice, show: tile })),
    active: tile === choice.show,
    alarming: tile === 'deviations' && tiles.deviations > 0,
  }));
}

export function reportFilters(report: Report, choice: ReportChoice, words: Words) {
  return {
    from: report.from,
    to: report.to,
    units: report.choices.map(({ id, name }) => ({ value: id, label: words.name(name), selected: id === choice.unit })),
    categories: categories.map((code) => ({
      value: code,
      label: words.t(`trainingcategory_${coded(code)}`),
      selected: code === choice.category,
    })),
  };
}

/** The table under the picture of people and hours. */
export function unitTable({ units }: Report, words: Words) {
  return units.map(({ orgUnit, depth, trained, completions, hours }) => ({
    name: words.name(orgUnit.name),
    inner: depth === 1,
    trained,
    completions,
    hours: amountText(hours),
  }));
}

export function categoryTable(report: Report, words: Words) {
  return report.categories.map(({ category, form, trainings, completions, hours }) => ({
    category: words.t(`trainingcategory_${coded(category)}`),
    form: words.t(`trainingform_${form}`),
    trainings,
    completions,
    hours: amountText(hours),
  }));
}

const deviations: readonly PlanFact['outcome'][] = ['late', 'fewer', 'notMade', 'cancelled', 'unplanned'];

/** The rows of the chosen number, in the one form that is not null. */
export function reportRowsView(rows: ReportRows, canExplain: boolean, words: Words) {
  const nobody = words.t('trainingreport_noname');
  const place = (unit: { name: Parameters<Words['name']>[0] } | null) => (unit === null ? '' : words.name(unit.name));
  switch (rows.show) {
    case 'trained':
      return {
        people: rows.items.map((row) => ({
          person: row.person === null ? nobody : words.name(row.person.name),
          position: row.position === null ? '' : words.t(`position_${coded(row.position)}`),
          unit: place(row.orgUnit),
          title: words.name(row.title),
          on: dateText(row.completedOn),
        })),
      };
    case 'hours':
      return {
        credits: rows.items.map((row) => ({
          person: row.person === null ? nobody : words.name(row.person.name),
          unit: place(row.orgUnit),
          title: row.title === null ? words.t('trainingreport_elsewhere') : words.name(row.title),
          on: dateText(row.earnedOn),
          hours: row.hours,
        })),
      };
    case 'completion':
      return {
        trainings: rows.items.map((row) => ({
          title: words.name(row.title),
          href: placeHash(`/trainings/${row.id}`),
          on: dateText(row.endsOn),
          seats: row.seats,
          participants: row.participants,
          came: row.came,
          completed: row.completed,
          feedback: meanText(row.feedback, words),
        })),
      };
    case 'deviations':
      return {
        plan: rows.items.map((row) => ({
          caseId: row.caseId,
          lineKey: row.lineKey,
          id: `lq-reason-${row.lineKey}`,
          title: words.name(row.title) || row.title.kk || row.title.ru,
          href: row.caseId === null ? null : placeHash(`/cases/${row.caseId}`),
          planned:
            row.plannedFrom === null || row.plannedTo === null
              ? '—'
              : words.t('trainingplan_dates', { from: dateText(row.plannedFrom), to: dateText(row.plannedTo) }),
          held: row.heldTo === null ? '—' : dateText(row.heldTo),
          seats: row.caseId === null ? String(row.seatsFilled) : partText(row.seatsFilled, row.seatsPlanned, words),
          hours:
            row.caseId === null ? amountText(row.hoursCredited) : partText(row.hoursCredited, row.hoursPlanned, words),
          outcome: words.t(`planoutcome_${coded(row.outcome)}`),
          deviates: deviations.includes(row.outcome),
          reason: row.reason,
          canExplain: canExplain && row.caseId !== null && deviations.includes(row.outcome),
        })),
      };
  }
}

const partText = (marked: number, whole: number, words: Words): string =>
  words.t('trainingreport_part', { marked: amountText(marked), whole: amountText(whole) });
