import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings } from '../../../identity/policies.js';
import { cloneTraining, cloneYear, listYearCopies } from './clone-training.js';
import {
  announceTraining,
  cancelTraining,
  createTraining,
  saveTraining,
  type TrainingOffice,
} from './edit-training.js';
import { listForOffice } from './office-list.js';
import { officeOptions, presentOfficeTraining } from './present-office.js';

export function officeRoutes(on: EndpointRouter['on'], deps: TrainingOffice & { wakeWorker: () => void }): void {
  const { db, now, wakeWorker } = deps;

  function allowed(person: CurrentPerson): CurrentPerson {
    if (!canRunTrainings(person)) throw new AppError('notAllowed');
    return person;
  }

  on('officeTrainings', async ({ person, query }) => {
    allowed(person);
    return listForOffice(db, query);
  });
  on('officeOptions', async ({ person }) => {
    allowed(person);
    return officeOptions(db, now());
  });
  on('officeTraining', ({ person, params }) => presentOfficeTraining(deps, allowed(person), params.trainingId));

  on('createTraining', async ({ person, body }) =>
    presentOfficeTraining(deps, person, await createTraining(deps, allowed(person), body.draft)),
  );
  on('saveTraining', async ({ person, params, body }) => {
    await saveTraining(deps, allowed(person), params.trainingId, body);
    wakeWorker();
    return presentOfficeTraining(deps, person, params.trainingId);
  });
  on('announceTraining', async ({ person, params, body }) => {
    await announceTraining(deps, allowed(person), params.trainingId, body.version);
    wakeWorker();
    return presentOfficeTraining(deps, person, params.trainingId);
  });
  on('cancelTraining', async ({ person, params, body }) => {
    await cancelTraining(deps, allowed(person), params.trainingId, body);
    wakeWorker();
    return presentOfficeTraining(deps, person, params.trainingId);
  });

  on('cloneTraining', async ({ person, params, body }) => ({
    id: await cloneTraining(deps, allowed(person), params.trainingId, body.startsOn),
  }));
  on('yearCopies', async ({ person, query }) => {
    allowed(person);
    return listYearCopies(db, query.year);
  });
  on('cloneYear', async ({ person, body }) => ({ created: await cloneYear(deps, allowed(person), body.year) }));
}
