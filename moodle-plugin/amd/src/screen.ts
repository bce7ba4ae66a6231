import type { Me } from '@qashyq/shared-types';
import type { Config } from './config.js';
import type { Connection } from './connection.js';
import type { Repository } from './repository.js';
import type { Texts } from './texts.js';
import type { Place } from './view-models/place.js';
import type { Words } from './view-models/words.js';

/** What every screen is given. */
export interface House {
  config: Config;
  connection: Connection;
  repository: Repository;
  words: Words;
  /** Brings the texts of a part of the house that is fetched later. */
  learn(texts: Texts): Promise<void>;
  /** Who I am, as last heard. */
  me(): Me;
  /** Asks again who I am, and draws the counts in the tabs anew. */
  refreshMe(): Promise<void>;
  /** Goes to another place; `replace` keeps it out of the Back list. */
  go(hash: string, replace?: boolean): void;
  /** Notes in the address how I look at this place (filter, week), without leaving it. */
  remember(hash: string): void;
  /** Says a result aloud to those who do not see it. */
  announce(text: string): void;
  /** Shows why something did not work, in the place given; what was typed elsewhere stays. */
  showProblem(host: Element, problem: unknown): Promise<void>;
}

export interface Visit {
  place: Place;
  params: Record<string, string>;
  /** Aborted when the person leaves: listeners on the document end with it. */
  left: AbortSignal;
}

/** Draws its first view into `view` and resolves; what it could not fetch it throws. */
export type Screen = (view: HTMLElement, visit: Visit, house: House) => Promise<void>;
