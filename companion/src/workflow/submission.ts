/** Getting ready to submit: the draft, what stands in its way, and the seats it would open. Asked by the action and by the screen. */
import type { Knex } from 'knex';
import type { Route } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../calendar/calendar-store.js';
import { dateText } from '../calendar/plain-dates.js';
import { localDate } from '../calendar/working-days.js';
import type { CaseRow } from '../db/tables.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { CurrentPerson } from '../identity/current-person.js';
import { listHoldersOfEach } from '../identity/person-store.js';
import type { CaseEngine, Draft, Obstacle } from './case-feature.js';
import { createCaseStore } from './case-store.js';
import { blockingVacancies, planSeats, type PlannedSeat } from './route-stages.js';
import { datesOfSeats } from './routes/route-plan.js';
import { currentRoute } from './routes/route-store.js';

export interface Submission {
  draft: Draft;
  /** Worth knowing before submitting; the texts are `warning_<code>`. */
  warnings: Obstacle[];
  route: Route;
  plannedSeats: PlannedSeat[];
}

/** The draft with everything that stands in the way of submitting it, and the seats it would open. */
export async function prepareSubmission(engine: CaseEngine, db: Knex, caseRow: CaseRow): Promise<Submission> {
  const feature = engine.features[caseRow.kind];
  const store = createCaseStore(db, engine.now);
  const draft = await feature.loadDraft(db, caseRow, engine.now());
  const obstacles = [...draft.obstacles];
  const previous = caseRow.edition_no > 0 ? await store.getEdition(caseRow.id, caseRow.edition_no) : undefined;
  const withdrew = (await store.listLog(caseRow.id)).some(
    ({ action, editionNo }) =>
      editionNo === caseRow.edition_no && (action === 'withdraw' || action === 'allowWithdrawal'),
  );
  // What was withdrawn got no answer that a change would have to meet.
  if (previous?.hash === draft.hash && !withdrew) obstacles.push({ code: 'draftunchanged' });

  const route = await currentRoute(db, feature.workflow.defaultRoute);
  const units = await feature.scopeUnits(db, caseRow, draft.contentJson);
  const plannedSeats = planSeats(route, units, await store.listStandingVisas(caseRow.id));
  const holders = await listHoldersOfEach(db, plannedSeats, engine.now());
  // Nobody agrees their own document, so an author who is the only holder leaves the seat empty.
  const hasHolder = (index: number) => holders[index]!.some((holder) => holder.id !== caseRow.author_id);
  const vacant = new Set(plannedSeats.filter((_seat, index) => !hasHolder(index)));
  for (const seat of blockingVacancies(plannedSeats, (planned) => vacant.has(planned))) {
    const unit = await db('org_units').where({ id: seat.orgUnitId }).first();
    obstacles.push({ code: 'vacantseat', params: { role: seat.role, unit: unit?.code ?? '' } });
  }
  const publishBy = (await feature.publishBy?.(db, draft.contentJson)) ?? null;
  const warnings = publishBy === null ? [] : await lateness(db, plannedSeats, publishBy, engine.now());
  return { draft: { ...draft, obstacles }, warnings, route, plannedSeats };
}

/** Will it be approved in time, if everybody takes all the days they have. */
async function lateness(db: Knex, seats: readonly PlannedSeat[], publishBy: string, now: number): Promise<Obstacle[]> {
  const today = localDate(now);
  const { endsOn } = datesOfSeats(seats, today, await loadWorkCalendar(db));
  if (endsOn <= publishBy) return [];
  const params = { by: dateText(publishBy), ends: dateText(endsOn) };
  return [{ code: today > publishBy ? 'publishtoolate' : 'publishlate', params }];
}

/** What the preparer should know, in the reader's language. */
export function warningTexts(
  catalogue: Catalogue,
  reader: CurrentPerson,
  warnings: readonly Obstacle[],
): { code: string; message: string }[] {
  return warnings.map(({ code, params }) => ({
    code,
    message: catalogue.text(reader.locale, `warning_${code}`, params ?? {}),
  }));
}

/** What stands in the way, in the reader's language. */
export function obstacleTexts(
  catalogue: Catalogue,
  reader: CurrentPerson,
  obstacles: readonly Obstacle[],
): { code: string; message: string }[] {
  return obstacles.map(({ code, params }) => ({
    code,
    message: catalogue.text(reader.locale, `obstacle_${code}`, {
      ...params,
      ...(params?.['role'] === undefined
        ? {}
        : { role: catalogue.text(reader.locale, `role_${String(params['role']).toLowerCase()}`) }),
    }),
  }));
}
