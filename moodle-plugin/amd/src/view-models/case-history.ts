/** The decision log of a case in words. */
import type { CaseView, DecisionView, PersonBrief } from '@qashyq/shared-types';
import { isUnderWay } from './case.js';
import { groundText } from './delegations.js';
import { instantText } from './moments.js';
import { coded, type Words } from './words.js';

export interface HistoryEntry {
  seq: number;
  what: string;
  code: string;
  who: string;
  at: string;
  edition: string | null;
  comment: string;
  remarks: { line: string; text: string; answer: { who: string; text: string } | null; awaits: boolean }[];
  hash: string;
  editionHash: string;
}

/** What a remark is tied to; `lineOf` names a line by its key, where the content is at hand. */
export type LineOf = (lineKey: string) => string | null;

/** The remarks of a decision, each with its answer or that it awaits one. */
export function remarksOf(
  view: CaseView,
  decision: DecisionView,
  lineOf: LineOf,
  words: Words,
): HistoryEntry['remarks'] {
  const open = view.openRemarks.filter(({ decisionSeq }) => decisionSeq === decision.seq);
  return decision.remarks.map((remark, at) => ({
    line: remark.lineKey === null ? words.t('remark_whole') : (lineOf(remark.lineKey) ?? words.t('remark_line_gone')),
    text: remark.text,
    answer:
      remark.answer === null
        ? null
        : {
            who: words.t('decided_by', {
              name: words.name(remark.answer.person.name),
              at: instantText(remark.answer.answeredAt),
            }),
            text: remark.answer.text,
          },
    awaits: isUnderWay(view) && open.some(({ remarkIndex }) => remarkIndex === at),
  }));
}

function deciderText(decision: DecisionView, words: Words): string {
  if (decision.person === null) return words.t('the_service');
  const name = personText(decision, decision.person, words);
  if (decision.role === null) return name;
  const role = words.t(`role_${coded(decision.role)}`);
  return words.t('who_as', {
    name,
    role: decision.orgUnit === null ? role : words.t('role_of_unit', { role, unit: words.name(decision.orgUnit.name) }),
  });
}

/** Whoever decided, and in whose place. */
export function personText({ actingFor }: DecisionView, person: PersonBrief, words: Words): string {
  const name = words.name(person.name);
  if (actingFor === null) return name;
  return words.t('acting_for', {
    name,
    holder: words.name(actingFor.person.name),
    ground: groundText(actingFor, words),
  });
}

/** The decision log, newest first. */
export function historyOf(view: CaseView, lineOf: LineOf, words: Words): HistoryEntry[] {
  return view.decisions
    .map((decision) => ({
      seq: decision.seq,
      what: words.t(`logaction_${coded(decision.action)}`),
      code: decision.action,
      who: deciderText(decision, words),
      at: instantText(decision.decidedAt),
      edition: decision.editionNo === 0 ? null : words.t('edition_no', decision.editionNo),
      comment: decision.comment,
      remarks: remarksOf(view, decision, lineOf, words),
      hash: decision.hash,
      editionHash: decision.editionHash,
    }))
    .sort((a, b) => b.seq - a.seq);
}
