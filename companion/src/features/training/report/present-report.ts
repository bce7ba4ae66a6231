/** What leaves: numbers, tables and one page of the chosen rows, with names where this reader is shown any. */
import type { Knex } from 'knex';
import type {
  Locale,
  PersonBrief,
  QueryOf,
  Report,
  ReportCredit,
  ReportPerson,
  ReportRows,
} from '@qashyq/shared-types';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { personBrief } from '../../../identity/person-store.js';
import type { Completion } from './build-report.js';
import type { Credit } from '../hours/list-credits.js';
import type { LoadedReport } from './load-report.js';
import { reportChart } from './report-chart.js';

export async function presentReport(
  { db, catalogue }: { db: Knex; catalogue: Catalogue },
  loaded: LoadedReport,
  { show, page, pageSize }: QueryOf<'trainingReport'>,
  locale: Locale,
  canExplain: boolean,
): Promise<{ answer: Report; subjectIds: number[] }> {
  const { report, filter, unitById, choices } = loaded;
  const pageOf = <Row>(rows: readonly Row[]) => ({
    items: rows.slice((page - 1) * pageSize, page * pageSize),
    page,
    pageSize,
    total: rows.length,
  });
  const { rows, subjectIds } = await shownRows();
  return {
    subjectIds,
    answer: {
      from: filter.from,
      to: filter.to,
      tiles: {
        trained: report.trained,
        hours: report.hours,
        completion: report.completion,
        deviations: report.deviations,
      },
      attendance: report.attendance,
      feedback: report.feedback,
      units: report.units.map(({ orgUnitId, ...numbers }) => ({ orgUnit: unitById.get(orgUnitId)!, ...numbers })),
      categories: report.categories,
      chart: reportChart(loaded, show, catalogue, locale),
      rows,
      choices,
      canExplain,
    },
  };

  async function shownRows(): Promise<{ rows: ReportRows; subjectIds: number[] }> {
    if (show === 'completion') return { rows: { show, ...pageOf(report.trainings) }, subjectIds: [] };
    if (show === 'deviations') return { rows: { show, ...pageOf(report.plan) }, subjectIds: [] };
    if (show === 'trained') {
      const { items, ...numbers } = pageOf(report.completions);
      const people = await namesOf(db, loaded, items);
      return {
        rows: { show, items: items.map(personRow(loaded, people)), ...numbers },
        subjectIds: [...people.keys()],
      };
    }
    const { items, ...numbers } = pageOf(report.credits);
    const people = await namesOf(db, loaded, items);
    return { rows: { show, items: items.map(creditRow(loaded, people)), ...numbers }, subjectIds: [...people.keys()] };
  }
}

/** Names of the people of these rows; nobody's where the reader sees numbers only. */
export async function namesOf(
  db: Knex,
  { scope }: Pick<LoadedReport, 'scope'>,
  rows: readonly { personId: number }[],
): Promise<Map<number, PersonBrief>> {
  if (!scope.seesNames) return new Map();
  const names = new Map<number, PersonBrief>();
  const ids = [...new Set(rows.map(({ personId }) => personId))];
  for (let at = 0; at < ids.length; at += 1000)
    for (const row of await db('persons').whereIn('id', ids.slice(at, at + 1000))) names.set(row.id, personBrief(row));
  return names;
}

export const personRow =
  ({ unitById }: LoadedReport, people: ReadonlyMap<number, PersonBrief>) =>
  ({ personId, orgUnitId, position, training }: Completion): ReportPerson => ({
    person: people.get(personId) ?? null,
    position,
    orgUnit: orgUnitId === null ? null : (unitById.get(orgUnitId) ?? null),
    title: training.title,
    trainingId: training.id,
    category: training.category,
    form: training.form,
    completedOn: training.endsOn!,
  });

export const creditRow =
  ({ unitById }: LoadedReport, people: ReadonlyMap<number, PersonBrief>) =>
  ({ personId, orgUnitId, title, earnedOn, hours }: Credit): ReportCredit => ({
    person: people.get(personId) ?? null,
    orgUnit: orgUnitId === null ? null : (unitById.get(orgUnitId) ?? null),
    title,
    earnedOn,
    hours,
  });
