/** What is held of a person's learning, told to that person: applications, attendance, results, certificates, and whether they gave feedback. */
import type { Knex } from 'knex';
import type { MyLearning, MyParticipation } from '@qashyq/shared-types';
import { localDate } from '../../calendar/local-time.js';
import type { CertificateRow, OutsideCertificateRow, TrainingApplicationRow } from '../../db/tables.js';
import { instant } from '../../workflow/case-presenter.js';
import { lastFinalTasks, lastMarksOf } from './attendance/attendance-store.js';
import { stateOn } from './certificates/certificate-dates.js';
import { contentOf } from './certificates/certificate-store.js';
import { askedStates } from './feedback/ask-feedback.js';
import { participates } from './participants.js';
import { trainingTitle } from './present-training.js';
import { loadHistories } from './seats/history.js';

/** Rows that are read at once. */
const atOnce = 500;

/** @param newest so many of each; without it all */
export async function collectMyLearning(db: Knex, personId: number, now: number, newest?: number): Promise<MyLearning> {
  const mine = (table: OwnTable) => db(table).where({ person_id: personId });
  const list = async <Row>(table: OwnTable): Promise<Row[]> => {
    const rows = mine(table).orderBy('id', 'desc');
    return (newest === undefined ? rows : rows.limit(newest)) as unknown as Promise<Row[]>;
  };
  const applications = await list<TrainingApplicationRow>('training_applications');
  const participations: MyParticipation[] = [];
  for (let at = 0; at < applications.length; at += atOnce)
    participations.push(...(await presentParticipations(db, personId, applications.slice(at, at + atOnce))));
  const certificates = await list<CertificateRow>('training_certificates');
  const outside = await list<OutsideCertificateRow>('outside_certificates');
  const total = async (table: OwnTable) =>
    Number(((await mine(table).count({ total: '*' }).first()) as { total: number | string }).total);
  const hours = (await db('training_hours').where({ person_id: personId }).sum({ total: 'hours' }).first()) as
    { total: number | string | null } | undefined;
  return {
    participations,
    certificates: certificates.map((row) => ({
      number: row.number,
      title: contentOf(row).title,
      state: stateOn(row, localDate(now)),
      hours: row.hours,
      issuedOn: row.issued_on,
      expiresOn: row.expires_on,
      revokedOn: row.revoked_at === null ? null : localDate(Number(row.revoked_at)),
    })),
    outside: outside.map((row) => ({
      title: row.title,
      issuer: row.issuer,
      state: row.state,
      hours: row.hours,
      creditedHours: row.credited_hours,
      fromOn: row.from_on,
      toOn: row.to_on,
      fileName: row.file_name,
    })),
    totals: {
      participations: await total('training_applications'),
      certificates: await total('training_certificates'),
      outside: await total('outside_certificates'),
    },
    hours: Number(hours?.total ?? 0),
  };
}

type OwnTable = 'training_applications' | 'training_certificates' | 'outside_certificates';

async function presentParticipations(
  db: Knex,
  personId: number,
  rows: readonly TrainingApplicationRow[],
): Promise<MyParticipation[]> {
  const trainingIds = rows.map(({ training_id }) => training_id);
  const ids = rows.map(({ id }) => id);
  const trainings = await db('trainings').whereIn('id', trainingIds);
  const sessions = await db('training_sessions').whereIn('training_id', trainingIds).orderBy(['starts_at', 'id']);
  const histories = await loadHistories(db, rows);
  const marks = await lastMarksOf(db, ids);
  const tasks = await lastFinalTasks(db, ids);
  const asked = new Set(
    await db('training_feedback_rounds').whereIn('training_id', trainingIds).pluck<number[]>('training_id'),
  );
  const given = new Set(
    await db('training_feedback_given')
      .where({ person_id: personId })
      .whereIn('training_id', trainingIds)
      .pluck<number[]>('training_id'),
  );
  return rows.map((row) => ({
    training: { id: row.training_id, title: trainingTitle(trainings.find(({ id }) => id === row.training_id)!) },
    state: row.state,
    appliedAt: instant(row.created_at),
    motive: row.motive,
    history: histories.get(row.id)!,
    attendance: participates(row.state)
      ? sessions
          .filter(({ training_id }) => training_id === row.training_id)
          .map(({ id, starts_at }) => ({
            startsAt: instant(starts_at),
            status: marks.get(`${id}:${row.id}`)?.status ?? null,
          }))
      : [],
    finalTask: tasks.get(row.id)?.result ?? null,
    feedback: given.has(row.training_id)
      ? ('given' as const)
      : asked.has(row.training_id) && (askedStates as readonly string[]).includes(row.state)
        ? ('notGiven' as const)
        : ('notAsked' as const),
  }));
}
