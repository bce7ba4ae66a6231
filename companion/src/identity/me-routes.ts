import type { Knex } from 'knex';
import type { Me } from '@qashyq/shared-types';
import { countUnread, getMailSettings, listNotices, markRead, setMailPace } from '../effects/notice-list.js';
import { countToDecide } from '../features/training/seats/applications-to-decide.js';
import { trainingPagesOf } from '../features/training/training-pages.js';
import type { EndpointRouter } from '../http/endpoint-router.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { orgUnitBrief } from '../workflow/case-presenter.js';
import { countWaiting } from '../workflow/inbox.js';
import type { CurrentPerson } from './current-person.js';
import { listHolders, named, setPersonLocale } from './person-store.js';
import {
  canDecideApplications,
  canReadSchedules,
  canSeeCalendar,
  canSeeEffects,
  canSeeOverview,
  canSeeReadJournal,
  canSeeRoles,
  canSeeRoutes,
  canSeeSchedules,
  canSeeTrainings,
} from './policies.js';
import { endSessionsOf } from './session-store.js';

export function meRoutes(
  on: EndpointRouter['on'],
  deps: { db: Knex; catalogue: Catalogue; now: () => number; sendsMail: boolean },
): void {
  const { db, catalogue, now, sendsMail } = deps;

  on('me', ({ person }) => presentMe(person));
  on('setLocale', async ({ person, body }) => {
    await setPersonLocale(db, person.id, body.locale);
    return presentMe({ ...person, locale: body.locale });
  });
  on('notices', async ({ person, query }) => ({
    ...(await listNotices(db, catalogue, person, query)),
    mail: await getMailSettings(db, person.id, sendsMail),
  }));
  on('setMailPace', ({ person, body }) => setMailPace(db, person.id, body.pace));
  on('readNotices', async ({ person, body }) => {
    await markRead(db, person.id, body.upToId, now());
  });
  on('signOutEverywhere', ({ person }) => endSessionsOf(db, person.id));

  async function presentMe(person: CurrentPerson): Promise<Me> {
    const units = await db('org_units').whereIn('id', [...new Set(person.roles.map((held) => held.orgUnitId))]);
    const unitById = new Map(units.map((unit) => [unit.id, orgUnitBrief(unit)]));
    return {
      id: person.id,
      name: person.name,
      locale: person.locale,
      roles: person.roles.map((held) => ({ role: held.role, orgUnit: unitById.get(held.orgUnitId)! })),
      tabs: [
        ...(canSeeSchedules(person) ? (['inbox'] as const) : []),
        ...(canReadSchedules(person) ? (['timetable'] as const) : []),
        ...(canSeeSchedules(person) ? (['schedules'] as const) : []),
        ...(canSeeTrainings(person) ? (['trainings'] as const) : []),
        ...(canSeeCalendar(person) ? (['calendar'] as const) : []),
        ...(canSeeOverview(person) ? (['overview'] as const) : []),
        ...(canSeeRoutes(person) ? (['routes'] as const) : []),
        ...(canSeeRoles(person) ? (['roles'] as const) : []),
        ...(canSeeEffects(person) ? (['effects'] as const) : []),
        ...(canSeeReadJournal(person) ? (['readJournal'] as const) : []),
      ],
      trainingPages: trainingPagesOf(person),
      trainingsWaiting: canDecideApplications(person) ? await countToDecide(db, person) : 0,
      waitingCount: await countWaiting(db, person),
      unreadNotices: await countUnread(db, person.id),
      helper: await findHelper(),
    };
  }

  /** Whom to ask for rights: a methodologist of the department, else its head. */
  async function findHelper(): Promise<Me['helper']> {
    const root = await db('org_units').whereNull('parent_id').orderBy('id').first();
    if (root === undefined) return null;
    for (const role of ['dldMethodist', 'dldHead'] as const) {
      const [holder] = await listHolders(db, role, root.id, now());
      if (holder !== undefined) return { name: named(holder), email: holder.email ?? '' };
    }
    return null;
  }
}
