/** After years of exams, reads, roles and orders no list of them reads a large table from end to end, on both databases. */
import { expect } from 'chai';
import type { Knex } from 'knex';
import { readJournalQuerySchema, rolesQuerySchema } from '@qashyq/shared-types';
import { localToInstant } from '../../src/calendar/local-time.js';
import { addDays } from '../../src/calendar/plain-dates.js';
import { isSqlite } from '../../src/db/connect.js';
import { datedClashesOf } from '../../src/features/schedules/dated/dated-content.js';
import { effectOnDrafts } from '../../src/features/schedules/dated/exam-limits-effect.js';
import { loadExamLimits } from '../../src/features/schedules/dated/exam-limits.js';
import { replaceDatedLines } from '../../src/features/schedules/dated/dated-store.js';
import { listActingFor, listDeputies } from '../../src/identity/delegation-store.js';
import { chainReads, forgetReads, proveReads } from '../../src/read-journal/read-chain-store.js';
import { exportReads } from '../../src/read-journal/read-export.js';
import { listReads, listReadsOf } from '../../src/read-journal/read-journal-lists.js';
import { findRoles, listRoleChanges } from '../../src/roles/role-store.js';
import { planOf } from '../support/query-plans.js';
import { hire } from '../support/trainings.js';
import { datedHeader, datedLine, draftDated, openTestUniversity, type TestUniversity } from '../support/university.js';

const firstDay = '2024-01-01';
const days = 900;
/** What grows with the years. Terms, units and people who work at the university do not. */
const large = ['read_journal', 'role_changes', 'delegations', 'dated_lines', 'cases', 'calendar_changes', 'decisions'];

describe('the lists of the agreement on the database', function () {
  this.timeout(120_000);
  let university: TestUniversity;
  let db: Knex;
  let staff: number[];
  const now = localToInstant(addDays(firstDay, days), '12:00');

  before(async () => {
    university = await openTestUniversity();
    db = university.db;
    await hire(db, 300);
    staff = await db('persons').orderBy('id').pluck<number[]>('id');
    const someone = (n: number) => staff[n % staff.length]!;
    const unit = (await db('org_units').where({ code: 'F1' }).first())!.id;
    await db.batchInsert(
      'read_journal',
      Array.from({ length: 6_000 }, (_, n) => ({
        reader_id: someone(n * 7),
        role: 'dldHead' as const,
        acting_for_id: null,
        subject_id: someone(n * 13),
        object: null,
        data_class: 'P2' as const,
        matter: 'trainingHistory' as const,
        purpose: null,
        via: 'overview',
        read_at: localToInstant(addDays(firstDay, Math.floor((n * days) / 6_000)), '10:00') + n,
      })),
      500,
    );
    await chainReads(db);
    await db.batchInsert(
      'delegations',
      Array.from({ length: 4_000 }, (_, n) => ({
        from_person_id: someone(n),
        to_person_id: someone(n + 5),
        role: (['dean', 'dldHead', 'chairHead'] as const)[n % 3]!,
        org_unit_id: unit,
        case_id: null,
        valid_from_on: addDays(firstDay, n % days),
        valid_to_on: addDays(firstDay, (n % days) + 10),
        ground: '',
        created_at: 0,
        revoked_at: null,
        order_no: n % 2 === 0 ? '1' : null,
        order_on: n % 2 === 0 ? addDays(firstDay, n % days) : null,
        entered_by_id: n % 2 === 0 ? someone(n) : null,
      })),
      300,
    );
    const role = (await db('person_roles').first())!.id;
    await db.batchInsert(
      'role_changes',
      Array.from({ length: 4_000 }, (_, n) => ({
        by_person_id: someone(n),
        person_role_id: role,
        action: 'given' as const,
        before_to_on: null,
        after_to_on: null,
        changed_at: n,
      })),
      500,
    );
    for (let n = 0; n < 60; n++) {
      const caseId = await draftDated(university);
      await replaceDatedLines(
        db,
        caseId,
        Array.from({ length: 60 }, (_, line) => {
          const date = addDays(firstDay, (n * 15 + (line % 14)) % days);
          return datedLine({ date, consultationOn: addDays(date, -1) });
        }),
      );
    }
    const { id: _id, ...model } = (await db('cases').first())!;
    await db.batchInsert(
      'cases',
      Array.from({ length: 3_000 }, () => model),
      300,
    );
    await db('cases').where('id', '>', 1).update({ edition_no: 1, state: 'published' });
    if (isSqlite(db)) await db.raw('analyze');
    else for (const table of large) await db.raw('analyze table ?? persistent for all', [table]);
  });

  async function readFully(work: () => Promise<unknown>): Promise<string[]> {
    const steps = await planOf(db, work);
    expect(steps, 'what was asked').to.not.deep.equal([]);
    return steps.filter(({ table, index }) => index === null && large.includes(table)).map(({ sql }) => sql);
  }
  const draft = { header: datedHeader(), lines: [datedLine()] };
  const journal = (query: object) => listReads(db, readJournalQuerySchema.parse(query));

  const lists: [name: string, ask: () => Promise<unknown>][] = [
    ['clashes of a schedule with dates', () => datedClashesOf(db, 'interimAttestationSchedule', draft, 1)],
    [
      'what other limits of exams do to drafts',
      async () => {
        const limits = await loadExamLimits(db, 'interimAttestationSchedule');
        return effectOnDrafts(db, limits, limits);
      },
    ],
    ['reads of a reader', () => journal({ personId: staff[5], side: 'reader' })],
    [
      'reads about a person, in some days',
      () => journal({ personId: staff[5], fromOn: '2025-01-01', toOn: '2025-01-31' }),
    ],
    ['reads of some days', () => journal({ fromOn: '2025-01-01', toOn: '2025-01-03' })],
    ['who read about me', () => listReadsOf(db, staff[5]!, { page: 1, pageSize: 20 })],
    ['reads without a place in the chain', () => chainReads(db)],
    ['reads whose time has run out', () => forgetReads(db, now)],
    ['the proof of the chain of reads', () => proveReads(db)],
    [
      'a day of reads as a file',
      async () => {
        for await (const line of exportReads(db, '2025-01-02', now)) expect(line).to.be.a('string');
      },
    ],
    ['who holds which role', () => findRoles(db, rolesQuerySchema.parse({}), '2026-06-01')],
    ['the history of roles', () => listRoleChanges(db, { page: 1, pageSize: 20 })],
    ['in whose place I decide', () => listActingFor(db, staff[5]!, now)],
    ['the deputies of a post by order', () => listDeputies(db, 'dldHead', 1, now)],
  ];
  for (const [name, ask] of lists)
    it(name, async () => {
      expect(await readFully(ask)).to.deep.equal([]);
    });
});
