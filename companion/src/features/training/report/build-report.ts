/** The report out of its facts: every number of the page and of the files is made here, once. Pure. */
import type { PlanFact, ReportCategory, ReportTraining } from '@qashyq/shared-types';
import { grouped } from '../../../grouped.js';
import type { Credit } from '../hours/list-credits.js';
import { planFacts } from './plan-facts.js';
import type { Participation, ReportFacts, ReportTrainingFact } from './report-facts.js';

/** Where a unit stands in the tables: the faculty (or another unit at the top) and, inside it, the kafedra. */
export interface UnitPlace {
  topId: number;
  /** null: the person belongs to the unit at the top itself. */
  kafedraId: number | null;
}

export interface UnitNumbers {
  orgUnitId: number;
  depth: 0 | 1;
  trained: number;
  completions: number;
  hours: number;
}

export interface Completion extends Participation {
  training: ReportTrainingFact;
}

export interface WholeReport {
  trained: number;
  hours: number;
  /** Whole percent; null: nobody had a seat. */
  completion: number | null;
  attendance: number | null;
  feedback: number | null;
  deviations: number;
  units: UnitNumbers[];
  categories: ReportCategory[];
  completions: Completion[];
  credits: readonly Credit[];
  trainings: ReportTraining[];
  plan: PlanFact[];
}

/** @param placeOf null for who belongs to no unit */
export function buildReport(facts: ReportFacts, placeOf: (orgUnitId: number) => UnitPlace | undefined): WholeReport {
  const trainingOf = new Map(facts.trainings.map((training) => [training.id, training]));
  const completions = facts.participations.filter(isCompleted).map((participation) => ({
    ...participation,
    training: trainingOf.get(participation.trainingId)!,
  }));
  const held = facts.trainings.filter(({ state }) => state === 'completed');
  const seated = facts.participations.filter(({ trainingId }) => trainingOf.get(trainingId)?.state === 'completed');
  const trainings = heldTrainings(held, facts);
  const plan = planFacts(facts);
  return {
    trained: distinct(completions),
    hours: sum(facts.credits),
    completion: percent(seated.filter(isCompleted).length, seated.length),
    attendance: percent(seated.filter(came).length, seated.length),
    feedback: meanFeedback(facts, held),
    deviations: plan.filter(({ isDeviation }) => isDeviation).length,
    units: unitNumbers(completions, facts.credits, placeOf),
    categories: categoryNumbers(completions, facts.credits),
    completions,
    credits: facts.credits,
    trainings,
    plan: plan.map(({ fact }) => fact),
  };
}

const isCompleted = ({ state }: Participation): boolean => state === 'completed' || state === 'certified';
const came = (participation: Participation): boolean =>
  participation.state === 'attended' || isCompleted(participation);
const distinct = (rows: readonly { personId: number }[]): number => new Set(rows.map(({ personId }) => personId)).size;
const sum = (credits: readonly Credit[]): number => credits.reduce((total, { hours }) => total + hours, 0);

export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 100);
}

function heldTrainings(held: readonly ReportTrainingFact[], facts: ReportFacts): ReportTraining[] {
  const of = grouped(facts.participations, ({ trainingId }) => String(trainingId));
  return held
    .filter(({ id }) => of.has(String(id)))
    .map((training) => {
      const rows = of.get(String(training.id)) ?? [];
      const feedback = facts.feedback.get(training.id);
      return {
        id: training.id,
        title: training.title,
        category: training.category,
        form: training.form,
        endsOn: training.endsOn!,
        seats: training.seats,
        participants: rows.length,
        came: rows.filter(came).length,
        completed: rows.filter(isCompleted).length,
        feedback: feedback?.mean ?? null,
        feedbackAnswers: feedback?.answers ?? null,
      };
    });
}

/** Each answer weighs the same. */
function meanFeedback(facts: ReportFacts, held: readonly ReportTrainingFact[]): number | null {
  const known = held.flatMap(({ id }) => facts.feedback.get(id) ?? []);
  const answers = known.reduce((total, each) => total + each.answers, 0);
  return answers === 0
    ? null
    : Math.round((known.reduce((total, each) => total + each.mean * each.answers, 0) / answers) * 100) / 100;
}

function unitNumbers(
  completions: readonly Completion[],
  credits: readonly Credit[],
  placeOf: (orgUnitId: number) => UnitPlace | undefined,
): UnitNumbers[] {
  const tops = new Map<number, { own: Tally; kafedras: Map<number, Tally> }>();
  const talliesOf = (orgUnitId: number | null): Tally[] => {
    const place = orgUnitId === null ? undefined : placeOf(orgUnitId);
    if (place === undefined) return [];
    const top = tops.get(place.topId) ?? { own: newTally(), kafedras: new Map<number, Tally>() };
    tops.set(place.topId, top);
    if (place.kafedraId === null) return [top.own];
    const kafedra = top.kafedras.get(place.kafedraId) ?? newTally();
    top.kafedras.set(place.kafedraId, kafedra);
    return [top.own, kafedra];
  };
  for (const { orgUnitId, personId } of completions)
    for (const tally of talliesOf(orgUnitId)) {
      tally.persons.add(personId);
      tally.completions += 1;
    }
  for (const { orgUnitId, hours } of credits) for (const tally of talliesOf(orgUnitId)) tally.hours += hours;
  const byHours = ([idA, a]: [number, Tally], [idB, b]: [number, Tally]) => b.hours - a.hours || idA - idB;
  return [...tops]
    .sort(([idA, a], [idB, b]) => byHours([idA, a.own], [idB, b.own]))
    .flatMap(([topId, { own, kafedras }]) => [
      numbersOf(topId, 0, own),
      ...[...kafedras].sort(byHours).map(([id, tally]) => numbersOf(id, 1, tally)),
    ]);
}

interface Tally {
  persons: Set<number>;
  completions: number;
  hours: number;
}
const newTally = (): Tally => ({ persons: new Set(), completions: 0, hours: 0 });
const numbersOf = (orgUnitId: number, depth: 0 | 1, { persons, completions, hours }: Tally): UnitNumbers => ({
  orgUnitId,
  depth,
  trained: persons.size,
  completions,
  hours,
});

function categoryNumbers(completions: readonly Completion[], credits: readonly Credit[]): ReportCategory[] {
  const rows = new Map<string, ReportCategory & { ids: Set<number> }>();
  const rowOf = (category: ReportCategory['category'], form: ReportCategory['form']) => {
    const key = `${category} ${form}`;
    const row = rows.get(key) ?? { category, form, trainings: 0, completions: 0, hours: 0, ids: new Set<number>() };
    rows.set(key, row);
    return row;
  };
  for (const { training } of completions) {
    const row = rowOf(training.category, training.form);
    row.completions += 1;
    row.ids.add(training.id);
  }
  for (const { category, form, hours } of credits)
    if (category !== null && form !== null) rowOf(category, form).hours += hours;
  return [...rows.values()]
    .sort((a, b) => b.hours - a.hours || a.category.localeCompare(b.category) || a.form.localeCompare(b.form))
    .map(({ ids, ...row }) => ({ ...row, trainings: ids.size }));
}
