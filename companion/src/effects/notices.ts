/** What people are told. A notice is a row first, shown on screens at once; mail and Moodle follow as an effect. */
import type { Knex } from 'knex';
import type { NoticeKind } from '@qashyq/shared-types';
import { enqueue } from './outbox.js';

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
}

export interface NewNotice {
  personId: number;
  /** null: it is about no case. */
  caseId: number | null;
  kind: NoticeKind;
  facts: NoticeFacts;
}

export async function insertNotices(trx: Knex, notices: readonly NewNotice[], now: number): Promise<void> {
  for (const notice of notices) {
    const [id] = await trx('notices').insert({
      person_id: notice.personId,
      case_id: notice.caseId,
      kind: notice.kind,
      facts_json: JSON.stringify(notice.facts),
      created_at: now,
      read_at: null,
    });
    await enqueue(
      trx,
      {
        kind: 'deliver-notice',
        payload: { noticeId: id! },
        caseId: notice.caseId,
        dedupeKey: `notice:${id}`,
        serialKey: `notice:${id}`,
      },
      now,
    );
  }
}
