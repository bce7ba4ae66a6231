import { expect } from 'chai';
import { listSchedules } from '../../src/features/schedules/schedule-list.js';
import { scheduleFeature } from '../../src/features/schedules/schedule-feature.js';
import { people } from '../../src/demo/university.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { draftSchedule, openTestUniversity } from '../support/university.js';

describe('the list of schedules', () => {
  it('shows to each person exactly the schedules that they may open, as a draft and under agreement', async () => {
    const university = await openTestUniversity();
    const { db, engine } = university;
    const caseId = await draftSchedule(university);
    for (const stage of ['draft', 'submitted']) {
      if (stage === 'submitted')
        await takeAction(engine, await university.person('dispatcher1'), caseId, {
          action: 'submit',
          version: 0,
          comment: '',
          remarks: [],
          answers: [],
        });
      const caseRow = await createCaseStore(db, engine.now).getCase(caseId);
      for (const { login } of people) {
        const person = await university.person(login);
        const { total } = await listSchedules(engine, person, { page: 1, pageSize: 20 });
        expect(total, `${login}, ${stage}`).to.equal(scheduleFeature.mayRead(person, caseRow) ? 1 : 0);
      }
    }
  });
});
