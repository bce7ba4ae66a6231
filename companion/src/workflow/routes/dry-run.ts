/** Who would be asked, and until when, on this very case or on any of a faculty; for a route as it stands or as it is being edited. */
import type { Knex } from 'knex';
import type { BodyOf, CaseKind, DryRunAnswer, Route, RoutePlan } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../../calendar/calendar-store.js';
import { localDate } from '../../calendar/working-days.js';
import { AppError } from '../../errors.js';
import type { CurrentPerson } from '../../identity/current-person.js';
import { loadOrgTree } from '../../identity/org-tree.js';
import { listHoldersOfEach, personBrief } from '../../identity/person-store.js';
import type { CaseEngine } from '../case-feature.js';
import { orgUnitBrief } from '../case-presenter.js';
import { createCaseStore } from '../case-store.js';
import { blockingVacancies, planSeats, type ScopeUnits, type StandingVisa } from '../route-stages.js';
import { datesOfSeats } from './route-plan.js';
import { checkRoute } from './route-rules.js';
import { routeWords } from './route-words.js';

/** What the seats of a route are planned on. */
interface Subject {
  units: ScopeUnits;
  visas: readonly StandingVisa[];
  /** Nobody agrees their own document. */
  authorId: number | null;
}

/** @throws AppError `notFound` for a case or faculty that is not there, or not for this reader */
export async function dryRun(
  engine: CaseEngine,
  reader: CurrentPerson,
  kind: CaseKind,
  { steps: draft, subject, startsOn }: BodyOf<'dryRunRoute'>,
): Promise<DryRunAnswer> {
  const { steps, problems } = checkRoute(draft, engine.features[kind]);
  const words = routeWords(engine.catalogue, reader.locale);
  if (problems.length > 0 || subject === null) return { problems: problems.map(words.problem), plan: null };
  const planned = await ('caseId' in subject
    ? ofCase(engine, reader, kind, subject.caseId)
    : ofFaculty(engine.db, subject.facultyId));
  return { problems: [], plan: await plan(engine, { kind, steps }, planned, startsOn ?? localDate(engine.now())) };
}

async function ofCase(engine: CaseEngine, reader: CurrentPerson, kind: CaseKind, caseId: number): Promise<Subject> {
  const { db, features, now } = engine;
  const store = createCaseStore(db, now);
  const caseRow = await store.getCase(caseId);
  const feature = features[kind];
  if (caseRow.kind !== kind || !feature.mayRead(reader, caseRow)) throw new AppError('notFound');
  const draft = await feature.loadDraft(db, caseRow, now());
  return {
    units: await feature.scopeUnits(db, caseRow, draft.contentJson),
    visas: await store.listStandingVisas(caseId),
    authorId: caseRow.author_id,
  };
}

/** As if every kafedra of the faculty had lines in it, for the first time, and every condition held. */
async function ofFaculty(db: Knex, facultyId: number): Promise<Subject> {
  const faculty = await db('org_units').where({ id: facultyId, type: 'faculty' }).first();
  if (faculty === undefined) throw new AppError('notFound');
  const below = (await loadOrgTree(db)).downwards(facultyId);
  const kafedras = await db('org_units').where({ type: 'kafedra' }).whereIn('id', below).orderBy('id').select('id');
  const root = await db('org_units').whereNull('parent_id').orderBy('id').first();
  const asked = (orgUnitId: number) => ({ orgUnitId, fingerprint: '' });
  return {
    units: {
      involvedKafedras: kafedras.map(({ id }) => asked(id)),
      faculty: [asked(facultyId)],
      university: root === undefined ? [] : [asked(root.id)],
      costOrLeave: root === undefined ? [] : [asked(root.id)],
    },
    visas: [],
    authorId: null,
  };
}

async function plan(
  { db, now }: CaseEngine,
  route: Route,
  { units, visas, authorId }: Subject,
  startsOn: string,
): Promise<RoutePlan> {
  const seats = planSeats(route, units, visas);
  const found = await listHoldersOfEach(db, seats, now());
  const holders = new Map(
    seats.map((seat, index) => [seat, found[index]!.filter(({ id }) => id !== authorId).map(personBrief)]),
  );
  const blocking = new Set(blockingVacancies(seats, (seat) => holders.get(seat)!.length === 0));
  const { dates, endsOn } = datesOfSeats(seats, startsOn, await loadWorkCalendar(db));
  const rows = await db('org_units').whereIn('id', [...new Set(seats.map((seat) => seat.orgUnitId))]);
  const unitById = new Map(rows.map((row) => [row.id, orgUnitBrief(row)]));
  return {
    startsOn,
    endsOn,
    steps: route.steps.map(({ role, mode, needs, decision, workingDays, basis }, index) => ({
      stepNo: index + 1,
      role,
      mode,
      needs,
      decision,
      workingDays,
      basis,
      seats: seats
        .filter((seat) => seat.stepNo === index + 1)
        .map((seat) => ({
          orgUnit: unitById.get(seat.orgUnitId)!,
          holders: holders.get(seat)!,
          blocks: blocking.has(seat),
          opensOn: dates.get(seat)?.opensOn ?? null,
          dueOn: dates.get(seat)?.dueOn ?? null,
          agreedInEdition: seat.agreedInEdition,
        })),
    })),
  };
}
