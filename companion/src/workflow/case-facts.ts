/** What the rule of a case asks for, read from the store once for one request. */
import type { CaseRow, EditionRow, SeatRow } from '../db/tables.js';
import { seatFacts, type CaseStore } from './case-store.js';
import { openRemarks, type ChainedEntry } from './decision-log.js';
import type { CaseFacts } from './permission.js';
import type { ReturnedEdition } from './resumption.js';

export interface CaseReading {
  /** Of the newest edition. */
  seats: readonly SeatRow[];
  /** The whole log. */
  log: readonly ChainedEntry[];
  editions: readonly Pick<EditionRow, 'edition_no' | 'hash' | 'frozen_at' | 'frozen_by'>[];
  returned: ReturnedEdition | undefined;
}

/** `known`: what holds of the case at this version, where somebody read it just now. */
export async function readCase(
  store: CaseStore,
  caseRow: CaseRow,
  known: { [Part in 'seats' | 'log' | 'editions']?: CaseReading[Part] | undefined } = {},
): Promise<CaseReading> {
  const seats = known.seats ?? (await store.listSeats(caseRow.id, caseRow.edition_no));
  const log = known.log ?? (await store.listLog(caseRow.id));
  const editions = known.editions ?? (await store.listEditions(caseRow.id));
  return { seats, log, editions, returned: await readReturned(store, caseRow, seats, log) };
}

/** The edition that ended in a return, where it is the newest one or the one before. */
async function readReturned(
  store: CaseStore,
  { id, state, edition_no: newest }: CaseRow,
  seats: readonly SeatRow[],
  log: readonly ChainedEntry[],
): Promise<ReturnedEdition | undefined> {
  const editionNo = state === 'returned' ? newest : newest - 1;
  const theReturn = log.find((entry) => entry.action === 'return' && entry.editionNo === editionNo);
  if (theReturn?.seatId == null) return undefined;
  const unanswered = openRemarks(log).flatMap(({ seatId }) => seatId ?? []);
  return {
    editionNo,
    seats: (editionNo === newest ? seats : await store.listSeats(id, editionNo)).map(seatFacts),
    returnedBy: theReturn.seatId,
    unanswered: new Set(unanswered),
  };
}

export function caseFacts(caseRow: CaseRow, { seats, log, editions, returned }: CaseReading): CaseFacts {
  const frozenBy = editions.find((edition) => edition.edition_no === caseRow.edition_no)?.frozen_by;
  const ofNewest = log.filter((entry) => entry.editionNo === caseRow.edition_no);
  const withdrawal = ofNewest.findLast(({ action }) => action === 'askWithdrawal' || action === 'declineWithdrawal');
  return {
    id: caseRow.id,
    state: caseRow.state,
    orgUnitId: caseRow.org_unit_id,
    preparedBy: frozenBy === undefined ? [caseRow.author_id] : [caseRow.author_id, frozenBy],
    seats: seats.map(seatFacts),
    openRemarks: openRemarks(ofNewest),
    withdrawalAsked: withdrawal?.action === 'askWithdrawal',
    ...(returned === undefined ? {} : { returned }),
    isInForce: caseRow.approved_edition_no !== null,
  };
}
