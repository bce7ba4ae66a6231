/** How staff stand against the norm: who is short, by kafedra and faculty. Sums and comparison are made by the database, page by page. */
import type { Knex } from 'knex';
import type { Locale, Position, QueryOf, ShortOfNorm } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';
import type { OrgUnitRow } from '../../../db/tables.js';
import { writeWorkbook } from '../../../documents/write-workbook.js';
import { dateText } from '../../../calendar/plain-dates.js';
import { AppError } from '../../../errors.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { loadOrgTree } from '../../../identity/org-tree.js';
import { named } from '../../../identity/person-store.js';
import { orgUnitBrief } from '../../../workflow/case-presenter.js';
import type { HoursScope } from './may-read-hours.js';
import { loadNorms, presentNorms } from './norm-store.js';
import { periodStart } from './norms.js';

interface Standing {
  id: number;
  name_kk: string;
  name_ru: string;
  name_en: string;
  org_unit_id: number | null;
  position: Position;
  in_three: number | string | null;
  in_five: number | string | null;
}

/** More people than a university has. */
const rowsInFile = 20_000;

type Asked = Pick<QueryOf<'shortOfNorm'>, 'unitId' | 'show'>;

export async function listShortOfNorm(
  db: Knex,
  scope: HoursScope,
  query: QueryOf<'shortOfNorm'>,
  canEditNorms: boolean,
  now: number,
): Promise<ShortOfNorm> {
  const { page, pageSize } = query;
  const found = await standings(db, scope, query, now);
  const rows = (await found
    .ordered()
    .limit(pageSize)
    .offset((page - 1) * pageSize)) as Standing[];
  const units = await db('org_units').orderBy('id');
  return {
    items: rows.map((row) => found.view(row, units)),
    page,
    pageSize,
    total: await found.count(),
    units: units.filter((unit) => isTeachingUnit(unit) && (scope.unitIds?.includes(unit.id) ?? true)).map(orgUnitBrief),
    norms: await presentNorms(db),
    canEditNorms,
  };
}

/** The same as a workbook, and whose rows are in it. */
export async function shortOfNormWorkbook(
  { db, catalogue }: { db: Knex; catalogue: Catalogue },
  scope: HoursScope,
  query: Asked,
  locale: Locale,
  now: number,
): Promise<{ content: Buffer; personIds: number[] }> {
  const found = await standings(db, scope, query, now);
  const rows = (await found.ordered().limit(rowsInFile)) as Standing[];
  const units = await db('org_units');
  const t = (key: string) => catalogue.text(locale, key);
  const columns = ['name', 'unit', 'position', 'norm', 'years', 'since', 'reached', 'missing'] as const;
  const content = await writeWorkbook([
    {
      name: t('norms_sheet'),
      columns: columns.map((column) => ({
        heading: t(`norms_column_${column}`),
        width: column === 'name' || column === 'unit' ? 40 : 16,
      })),
      rows: rows.map((row) => {
        const { person, unit, position, norm } = found.view(row, units);
        return [
          person.name[locale],
          unit?.name[locale] ?? '',
          t(`position_${position.toLowerCase()}`),
          norm.hours,
          norm.years,
          dateText(norm.since),
          norm.reached,
          Math.max(0, norm.hours - norm.reached),
        ];
      }),
    },
  ]);
  return { content: Buffer.from(content), personIds: rows.map((row) => row.id) };
}

async function standings(db: Knex, scope: HoursScope, { unitId, show }: Asked, now: number) {
  const today = localDate(now);
  const since = { 3: periodStart(today, 3), 5: periodStart(today, 5) };
  const norms = [...(await loadNorms(db)).values()].filter((norm) => norm.hours > 0);
  const units = await unitsOf(db, scope, unitId);
  const sums = () =>
    db('training_hours')
      .where('earned_on', '>=', since[5])
      .groupBy('person_id')
      .select('person_id')
      .sum({ in_five: 'hours' })
      .select(db.raw('sum(case when earned_on >= ? then hours else 0 end) as in_three', [since[3]]))
      .as('sums');
  const found = () => {
    const query = db('persons')
      .leftJoin(sums(), 'sums.person_id', 'persons.id')
      .whereIn(
        'persons.position',
        norms.map((norm) => norm.position),
      );
    if (units !== null) void query.whereIn('persons.org_unit_id', [...units]);
    if (show === 'short')
      void query.where((short) => {
        for (const { position, hours, years } of norms)
          void short.orWhere((one) =>
            one
              .where('persons.position', position)
              .whereRaw(`coalesce(sums.${years === 3 ? 'in_three' : 'in_five'}, 0) < ?`, [hours]),
          );
      });
    return query;
  };
  return {
    ordered: () =>
      found()
        .orderBy(['persons.org_unit_id', 'persons.name_kk', 'persons.id'])
        .select(
          'persons.id',
          'persons.name_kk',
          'persons.name_ru',
          'persons.name_en',
          'persons.org_unit_id',
          'persons.position',
          'sums.in_three',
          'sums.in_five',
        ),
    async count() {
      const counted = (await found().count({ total: '*' }).first()) as { total: number | string } | undefined;
      return Number(counted?.total ?? 0);
    },
    view(row: Standing, all: readonly OrgUnitRow[]): ShortOfNorm['items'][number] {
      const norm = norms.find(({ position }) => position === row.position)!;
      const unit = all.find(({ id }) => id === row.org_unit_id);
      return {
        person: { id: row.id, name: named(row) },
        unit: unit === undefined ? null : orgUnitBrief(unit),
        position: row.position,
        norm: {
          hours: norm.hours,
          years: norm.years,
          isDefault: norm.isDefault,
          since: since[norm.years],
          reached: Number((norm.years === 3 ? row.in_three : row.in_five) ?? 0),
        },
      };
    },
  };
}

/** Units whose people are listed; null: everybody. */
async function unitsOf(db: Knex, scope: HoursScope, unitId: number | undefined): Promise<readonly number[] | null> {
  if (unitId === undefined) return scope.unitIds;
  if (scope.unitIds?.includes(unitId) === false) throw new AppError('notAllowed');
  return (await loadOrgTree(db)).downwards(unitId);
}

const isTeachingUnit = ({ type }: OrgUnitRow): boolean => type === 'faculty' || type === 'kafedra';
