/** Plan against fact: how each planned line turned out, and what was held without a line. Pure. */
import { planDeviations, type PlanFact, type PlanOutcome } from '@qashyq/shared-types';
import { grouped } from '../../../grouped.js';
import type { PlannedLine, ReportFacts, ReportTrainingFact } from './report-facts.js';

export interface PlanFactRow {
  fact: PlanFact;
  isDeviation: boolean;
}

/** Deviations first, each part by its planned time. It is of the whole house: a plan has no units of its own. */
export function planFacts({
  planned,
  trainings,
  today,
}: Pick<ReportFacts, 'planned' | 'trainings' | 'today'>): PlanFactRow[] {
  const byLine = grouped(trainings, ({ planCaseId, planLineKey }) => `${planCaseId} ${planLineKey}`);
  const ofLines = planned.map((one) => lineFact(one, byLine.get(`${one.caseId} ${one.line.key}`) ?? [], today));
  const unplanned = trainings
    .filter(({ planCaseId, state }) => planCaseId === null && state === 'completed')
    .map(unplannedFact);
  return [...ofLines, ...unplanned]
    .map((fact) => ({ fact, isDeviation: (planDeviations as readonly PlanOutcome[]).includes(fact.outcome) }))
    .sort(
      (a, b) =>
        Number(b.isDeviation) - Number(a.isDeviation) ||
        (a.fact.plannedTo ?? a.fact.heldTo ?? '').localeCompare(b.fact.plannedTo ?? b.fact.heldTo ?? ''),
    );
}

function lineFact({ caseId, line, reason }: PlannedLine, made: readonly ReportTrainingFact[], today: string): PlanFact {
  const kept = made.filter(({ state }) => state !== 'cancelled');
  const seatsFilled = kept.reduce((total, { participants }) => total + participants, 0);
  const seatsPlanned = line.seats ?? 0;
  const plannedTo = line.endsOn ?? '';
  const over = kept.filter((training) => isOver(training, today));
  const heldTo =
    over
      .map(({ endsOn }) => endsOn ?? '')
      .sort()
      .at(-1) ?? null;
  const outcome = outcomeOf({ made, kept, over, heldTo, plannedTo, seatsFilled, seatsPlanned, today });
  const cancelled = made.find(({ state }) => state === 'cancelled');
  return {
    caseId,
    lineKey: line.key,
    title: line.title,
    category: line.category,
    plannedFrom: line.startsOn,
    plannedTo: line.endsOn,
    heldTo,
    trainings: made.map(({ id, state }) => ({ id, state })),
    seatsPlanned,
    seatsFilled,
    hoursPlanned: (line.hours ?? 0) * seatsPlanned,
    hoursCredited: kept.reduce((total, { credited }) => total + credited, 0),
    outcome,
    reason: reason || (outcome === 'cancelled' ? (cancelled?.cancelReason ?? '') : ''),
  };
}

const isOver = ({ state, endsOn }: ReportTrainingFact, today: string): boolean =>
  state === 'completed' || (state === 'announced' && endsOn !== null && endsOn < today);

function outcomeOf(of: {
  made: readonly ReportTrainingFact[];
  kept: readonly ReportTrainingFact[];
  over: readonly ReportTrainingFact[];
  heldTo: string | null;
  plannedTo: string;
  seatsFilled: number;
  seatsPlanned: number;
  today: string;
}): PlanOutcome {
  if (of.kept.length === 0 && of.made.length > 0) return 'cancelled';
  if (of.kept.every(({ state }) => state === 'draft')) return of.today > of.plannedTo ? 'notMade' : 'planned';
  if (of.heldTo === null || of.over.length < of.kept.filter(({ state }) => state !== 'draft').length) return 'underWay';
  if (of.heldTo > of.plannedTo) return 'late';
  return of.seatsFilled < of.seatsPlanned ? 'fewer' : 'asPlanned';
}

function unplannedFact(training: ReportTrainingFact): PlanFact {
  return {
    caseId: null,
    lineKey: null,
    title: training.title,
    category: training.category,
    plannedFrom: null,
    plannedTo: null,
    heldTo: training.endsOn,
    trainings: [{ id: training.id, state: training.state }],
    seatsPlanned: 0,
    seatsFilled: training.participants,
    hoursPlanned: 0,
    hoursCredited: training.credited,
    outcome: 'unplanned',
    reason: '',
  };
}
