/** What the screens show when they are looked at: documents on their way and trainings in every state. */
import type { Page } from 'playwright-core';
import { go, quiet } from '../support/browser.js';
import { applyFor, closeWithCertificates, openTraining } from '../support/held-trainings.js';
import * as screens from '../support/screens.js';
import { changed, facultyWeek } from '../support/timetable.js';
import type { Site } from './site.js';

export interface Content {
  /** Lessons of the second faculty: the second edition waits for the heads of its kafedras, teacher07 among them. */
  caseId: number;
  /** A draft of lessons of the third faculty. */
  draftId: number;
  /** A draft of its exams. */
  examId: number;
  /** A draft of the training plan. */
  planId: number;
  /** A training that is full; teacher08 waits. */
  fullId: number;
  /** A training whose session is under way: teacher04 holds it, teacher03 has a seat. */
  runningId: number;
  /** Its session under way. */
  sessionId: number;
  /** A training that is over; teacher06 has its certificate. */
  heldId: number;
}

const hourMs = 3_600_000;
/** As the dispatcher of the faculty brings it; one lesson of a teacher of another faculty is left out, because that one clashes there. */
const week = facultyWeek('F2').filter(({ lesson }) => lesson.teacher !== 'T02');
const exams = `Пән;Топтар;Өткізу нысаны;Платформа;Консультация күні;Консультация уақыты;Өтетін күні;Басталуы;Ұзақтығы (минут);Аудитория;Емтихан алушы;Проктор;Сілтеме
Микроэкономика;ЕА-25-21, УА-25-22;Тест;Platonus;14.12.2026;10:00;16.12.2026;10:00;120;2-104;T07;T08;
Аудит;УА-24-29Д;Ауызша;Zoom;;;17.12.2026;18:00;180;;T09;;https://meet.example.kz/exam-d14
`;

/** @param as pages of the people, inside Moodle */
export async function makeContent(site: Site, as: (login: string) => Promise<Page>): Promise<Content> {
  const dispatcher = await as('dispatcher2');
  await go(dispatcher, '#/schedules/import');
  await screens.checkFile(dispatcher, week);
  const caseId = await screens.applyImport(dispatcher);
  await screens.decide(dispatcher, 'submit');
  const head = await as('teacher07');
  await go(head, `#/cases/${caseId}`);
  await screens.returnWithRemark(head, 'Аудитория тар', 'Үлкенірек аудитория керек');
  await go(dispatcher, `#/schedules/import?caseId=${caseId}`);
  await screens.checkFile(dispatcher, changed(week, 0, { room: '2-104' }));
  await screens.applyImport(dispatcher);
  await screens.decide(dispatcher, 'submit');

  await go(dispatcher, '#/schedules/import');
  await dispatcher.selectOption('#lq-unit', 'F3');
  await quiet(dispatcher);
  await screens.checkFile(
    dispatcher,
    facultyWeek('F3').filter(({ lesson }) => lesson.room !== '1-212'),
  );
  const draftId = await screens.applyImport(dispatcher);

  await go(dispatcher, '#/schedules/import?kind=interimAttestationSchedule');
  await screens.check(dispatcher, { name: 'exams.csv', mimeType: 'text/csv', buffer: Buffer.from(exams) });
  const examId = await screens.applyImport(dispatcher);

  const methodist = await as('methodist');
  await go(methodist, '#/trainings/plans');
  await methodist.click('.lq-plan-new summary');
  await methodist.click('[data-action="begin"]');
  await methodist.waitForURL(/#\/trainings\/plans\/\d+\/edit$/);
  await quiet(methodist);
  const planId = Number(/plans\/(\d+)/.exec(methodist.url())![1]);

  const { folder, companion } = site;
  const full = await openTraining(folder, {
    people: ['teacher02', 'teacher05'],
    endsAt: Date.now() + 900 * hourMs,
    row: { seats: 2, apply_until_at: Date.now() + 200 * hourMs, cancel_until_at: Date.now() + 200 * hourMs },
  });
  await applyFor(folder, full.trainingId, 'teacher08', 'waitlisted');
  const byHead = await openTraining(folder, {
    people: [],
    endsAt: Date.now() + 900 * hourMs,
    row: { approval: 'chairHead' },
  });
  await applyFor(folder, byHead.trainingId, 'teacher09', 'applied');
  const running = await openTraining(folder, { people: ['teacher02', 'teacher03'], endsAt: Date.now() + hourMs * 0.9 });
  const held = await openTraining(folder, { people: ['teacher06', 'teacher10'], row: { certificate_months: 36 } });
  await closeWithCertificates(folder, held, companion);
  return {
    caseId,
    draftId,
    examId,
    planId,
    fullId: full.trainingId,
    runningId: running.trainingId,
    sessionId: running.sessions.at(-1)!.id,
    heldId: held.trainingId,
  };
}
