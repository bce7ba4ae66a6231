/**
 * What a kind of case shows in the common screens of cases: its content, its changes, and where its draft is edited. The screens know no kind;
 * a kind is one line of `case-contents.ts`.
 */
import type { House } from './screen.js';
import type { ChangesView } from './view-models/changes.js';
import type { Words } from './view-models/words.js';

/** How the content is looked at. */
export interface ContentLook {
  /** Filters and form, as the address holds them. */
  query: Readonly<Record<string, string>>;
  /** Lines marked for a remark; null where nothing is being marked. */
  marked: ReadonlySet<string> | null;
  /** Told what the address shall hold from now on; an empty value is left out of it. */
  onLook(changed: Record<string, string>): void;
  onMark(lineKey: string, marked: boolean): void;
  /** The content itself changed its draft: what was done and what follows, to be said over the draft as it is now. */
  onDraftChanged(said: { done: string; next: string }): Promise<void>;
  onProblem(problem: unknown): Promise<void>;
}

/** One edition or the working draft, fetched and ready to be drawn. */
export interface ShownContent {
  /** null: the working draft. */
  editionNo: number | null;
  /** What tells this document from others of its kind, e.g. its term. */
  subtitle: string;
  /** A line in words, as remarks name it; null when the content has no such line. */
  lineName(lineKey: string): string | null;
  draw(host: HTMLElement, look: ContentLook): Promise<void>;
}

export interface CaseContent {
  load(caseId: number, shown: 'draft' | number, house: House): Promise<ShownContent>;
  /** What changed from one edition to a later one. */
  changes(caseId: number, editions: { from: number; to: number }, house: House): Promise<ChangesView>;
  /** Where an author changes the draft; null where there is no such place. */
  edit(caseId: number, words: Words): { href: string; label: string } | null;
}
