import { expect } from 'chai';
import fc from 'fast-check';
import type { RouteDraftStep, RouteView } from '@qashyq/shared-types';
import {
  isSameRoute,
  planView,
  routeHead,
  routeRow,
  saveSentence,
  stepForms,
  subjectOf,
  withField,
  withMovedStep,
  withNewStep,
  withoutStep,
} from '../src/view-models/route-editor.js';
import { named, person, unit, wordsOf } from './support.js';

const words = wordsOf('en');
const step = (given: Partial<RouteDraftStep> = {}): RouteDraftStep => ({
  key: 'dean',
  role: 'dean',
  scope: 'faculty',
  mode: 'sequential',
  needs: 'all',
  workingDays: 2,
  decision: 'agree',
  basis: null,
  ...given,
});
const last = step({ key: 'approval', role: 'viceRectorAcademic', scope: 'university', decision: 'approve' });
const view: RouteView = {
  kind: 'lessonSchedule',
  version: 2,
  isDefault: false,
  roles: ['dean', 'viceRectorAcademic'],
  runningCases: 3,
  changedBy: person(1, 'Head'),
  changedAt: '2026-10-07T04:00:00.000Z',
  steps: [step(), last] as RouteView['steps'],
  canEdit: true,
  choices: [
    { role: 'dean', scopes: ['faculty'] },
    { role: 'viceRectorAcademic', scopes: ['university'] },
    { role: 'registrar', scopes: ['faculty', 'university'] },
  ],
  subjects: { cases: [{ id: 7, title: named('Schedule') }], faculties: [unit] },
  history: [],
};

describe('a route that is being edited', () => {
  it('moving a step up and down again leaves the route as it was, and no step is ever lost', () => {
    const route = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(route, fc.nat(), fc.constantFrom(-1 as const, 1 as const), (keys, place, by) => {
        const steps = keys.map((key) => step({ key }));
        const index = place % steps.length;
        const moved = withMovedStep(steps, index, by);
        expect(moved.map(({ key }) => key)).to.have.members(keys);
        const isAtTheEnd = steps[index + by] === undefined;
        expect(isSameRoute(moved, steps)).to.equal(isAtTheEnd);
        if (!isAtTheEnd) expect(withMovedStep(moved, index + by, by === 1 ? -1 : 1)).to.deep.equal(steps);
      }),
    );
  });

  it('a new step stands before the one that approves, with a key nobody has', () => {
    const steps = withNewStep([step({ key: 'step-3' }), last], view.choices);
    expect(steps.map(({ key, decision }) => [key, decision])).to.deep.equal([
      ['step-3', 'agree'],
      ['step-4', 'agree'],
      ['approval', 'approve'],
    ]);
    expect(withNewStep([], view.choices)).to.have.length(1);
    expect(withoutStep(steps, 1)).to.deep.equal([step({ key: 'step-3' }), last]);
  });

  it('another role takes a place where it can be found; an empty number is no number', () => {
    const [changed] = withField([step()], 0, 'role', 'viceRectorAcademic', view.choices);
    expect(changed).to.include({ role: 'viceRectorAcademic', scope: 'university' });
    expect(withField([step()], 0, 'role', 'registrar', view.choices)[0]).to.include({ scope: 'faculty' });
    expect(withField([step()], 0, 'workingDays', '', view.choices)[0]).to.include({ workingDays: null });
    expect(withField([step()], 0, 'workingDays', '12', view.choices)[0]).to.include({ workingDays: 12 });
    expect(withField([step()], 0, 'basis', ' ', view.choices)[0]).to.include({ basis: null });
  });

  it('each field shows what is chosen, also what is no longer offered', () => {
    const { steps, disabled } = stepForms([step({ scope: 'university' })], view, words);
    expect(disabled).to.equal(false);
    expect(steps[0]).to.include({ title: 'Step 1: Dean of the faculty', first: true, last: true });
    const scope = steps[0]!.fields.find(({ name }) => name === 'scope') as unknown as {
      choices: { value: string; selected: boolean }[];
    };
    expect(scope.choices.map(({ value, selected }) => [value, selected])).to.deep.equal([
      ['faculty', false],
      ['university', true],
    ]);
  });

  it('saving says what it means for what is under way, and only where something is', () => {
    expect(saveSentence(view, words)).to.equal(
      'The new route is for documents submitted after this. 3 documents under agreement keep the route they were submitted with.',
    );
    expect(saveSentence({ ...view, runningCases: 0 }, words)).to.equal(
      'The new route is for documents submitted after this.',
    );
  });

  it('its head says whose version it is, and on what it can be tried', () => {
    const head = routeHead(view, Date.parse('2026-10-08T20:00:00Z'), words);
    expect(head.version).to.equal('version 2, 07.10.2026 09:00, Head');
    // It is already the 9th in Almaty.
    expect(head.startsOn).to.equal('2026-10-09');
    expect(head.subjects.flatMap(({ choices }) => choices.map(({ value }) => subjectOf(value)))).to.deep.equal([
      { caseId: 7 },
      { facultyId: 1 },
    ]);
    expect(subjectOf(undefined)).to.equal(null);
    expect(routeRow({ ...view, isDefault: true, runningCases: 0 }, words)).to.include({
      href: '#/routes/edit?kind=lessonSchedule',
      version: 'default route',
      running: '',
    });
  });
});

describe('a dry run in words', () => {
  const seat = { orgUnit: unit, holders: [person(1, 'A. Dean')], blocks: false, agreedInEdition: null };
  const planned = (seats: NonNullable<Parameters<typeof planView>[0]['plan']>['steps'][number]['seats']) =>
    planView(
      {
        problems: [],
        plan: {
          startsOn: '2026-10-08',
          endsOn: '2026-10-12',
          steps: [
            {
              stepNo: 1,
              role: 'dean',
              mode: 'parallel',
              needs: 'any',
              decision: 'agree',
              workingDays: 2,
              basis: null,
              seats,
            },
          ],
        },
      },
      words,
    );

  it('says who is asked from when to when, whose visa stands, and where nobody is', () => {
    const dates = { opensOn: '2026-10-08', dueOn: '2026-10-12' };
    const vacant = { ...seat, ...dates, holders: [], blocks: true };
    const kept = { ...seat, holders: [], opensOn: null, dueOn: null, agreedInEdition: 1 };
    const { steps, ends } = planned([{ ...seat, ...dates }, vacant, kept]);
    expect(steps[0]!.note).to.equal('any one of them agrees');
    expect(steps[0]!.seats.map(({ holders, vacant: isVacant, when }) => [holders, isVacant, when])).to.deep.equal([
      ['A. Dean', false, 'from 08.10.2026 to Mon, 12.10.2026'],
      ['', true, 'from 08.10.2026 to Mon, 12.10.2026'],
      ['', false, 'the visa given to edition 1 stands'],
    ]);
    expect(ends).to.equal('Last due day: Mon, 12.10.2026');
    expect(planned([]).steps[0]!.nobodyConcerned).to.equal(true);
  });

  it('with problems says what to do first', () => {
    const problems = [{ stepNo: 1, field: 'role' as const, message: 'x' }];
    expect(planView({ problems, plan: null }, words).text).to.equal('First correct what is marked.');
  });
});
