/**
 * What stands on an agreement sheet («Келісім парағы», Regulation 28), told by the decision log; pure, and in no language yet.
 *
 * Whatever was decided, by whom and when, is read from the log alone; seats only say who was asked and until when. So a seat that
 * calls itself done without an entry in the log earns nobody a visa here.
 */
import type { Named } from '@qashyq/shared-types';
import type {
  DecisionAction,
  EarlierEdition,
  SheetActing,
  SheetClosing,
  SheetContent,
  SheetFacts,
  SheetFault,
  SheetMark,
  SheetOutcome,
  SheetRemark,
  SheetResult,
  SheetRow,
  SheetSeat,
  WithdrawalAction,
} from './agreement-sheet-content.js';
import { answerTo, firstBrokenEntry, type ChainedEntry } from './decision-log.js';

const decisions: readonly DecisionAction[] = ['agree', 'agreeWithRemarks', 'approve', 'return', 'reject'];
const withdrawals: readonly WithdrawalAction[] = ['withdraw', 'allowWithdrawal'];

type EntryOf<Action extends string> = ChainedEntry & { action: Action };
const isDecision = (entry: ChainedEntry): entry is EntryOf<DecisionAction> =>
  (decisions as readonly string[]).includes(entry.action);
const isWithdrawal = (entry: ChainedEntry): entry is EntryOf<WithdrawalAction> =>
  (withdrawals as readonly string[]).includes(entry.action);

/** The entry that ended the agreement of an edition without approval, and how. */
interface Closing {
  entry: ChainedEntry;
  by: SheetClosing;
}

function closingOf(log: readonly ChainedEntry[], editionNo: number): Closing | undefined {
  for (const entry of log.filter((one) => one.editionNo === editionNo)) {
    if (entry.action === 'return') return { entry, by: 'returned' };
    if (entry.action === 'reject') return { entry, by: 'rejected' };
    if (isWithdrawal(entry)) return { entry, by: 'withdrawn' };
  }
  return undefined;
}

/**
 * The sheet of one edition.
 *
 * A broken log is printed, not refused: whoever looks into it needs to see what is left. But the sheet says so on every page, marks
 * each entry that cannot be relied on, and states no result.
 */
export function agreementSheet(facts: SheetFacts): SheetContent {
  const { log, editionNo } = facts;
  const broken = firstBrokenEntry(log, facts.logHead);
  const tools: Tools = { facts, decisions: log.filter(isDecision), mark: (entry) => markOf(entry, broken) };
  const rows = facts.seats
    .filter((seat) => seat.editionNo === editionNo)
    .map((seat, index) => rowOf(seat, index + 1, tools));
  const fault = faultOf(facts, broken);
  const submission = submissionOf(log, editionNo);
  return {
    title: facts.title,
    university: facts.university,
    developer: facts.developer,
    edition: {
      no: editionNo,
      frozen:
        submission === undefined
          ? null
          : { hash: submission.editionHash, at: submission.decidedAt, by: nameOf(submission, facts) },
    },
    rows,
    resumptions: resumptionsOf(log, editionNo).map((entry) => ({
      actingFor: actingOf(entry, facts),
      person: nameOf(entry, facts),
      reason: entry.comment,
      mark: tools.mark(entry),
    })),
    earlier: Array.from({ length: editionNo - 1 }, (_, index) => earlierEdition(index + 1, tools)).filter(
      (earlier) => earlier !== undefined,
    ),
    annex: facts.annex,
    result: fault === null ? resultOf(rows, editionNo, tools) : { kind: 'unproven' },
    fault,
    logLength: facts.logHead.length,
    logHash: facts.logHead.hash,
    printedAt: facts.printedAt,
  };
}

interface Tools {
  facts: SheetFacts;
  decisions: readonly EntryOf<DecisionAction>[];
  mark: (entry: ChainedEntry) => SheetMark;
}

function markOf(entry: ChainedEntry, broken: number | undefined): SheetMark {
  return { seq: entry.seq, hash: entry.hash, at: entry.decidedAt, sound: broken === undefined || entry.seq < broken };
}

