import type { Applicants, EndpointName, QueryOf, Role } from '@qashyq/shared-types';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings, canSeeTrainings } from '../../../identity/policies.js';
import { recordRead } from '../../../read-journal/read-journal-store.js';
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
    const page = await listToDecide(engine, person, query);
    // By the post that is asked, one's own or somebody else's.
    const as = person.roles.find(({ role }) => role === 'chairHead' || role === 'dldHead')?.role ?? null;
    await record(person, as, page.items, 'applicationsToDecide');
    return page;
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
    return readApplicants(person, params.trainingId, query, 'applicants');
  });
  on('setSeatCount', async ({ person, params, body }) => {
    requireOffice(person);
    await changeSeats(engine, person, params.trainingId, body);
    return readApplicants(person, params.trainingId, { page: 1, pageSize: 20 }, 'setSeatCount');
  });

  async function readApplicants(
    person: CurrentPerson,
    trainingId: number,
    query: QueryOf<'applicants'>,
    via: EndpointName,
  ): Promise<Applicants> {
    const page = await listApplicants(engine, person, trainingId, query);
    const as = person.roles.find(({ role }) => role === 'dldHead' || role === 'dldMethodist')?.role ?? null;
    await record(person, as, page.items, via);
    return page;
  }

  /** Applications are staff data (class P2, domain §6): each applicant sees on “My data” who read theirs. */
  async function record(
    reader: CurrentPerson,
    as: Role | null,
    items: readonly { person: { id: number } }[],
    via: EndpointName,
  ): Promise<void> {
    const subjectIds = items.map(({ person }) => person.id);
    await recordRead(engine, { reader, as, subjectIds, dataClass: 'P2', matter: 'trainingApplication', via });
  }
}

/** Learners have no part in trainings; who decides for a head is staff too. */
function requireStaff(person: CurrentPerson): void {
  if (!canSeeTrainings(person)) throw new AppError('notAllowed');
}

function requireOffice(person: CurrentPerson): void {
  if (!canRunTrainings(person)) throw new AppError('notAllowed');
}
