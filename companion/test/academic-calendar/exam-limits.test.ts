import { expect } from 'chai';
import type { ExamLimits } from '@qashyq/shared-types';
import { AppError } from '../../src/errors.js';
import type { CalendarEditing } from '../../src/features/academic-calendar/calendar-editing.js';
import { saveExamLimits } from '../../src/features/academic-calendar/exam-limit-editing.js';
import { features } from '../../src/features/index.js';
import { listExamLimits, loadExamLimits } from '../../src/features/schedules/dated/exam-limits.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { datedLine, draftDated, openTestUniversity, type TestUniversity } from '../support/university.js';

describe('what exams are allowed', () => {
  let university: TestUniversity;
  let editing: CalendarEditing;

  beforeEach(async () => {
    university = await openTestUniversity();
    const { db, engine } = university;
    const methodist = await university.person('methodist');
    editing = { db, catalogue: engine.catalogue, now: engine.now, editor: { id: methodist.id, locale: 'ru' } };
  });

  async function refusal(work: Promise<unknown>): Promise<AppError> {
    const thrown: unknown = await work.catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(AppError);
    return thrown as AppError;
  }

  const session = { kind: 'interimAttestationSchedule' as const, mostADay: 1, leastPauseMinutes: 30 };
  /** Two exams of one group on one day, 30 minutes apart. */
  const twoOnOneDay = () =>
    draftDated(university, 'interimAttestationSchedule', [
      datedLine({ consultationOn: null, consultationStarts: null }),
      datedLine({
        consultationOn: null,
        consultationStarts: null,
        disciplineCode: 'D07',
        starts: '12:30',
        examinerCode: 'T05',
        proctorCode: null,
      }),
    ]);
  const obstacles = async (caseId: number) => {
    const caseRow = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    const draft = await features[session.kind].loadDraft(university.db, caseRow, university.clock.at);
    return draft.obstacles.map(({ code }) => code);
  };

  it('is the default of the house until the department sets it', async () => {
    expect(await listExamLimits(university.db)).to.deep.equal([
      { kind: 'midtermControlSchedule', mostADay: 2, leastPauseMinutes: 10 },
      session,
      { kind: 'finalAttestationSchedule', mostADay: 1, leastPauseMinutes: 30 },
    ]);
  });

  it('set anew lets a draft go that was stopped, stops one that was not, and says how many', async () => {
    const caseId = await twoOnOneDay();
    await draftDated(university, 'midtermControlSchedule', []);
    expect(await obstacles(caseId)).to.deep.equal(['openclashes']);
    expect(await saveExamLimits(editing, { ...session, mostADay: 2 })).to.deep.equal({
      drafts: 1,
      moreClashes: 0,
      fewerClashes: 1,
    });
    expect(await obstacles(caseId)).to.deep.equal([]);
    expect(await saveExamLimits(editing, { ...session, mostADay: 2, leastPauseMinutes: 31 })).to.deep.equal({
      drafts: 1,
      moreClashes: 1,
      fewerClashes: 0,
    });
    expect(await obstacles(caseId)).to.deep.equal(['openclashes']);
  });

  it('is recorded with who, when, before and after; the same again is not', async () => {
    await saveExamLimits(editing, { ...session, mostADay: 2 });
    await saveExamLimits(editing, { ...session, mostADay: 2 });
    const changes = await university.db('calendar_changes');
    expect(
      changes.map(({ person_id, action, before_json, after_json }) => [
        person_id,
        action,
        JSON.parse(before_json!),
        JSON.parse(after_json!),
      ]),
    ).to.deep.equal([
      [editing.editor.id, 'changed', { examLimits: session }, { examLimits: { ...session, mostADay: 2 } }],
    ]);
  });

  it('refuses a number that no university means, at its field, and keeps what stood', async () => {
    for (const [wrong, field] of [
      [{ mostADay: 0 }, 'mostADay'],
      [{ mostADay: 11 }, 'mostADay'],
      [{ mostADay: 1.5 }, 'mostADay'],
      [{ leastPauseMinutes: -1 }, 'leastPauseMinutes'],
      [{ leastPauseMinutes: 481 }, 'leastPauseMinutes'],
    ] as const) {
      const error = await refusal(saveExamLimits(editing, { ...session, ...wrong }));
      expect(error.facts.details?.map((detail) => detail.field)).to.deep.equal([field]);
    }
    expect(await university.db('exam_limits')).to.deep.equal([]);
  });

  it('set by five people at once is one of the five, and each is recorded after the one before', async () => {
    await Promise.all([2, 3, 4, 5, 6].map((mostADay) => saveExamLimits(editing, { ...session, mostADay })));
    const changes = await university.db('calendar_changes').orderBy('id');
    const limits = (json: string | null) => (JSON.parse(json!) as { examLimits: ExamLimits }).examLimits;
    expect(changes).to.have.length(5);
    for (const [index, change] of changes.slice(1).entries())
      expect(limits(change.before_json)).to.deep.equal(limits(changes[index]!.after_json));
    expect(await loadExamLimits(university.db, session.kind)).to.deep.equal(limits(changes.at(-1)!.after_json));
  });
});
