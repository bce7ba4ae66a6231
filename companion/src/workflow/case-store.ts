/** Writes and single reads of cases. Rebuilt on the transaction of the action, so nothing else passes `trx` around. */
import type { Knex } from 'knex';
import type { Named, Remark, RemarkAnswer } from '@qashyq/shared-types';
import type { CaseRow, DecisionRow, EditionRow, SeatRow } from '../db/tables.js';
import { AppError } from '../errors.js';
import type { SeatFacts } from './permission.js';
import { chain, emptyLogHash, openRemarks, type ChainedEntry, type LogEntry } from './decision-log.js';
import type { PlannedSeat, StandingVisa } from './route-stages.js';

export type CaseChange = Partial<
  Pick<
    CaseRow,
    | 'state'
    | 'edition_no'
    | 'approved_edition_no'
    | 'published_edition_no'
    | 'route_json'
    | 'title_kk'
    | 'title_ru'
    | 'title_en'
  >
>;

/** An entry before it has its place in the log. */
export type NewLogEntry = Omit<LogEntry, 'caseId' | 'seq' | 'decidedAt'>;

/** Somebody changed the case since it was read: the transaction must not go on. */
export class StaleCaseError extends Error {}

export type CaseStore = ReturnType<typeof createCaseStore>;

export function createCaseStore(db: Knex, now: () => number) {
  async function getCase(caseId: number): Promise<CaseRow> {
    const row = await db('cases').where({ id: caseId }).first();
    if (row === undefined) throw new AppError('notFound');
    return row;
  }

  return {
    getCase,

    async createCase(input: {
      kind: CaseRow['kind'];
      title: Named;
      authorId: number;
      orgUnitId: number;
    }): Promise<number> {
      const at = now();
      const [id] = await db('cases').insert({
        kind: input.kind,
        title_kk: input.title.kk,
        title_ru: input.title.ru,
        title_en: input.title.en,
        author_id: input.authorId,
        org_unit_id: input.orgUnitId,
        state: 'draft',
        version: 0,
        edition_no: 0,
        approved_edition_no: null,
        published_edition_no: null,
        route_json: null,
        log_length: 0,
        log_hash: emptyLogHash,
        created_at: at,
        updated_at: at,
      });
      return id!;
    },

    /**
     * Changes a case and appends to its log in one update that names the version it was read at.
     * Works alike on both databases: one row changed, it is ours; none, somebody was faster.
     * @throws StaleCaseError
     */
    async advanceCase(
      row: CaseRow,
      change: CaseChange,
      entry?: NewLogEntry,
    ): Promise<{ row: CaseRow; entry: ChainedEntry | undefined }> {
      const at = now();
      const chained =
        entry === undefined
          ? undefined
          : chain({ ...entry, caseId: row.id, seq: row.log_length + 1, decidedAt: at }, row.log_hash);
      const next: CaseRow = {
        ...row,
        ...change,
        version: row.version + 1,
        log_length: chained?.seq ?? row.log_length,
        log_hash: chained?.hash ?? row.log_hash,
        updated_at: at,
      };
      const { id, ...columns } = next;
      const changed = await db('cases').where({ id, version: row.version }).update(columns);
      if (changed === 0) throw new StaleCaseError();
      if (chained !== undefined) await db('decisions').insert(logRow(chained));
      return { row: next, entry: chained };
    },

    async findEdition(caseId: number, editionNo: number): Promise<EditionRow | undefined> {
      return db('editions').where({ case_id: caseId, edition_no: editionNo }).first();
    },

    async getEdition(caseId: number, editionNo: number): Promise<EditionRow> {
      const row = await this.findEdition(caseId, editionNo);
      if (row === undefined) throw new AppError('notFound');
      return row;
    },

    async insertEdition(edition: Omit<EditionRow, 'id'>): Promise<void> {
      await db('editions').insert(edition);
    },

    async insertSeats(
      caseId: number,
      editionNo: number,
      seats: readonly (Omit<PlannedSeat, 'state'> & { state: SeatRow['state'] })[],
      dueAt: (workingDays: number) => number,
    ): Promise<void> {
      const at = now();
      for (const seat of seats)
        await db('seats').insert({
          case_id: caseId,
          edition_no: editionNo,
          step_no: seat.stepNo,
          step_key: seat.stepKey,
          role: seat.role,
          org_unit_id: seat.orgUnitId,
          mode: seat.mode,
          needs: seat.needs,
          decision: seat.decision,
          working_days: seat.workingDays,
          state: seat.state,
          fingerprint: seat.fingerprint,
          essence: seat.essence,
          opened_at: seat.state === 'active' ? at : null,
          due_at: seat.state === 'active' ? dueAt(seat.workingDays) : null,
          closed_at: null,
          agreed_in_edition: seat.agreedInEdition,
        });
    },

    /** @returns what of the seat is other now */
    async openSeat(seatId: number, dueAt: number): Promise<Partial<SeatRow>> {
      const change = { state: 'active', opened_at: now(), due_at: dueAt } as const;
      await db('seats').where({ id: seatId }).update(change);
      return change;
    },

    /** @returns what of the seat is other now */
    async closeSeat(
      seatId: number,
      state: 'done' | 'skipped' | 'expired',
      agreedInEdition: number | null = null,
    ): Promise<Partial<SeatRow>> {
      const change = { state, closed_at: now(), agreed_in_edition: agreedInEdition };
      await db('seats').where({ id: seatId }).update(change);
      return change;
    },

    async listSeats(caseId: number, editionNo: number): Promise<SeatRow[]> {
      return db('seats').where({ case_id: caseId, edition_no: editionNo }).orderBy(['step_no', 'id']);
    },

    async listLog(caseId: number): Promise<ChainedEntry[]> {
      const rows = await db('decisions').where({ case_id: caseId }).orderBy('seq');
      return rows.map(logEntry);
    },

    async listEditions(caseId: number): Promise<Pick<EditionRow, 'edition_no' | 'hash' | 'frozen_at' | 'frozen_by'>[]> {
      return db('editions')
        .where({ case_id: caseId })
        .select('edition_no', 'hash', 'frozen_at', 'frozen_by')
        .orderBy('edition_no');
    },

    /**
     * Visas of earlier editions that still stand: the newest word of that unit at that step was a positive one, and none of its remarks was
     * left without an answer.
     */
    async listStandingVisas(caseId: number): Promise<StandingVisa[]> {
      const rows = await db('decisions')
        .join('seats', 'seats.id', 'decisions.seat_id')
        .where('decisions.case_id', caseId)
        .orderBy('decisions.seq')
        .select({
          action: 'decisions.action',
          seatId: 'seats.id',
          stepKey: 'seats.step_key',
          orgUnitId: 'seats.org_unit_id',
          fingerprint: 'seats.fingerprint',
          editionNo: 'seats.edition_no',
        });
      const newest = new Map<string, (typeof rows)[number]>();
      for (const row of rows) newest.set(`${row.stepKey} ${row.orgUnitId}`, row);
      const unanswered = new Set(openRemarks(await this.listLog(caseId)).map((remark) => remark.seatId));
      return [...newest.values()].filter(
        (row) => (row.action === 'agree' || row.action === 'agreeWithRemarks') && !unanswered.has(row.seatId as number),
      );
    },
  };
}

