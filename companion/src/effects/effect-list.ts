/** The effects screen: what runs in the background, why something is stuck, and "try again". */
import type { Knex } from 'knex';
import { effectStates, type EffectView, type Locale, type QueryOf, type AnswerOf } from '@qashyq/shared-types';
import type { EffectRow } from '../db/tables.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { instant } from '../workflow/case-presenter.js';

export async function listEffects(
  db: Knex,
  catalogue: Catalogue,
  { state, page, pageSize }: QueryOf<'effects'>,
  locale: Locale,
): Promise<AnswerOf<'effects'>> {
  const chosen = () => (state === undefined ? db('effects') : db('effects').where({ state }));
  const rows: EffectRow[] = await chosen()
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const counted = (await db('effects').groupBy('state').select('state').count({ total: '*' })) as unknown as {
    state: EffectRow['state'];
    total: number;
  }[];
  const counts = Object.fromEntries(
    effectStates.map((name) => [name, Number(counted.find((row) => row.state === name)?.total ?? 0)]),
  ) as AnswerOf<'effects'>['counts'];
  const total = state === undefined ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[state];
  return { items: await presentEffects(db, catalogue, rows, locale), page, pageSize, total, counts };
}

export async function presentEffects(
  db: Knex,
  catalogue: Catalogue,
  rows: readonly EffectRow[],
  locale: Locale,
): Promise<EffectView[]> {
  const cases = await db('cases').whereIn(
    'id',
    rows.flatMap((row) => row.case_id ?? []),
  );
  const trainings = await db('trainings').whereIn(
    'id',
    rows.flatMap((row) => trainingOf(row) ?? []),
  );
  const titlesOf = (found: { id: number; title_kk: string; title_ru: string; title_en: string }[]) =>
    new Map(found.map((row) => [row.id, { kk: row.title_kk, ru: row.title_ru, en: row.title_en }]));
  const titleOf = titlesOf(cases);
  const trainingTitleOf = titlesOf(trainings);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    caseId: row.case_id,
    caseTitle: titleOf.get(row.case_id ?? 0) ?? trainingTitleOf.get(trainingOf(row) ?? 0) ?? null,
    attempts: row.attempts,
    runAt: row.state === 'ready' || row.state === 'leased' ? instant(row.run_at) : null,
    createdAt: instant(row.created_at),
    doneAt: row.done_at === null ? null : instant(row.done_at),
    lastError:
      row.error_code === null
        ? null
        : {
            code: row.error_code,
            message: catalogue.text(locale, `effecterror_${row.error_code.toLowerCase()}`),
            details: (JSON.parse(row.error_details_json ?? '[]') as string[]).map((detail) =>
              inWords(catalogue, detail, locale),
            ),
          },
  }));
}

/** The training of an effect that names one. */
function trainingOf({ payload_json }: EffectRow): number | undefined {
  return (JSON.parse(payload_json) as { trainingId?: number }).trainingId;
}

/** `coursenotfound: D07 (15)` → the reason in words; anything else stands as it is. */
function inWords(catalogue: Catalogue, detail: string, locale: Locale): string {
  const [, reason, subject, count] = /^(\w+): (.*) \((\d+)\)$/.exec(detail) ?? [];
  const key = `effectdetail_${reason}`;
  return reason !== undefined && catalogue.has(key)
    ? catalogue.text(locale, key, { subject: subject!, count: count! })
    : detail;
}
