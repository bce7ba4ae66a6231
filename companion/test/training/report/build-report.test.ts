import { expect } from 'chai';
import fc from 'fast-check';
import type { ApplicationState } from '@qashyq/shared-types';
import { buildReport, percent, type UnitPlace } from '../../../src/features/training/report/build-report.js';
import type {
  Participation,
  ReportFacts,
  ReportTrainingFact,
} from '../../../src/features/training/report/report-facts.js';
import { planFacts } from '../../../src/features/training/report/plan-facts.js';
import { planLine } from '../plan/plan-fixture.js';

const title = (text: string) => ({ kk: text, ru: text, en: text });
const training = (id: number, given: Partial<ReportTrainingFact> = {}): ReportTrainingFact => ({
  id,
  title: title(`training ${id}`),
  state: 'completed',
  category: 'learningPlatform',
  form: 'blended',
  hours: 72,
  seats: 8,
  endsOn: '2026-10-30',
  planCaseId: null,
  planLineKey: null,
  cancelReason: '',
  participants: 0,
  credited: 0,
  ...given,
});
const seat = (trainingId: number, personId: number, state: ApplicationState, orgUnitId = 11): Participation => ({
  trainingId,
  personId,
  orgUnitId,
  position: 'docent',
  state,
});
const none: ReportFacts = {
  today: '2026-11-24',
  trainings: [],
  participations: [],
  credits: [],
  planned: [],
  feedback: new Map(),
};
/** Kafedras 11 and 12 stand in faculty 1, unit 5 for itself. */
const placeOf = (id: number): UnitPlace | undefined =>
  id === 11 || id === 12 ? { topId: 1, kafedraId: id } : id === 99 ? undefined : { topId: id, kafedraId: null };
const credit = (personId: number, hours: number, orgUnitId: number | null = 11, trainingId: number | null = 1) => ({
  personId,
  orgUnitId,
  trainingId,
  title: trainingId === null ? null : title('x'),
  category: trainingId === null ? null : ('learningPlatform' as const),
  form: trainingId === null ? null : ('blended' as const),
  earnedOn: '2026-10-30',
  hours,
});

describe('the numbers of the report', () => {
  it('of an empty period are noughts, and rates of nobody are no rates', () => {
    const report = buildReport(none, placeOf);
    expect([report.trained, report.hours, report.deviations]).to.deep.equal([0, 0, 0]);
    expect([report.completion, report.attendance, report.feedback]).to.deep.equal([null, null, null]);
    expect([report.units, report.categories, report.trainings, report.plan]).to.deep.equal([[], [], [], []]);
  });

  it('a person who completed two trainings is one person trained and two completions', () => {
    const facts = {
      ...none,
      trainings: [training(1), training(2)],
      participations: [seat(1, 7, 'completed'), seat(2, 7, 'certified'), seat(1, 8, 'missed')],
    };
    const report = buildReport(facts, placeOf);
    expect([report.trained, report.completions.length]).to.deep.equal([1, 2]);
    expect(report.units).to.deep.equal([
      { orgUnitId: 1, depth: 0, trained: 1, completions: 2, hours: 0 },
      { orgUnitId: 11, depth: 1, trained: 1, completions: 2, hours: 0 },
    ]);
  });

  it('came: took part at all; completion and attendance are of who had a seat in trainings with results', () => {
    const facts = {
      ...none,
      trainings: [training(1), training(2, { state: 'announced' })],
      participations: [
        seat(1, 1, 'certified'),
        seat(1, 2, 'attended'),
        seat(1, 3, 'missed'),
        seat(1, 4, 'confirmed'),
        seat(2, 5, 'confirmed'),
      ],
    };
    const report = buildReport(facts, placeOf);
    expect([report.completion, report.attendance]).to.deep.equal([25, 50]);
    expect(report.trainings).to.have.length(1);
    expect(report.trainings[0]).to.include({ participants: 4, came: 2, completed: 1 });
  });

  it('hours of a kafedra are in those of its faculty; who belongs nowhere still counts in the whole', () => {
    const facts = {
      ...none,
      trainings: [training(1)],
      credits: [credit(1, 72), credit(2, 36, 12), credit(3, 16, 5, null), credit(4, 8, null)],
    };
    const report = buildReport(facts, placeOf);
    expect(report.hours).to.equal(132);
    expect(report.units.map(({ orgUnitId, depth, hours }) => [orgUnitId, depth, hours])).to.deep.equal([
      [1, 0, 108],
      [11, 1, 72],
      [12, 1, 36],
      [5, 0, 16],
    ]);
    expect(report.categories.map(({ hours }) => hours)).to.deep.equal([116]);
  });

  it('the sums of the tables are the numbers of the tiles, whatever happened', () => {
    const state = fc.constantFrom<ApplicationState>('confirmed', 'attended', 'missed', 'completed', 'certified');
    const drawn = fc.array(fc.record({ who: fc.nat(9), where: fc.constantFrom(11, 12, 5), what: fc.nat(3), state }));
    fc.assert(
      fc.property(
        drawn,
        fc.array(fc.record({ who: fc.nat(9), hours: fc.integer({ min: -72, max: 72 }) })),
        (rows, sums) => {
          const unitOf = (who: number) => [11, 12, 5][who % 3]!;
          const participations = rows.map(({ who, what, state: ended }) => seat(what, who, ended, unitOf(who)));
          const credits = sums.map(({ who, hours }) => credit(who, hours, unitOf(who)));
          const trainings = [0, 1, 2, 3].map((id) => training(id));
          const report = buildReport({ ...none, trainings, participations, credits }, placeOf);
          const tops = report.units.filter(({ depth }) => depth === 0);
          const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
          expect(sum(tops.map(({ hours }) => hours))).to.equal(report.hours);
          expect(sum(tops.map(({ trained }) => trained))).to.equal(report.trained);
          expect(sum(report.categories.map(({ completions }) => completions))).to.equal(report.completions.length);
          expect(sum(report.categories.map(({ hours }) => hours))).to.equal(report.hours);
          expect(sum(report.trainings.map(({ completed }) => completed))).to.equal(report.completions.length);
        },
      ),
    );
  });

  it('in feedback every answer weighs the same; trainings without enough answers say nothing', () => {
    const facts = {
      ...none,
      trainings: [training(1), training(2), training(3)],
      participations: [seat(1, 1, 'completed'), seat(2, 1, 'completed'), seat(3, 1, 'completed')],
      feedback: new Map([
        [1, { answers: 3, mean: 5 }],
        [2, { answers: 9, mean: 4 }],
      ]),
    };
    const report = buildReport(facts, placeOf);
    expect(report.feedback).to.equal(4.25);
    expect(report.trainings.map(({ feedback, feedbackAnswers }) => [feedback, feedbackAnswers])).to.deep.equal([
      [5, 3],
      [4, 9],
      [null, null],
    ]);
  });

  it('percents are whole, and of nothing there is none', () => {
    expect([percent(1, 3), percent(2, 3), percent(0, 5), percent(0, 0)]).to.deep.equal([33, 67, 0, null]);
  });
});

