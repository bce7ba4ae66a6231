/** Lists, checking in and results through the doors of the service. */
import { expect } from 'chai';
import type { AttendanceSheet, CheckInCode, TrainingResults } from '@qashyq/shared-types';
import { holdTraining, type HeldTraining } from '../../support/held-training.js';
import { canReadPdf, pdfText } from '../../support/pdf-text.js';
import { startWholeService, type RunningService } from '../../support/running-service.js';

const hour = 3_600_000;

describe('attendance', () => {
  let service: RunningService;
  let held: HeldTraining;

  before(async () => {
    service = await startWholeService();
  });
  after(() => service.stop());

  /** The last of two sessions runs now. */
  beforeEach(async () => {
    const { university } = service;
    university.clock.at = Math.floor(Date.now() / hour) * hour;
    held = await holdTraining(university, {
      people: ['teacher02', 'teacher03'],
      trainer: 'teacher04',
      sessions: 2,
      endsAt: university.clock.at + hour / 2,
      row: { needs_final_task: 1, attendance_percent: 50 },
    });
  });

  const params = (session = 1) => ({ trainingId: held.trainingId, sessionId: held.sessions[session]!.id });
  const mark = (login: string, marks: unknown[], session = 1) =>
    service.call(login, 'markAttendance', { params: params(session), body: { marks } });
  const code = async () =>
    (await service.call('teacher04', 'checkInCode', { params: params(), query: { home: 'portal' } }))
      .body as unknown as CheckInCode;
  /** The clock of the tests stands still for the sake of the launch tokens: the sessions move. */
  const move = (by: number) =>
    service.university
      .db('training_sessions')
      .where({ training_id: held.trainingId })
      .increment({ starts_at: by, ends_at: by });
  const rowOf = (sheet: unknown, login: string) =>
    (sheet as AttendanceSheet).rows.find((row) => row.applicationId === held.applications[login])!;

  it('opens the list of the session at hand, for the trainer and the department alone', async () => {
    for (const login of ['teacher04', 'methodist', 'dldhead']) {
      const { status, body } = await service.call(login, 'attendance', { params: { trainingId: held.trainingId } });
      expect(status, login).to.equal(200);
      expect((body as unknown as AttendanceSheet).session!.id, login).to.equal(held.sessions[1]!.id);
    }
    for (const login of ['teacher02', 'teacher05', 'dean1'])
      expect((await service.call(login, 'attendance', { params: { trainingId: held.trainingId } })).status).to.equal(
        403,
      );
  });

  it('tells who marked whom and when; taking a mark back leaves its history', async () => {
    const applicationId = held.applications['teacher02']!;
    const marked = await mark('teacher04', [{ applicationId, status: 'absent', reason: 'ауырып қалды' }]);
    const row = rowOf(marked.body, 'teacher02');
    expect(row.mark).to.include({ status: 'absent', reason: 'ауырып қалды', way: 'list' });
    expect(row.mark!.by.id).to.equal((await service.university.person('teacher04')).id);
    const back = await mark('methodist', [{ applicationId, status: null }]);
    expect(rowOf(back.body, 'teacher02').mark).to.equal(null);
    const history = await service.university
      .db('training_attendance_marks')
      .where({ application_id: applicationId })
      .orderBy('id');
    expect(history.map((each) => each.status)).to.deep.equal(['absent', null]);
  });

  it('asks for the reason of an absence', async () => {
    const { status, body } = await mark('teacher04', [
      { applicationId: held.applications['teacher02']!, status: 'absent' },
    ]);
    expect([status, body.error?.code]).to.deep.equal([422, 'absenceNeedsReason']);
  });

  it('the same marks again write nothing', async () => {
    const marks = [{ applicationId: held.applications['teacher02']!, status: 'present' }];
    await mark('teacher04', marks);
    await mark('teacher04', marks);
    const rows = await service.university
      .db('training_attendance_marks')
      .where({ application_id: held.applications['teacher02']! });
    expect(rows).to.have.length(1);
  });

  it('marks nobody of another training, and nobody before the session', async () => {
    const other = await holdTraining(service.university, { people: ['teacher05'] });
    const foreign = await mark('methodist', [{ applicationId: other.applications['teacher05'], status: 'present' }]);
    expect(foreign.status).to.equal(404);
    await move(2 * hour);
    const early = await mark('methodist', [{ applicationId: held.applications['teacher02']!, status: 'present' }]);
    expect([early.status, early.body.error?.code]).to.deep.equal([409, 'actionNotPossible']);
  });

  it('a person with a seat checks in with the code that is shown, once', async () => {
    const shown = await code();
    expect(shown.seats).to.equal(2);
    for (let time = 1; time <= 2; time++) {
      const { status, body } = await service.call('teacher02', 'checkIn', {
        body: { sessionId: params().sessionId, code: shown.code },
      });
      expect(status).to.equal(200);
      expect((body['sessions'] as { isPresent: boolean }[]).map(({ isPresent }) => isPresent)).to.include(true);
    }
    const rows = await service.university
      .db('training_attendance_marks')
      .where({ application_id: held.applications['teacher02']! });
    expect(rows.map(({ status, way }) => [status, way])).to.deep.equal([['present', 'code']]);
    expect((await code()).present).to.equal(1);
  });

  it('a photograph of the code is worth nothing after it changed twice, nor at another session, nor for who has no seat', async () => {
    const shown = await code();
    const send = async (login: string, sessionId: number) =>
      (await service.call(login, 'checkIn', { body: { sessionId, code: shown.code } })).body.error?.code;
    expect(await send('teacher05', params().sessionId), 'no seat').to.equal('checkInRefused');
    expect(await send('teacher03', held.sessions[0]!.id), 'another session').to.equal('checkInRefused');
    expect(await send('teacher03', 999_999), 'no session').to.equal('checkInRefused');
    service.university.clock.at += 40_000;
    expect(await send('teacher03', params().sessionId), 'late').to.equal('checkInRefused');
    expect(
      await service.university.db('training_attendance_marks').where({ session_id: params().sessionId }),
    ).to.have.length(0);
  });

  it('nobody tries codes through: after ten in a minute the door stays shut', async () => {
    const answers: (string | undefined)[] = [];
    for (let time = 0; time < 12; time++)
      answers.push(
        (
          await service.call('teacher06', 'checkIn', {
            body: { sessionId: params().sessionId, code: `AAAAA${time % 10}` },
          })
        ).body.error?.code,
      );
    expect(answers.slice(0, 10)).to.deep.equal(Array(10).fill('checkInRefused'));
    expect(answers.slice(10)).to.deep.equal(['tooManyRequests', 'tooManyRequests']);
  });

  it('what the trainer marked stays when the person checks in afterwards', async () => {
    await mark('teacher04', [{ applicationId: held.applications['teacher03']!, status: 'partly', reason: 'кешікті' }]);
    await service.call('teacher03', 'checkIn', { body: { sessionId: params().sessionId, code: (await code()).code } });
    const sheet = await service.call('teacher04', 'attendance', { params: { trainingId: held.trainingId } });
    expect(rowOf(sheet.body, 'teacher03').mark!.status).to.equal('partly');
  });

  it('the sign-in sheet names training, date, trainer and everybody on the list, with Kazakh letters', async function () {
    this.timeout(30_000);
    const { status, bytes } = await service.call('teacher04', 'signInSheet', {
      params: params(),
      query: { locale: 'kk' },
    });
    expect([status, bytes.subarray(0, 5).toString()]).to.deep.equal([200, '%PDF-']);
    if (!canReadPdf) this.skip();
    const text = pdfText(bytes);
    expect(text).to.include('Тіркеу парағы').and.to.include('Moodle-де курс құрастыру').and.to.include('Қолы');
    for (const login of ['teacher02', 'teacher03', 'teacher04'])
      expect(text, login).to.include((await service.university.person(login)).name.kk.split(' ')[0]);
  });

  describe('results', () => {
    const results = async () =>
      (await service.call('methodist', 'trainingResults', { params: { trainingId: held.trainingId } }))
        .body as unknown as TrainingResults;
    const finish = (version: number) =>
      service.call('methodist', 'finishTraining', { params: { trainingId: held.trainingId }, body: { version } });

    it('cannot be settled while a session is to come', async () => {
      expect((await results()).obstacle).to.equal('sessionsToCome');
      expect((await finish(1)).body.error?.code).to.equal('actionNotPossible');
    });

    it('are shown before they are settled, settled once, and settled anew after a correction', async () => {
      const both = [held.applications['teacher02']!, held.applications['teacher03']!];
      await mark('methodist', [{ applicationId: both[0], status: 'present' }]);
      await move(-hour);
      await service.call('methodist', 'enterFinalTasks', {
        params: { trainingId: held.trainingId },
        body: { results: [{ applicationId: both[0], result: 'passed' }] },
      });
      const preview = await results();
      expect(preview.obstacle).to.equal(null);
      expect(preview.changes).to.equal(2);
      expect(
        preview.rows.map(({ applicationId, outcome, state }) => [applicationId, outcome, state]),
      ).to.have.deep.members([
        [both[0], 'completed', 'confirmed'],
        [both[1], 'missed', 'confirmed'],
      ]);
      expect((await finish(99)).body.error?.code, 'another version').to.equal('conflict');
      expect((await finish(1)).status).to.equal(200);
      expect((await finish(2)).status, 'again').to.equal(200);
      expect((await results()).rows.map((row) => row.state)).to.have.members(['completed', 'missed']);
      const { db } = service.university;
      const history = () => db('training_application_changes').whereIn('application_id', both);
      expect(await history()).to.have.length(4);

      await mark('methodist', [{ applicationId: both[1], status: 'partly', reason: '' }]);
      expect((await results()).changes).to.equal(1);
      await finish(2);
      expect((await results()).rows.map((row) => row.state)).to.have.members(['completed', 'attended']);
      const corrected = (await history()).filter((row) => row.reason === 'resultCorrected');
      expect(corrected.map((row) => row.to_state)).to.deep.equal(['attended']);
    });

    it('are no matter of the trainer or of who took part', async () => {
      for (const login of ['teacher04', 'teacher02', 'dean1'])
        for (const name of ['trainingResults', 'finishTraining'] as const) {
          const { status } = await service.call(login, name, {
            params: { trainingId: held.trainingId },
            body: { version: 1 },
          });
          expect(status, `${name} ${login}`).to.equal(403);
        }
    });
  });
});
