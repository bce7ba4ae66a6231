/**
 * What must be true of every case at every moment, whatever was interrupted. Pure. Each invariant answers with sentences about what is
 * broken; none when it holds.
 */
import { createHash } from 'node:crypto';
import type { LogAction } from '@qashyq/shared-types';
import type { CalendarEventRow, CaseRow, EditionRow, EffectRow, NoticeRow, SeatRow } from '../db/tables.js';
import { approvalEffect } from '../workflow/approval-effects.js';
import { firstBrokenEntry, type ChainedEntry } from '../workflow/decision-log.js';
import type { Workflow } from '../workflow/define-workflow.js';

/** Everything the database holds about one case, read in one snapshot. */
export interface CaseRecord {
  caseRow: CaseRow;
  /** What must follow an approval is the kind's own. */
  workflow: Workflow;
  editions: readonly EditionRow[];
  seats: readonly SeatRow[];
  log: readonly ChainedEntry[];
  notices: readonly Pick<NoticeRow, 'id'>[];
  effects: readonly Pick<EffectRow, 'dedupe_key'>[];
  events: readonly CalendarEventRow[];
}

/** The actions that close a seat: one of them, once. */
const positive: ReadonlySet<LogAction> = new Set<LogAction>(['agree', 'agreeWithRemarks', 'approve']);
const closing: ReadonlySet<LogAction> = new Set<LogAction>([...positive, 'return', 'reject']);

export const caseInvariants = {
  logIsWhole({ caseRow, log }: CaseRecord): string[] {
    const broken = firstBrokenEntry(log, { length: caseRow.log_length, hash: caseRow.log_hash });
    return broken === undefined ? [] : [`entry ${broken} of the decision log is not as it was written`];
  },

  everyEditionIsFrozenOnce({ caseRow, editions, log }: CaseRecord): string[] {
    const numbers = editions.map((edition) => edition.edition_no);
    const wished = Array.from({ length: caseRow.edition_no }, (_, index) => index + 1);
    return [
      ...(numbers.join() === wished.join()
        ? []
        : [`has editions ${numbers.join(', ')} where ${wished.join(', ')} are due`]),
      ...editions.flatMap(({ edition_no: no, content_json: content, hash }) => [
        ...(sha256(content) === hash ? [] : [`the content of edition ${no} is not what was frozen`]),
        ...(log.filter((entry) => entry.action === 'submit' && entry.editionNo === no && entry.editionHash === hash)
          .length === 1
          ? []
          : [`edition ${no} was not submitted exactly once`]),
      ]),
    ];
  },

  everySeatIsDecidedOnce({ seats, log }: CaseRecord): string[] {
    return seats.flatMap((seat) => {
      const decisions = log.filter((entry) => entry.seatId === seat.id && closing.has(entry.action));
      if (decisions.length > 1) return [`seat ${seat.id} was decided ${decisions.length} times`];
      if (decisions.some((entry) => entry.editionNo !== seat.edition_no))
        return [`seat ${seat.id} was decided on another edition`];
      if (seat.state === 'done' && decisions.length === 0) return [`seat ${seat.id} is closed without a decision`];
      return seat.state !== 'done' && decisions.length === 1
        ? [`seat ${seat.id} is ${seat.state} although it was decided`]
        : [];
    });
  },

  openSeatsFitTheState({ caseRow, seats }: CaseRecord): string[] {
    const underWay = caseRow.state === 'inAgreement' || caseRow.state === 'inApproval';
    const pending = seats.filter((seat) => seat.state === 'active' || seat.state === 'waiting');
    const active = pending.filter((seat) => seat.state === 'active');
    const left = pending.filter((seat) => !underWay || seat.edition_no !== caseRow.edition_no);
    return [
      ...left.map(
        (seat) => `seat ${seat.id} of edition ${seat.edition_no} is ${seat.state} while the case is ${caseRow.state}`,
      ),
      ...(underWay && active.length === 0 ? [`is ${caseRow.state} and waits for nobody`] : []),
    ];
  },

  approvalIsWhole({ caseRow, workflow, seats, log, effects }: CaseRecord): string[] {
    const { approved_edition_no: approved, published_edition_no: published } = caseRow;
    const inForce = caseRow.state === 'approved' || caseRow.state === 'published';
    const problems: string[] = [];
    if (inForce && approved !== caseRow.edition_no) problems.push(`is ${caseRow.state} without an approved edition`);
    if (caseRow.state === 'published' && published !== approved) problems.push('is published without an edition');
    if (approved !== null) {
      const lastWord = log.findLast((entry) => entry.editionNo === approved && closing.has(entry.action));
      const missing = seats.filter(
        (seat) => seat.edition_no === approved && seat.state !== 'done' && seat.state !== 'skipped',
      );
      if (lastWord === undefined || !positive.has(lastWord.action) || missing.length > 0)
        problems.push(`edition ${approved} is in force without all its visas`);
      for (const kind of workflow.effectsOnApproval) {
        const { dedupeKey } = approvalEffect(kind, caseRow.id, approved);
        if (!effects.some((effect) => effect.dedupe_key === dedupeKey))
          problems.push(`${kind} of edition ${approved} was never queued`);
      }
    }
    if (
      published !== null &&
      log.filter((entry) => entry.action === 'publish' && entry.editionNo === published).length !== 1
    )
      problems.push(`publication of edition ${published} is not logged exactly once`);
    return problems;
  },

  everyCarriedVisaStands({ seats, log }: CaseRecord): string[] {
    return seats.flatMap((seat) => {
      if (seat.state !== 'skipped' || seat.agreed_in_edition === null) return [];
      const given = seats.find(
        (other) =>
          other.edition_no === seat.agreed_in_edition &&
          other.step_key === seat.step_key &&
          other.org_unit_id === seat.org_unit_id,
      );
      if (!log.some((entry) => entry.seatId === given?.id && positive.has(entry.action)))
        return [`seat ${seat.id} carries a visa that nobody gave`];
      const resumed = log.some((entry) => entry.action === 'resume' && entry.editionNo === seat.edition_no);
      const isSame =
        given!.fingerprint === seat.fingerprint ||
        (resumed && seat.essence !== null && given!.essence === seat.essence);
      return isSame ? [] : [`seat ${seat.id} carries a visa that was given on something else`];
    });
  },

  everyNoticeIsDelivered({ notices, effects }: CaseRecord): string[] {
    const queued = new Set(effects.map((effect) => effect.dedupe_key));
    return notices.filter(({ id }) => !queued.has(`notice:${id}`)).map(({ id }) => `nobody delivers notice ${id}`);
  },

  everyLessonHasOneEvent({ events }: CaseRecord): string[] {
    const lessons = new Set<string>();
    return events
      .filter((event) => event.obsolete === 0)
      .filter((event) => lessons.size === lessons.add(`${event.line_key} ${event.week}`).size)
      .map((event) => `line ${event.line_key} has two events in week ${event.week}`);
  },
};
export type CaseInvariant = keyof typeof caseInvariants;

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
