/** Feedback: asked once, given once, and nobody's. */
import { expect } from 'chai';
import type { FeedbackView, GiveFeedback } from '@qashyq/shared-types';
import { localToInstant } from '../../../src/calendar/local-time.js';
import { askForFeedback, feedbackDays } from '../../../src/features/training/feedback/ask-feedback.js';
import { closedFeedback } from '../../../src/features/training/feedback/feedback-means.js';
import { startWholeService, type RunningService } from '../../support/running-service.js';
import { heldTraining } from '../report/report-fixture.js';

const answer = (rating: number, texts: Partial<GiveFeedback> = {}): GiveFeedback => ({
  ratings: { useful: rating, clear: rating, organised: rating, recommend: rating },
  liked: '',
  improve: '',
  ...texts,
});
const day = 86_400_000;

describe('feedback on a training', function () {
  this.timeout(30_000);
  let service: RunningService;
  let trainingId: number;
  const over = localToInstant('2026-10-30', '17:00');

  beforeEach(async () => {
    service = await startWholeService();
    const { university } = service;
    university.clock.at = over + 3_600_000;
    trainingId = await heldTraining(university, '2026-10-30', {
      teacher02: 'completed',
      teacher03: 'certified',
      teacher05: 'attended',
      teacher06: 'confirmed',
      teacher08: 'missed',
      teacher09: 'cancelled',
    });
    const trainer = await university.person('technician');
    await university.db('training_trainers').insert({
      training_id: trainingId,
      position: 1,
      person_id: trainer.id,
      outside_name: '',
    });
  });
  afterEach(() => service.stop());

  const ask = () => askForFeedback({ db: service.university.db, now: () => service.university.clock.at });
  const give = async (login: string, body: GiveFeedback) =>
    (await service.call(login, 'giveFeedback', { params: { trainingId }, body })).status;
  const closeAt = (closesAt: number) =>
    service.university.db('training_feedback_rounds').update({ closes_at: closesAt });
  const see = async (login: string) => {
    const { status, body } = await service.call(login, 'trainingFeedback', { params: { trainingId } });
    return { status, view: body as unknown as FeedbackView };
  };

  it('is asked for once, of who took part, when the last session is over', async () => {
    const { db, clock } = service.university;
    clock.at = over - 1;
    expect(await ask()).to.equal(0);
    clock.at = over + 1;
    expect(await Promise.all([ask(), ask()])).to.have.members([0, 1]);
    expect(await ask()).to.equal(0);
    const told = await db('notices')
      .join('persons', 'persons.id', 'notices.person_id')
      .where({ kind: 'feedbackAsked' })
      .pluck('login');
    expect(told).to.have.members(['teacher02', 'teacher03', 'teacher05', 'teacher06']);
    const { body } = await service.call('teacher02', 'notices');
    expect(JSON.stringify(body)).to.include('13.11.2026').and.to.include(`#/trainings/${trainingId}/feedback`);
  });

  it('is not asked for of trainings that were cancelled, or over long ago', async () => {
    const { db, clock } = service.university;
    await db('trainings').where({ id: trainingId }).update({ state: 'cancelled' });
    expect(await ask()).to.equal(0);
    await db('trainings').where({ id: trainingId }).update({ state: 'completed' });
    clock.at = over + (feedbackDays + 1) * day;
    expect(await ask()).to.equal(0);
  });

  it('is given once by each, and by nobody who did not take part', async () => {
    expect(await give('teacher02', answer(5))).to.equal(409);
    await ask();
    expect((await see('teacher02')).view.state).to.equal('open');
    const both = await Promise.all([give('teacher02', answer(5)), give('teacher02', answer(1))]);
    expect(both).to.have.members([200, 409]);
    expect((await see('teacher02')).view.state).to.equal('given');
    for (const login of ['teacher08', 'teacher09', 'teacher10', 'dldhead'])
      expect(await give(login, answer(5)), login).to.equal(403);
    expect(await service.university.db('training_feedback_answers')).to.have.length(1);
  });

  it('ends on its last day, and must rate everything', async () => {
    await ask();
    const half = { ...answer(5), ratings: { useful: 5, clear: 6, organised: 3, recommend: 1 } };
    expect(await give('teacher02', half)).to.equal(422);
    const round = await service.university.db('training_feedback_rounds').first();
    expect(Number(round!.closes_at)).to.equal(localToInstant('2026-11-13', '23:59') + 59_999);
    const { at } = service.university.clock;
    await closeAt(at + 1);
    expect(await give('teacher02', answer(4))).to.equal(200);
    await closeAt(at);
    expect(await give('teacher03', answer(4))).to.equal(409);
    expect((await see('teacher03')).view.state).to.equal('closed');
  });

  it('holds nothing that leads from an answer to a person: no column, no order, no time', async () => {
    const { db } = service.university;
    await ask();
    const order = ['teacher06', 'teacher03', 'teacher05', 'teacher02'];
    for (const [index, login] of order.entries()) await give(login, answer(index + 1));
    expect(Object.keys((await db('training_feedback_given').first())!).sort()).to.deep.equal([
      'person_id',
      'training_id',
    ]);
    expect(Object.keys((await db('training_feedback_answers').first())!).sort()).to.deep.equal(
      ['training_id', 'answer_key', 'useful', 'clear', 'organised', 'recommend', 'liked', 'improve'].sort(),
    );
    // Read as they lie, answers stand by their random keys and people by their numbers.
    const keys = await db('training_feedback_answers').pluck<string[]>('answer_key');
    expect(keys).to.deep.equal([...keys].sort());
    const people = await db('training_feedback_given').pluck<number[]>('person_id');
    expect(people).to.deep.equal([...people].sort((a, b) => a - b));
    const text = service.log.join('');
    expect(text).to.not.include('useful');
  });

  it('is summed up for trainers and the department, when it is closed and three have answered', async () => {
    const { clock } = service.university;
    await ask();
    await give('teacher02', answer(5, { liked: 'Тапсырмалар' }));
    await give('teacher03', answer(4));
    expect((await see('dldhead')).view.summary).to.equal(null);
    await closeAt(clock.at);
    expect((await see('dldhead')).view.summary, 'two answers').to.equal(null);
    expect((await closedFeedback(service.university.db, [trainingId], clock.at)).size).to.equal(0);
    await closeAt(clock.at + 1);
    await give('teacher05', answer(3, { improve: 'Уақыты' }));
    expect((await see('dldhead')).view.summary, 'still open').to.equal(null);
    await closeAt(clock.at);
    for (const login of ['dldhead', 'methodist', 'technician']) {
      const { view } = await see(login);
      expect(view.summary, login).to.deep.include({ answers: 3, liked: ['Тапсырмалар'], improve: ['Уақыты'] });
      expect(view.summary!.questions[0]).to.deep.equal({ question: 'useful', mean: 4, counts: [0, 0, 1, 1, 1] });
      expect(view.summary!.chart).to.include('<svg').and.to.include('из 5');
    }
    const { view } = await see('teacher02');
    expect([view.mayReadSummary, view.summary]).to.deep.equal([false, null]);
    expect((await see('dean1')).status).to.equal(403);
    expect([...(await closedFeedback(service.university.db, [trainingId], clock.at))]).to.deep.equal([
      [trainingId, { answers: 3, mean: 4 }],
    ]);
  });
});