const resumptionsOf = (log: readonly ChainedEntry[], editionNo: number) =>
  log.filter((entry) => entry.action === 'resume' && entry.editionNo === editionNo);

const submissionOf = (log: readonly ChainedEntry[], editionNo: number) =>
  log.find((entry) => entry.action === 'submit' && entry.editionNo === editionNo);

const nameOf = (entry: ChainedEntry, facts: SheetFacts): Named | null =>
  entry.personId === null ? null : facts.person(entry.personId);

const actingOf = ({ actingFor }: ChainedEntry, facts: SheetFacts): SheetActing | null =>
  actingFor === undefined
    ? null
    : {
        person: facts.person(actingFor.personId),
        ground: actingFor.ground,
        ...(actingFor.order === undefined ? {} : { order: actingFor.order }),
      };

/** Every visa is given to a hash; it must be the one that was frozen, and the one the stored content still has. */
function faultOf({ log, editionNo, contentHash }: SheetFacts, broken: number | undefined): SheetFault | null {
  if (broken !== undefined) return { kind: 'logBroken', seq: broken };
  const hashes = log.filter((entry) => entry.editionNo === editionNo).map((entry) => entry.editionHash);
  return hashes.length > 0 && hashes.every((hash) => hash === contentHash) ? null : { kind: 'contentChanged' };
}

function rowOf(seat: SheetSeat, no: number, tools: Tools): SheetRow {
  const { facts } = tools;
  const open: SheetRow = {
    no,
    role: seat.role,
    unit: facts.unit(seat.orgUnitId),
    person: null,
    actingFor: null,
    receivedAt: seat.openedAt,
    outcome: { kind: 'notInLog' },
    remarks: [],
  };
  const carried = seat.state === 'skipped';
  const asked = carried ? seatThatAgreed(seat, facts.seats) : seat;
  const resumedAt =
    asked?.fingerprint === seat.fingerprint ? null : resumptionsOf(facts.log, seat.editionNo).at(-1)?.seq;
  const entry = tools.decisions.findLast(({ seatId }) => seatId === asked?.id);
  // A seat may carry a visa over, but not a return; and a visa on another text only by a resumption that the log holds.
  const isFalse = carried && (entry?.action === 'return' || entry?.action === 'reject' || resumedAt === undefined);
  if (entry !== undefined && !isFalse) {
    const mark = tools.mark(entry);
    return {
      ...open,
      role: entry.role ?? seat.role,
      unit: facts.unit(entry.orgUnitId ?? seat.orgUnitId),
      person: nameOf(entry, facts),
      actingFor: actingOf(entry, facts),
      receivedAt: asked!.openedAt,
      outcome: carried
        ? { kind: 'carriedOver', editionNo: entry.editionNo, mark, resumedAt: resumedAt ?? null }
        : { kind: entry.action, mark },
      remarks: remarksOf(entry, facts),
    };
  }
  if (isNeedless(seat, tools)) return { ...open, outcome: { kind: 'notNeeded' } };
  switch (seat.state) {
    case 'active':
      return { ...open, outcome: { kind: 'awaited', until: seat.dueAt!, overdue: seat.dueAt! < facts.printedAt } };
    case 'waiting':
      return { ...open, outcome: { kind: 'notYetAsked' } };
    case 'expired':
      return { ...open, outcome: closedSeat(seat, facts.log) };
    case 'done':
    case 'skipped':
      return open;
  }
}

/** Skipped because another seat of an any-of step decided: believed only where the log holds that decision. */
function isNeedless(seat: SheetSeat, { facts, decisions }: Tools): boolean {
  if (seat.state !== 'skipped' || seat.agreedInEdition !== null || seat.needs === 'all') return false;
  const siblings = facts.seats.filter((other) => other.editionNo === seat.editionNo && other.stepKey === seat.stepKey);
  const deciding = siblings.map((one) => (one.agreedInEdition === null ? one : seatThatAgreed(one, facts.seats))?.id);
  return decisions.some((entry) => entry.action !== 'return' && deciding.includes(entry.seatId ?? undefined));
}