export function seatFacts(row: SeatRow): SeatFacts {
  return {
    id: row.id,
    stepNo: row.step_no,
    stepKey: row.step_key,
    role: row.role,
    orgUnitId: row.org_unit_id,
    mode: row.mode,
    needs: row.needs,
    decision: row.decision,
    workingDays: row.working_days,
    fingerprint: row.fingerprint,
    // Of a seat of before nothing is known; no essence equals its name.
    essence: row.essence ?? `seat ${row.id}`,
    state: row.state,
    agreedInEdition: row.agreed_in_edition,
  };
}

function logRow(entry: ChainedEntry): Omit<DecisionRow, 'id'> {
  return {
    case_id: entry.caseId,
    seq: entry.seq,
    action: entry.action,
    edition_no: entry.editionNo,
    edition_hash: entry.editionHash,
    seat_id: entry.seatId,
    person_id: entry.personId,
    role: entry.role,
    org_unit_id: entry.orgUnitId,
    comment: entry.comment,
    remarks_json: JSON.stringify(entry.remarks),
    answers_json: entry.answers === undefined ? null : JSON.stringify(entry.answers),
    acting_for_id: entry.actingFor?.personId ?? null,
    acting_ground: entry.actingFor?.ground ?? null,
    acting_order_no: entry.actingFor?.order?.no ?? null,
    acting_order_on: entry.actingFor?.order?.on ?? null,
    decided_at: entry.decidedAt,
    previous_hash: entry.previousHash,
    hash: entry.hash,
  };
}

function logEntry(row: DecisionRow): ChainedEntry {
  return {
    caseId: row.case_id,
    seq: row.seq,
    action: row.action,
    editionNo: row.edition_no,
    editionHash: row.edition_hash,
    seatId: row.seat_id,
    personId: row.person_id,
    role: row.role,
    orgUnitId: row.org_unit_id,
    comment: row.comment,
    remarks: JSON.parse(row.remarks_json) as Remark[],
    ...(row.acting_for_id === null
      ? {}
      : {
          actingFor: {
            personId: row.acting_for_id,
            ground: row.acting_ground ?? '',
            ...(row.acting_order_no === null || row.acting_order_on === null
              ? {}
              : { order: { no: row.acting_order_no, on: row.acting_order_on } }),
          },
        }),
    ...(row.answers_json === null ? {} : { answers: JSON.parse(row.answers_json) as RemarkAnswer[] }),
    decidedAt: Number(row.decided_at),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
