import type { Locale } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, saveFile } from '../dom.js';
import type { Screen } from '../screen.js';
import { pageNumber, pagerOf } from '../view-models/lists.js';
import { placeHash } from '../view-models/place.js';
import { openPlanningRepository, type ReportForm } from './planning-repository.js';
import { trainingNavigation } from './view-models/navigation.js';
import {
  categoryTable,
  meanText,
  readReportChoice,
  reportChoiceQuery,
  reportFilters,
  reportPath,
  reportQuery,
  reportRowsView,
  reportTilesView,
  unitTable,
} from './view-models/report.js';

/** Who was trained and how the plan turned out: four numbers, a picture with its table, the rows of the chosen number, and the same as files. */
export const reportScreen: Screen = async (view, { place }, house) => {
  const { connection, words, me, go } = house;
  const repository = openPlanningRepository(connection);
  const choice = readReportChoice(place.query);
  const asked = reportQuery(choice);
  const report = await repository.report({ ...asked, show: choice.show, page: pageNumber(place.query) });
  const byUnit = choice.show === 'trained' || choice.show === 'hours';
  await draw(view, 'training_report', {
    navigation: trainingNavigation(me(), 'reports', words),
    tiles: reportTilesView(report, choice, words),
    attendance: report.attendance === null ? '—' : `${report.attendance}\u00a0%`,
    feedback: meanText(report.feedback, words),
    ...reportFilters(report, choice, words),
    hasChart: report.chart !== null,
    chartTitle: words.t(`trainingreport_chart_${choice.show}`),
    hasUnits: byUnit && report.units.length > 0,
    unitRows: unitTable(report, words),
    categoryRows: categoryTable(report, words),
    hasCategories: byUnit && report.categories.length > 0,
    heading: words.t(`trainingreport_rows_${choice.show}`),
    isOfHouse: choice.show === 'deviations' && choice.unit !== null,
    rows: reportRowsView(report.rows, report.canExplain, words),
    isEmpty: report.rows.items.length === 0,
    files: (['kk', 'ru', 'en'] as const).map((locale) => ({ locale, label: words.t(`language_${locale}`) })),
    pager: pagerOf(report.rows, reportPath, reportChoiceQuery(choice), words),
  });
  if (report.chart !== null) region(view, 'chart').replaceChildren(picture(report.chart));

  const filters = region(view, 'filters') as HTMLFormElement;
  filters.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = new FormData(filters);
    const of = (name: string) => {
      const value = typed.get(name);
      return typeof value === 'string' ? value : '';
    };
    go(
      placeHash(reportPath, {
        ...(choice.show === 'trained' ? {} : { show: choice.show }),
        from: of('from'),
        to: of('to'),
        unit: of('unit'),
        category: of('category'),
      }),
      true,
    );
  });

  async function attempt(work: () => Promise<void>): Promise<void> {
    region(view, 'problem').replaceChildren();
    try {
      await work();
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  onActions(view, {
    file: (button) =>
      attempt(async () => {
        const form = button.dataset['form'] as ReportForm;
        const locale = button.dataset['locale'] as Locale;
        house.announce(words.t('trainingreport_making'));
        const made = await repository.reportFile(form, { ...asked, locale });
        saveFile(made, `training-report-${report.from}-${report.to}-${locale}.${form}`);
        house.announce(words.t('trainingreport_made_now'));
      }),
    explain: (button) =>
      attempt(async () => {
        const row = button.closest<HTMLElement>('[data-line-key]');
        const field = row?.querySelector('textarea');
        if (row === null || field == null) return;
        const { caseId = '', lineKey = '' } = row.dataset;
        const reason = field.value.trim();
        await repository.explain(Number(caseId), lineKey, reason);
        region(row, 'reason').textContent = reason;
        row.querySelector('details')?.removeAttribute('open');
        house.announce(words.t('trainingreport_explained'));
        moveFocus(row.querySelector('summary'));
      }),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};

/** A picture that came as text, read as SVG and not as a page: it can hold no more than a picture does. */
function picture(svg: string): Element {
  return document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
}
