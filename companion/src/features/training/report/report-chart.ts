/** One picture for the chosen number, drawn on the server. */
import type { Locale, ReportTile } from '@qashyq/shared-types';
import { barChart, type Bar } from '../../../documents/bar-chart.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { LoadedReport } from './load-report.js';

/** Beyond these the bars say less than the table. */
const barsAtMost = 12;

export function reportChart(
  loaded: LoadedReport,
  show: ReportTile,
  catalogue: Catalogue,
  locale: Locale,
): string | null {
  const bars = barsOf(loaded, show, catalogue, locale).slice(0, barsAtMost);
  if (bars.length === 0) return null;
  return barChart({
    title: catalogue.text(locale, `trainingreport_chart_${show}`),
    description: bars.map(({ label, words }) => `${label}: ${words}`).join('; '),
    bars,
    ...(show === 'completion' || show === 'deviations' ? { reaches: true as const } : {}),
  });
}

/** By kafedra for people and hours, by training for completion, by line for plan and fact. What stands out: completed, or filled. */
function barsOf({ report, unitById }: LoadedReport, show: ReportTile, catalogue: Catalogue, locale: Locale): Bar[] {
  const part = (marked: number, whole: number) => catalogue.text(locale, 'trainingreport_part', { marked, whole });
  switch (show) {
    case 'trained':
    case 'hours':
      return report.units
        .filter(({ depth }) => depth === 0)
        .map((unit) => {
          const value = show === 'hours' ? unit.hours : unit.trained;
          const words =
            show === 'hours'
              ? catalogue.plural(locale, 'training_hours', value)
              : catalogue.plural(locale, 'trainingreport_people', value);
          return { label: unitById.get(unit.orgUnitId)!.name[locale], value: Math.max(0, value), marked: 0, words };
        })
        .sort((a, b) => b.value - a.value);
    case 'completion':
      return report.trainings.map(({ title, participants, completed }) => ({
        label: title[locale],
        value: participants,
        marked: completed,
        words: part(completed, participants),
      }));
    case 'deviations':
      return report.plan
        .filter(({ seatsPlanned }) => seatsPlanned > 0)
        .map(({ title, seatsPlanned, seatsFilled }) => ({
          label: title[locale],
          value: Math.max(seatsPlanned, seatsFilled),
          marked: seatsFilled,
          words: part(seatsFilled, seatsPlanned),
        }));
  }
}
