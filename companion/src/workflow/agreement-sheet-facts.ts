/** Collects from the stores what an agreement sheet is made of. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Named } from '@qashyq/shared-types';
import type { CaseRow, SeatRow } from '../db/tables.js';
import { findCurrentPerson, named } from '../identity/person-store.js';
import type { Developer, SheetFacts, SheetSeat } from './agreement-sheet-content.js';
import type { CaseEngine } from './case-feature.js';
import { createCaseStore, type CaseStore } from './case-store.js';
import type { ChainedEntry } from './decision-log.js';

/**
 * Facts for the sheet of the newest edition. Everything is read through `db`, which must be one snapshot: a decision that came between
 * two readings would look like a broken log.
 */
export async function loadSheetFacts(engine: CaseEngine, db: Knex, caseRow: CaseRow): Promise<SheetFacts> {
  const { now } = engine;
  const store = createCaseStore(db, now);
  const log = await store.listLog(caseRow.id);
  const edition = await store.getEdition(caseRow.id, caseRow.edition_no);
  const units = await db('org_units');
  const root = units.find((unit) => unit.parent_id === null);
  const unitById = new Map(units.map((unit) => [unit.id, named(unit)]));
  const persons = await db('persons').whereIn('id', [
    caseRow.author_id,
    ...log.flatMap((entry) => [entry.personId, entry.actingFor?.personId].filter((id) => id != null)),
  ]);
  const personById = new Map(persons.map((person) => [person.id, named(person)]));
  const lines = await loadLines(engine, db, store, caseRow, log);

  return {
    title: { kk: caseRow.title_kk, ru: caseRow.title_ru, en: caseRow.title_en },
    university: root === undefined ? { kk: '', ru: '', en: '' } : named(root),
    developer: await loadDeveloper(engine, db, caseRow, Number(edition.frozen_at), root?.id, unitById),
    editionNo: caseRow.edition_no,
    contentHash: createHash('sha256').update(edition.content_json).digest('hex'),
    seats: await loadSeats(store, caseRow),
    log,
    logHead: { length: caseRow.log_length, hash: caseRow.log_hash },
    person: (id) => personById.get(id)!,
    unit: (id) => (id === root?.id ? null : (unitById.get(id) ?? null)),
    line: (editionNo, lineKey) => lines.get(editionNo)?.get(lineKey),
    annex: (await engine.features[caseRow.kind].sheetAnnex?.(db, engine.catalogue, edition.content_json)) ?? null,
    printedAt: now(),
  };
}

/** Seats of the newest edition, and of each earlier edition whose visas it carries. */
async function loadSeats(store: CaseStore, caseRow: CaseRow): Promise<SheetSeat[]> {
  const seats = await store.listSeats(caseRow.id, caseRow.edition_no);
  const earlier = new Set(seats.flatMap((seat) => seat.agreed_in_edition ?? []));
  for (const editionNo of earlier) seats.push(...(await store.listSeats(caseRow.id, editionNo)));
  return seats.map(sheetSeat);
}

function sheetSeat(row: SeatRow): SheetSeat {
  return {
    id: row.id,
    editionNo: row.edition_no,
    stepKey: row.step_key,
    needs: row.needs,
    role: row.role,
    orgUnitId: row.org_unit_id,
    state: row.state,
    openedAt: row.opened_at === null ? null : Number(row.opened_at),
    dueAt: row.due_at === null ? null : Number(row.due_at),
    fingerprint: row.fingerprint,
    agreedInEdition: row.agreed_in_edition,
  };
}

/** Words for the lines of those editions to which somebody tied a remark. */
async function loadLines(
  engine: CaseEngine,
  db: Knex,
  store: CaseStore,
  caseRow: CaseRow,
  log: readonly ChainedEntry[],
) {
  const feature = engine.features[caseRow.kind];
  const remarked = log.filter((entry) => entry.remarks.some((remark) => remark.lineKey !== null));
  const lines = new Map<number, ReadonlyMap<string, Named>>();
  for (const editionNo of new Set(remarked.map((entry) => entry.editionNo))) {
    const edition = await store.findEdition(caseRow.id, editionNo);
    if (edition !== undefined)
      lines.set(editionNo, await feature.lineWords(db, engine.catalogue, edition.content_json));
  }
  return lines;
}

/** The author, with the post in which they prepare: the one they held when the edition was frozen. */
async function loadDeveloper(
  engine: CaseEngine,
  db: Knex,
  caseRow: CaseRow,
  frozenAt: number,
  rootId: number | undefined,
  units: ReadonlyMap<number, Named>,
): Promise<Developer> {
  const author = (await findCurrentPerson(db, caseRow.author_id, frozenAt))!;
  const { preparedBy } = engine.features[caseRow.kind].workflow;
  const held = author.roles.find(
    ({ role, coversBelow }) => preparedBy.includes(role) && coversBelow.includes(caseRow.org_unit_id),
  );
  if (held === undefined) return { person: author.name, post: null };
  return {
    person: author.name,
    post: { role: held.role, unit: held.orgUnitId === rootId ? null : (units.get(held.orgUnitId) ?? null) },
  };
}
