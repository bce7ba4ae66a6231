/** What people are told. A notice is a row first, shown on screens at once; mail and Moodle follow as an effect. */
import type { Knex } from 'knex';
import type { ApplicationReason, NoticeKind } from '@qashyq/shared-types';
import { enqueueAll, type NewEffect } from './outbox.js';

/** Facts of the sentence, as codes and ids; the words are made when it is read, in the reader's language. */
export interface NoticeFacts {
  editionNo: number;
  /** Who decided; null for the service. */
  byPersonId: number | null;
  role: string | null;
  orgUnitId: number | null;
  /** Where the sentence names a deadline or the end of a period. */
  dueOn?: string;
  /** Where the sentence names the beginning of a period. */
  fromOn?: string;
  /** Where the sentence names an order. */
  orderNo?: string;
  /** Of a training: the application and the step of its history that is told. */
  applicationId?: number;
  changeNo?: number;
  /** Where the sentence names the moment until which something holds. */
  untilAt?: number;
  /** Where the sentence names why, and what a person wrote. */
  reason?: ApplicationReason;
  note?: string;
  /** Place in the waiting list. */
  place?: number;
  /** Where it is about a certificate … */
  certificateId?: number;
  /** … or about one from elsewhere. */
  outsideId?: number;
}

/** Facts of a sentence that names nobody. */
export const noFacts: NoticeFacts = { editionNo: 0, byPersonId: null, role: null, orgUnitId: null };

export interface NewNotice {
  personId: number;
  /** null: it is about no case. */
  caseId: number | null;
  /** The training it is about, if any. */
  trainingId?: number;
  kind: NoticeKind;
  facts: NoticeFacts;
}

export async function insertNotices(trx: Knex, notices: readonly NewNotice[], now: number): Promise<void> {
  const deliveries: NewEffect[] = [];
  for (const notice of notices) {
    const [id] = await trx('notices').insert({
      person_id: notice.personId,
      case_id: notice.caseId,
      training_id: notice.trainingId ?? null,
      kind: notice.kind,
      facts_json: JSON.stringify(notice.facts),
      created_at: now,
      read_at: null,
    });
    deliveries.push({
      kind: 'deliver-notice',
      payload: { noticeId: id! },
      caseId: notice.caseId,
      dedupeKey: `notice:${id}`,
      serialKey: `notice:${id}`,
    });
  }
  await enqueueAll(trx, deliveries, now);
}