/** A seat that calls itself closed is believed only where the log tells by what. */
function closedSeat(seat: SheetSeat, log: readonly ChainedEntry[]): SheetOutcome {
  const closing = closingOf(log, seat.editionNo);
  return closing === undefined ? { kind: 'notInLog' } : { kind: 'closed', by: closing.by };
}

const seatThatAgreed = (seat: SheetSeat, seats: readonly SheetSeat[]): SheetSeat | undefined =>
  seats.find(
    (earlier) =>
      earlier.editionNo === seat.agreedInEdition &&
      earlier.stepKey === seat.stepKey &&
      earlier.orgUnitId === seat.orgUnitId,
  );

/** What was said of the whole comes first. */
function remarksOf(entry: ChainedEntry, facts: SheetFacts): SheetRemark[] {
  return [
    ...(entry.comment === '' ? [] : [{ line: null, text: entry.comment, answer: null }]),
    ...entry.remarks.map(({ lineKey, text }, remarkIndex) => ({
      line: lineKey === null ? null : (facts.line(entry.editionNo, lineKey) ?? null),
      text,
      answer: answerOf({ decisionSeq: entry.seq, remarkIndex }, facts),
    })),
  ];
}

function answerOf(place: { decisionSeq: number; remarkIndex: number }, facts: SheetFacts): SheetRemark['answer'] {
  const answer = answerTo(facts.log, place);
  return answer === undefined
    ? null
    : { text: answer.text, by: nameOf(answer.entry, facts), at: answer.entry.decidedAt };
}

function earlierEdition(editionNo: number, tools: Tools): EarlierEdition | undefined {
  const { facts, mark } = tools;
  const submission = submissionOf(facts.log, editionNo);
  if (submission === undefined) return undefined;
  const last = facts.log.findLast(
    (entry) => entry.editionNo === editionNo && (isDecision(entry) || isWithdrawal(entry)),
  ) as EntryOf<DecisionAction | WithdrawalAction> | undefined;
  return {
    editionNo,
    hash: submission.editionHash,
    submittedAt: submission.decidedAt,
    last:
      last === undefined
        ? null
        : {
            kind: last.action,
            role: last.role,
            unit: last.orgUnitId === null ? null : facts.unit(last.orgUnitId),
            person: nameOf(last, facts),
            actingFor: actingOf(last, facts),
            remarks: remarksOf(last, facts),
            mark: mark(last),
          },
  };
}

type Decided = Extract<SheetOutcome, { mark: SheetMark }>;
const isDecided = (outcome: SheetOutcome): outcome is Decided => 'mark' in outcome;

function closedResult({ entry, by }: Closing, { facts, mark }: Tools): SheetResult {
  const at = entry.decidedAt;
  if (by !== 'withdrawn') return { kind: by, at };
  const who = { person: nameOf(entry, facts), actingFor: actingOf(entry, facts), role: entry.role, mark: mark(entry) };
  return { kind: by, at, allowedBy: entry.action === 'allowWithdrawal' ? who : null };
}

function resultOf(rows: readonly SheetRow[], editionNo: number, tools: Tools): SheetResult {
  const { log } = tools.facts;
  const needed = rows.filter((row) => row.outcome.kind !== 'notNeeded');
  const decided = needed.map((row) => row.outcome).filter(isDecided);
  const closing = closingOf(log, editionNo);
  if (closing !== undefined) return closedResult(closing, tools);
  if (decided.length < needed.length || needed.length === 0)
    return { kind: 'inProgress', given: decided.length, asked: needed.length };
  const published = log.find((entry) => entry.action === 'publish' && entry.editionNo === editionNo);
  return {
    kind: decided.some((visa) => visa.kind === 'approve') ? 'approved' : 'agreed',
    at: Math.max(...decided.map((visa) => visa.mark.at)),
    publishedAt: published?.decidedAt ?? null,
  };
}
