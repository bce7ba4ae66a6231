import type { Knex } from 'knex';
import type { EndpointName, Locale, Transcript } from '@qashyq/shared-types';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings, canSeeTrainings, canSetTrainingNorms } from '../../../identity/policies.js';
import { recordRead } from '../../../read-journal/read-journal-store.js';
import { correctHours } from './ledger.js';
import { hoursScope, roleThatReads, type HoursScope } from './may-read-hours.js';
import { presentNorms, saveNorm } from './norm-store.js';
import { listShortOfNorm, shortOfNormWorkbook } from './short-of-norm.js';
import { presentTranscript } from './transcript.js';

/** Transcripts and norms. Whatever shows somebody else's history leaves an entry in the journal of reads. */
export function hoursRoutes(
  on: EndpointRouter['on'],
  deps: { db: Knex; catalogue: Catalogue; now: () => number },
): void {
  const { db, catalogue, now } = deps;

  on('myTranscript', async ({ person, locale }) => {
    if (!canSeeTrainings(person)) throw new AppError('notAllowed');
    return presentTranscript(deps, person, person.id, locale, now());
  });
  on('transcript', async ({ person, params, locale }) => readTranscript(person, params.personId, locale, 'transcript'));
  on('correctHours', async ({ person, params, body, locale }) => {
    if (!canRunTrainings(person)) throw new AppError('notAllowed');
    await correctHours(db, person, params.personId, body, now());
    return readTranscript(person, params.personId, locale, 'correctHours');
  });
  on('shortOfNorm', async ({ person, query }) => {
    const scope = scopeOf(person);
    const page = await listShortOfNorm(db, scope, query, canSetTrainingNorms(person), now());
    await record(
      person,
      scope,
      page.items.map((item) => item.person.id),
      'shortOfNorm',
    );
    return page;
  });
  on('shortOfNormFile', async ({ person, query, locale }) => {
    const scope = scopeOf(person);
    const language = query.locale ?? locale;
    const { content, personIds } = await shortOfNormWorkbook(deps, scope, query, language, now());
    await record(person, scope, personIds, 'shortOfNormFile');
    return { fileName: catalogue.text(language, 'norms_file'), content };
  });
  on('saveTrainingNorm', async ({ person, body }) => {
    if (!canSetTrainingNorms(person)) throw new AppError('notAllowed');
    await saveNorm(db, person, body, now());
    return presentNorms(db);
  });

  function scopeOf(person: CurrentPerson): HoursScope {
    const scope = hoursScope(person);
    if (scope === undefined) throw new AppError('notAllowed');
    return scope;
  }

  async function record(
    reader: CurrentPerson,
    { as }: Pick<HoursScope, 'as'>,
    subjectIds: readonly number[],
    via: EndpointName,
  ): Promise<void> {
    await recordRead(deps, { reader, as, subjectIds, dataClass: 'P2', matter: 'trainingHistory', via });
  }

  async function readTranscript(
    person: CurrentPerson,
    personId: number,
    locale: Locale,
    via: EndpointName,
  ): Promise<Transcript> {
    const isMine = personId === person.id && canSeeTrainings(person);
    const as = isMine ? null : await roleThatReads(db, person, personId);
    // Who may not read it does not learn whether there is such a person.
    if (!isMine && as === null) throw new AppError('notFound');
    const transcript = await presentTranscript(deps, person, personId, locale, now());
    if (as !== null) await record(person, { as }, [personId], via);
    return transcript;
  }
}
