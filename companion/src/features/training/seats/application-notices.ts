/** Who is told what of a step: written in the transaction of the step, so each is told once. */
import type { Knex } from 'knex';
import type { ApplicationReason, ApplicationState } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/tables.js';
import { insertNotices, noFacts, type NoticeFacts } from '../../../effects/notices.js';
import { listDelegatesOfEach } from '../../../identity/delegation-store.js';
import { listHolders } from '../../../identity/person-store.js';
import { noticeOfStep, type StepNotice } from '../applications/application-steps.js';
import { queueClosesAt } from './seat-rules.js';
import { numberOrNull, placeOfArrival } from './seat-store.js';

/** Tells the applicant of the step that was just taken, where it is one that they did not take themselves or that promises something. */
export async function tellApplicant(
  trx: Knex.Transaction,
  training: TrainingRow,
  application: TrainingApplicationRow,
  { to, reason, note = '' }: { to: ApplicationState; reason: ApplicationReason; note?: string },
  now: number,
): Promise<void> {
  const kind = noticeOfStep(to, reason);
  if (kind === null) return;
  const facts = {
    ...noFacts,
    applicationId: application.id,
    changeNo: application.change_no,
    ...(await sentenceFacts(trx, kind, training, application)),
    ...(kind === 'applicationDeclined' ? { reason, note } : {}),
  };
  await insertNotices(
    trx,
    [{ personId: application.person_id, caseId: null, trainingId: training.id, kind, facts }],
    now,
  );
}

async function sentenceFacts(
  trx: Knex.Transaction,
  kind: StepNotice,
  training: TrainingRow,
  application: TrainingApplicationRow,
): Promise<Partial<NoticeFacts>> {
  switch (kind) {
    case 'applicationReceived':
      return askedFacts(application);
    case 'applicationConfirmed':
      return { untilAt: Number(training.cancel_until_at) };
    case 'applicationWaitlisted': {
      const closesAt = queueClosesAt(numberOrNull(training.starts_at));
      return {
        place: await placeOfArrival(trx, training.id, application.arrival_no),
        ...(closesAt === null ? {} : { untilAt: closesAt }),
      };
    }
    case 'seatOffered':
      return { untilAt: Number(application.offer_until_at) };
    case 'applicationDeclined':
    case 'offerExpired':
      return {};
  }
}

/** Who is asked to agree to an application, and by which day. */
export function askedFacts(application: TrainingApplicationRow): Partial<NoticeFacts> {
  return {
    role: application.asked_role,
    orgUnitId: application.asked_unit_id,
    dueOn: localDate(Number(application.decide_until_at)),
  };
}

/** Tells those who may decide on an application, with whoever decides in their place. */
export async function tellDeciders(
  trx: Knex.Transaction,
  application: TrainingApplicationRow,
  kind: 'applicationAwaited' | 'applicationReminder',
  now: number,
): Promise<number> {
  const people = await listApplicationDeciders(trx, application, now);
  await insertNotices(
    trx,
    people.map((personId) => ({
      personId,
      caseId: null,
      trainingId: application.training_id,
      kind,
      facts: {
        ...noFacts,
        byPersonId: application.person_id,
        applicationId: application.id,
        ...askedFacts(application),
      },
    })),
    now,
  );
  return people.length;
}

/** Holders of the post that is asked and those who decide in their place, never the applicant. */
export async function listApplicationDeciders(
  db: Knex,
  application: TrainingApplicationRow,
  now: number,
): Promise<number[]> {
  const place = { role: application.asked_role!, orgUnitId: application.asked_unit_id! };
  const holders = await listHolders(db, place.role, place.orgUnitId, now);
  // No delegation for one case is for an application.
  const [delegates] = await listDelegatesOfEach(db, [place], 0, now);
  const ids = [...holders.map(({ id }) => id), ...delegates!.map(({ person }) => person.id)];
  return [...new Set(ids)].filter((id) => id !== application.person_id);
}
