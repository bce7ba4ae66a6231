import type { Knex } from 'knex';
import type { CalendarEvent, Named, Role } from '@qashyq/shared-types';
import type { CaseRow } from '../db/tables.js';
import type { Catalogue } from '../i18n/catalogue.js';
import type { CurrentPerson } from '../identity/current-person.js';
import type { Workflow } from './define-workflow.js';
import type { ConditionalScope, ScopeUnits } from './route-stages.js';
import type { SheetAnnex } from './sheet-annex.js';

/** Something that stands in the way of a submission; the text is `obstacle_<code>`. */
export interface Obstacle {
  code: string;
  params?: Record<string, string | number>;
}

/** Something that the calendar shall show of an approved edition. */
export interface CalendarEntry {
  lineKey: string;
  /** Tells the entries of one line apart, e.g. the academic week of a lesson; an entry that keeps it keeps its event. */
  week: number;
  /** Milliseconds UTC. */
  startsAtMs: number;
  durationSeconds: number;
  words: Pick<CalendarEvent, 'course' | 'groups' | 'name' | 'description' | 'location'>;
}

export interface Draft {
  /** The bytes an edition freezes: canonical JSON, same content same bytes. */
  contentJson: string;
  /** SHA-256 of the bytes, hex. */
  hash: string;
  obstacles: Obstacle[];
}

/** For kinds whose editions change facts of their own the moment they are approved, or taken back while they are in force. */
export interface ForceRules {
  /** Name of the turn of everything that changes the same facts: such actions come one after another (db/take-turn.ts). */
  turn(db: Knex, caseRow: CaseRow): Promise<string>;
  /** What stands in the way now: since the submission others may have been faster, or the day may have passed. */
  obstacles?(db: Knex, caseRow: CaseRow, change: 'intoForce' | 'outOfForce', now: number): Promise<Obstacle[]>;
  /** Within the transaction of the action: `inForce` is the content that holds from now on; null where nothing of the case does any more. */
  changed(trx: Knex.Transaction, caseRow: CaseRow, inForce: InForce | null, now: number): Promise<void>;
}
export interface InForce {
  editionNo: number;
  contentJson: string;
}

/** What a feature tells the case engine about its kind; everything else about cases is the engine's. */
export interface CaseFeature {
  workflow: Workflow;
  /** Roles that may sit at a step of this kind: only who may read a case can decide on it. */
  seatRoles: readonly Role[];
  /** Conditions on which a step of this kind can depend; none where it is left out. */
  conditions?: readonly ConditionalScope[];
  /** The working draft, ready to be frozen. */
  loadDraft(db: Knex, caseRow: CaseRow, now: number): Promise<Draft>;
  /** The units a frozen content concerns, by scope of a route step. */
  scopeUnits(db: Knex, caseRow: CaseRow, contentJson: string): Promise<ScopeUnits>;
  /** Keys of the lines of a frozen content, to which remarks may be tied. */
  lineKeys(contentJson: string): ReadonlySet<string>;
  /** The lines of a frozen content in words, by key, as printed forms name them. */
  lineWords(db: Knex, catalogue: Catalogue, contentJson: string): Promise<ReadonlyMap<string, Named>>;
  /** A table that this kind adds to its agreement sheet; null where the content gives no reason for one. */
  sheetAnnex?(db: Knex, catalogue: Catalogue, contentJson: string): Promise<SheetAnnex | null>;
  /** The last day (`YYYY-MM-DD`) on which a content should be published; null where no rule says. A submission that ends later is warned of. */
  publishBy?(db: Knex, contentJson: string): Promise<string | null>;
  /** What the calendar shall show of a frozen content; asked of kinds whose approval is followed by `publish-calendar`. */
  calendarEntries?(db: Knex, catalogue: Catalogue, contentJson: string): Promise<CalendarEntry[]>;
  /** Left out where approval changes nothing but the case. */
  force?: ForceRules;
  /** May this person read the case at all. */
  mayRead(person: CurrentPerson, caseRow: CaseRow): boolean;
}

export type CaseFeatures = Readonly<Record<CaseRow['kind'], CaseFeature>>;

/** What the case engine works with; made once in the composition. */
export interface CaseEngine {
  db: Knex;
  features: CaseFeatures;
  catalogue: Catalogue;
  now: () => number;
  /** Called after a commit that queued work. */
  wakeWorker: () => void;
}
