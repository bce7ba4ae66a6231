import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings, canSeeTrainings } from '../../../identity/policies.js';
import { actOnApplication } from './act-on-application.js';
import { listApplicants } from './applicants.js';
import { listToDecide } from './applications-to-decide.js';
import { applyForTraining, swapRun } from './apply.js';
import { listCatalogue } from './catalogue.js';
import { changeSeats } from './change-seats.js';
import { listMyTrainings } from './my-trainings.js';
import { presentTraining, showTraining } from './present-training-page.js';
import type { SeatEngine } from './seat-engine.js';

/** From the catalogue to a confirmed seat. */
export function seatRoutes(on: EndpointRouter['on'], engine: SeatEngine): void {
  const { db, now } = engine;

  on('trainings', async ({ person, query }) => {
    requireStaff(person);
    return listCatalogue(engine, person, query);
  });
  on('training', async ({ person, params }) => {
    requireStaff(person);
    return showTraining(engine, person, params.trainingId);
  });
  on('applyForTraining', async ({ person, params, body }) => {
    requireStaff(person);
    return presentTraining(engine, person, await applyForTraining(engine, person, params.trainingId, body.motive));
  });
  on('swapRun', async ({ person, params, body }) => {
    requireStaff(person);
    return presentTraining(engine, person, await swapRun(engine, person, params.applicationId, body));
  });
  for (const [name, action] of [
    ['cancelApplication', 'cancel'],
    ['acceptOffer', 'accept'],
    ['refuseOffer', 'refuse'],
  ] as const)
    on(name, async ({ person, params }) => {
      requireStaff(person);
      return presentTraining(engine, person, await actOnApplication(engine, person, params.applicationId, action));
    });
  on('myTrainings', async ({ person, query }) => {
    requireStaff(person);
    return listMyTrainings(db, person, query, now());
  });

  on('applicationsToDecide', async ({ person, query }) => {
    requireStaff(person);
    return listToDecide(engine, person, query);
  });
  on('agreeApplication', async ({ person, params }) => {
    requireStaff(person);
    await actOnApplication(engine, person, params.applicationId, 'agree');
  });
  on('declineApplication', async ({ person, params, body }) => {
    requireStaff(person);
    await actOnApplication(engine, person, params.applicationId, 'decline', body.reason);
  });

  on('giveExtraSeat', async ({ person, params, body }) => {
    requireOffice(person);
    await actOnApplication(engine, person, params.applicationId, 'seat', body.reason);
  });
  on('applicants', async ({ person, params, query }) => {
    requireOffice(person);
    return listApplicants(engine, person, params.trainingId, query);
  });
  on('setSeatCount', async ({ person, params, body }) => {
    requireOffice(person);
    await changeSeats(engine, person, params.trainingId, body);
    return listApplicants(engine, person, params.trainingId, { page: 1, pageSize: 20 });
  });
}

/** Learners have no part in trainings; who decides for a head is staff too. */
function requireStaff(person: CurrentPerson): void {
  if (!canSeeTrainings(person)) throw new AppError('notAllowed');
}

function requireOffice(person: CurrentPerson): void {
  if (!canRunTrainings(person)) throw new AppError('notAllowed');
}
