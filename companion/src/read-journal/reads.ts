/** What a read of protected data is, and the entries it leaves. Pure. */
import type { EndpointName, JournalledClass, ReadMatter, Role } from '@qashyq/shared-types';
import type { ReadJournalRow } from '../db/tables.js';
import type { CurrentPerson } from '../identity/current-person.js';

interface AnyRead {
  reader: Pick<CurrentPerson, 'id'>;
  /** The role that opened the door; null where none was needed. */
  as: Role | null;
  /** In whose place the reader acts. */
  actingForId?: number;
  /** Whose data the answer holds. The reader among them is left out: nobody is told of reading their own. */
  subjectIds: Iterable<number>;
  /** Where a thing of its own was read: its kind and number, e.g. `item:42`. Never a name or a text. */
  object?: string;
  matter: ReadMatter;
  /** The endpoint that answers. */
  via: EndpointName;
}

/** Special data (P4) are read for a stated purpose, or not at all. */
export type Read = AnyRead &
  ({ dataClass: Exclude<JournalledClass, 'P4'>; purpose?: string } | { dataClass: 'P4'; purpose: string });

/**
 * One entry for each person whose data it is; for a thing that is about nobody (or only about the reader) one entry with the thing alone.
 * Without a thing and without anybody else there is nothing to tell.
 */
export function entriesOf(read: Read, readAt: number): Omit<ReadJournalRow, 'id' | 'chain_no' | 'chain_hash'>[] {
  const others = [...new Set(read.subjectIds)].filter((id) => id !== read.reader.id);
  const subjects = others.length === 0 && read.object !== undefined ? [null] : others;
  return subjects.map((subjectId) => ({
    reader_id: read.reader.id,
    role: read.as,
    acting_for_id: read.actingForId ?? null,
    subject_id: subjectId,
    object: read.object ?? null,
    data_class: read.dataClass,
    matter: read.matter,
    purpose: read.purpose ?? null,
    via: read.via,
    read_at: readAt,
  }));
}
