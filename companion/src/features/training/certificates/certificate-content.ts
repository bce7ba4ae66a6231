/** Everything that stands on a certificate, frozen when it is issued: later changes of names, posts or the training do not reach it. */
import type { Knex } from 'knex';
import type { Named, TrainingForm } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';
import type { TrainingRow } from '../../../db/tables.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { listEveryHolder, named, validOn } from '../../../identity/person-store.js';
import { AppError } from '../../../errors.js';
import { trainingTitle } from '../present-training.js';

export interface CertificateContent {
  number: string;
  code: string;
  /** Where anyone checks it. */
  checkUrl: string;
  university: Named;
  holder: Named;
  title: Named;
  hours: number;
  form: TrainingForm;
  fromOn: string;
  toOn: string;
  issuedOn: string;
  expiresOn: string | null;
  signatory: { position: Named; name: Named };
}

/** What is the same on all certificates of a training. */
export type CertificateFrame = Pick<
  CertificateContent,
  'university' | 'title' | 'hours' | 'form' | 'fromOn' | 'toOn' | 'signatory'
>;

/** @throws AppError `noSignatory` when nobody can sign */
export async function loadFrame(
  db: Knex,
  catalogue: Catalogue,
  training: TrainingRow,
  now: number,
): Promise<CertificateFrame> {
  const root = (await db('org_units').whereNull('parent_id').orderBy('id').first())!;
  return {
    university: named(root),
    title: trainingTitle(training),
    hours: training.hours,
    form: training.form,
    fromOn: localDate(Number(training.starts_at)),
    toOn: localDate(Number(training.ends_at)),
    signatory: await loadSignatory(db, catalogue, training, now),
  };
}

async function loadSignatory(
  db: Knex,
  catalogue: Catalogue,
  training: TrainingRow,
  now: number,
): Promise<CertificateContent['signatory']> {
  const chosen =
    training.signatory_id === null
      ? (await listEveryHolder(db, 'dldHead', now))[0]
      : await db('persons').where({ id: training.signatory_id }).first();
  if (chosen === undefined) throw new AppError('noSignatory');
  const roles = await db('person_roles')
    .where({ person_id: chosen.id })
    .where(validOn(localDate(now)))
    .orderBy('id');
  // Who signs does so by their post; teaching is no post that signs.
  const role = roles.find((held) => held.role !== 'teacher')?.role;
  if (role === undefined) throw new AppError('noSignatory');
  return { position: catalogue.named(`role_${role.toLowerCase()}`), name: named(chosen) };
}
