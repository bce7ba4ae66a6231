import { expect } from 'chai';
import type { TrainingDraft } from '@qashyq/shared-types';
import type { AppError } from '../../src/errors.js';
import { openApplication, lockTraining } from '../../src/features/training/applications/change-application.js';
import { cloneTraining, cloneYear, listYearCopies } from '../../src/features/training/office/clone-training.js';
import {
  announceTraining,
  cancelTraining,
  createTraining,
  saveTraining,
  type TrainingOffice,
} from '../../src/features/training/office/edit-training.js';
import { listForOffice } from '../../src/features/training/office/office-list.js';
import { presentOfficeTraining } from '../../src/features/training/office/present-office.js';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import { approveCase } from '../support/approval.js';
import {
  demoLines,
  draftSchedule,
  firstFacultyGroups,
  openTestUniversity,
  type TestUniversity,
} from '../support/university.js';
import { draft, officeOf, session } from './training-fixture.js';

describe('the department runs trainings', () => {
  let university: TestUniversity;
  let office: TrainingOffice;
  let methodist: CurrentPerson;
  let head: CurrentPerson;

  beforeEach(async () => {
    university = await openTestUniversity();
    office = officeOf(university);
    methodist = await university.person('methodist');
    head = await university.person('dldhead');
  });

  const view = (id: number) => presentOfficeTraining(office, methodist, id);
  const refusal = async (work: Promise<unknown>): Promise<AppError> =>
    work.then(
      () => expect.fail('it was not refused'),
      (error: unknown) => error as AppError,
    );
  const fieldsOf = (error: AppError) => error.facts.details?.map(({ field }) => field);

  async function announced(values: Partial<TrainingDraft> = {}): Promise<number> {
    const id = await createTraining(office, methodist, draft(values));
    await announceTraining(office, methodist, id, 1);
    return id;
  }
  async function seated(trainingId: number, login: string, to: 'confirmed' | 'waitlisted' = 'confirmed') {
    const { id } = await university.person(login);
    await university.db.transaction(async (trx) => {
      const row = await lockTraining(trx, trainingId);
      const reason = to === 'confirmed' ? 'seatFree' : 'noSeatFree';
      await openApplication(trx, row, { personId: id, motive: '' }, { to, reason, by: id, now: university.clock.at });
    });
    return id;
  }

  it('keeps a draft with gaps and says what is missing, in the reader’s language', async () => {
    const id = await createTraining(office, methodist, draft({ seats: null, sessions: [] }));
    const { state, version, obstacles, draft: kept } = await view(id);
    expect([state, version, kept.seats, kept.sessions]).to.deep.equal(['draft', 1, null, []]);
    expect(obstacles.map(({ field }) => field)).to.deep.equal(['seats', 'sessions']);
    expect(obstacles[0]!.message).to.equal(office.catalogue.text(methodist.locale, 'trainingfault_missing'));
    const refused = await refusal(announceTraining(office, methodist, id, version));
    expect([refused.code, fieldsOf(refused)]).to.deep.equal(['invalidInput', ['seats', 'sessions']]);
  });

  it('tells everything that is wrong with a change of an announced training at once, as far as its times are readable', async () => {
    const id = await announced();
    const { draft: kept, version } = await view(id);
    const [first] = kept.sessions;
    const wrong = { ...kept, seats: null, sessions: [first!, { ...first!, key: null, room: '' }] };
    const refused = await refusal(saveTraining(office, methodist, id, { version, draft: wrong }));
    expect(fieldsOf(refused)).to.deep.equal(['sessions.1.starts', 'seats', 'sessions.1.room']);
    const unreadable = { ...wrong, sessions: [first!, { ...first!, key: null, date: '' }] };
    const again = await refusal(saveTraining(office, methodist, id, { version, draft: unreadable }));
    expect(fieldsOf(again)).to.deep.equal(['sessions.1.date']);
    expect((await view(id)).draft).to.deep.equal(kept);
  });

  it('gives back exactly what was entered', async () => {
    const trainer = await university.person('teacher05');
    const entered = draft({
      trainers: [
        { personId: trainer.id, outsideName: '' },
        { personId: null, outsideName: 'Гость' },
      ],
      signatoryId: head.id,
      certificateMonths: 36,
      moodleCourse: 'TR-1',
      needsFinalTask: true,
      eligibility: { unitIds: [1], positions: ['docent'], notDoneWithinYears: 3, noTimetableClash: true },
    });
    const id = await createTraining(office, methodist, entered);
    const { draft: kept, people } = await view(id);
    expect({ ...kept, sessions: kept.sessions.map((one) => ({ ...one, key: null })) }).to.deep.equal(entered);
    expect(people.map(({ id: person }) => person)).to.have.members([trainer.id, head.id]);
  });

  it('refuses people whom nobody knows, at their field', async () => {
    const refused = await refusal(
      createTraining(
        office,
        methodist,
        draft({ trainers: [{ personId: 99_999, outsideName: '' }], signatoryId: 99_998 }),
      ),
    );
    expect(fieldsOf(refused)).to.deep.equal(['trainers.0', 'signatoryId']);
  });

  it('refuses a stale edit with who was faster and when, and keeps what that one wrote', async () => {
    const id = await createTraining(office, methodist, draft());
    await saveTraining(office, head, id, { version: 1, draft: draft({ seats: 7 }) });
    const refused = await refusal(saveTraining(office, methodist, id, { version: 1, draft: draft({ seats: 9 }) }));
    expect([refused.code, refused.facts.decidedBy?.id, refused.facts.decidedAt]).to.deep.equal([
      'conflict',
      head.id,
      new Date(university.clock.at).toISOString(),
    ]);
    expect((await view(id)).draft.seats).to.equal(7);
  });

  it('takes a second click of announcing for the same, and one of somebody else for a stale one', async () => {
    const id = await announced();
    await announceTraining(office, methodist, id, 1);
    expect((await view(id)).version).to.equal(2);
    expect((await refusal(announceTraining(office, head, id, 1))).code).to.equal('conflict');
  });

  it('raises the sequence of a session only when its time or place changes, and keeps its key', async () => {
    const id = await announced();
    const rows = () => university.db('training_sessions').where({ training_id: id }).orderBy('position');
    const before = await rows();
    const { draft: kept, version } = await view(id);
    const [first, second] = kept.sessions;
    await saveTraining(office, methodist, id, {
      version,
      draft: { ...kept, title: { ...kept.title, en: 'Renamed' }, sessions: [first!, { ...second!, room: '1-307' }] },
    });
    const after = await rows();
    expect(after.map(({ session_key }) => session_key)).to.deep.equal(before.map(({ session_key }) => session_key));
    expect(after.map(({ sequence }) => sequence)).to.deep.equal([0, 1]);
  });

  it('tells everybody whose application runs of another time, once, and of another title nothing', async () => {
    const id = await announced();
    const confirmed = await seated(id, 'teacher03');
    const waiting = await seated(id, 'teacher04', 'waitlisted');
    const told = async () =>
      university
        .db('notices')
        .where({ kind: 'trainingChanged', training_id: id })
        .orderBy('person_id')
        .pluck('person_id');
    const first = await view(id);
    await saveTraining(office, methodist, id, { version: first.version, draft: { ...first.draft, hours: 5 } });
    expect(await told()).to.deep.equal([]);
    const { draft: kept, version } = await view(id);
    const [session1, session2] = kept.sessions;
    await saveTraining(office, methodist, id, {
      version,
      draft: { ...kept, sessions: [session1!, { ...session2!, date: '2026-11-12' }] },
    });
    expect(await told()).to.deep.equal([confirmed, waiting].sort((a, b) => a - b));
  });

  it('keeps seats at least as many as are taken', async () => {
    const id = await announced();
    await seated(id, 'teacher03');
    await seated(id, 'teacher04');
    const { draft: kept, version, taken } = await view(id);
    expect(taken).to.equal(2);
    const refused = await refusal(saveTraining(office, methodist, id, { version, draft: { ...kept, seats: 1 } }));
    expect(fieldsOf(refused)).to.deep.equal(['seats']);
    expect(refused.facts.details![0]!.message).to.include('2');
  });

  it('cancels with a reason that everybody who applied is told, and ends their applications', async () => {
    const id = await announced();
    const persons = [await seated(id, 'teacher03'), await seated(id, 'teacher04', 'waitlisted')];
    expect(fieldsOf(await refusal(cancelTraining(office, methodist, id, { version: 2, reason: '' })))).to.deep.equal([
      'reason',
    ]);
    await cancelTraining(office, methodist, id, { version: 2, reason: 'The trainer is ill' });
    await cancelTraining(office, methodist, id, { version: 2, reason: 'The trainer is ill' });
    const applications = await university.db('training_applications').where({ training_id: id });
    expect(applications.map(({ state, active_key }) => [state, active_key])).to.deep.equal([
      ['declined', null],
      ['declined', null],
    ]);
    const notices = await university.db('notices').where({ kind: 'trainingCancelled' });
    expect(notices.map(({ person_id }) => person_id)).to.have.members(persons);
    expect(notices[0]!.facts_json).to.include('The trainer is ill');
    const { state, cancelReason, mayEdit, mayCancel } = await view(id);
    expect([state, cancelReason, mayEdit, mayCancel]).to.deep.equal(['cancelled', 'The trainer is ill', false, false]);
    expect((await refusal(saveTraining(office, methodist, id, { version: 3, draft: draft() }))).code).to.equal(
      'actionNotPossible',
    );
  });

  it('does not cancel what has results', async () => {
    const id = await announced();
    await seated(id, 'teacher03');
    await university.db('training_applications').where({ training_id: id }).update({ state: 'attended' });
    expect((await refusal(cancelTraining(office, methodist, id, { version: 2, reason: 'x' }))).code).to.equal(
      'actionNotPossible',
    );
  });

  it('finds a trainer and a room that a lesson in force needs at the same time, in words, and takes a reason', async () => {
    const caseId = await draftSchedule(university, demoLines(firstFacultyGroups));
    await approveCase(university, caseId);
    const trainer = await university.person('teacher03');
    // Monday of week 7, slots 7 and 8, in room 1-305.
    const clashing = draft({
      applyUntil: '2026-10-11T18:00',
      cancelUntil: '2026-10-11T18:00',
      trainers: [{ personId: trainer.id, outsideName: '' }],
      sessions: [session({ date: '2026-10-12', starts: '15:30', ends: '17:10' })],
    });
    const id = await createTraining(office, methodist, clashing);
    const refused = await refusal(announceTraining(office, methodist, id, 1));
    expect(fieldsOf(refused)).to.deep.equal(['sessions.0.room', 'sessions.0.starts']);
    expect(refused.facts.details![0]!.message).to.match(/12\.10\.2026 15:00–16:50.*1-305/);
    await saveTraining(office, methodist, id, { version: 1, draft: { ...clashing, clashReason: 'Сабақ ауысты' } });
    await announceTraining(office, methodist, id, 2);
    expect((await view(id)).warnings.map(({ field }) => field)).to.include.members(['sessions.0.room']);
  });

  it('finds a room that another announced training needs at the same time', async () => {
    await announced();
    const id = await createTraining(
      office,
      methodist,
      draft({ sessions: [session({ starts: '10:00', ends: '11:40' })] }),
    );
    expect(fieldsOf(await refusal(announceTraining(office, methodist, id, 1)))).to.deep.equal(['sessions.0.room']);
  });

  it('lists with seats, taken and waiting; filters, searches in three languages and pages', async () => {
    const id = await announced();
    await seated(id, 'teacher03');
    await seated(id, 'teacher04', 'waitlisted');
    await createTraining(office, methodist, draft({ sessions: [], category: 'other' }));
    const page = { page: 1, pageSize: 20 };
    const all = await listForOffice(office.db, page);
    expect([all.total, all.counts.draft, all.counts.announced]).to.deep.equal([2, 1, 1]);
    expect(all.items.map(({ id: one, seats, taken, waiting }) => [one === id, seats, taken, waiting])).to.deep.equal([
      [false, 2, 0, 0],
      [true, 2, 1, 1],
    ]);
    const total = async (query: object) => (await listForOffice(office.db, { ...page, ...query })).total;
    expect(await total({ state: 'announced' })).to.equal(1);
    expect(await total({ category: 'other' })).to.equal(1);
    expect(await total({ search: 'әзірлеу тест' })).to.equal(2);
    expect(await total({ search: 'РАЗРАБОТКА' })).to.equal(2);
    expect(await total({ search: '%' })).to.equal(0);
    expect((await listForOffice(office.db, { page: 2, pageSize: 1 })).items).to.have.length(1);
  });

  it('clones to another date: the same series, a draft, sessions at the same distance', async () => {
    const id = await announced();
    const copyId = await cloneTraining(office, head, id, '2027-02-01');
    const copy = await view(copyId);
    expect([copy.state, copy.version, copy.draft.sessions.map(({ date }) => date)]).to.deep.equal([
      'draft',
      1,
      ['2027-02-01', '2027-02-02'],
    ]);
    const [series, keys] = [
      await university.db('trainings').whereIn('id', [id, copyId]).pluck('series_key'),
      await university.db('training_sessions').pluck('session_key'),
    ];
    expect(new Set(series).size).to.equal(1);
    expect(new Set(keys).size).to.equal(4);
    const unfinished = await createTraining(office, methodist, draft({ sessions: [] }));
    expect((await refusal(cloneTraining(office, head, unfinished, '2027-02-01'))).code).to.equal('actionNotPossible');
  });

  it('clones a year once: weekdays stay, days off are stepped over, what is cancelled is left', async () => {
    // 364 days after 15 December 2025 is 14 December 2026; the session of 17 December 2025 falls on the holiday of the 16th.
    const past = draft({ sessions: [session({ date: '2025-12-16' }), session({ date: '2025-12-17' })] });
    await createTraining(office, methodist, past);
    const cancelled = await createTraining(office, methodist, past);
    await cancelTraining(office, methodist, cancelled, { version: 1, reason: 'x' });
    const preview = await listYearCopies(office.db, 2025);
    expect(
      preview.items.map(({ startsOn, copyStartsOn, moved, isThere }) => [startsOn, copyStartsOn, moved, isThere]),
    ).to.deep.equal([['2025-12-16', '2026-12-15', [{ from: '2026-12-16', to: '2026-12-17' }], false]]);
    expect(await cloneYear(office, methodist, 2025)).to.equal(1);
    expect(await cloneYear(office, methodist, 2025)).to.equal(0);
    expect((await listYearCopies(office.db, 2025)).items.map(({ isThere }) => isThere)).to.deep.equal([true]);
  });
});
