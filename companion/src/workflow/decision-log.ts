/**
 * The decision log of a case: append-only, each entry carries the hash of the one before, so that a changed, missing or inserted
 * entry shows. The agreement sheet is made from this log only.
 */
import { createHash } from 'node:crypto';
import type { LogAction, Order, Remark, RemarkAnswer, Role } from '@qashyq/shared-types';

export interface LogEntry {
  caseId: number;
  /** 1, 2, 3… without gaps. */
  seq: number;
  action: LogAction;
  editionNo: number;
  editionHash: string;
  seatId: number | null;
  /** null: the service itself. */
  personId: number | null;
  role: Role | null;
  orgUnitId: number | null;
  comment: string;
  remarks: readonly Remark[];
  /** Set for `answerRemarks` only. */
  answers?: readonly RemarkAnswer[];
  /** Set where the person decided in another's place. */
  actingFor?: { personId: number; ground: string; order?: Order };
  /** Epoch milliseconds. */
  decidedAt: number;
}
export interface ChainedEntry extends LogEntry {
  previousHash: string;
  hash: string;
}

export const emptyLogHash = '0'.repeat(64);

/**
 * SHA-256 over the entry and the hash before it; a list fixes the order of the fields, whatever the order in memory. What entries learnt to
 * say later stands at the end, under its name and only where it is said, so that older entries keep the hash they were written with.
 */
export function entryHash(entry: LogEntry, previousHash: string): string {
  const fields = [
    previousHash,
    entry.caseId,
    entry.seq,
    entry.action,
    entry.editionNo,
    entry.editionHash,
    entry.seatId,
    entry.personId,
    entry.role,
    entry.orgUnitId,
    entry.comment,
    entry.remarks.map((remark) => [remark.lineKey, remark.text]),
    entry.decidedAt,
    ...(entry.answers === undefined
      ? []
      : [['answers', entry.answers.map(({ decisionSeq, remarkIndex, text }) => [decisionSeq, remarkIndex, text])]]),
    ...(entry.actingFor === undefined
      ? []
      : [['actingFor', entry.actingFor.personId, entry.actingFor.ground, ...orderFields(entry.actingFor.order)]]),
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

const orderFields = (order: Order | undefined): string[] => (order === undefined ? [] : ['order', order.no, order.on]);

export function chain(entry: LogEntry, previousHash: string): ChainedEntry {
  return { ...entry, previousHash, hash: entryHash(entry, previousHash) };
}

/** A remark of an agreement by its place in the log. */
export interface PlacedRemark extends Omit<RemarkAnswer, 'text'> {
  remark: Remark;
  editionNo: number;
  seatId: number | null;
  /** Who made it. */
  personId: number | null;
}

/** Remarks that keep the route moving but wait for an answer: those of agreements that nobody has answered since. */
export function openRemarks(log: readonly LogEntry[]): PlacedRemark[] {
  return log
    .filter((entry) => entry.action === 'agreeWithRemarks')
    .flatMap(({ seq, remarks, editionNo, seatId, personId }) =>
      remarks.map((remark, remarkIndex) => ({ decisionSeq: seq, remarkIndex, remark, editionNo, seatId, personId })),
    )
    .filter((open) => answerTo(log, open) === undefined);
}

/** The entry that answers a remark, with its words. */
export function answerTo<Entry extends LogEntry>(
  log: readonly Entry[],
  { decisionSeq, remarkIndex }: Pick<RemarkAnswer, 'decisionSeq' | 'remarkIndex'>,
): { entry: Entry; text: string } | undefined {
  for (const entry of log)
    for (const answer of entry.answers ?? [])
      if (answer.decisionSeq === decisionSeq && answer.remarkIndex === remarkIndex) return { entry, text: answer.text };
  return undefined;
}

/**
 * Checks a log against the head kept with its case.
 * @returns the number of the first entry that is not as it was written (one past the last when the tail is cut off), undefined when whole
 */
export function firstBrokenEntry(
  entries: readonly ChainedEntry[],
  head: { length: number; hash: string },
): number | undefined {
  let previousHash = emptyLogHash;
  for (const [index, entry] of entries.entries()) {
    const seq = index + 1;
    if (entry.seq !== seq || entry.previousHash !== previousHash || entry.hash !== entryHash(entry, previousHash))
      return seq;
    previousHash = entry.hash;
  }
  return entries.length === head.length && previousHash === head.hash ? undefined : entries.length + 1;
}
