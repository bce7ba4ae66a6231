/** The tables of the report in words of one language, the same for workbook, Word and PDF. */
import type { Locale, PersonBrief } from '@qashyq/shared-types';
import { dateText } from '../../../calendar/plain-dates.js';
import type { CellContent } from '../../../documents/write-workbook.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { LoadedReport } from './load-report.js';
import { creditRow, personRow } from './present-report.js';

export interface ReportTable {
  id: 'numbers' | 'units' | 'categories' | 'trainings' | 'plan' | 'people' | 'credits';
  title: string;
  /** `width` in characters. */
  columns: { heading: string; width: number }[];
  rows: CellContent[][];
}

/** All tables; those that name people are there only for who is shown names. */
export function reportTables(
  loaded: LoadedReport,
  people: ReadonlyMap<number, PersonBrief>,
  catalogue: Catalogue,
  locale: Locale,
): ReportTable[] {
  const { report, unitById, scope } = loaded;
  const t = (key: string, params?: string | number) => catalogue.text(locale, key, params);
  const table = (
    id: ReportTable['id'],
    columns: readonly (readonly [key: string, width: number])[],
    rows: CellContent[][],
  ): ReportTable => ({
    id,
    title: t(`trainingreport_table_${id}`),
    columns: columns.map(([key, width]) => ({ heading: t(`reportcolumn_${key}`), width })),
    rows,
  });
  const date = (day: string | null) => (day === null ? '' : dateText(day));
  const unitName = (id: number | null) => (id === null ? '' : (unitById.get(id)?.name[locale] ?? ''));
  const category = (code: string) => t(`trainingcategory_${code.toLowerCase()}`);
  const form = (code: string) => t(`trainingform_${code}`);

  const tables: ReportTable[] = [
    table(
      'numbers',
      [
        ['indicator', 60],
        ['value', 14],
      ],
      [
        [t('trainingreport_trained'), report.trained],
        [t('trainingreport_completions'), report.completions.length],
        [t('trainingreport_hours'), report.hours],
        [t('trainingreport_attendance'), percentText(report.attendance)],
        [t('trainingreport_completion'), percentText(report.completion)],
        [t('trainingreport_feedback'), meanText(report.feedback, locale)],
        [t('trainingreport_planlines'), report.plan.filter(({ caseId }) => caseId !== null).length],
        [t('trainingreport_deviations'), report.deviations],
      ],
    ),
    table(
      'units',
      [
        ['unit', 60],
        ['trained', 14],
        ['completions', 14],
        ['hours', 14],
      ],
      report.units.map(({ orgUnitId, depth, trained, completions, hours }) => [
        `${depth === 1 ? '    ' : ''}${unitName(orgUnitId)}`,
        trained,
        completions,
        hours,
      ]),
    ),
    table(
      'categories',
      [
        ['category', 40],
        ['form', 16],
        ['trainings', 14],
        ['completions', 14],
        ['hours', 14],
      ],
      report.categories.map((row) => [
        category(row.category),
        form(row.form),
        row.trainings,
        row.completions,
        row.hours,
      ]),
    ),
    table(
      'trainings',
      [
        ['training', 50],
        ['endson', 12],
        ['seats', 10],
        ['participants', 12],
        ['came', 10],
        ['completed', 12],
        ['feedback', 12],
      ],
      report.trainings.map((row) => [
        row.title[locale],
        date(row.endsOn),
        row.seats,
        row.participants,
        row.came,
        row.completed,
        meanText(row.feedback, locale),
      ]),
    ),
    table(
      'plan',
      [
        ['line', 40],
        ['planned', 29],
        ['held', 14],
        ['seatsplanned', 10],
        ['seatsfilled', 10],
        ['hoursplanned', 10],
        ['hourscredited', 10],
        ['outcome', 20],
        ['reason', 34],
      ],
      report.plan.map((row) => [
        row.title[locale] || row.title.kk || row.title.ru,
        row.plannedFrom === null ? '' : `${date(row.plannedFrom)} – ${date(row.plannedTo)}`,
        date(row.heldTo),
        row.caseId === null ? '' : row.seatsPlanned,
        row.seatsFilled,
        row.caseId === null ? '' : row.hoursPlanned,
        row.hoursCredited,
        t(`planoutcome_${row.outcome.toLowerCase()}`),
        row.reason,
      ]),
    ),
  ];
  if (!scope.seesNames) return tables;
  return [
    ...tables,
    table(
      'people',
      [
        ['person', 36],
        ['position', 24],
        ['unit', 40],
        ['training', 44],
        ['category', 24],
        ['form', 15],
        ['endson', 15],
      ],
      report.completions
        .map(personRow(loaded, people))
        .map((row) => [
          row.person?.name[locale] ?? '',
          row.position === null ? '' : t(`position_${row.position.toLowerCase()}`),
          row.orgUnit?.name[locale] ?? '',
          row.title[locale],
          category(row.category),
          form(row.form),
          date(row.completedOn),
        ]),
    ),
    table(
      'credits',
      [
        ['person', 36],
        ['unit', 40],
        ['basis', 50],
        ['earnedon', 12],
        ['hours', 10],
      ],
      report.credits
        .map(creditRow(loaded, people))
        .map((row) => [
          row.person?.name[locale] ?? '',
          row.orgUnit?.name[locale] ?? '',
          row.title?.[locale] ?? t('trainingreport_elsewhere'),
          date(row.earnedOn),
          row.hours,
        ]),
    ),
  ];
}

export function percentText(percent: number | null): string {
  return percent === null ? '—' : `${percent} %`;
}

/** `4.25` → `4,25` where people write so. */
export function meanText(mean: number | null, locale: Locale): string {
  if (mean === null) return '—';
  const text = mean.toFixed(2);
  return locale === 'en' ? text : text.replace('.', ',');
}

/** What the report is of: its period, and the unit and category that were chosen. */
export function reportSubject(loaded: LoadedReport, catalogue: Catalogue, locale: Locale): string[] {
  const { filter, unit } = loaded;
  return [
    catalogue.text(locale, 'trainingreport_period', { from: dateText(filter.from), to: dateText(filter.to) }),
    ...(unit === null ? [] : [catalogue.text(locale, 'trainingreport_unit', unit.name[locale])]),
    ...(filter.category === null
      ? []
      : [
          catalogue.text(
            locale,
            'trainingreport_category',
            catalogue.text(locale, `trainingcategory_${filter.category.toLowerCase()}`),
          ),
        ]),
  ];
}