describe('plan against fact', () => {
  const line = planLine({ startsOn: '2026-10-05', endsOn: '2026-10-30', seats: 8, hours: 72 });
  const outcomeOf = (trainings: Partial<ReportTrainingFact>[], today = '2026-11-24', planned = line) =>
    planFacts({
      planned: [{ caseId: 3, line: planned, reason: '' }],
      trainings: trainings.map((given, index) =>
        training(index + 1, { planCaseId: 3, planLineKey: line.key, participants: 8, ...given }),
      ),
      today,
    })[0]!;

  it('tells how a line turned out', () => {
    const cases: [string, Partial<ReportTrainingFact>[], string?][] = [
      ['planned', [], '2026-10-30'],
      ['notMade', [], '2026-10-31'],
      ['planned', [{ state: 'draft', endsOn: null }], '2026-10-30'],
      ['notMade', [{ state: 'draft', endsOn: null }]],
      ['underWay', [{ state: 'announced', endsOn: '2026-12-01' }]],
      ['asPlanned', [{}]],
      ['asPlanned', [{ state: 'announced', endsOn: '2026-10-29' }]],
      ['late', [{ endsOn: '2026-10-31' }]],
      ['fewer', [{ participants: 7 }]],
      ['cancelled', [{ state: 'cancelled' }]],
      ['asPlanned', [{ state: 'cancelled' }, {}]],
      ['underWay', [{ participants: 4 }, { state: 'announced', endsOn: '2026-12-01' }]],
    ];
    for (const [expected, made, today] of cases)
      expect(outcomeOf(made, today).fact.outcome, JSON.stringify(made)).to.equal(expected);
  });

  it('what was cancelled brings its reason, and what somebody wrote comes first', () => {
    expect(outcomeOf([{ state: 'cancelled', cancelReason: 'Оқытушы ауырды' }]).fact.reason).to.equal('Оқытушы ауырды');
    const [row] = planFacts({
      planned: [{ caseId: 3, line, reason: 'Қаражат кеш түсті' }],
      trainings: [training(1, { planCaseId: 3, planLineKey: line.key, state: 'cancelled', cancelReason: 'other' })],
      today: '2026-11-24',
    });
    expect(row!.fact.reason).to.equal('Қаражат кеш түсті');
  });

  it('seats and hours of two runs of a line add up; cancelled ones bring nothing', () => {
    const { fact } = outcomeOf([
      { participants: 5, credited: 360 },
      { participants: 4, credited: 288 },
      { state: 'cancelled', participants: 9, credited: 0 },
    ]);
    expect([fact.seatsPlanned, fact.seatsFilled, fact.hoursPlanned, fact.hoursCredited]).to.deep.equal([
      8, 9, 576, 648,
    ]);
    expect(fact.outcome).to.equal('asPlanned');
  });

  it('deviations come first, and what was held without a line is one of them', () => {
    const rows = planFacts({
      planned: [{ caseId: 3, line, reason: '' }],
      trainings: [
        training(1, { planCaseId: 3, planLineKey: line.key, participants: 8 }),
        training(2, { title: title('extra') }),
        training(3, { state: 'announced' }),
      ],
      today: '2026-11-24',
    });
    expect(rows.map(({ fact, isDeviation }) => [fact.outcome, isDeviation])).to.deep.equal([
      ['unplanned', true],
      ['asPlanned', false],
    ]);
  });
});
