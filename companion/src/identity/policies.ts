/** Who may do what outside of cases: one function per question. Cases ask their own rule (workflow/permission.ts). */
import type { Role } from '@qashyq/shared-types';
import { holdsRole, type CurrentPerson } from './current-person.js';

/** Background work shows titles and reasons only; the department runs it, the auditor looks. */
export function canSeeEffects(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist', 'dldTechnician', 'auditor');
}

export function canRetryEffects(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist', 'dldTechnician');
}

/** Teachers and staff read schedules and timetables (class P1, domain §6). */
export const scheduleReaders: readonly Role[] = [
  'rector',
  'viceRectorAcademic',
  'iceDirector',
  'directorateHead',
  'dldHead',
  'dldMethodist',
  'dldTestOfficer',
  'dldTechnician',
  'dean',
  'chairHead',
  'teacher',
  'registrar',
  'scheduler',
  'auditor',
];

export function canReadSchedules(person: CurrentPerson): boolean {
  return holdsRole(person, ...scheduleReaders);
}

/** Who keeps the schedules of that unit. */
export function isDispatcherOf(person: CurrentPerson, orgUnitId: number): boolean {
  return person.roles.some((held) => held.role === 'scheduler' && held.coversBelow.includes(orgUnitId));
}

/** Everybody who works here plans by the academic calendar; the department keeps it. */
export function canSeeCalendar(person: CurrentPerson): boolean {
  return person.roles.some((held) => held.role !== 'learner');
}

export function canEditCalendar(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist');
}

/** Whom the department asks in which order is no secret inside it; only its head changes it. */
export function canSeeRoutes(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist', 'auditor');
}

export function canEditRoutes(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead');
}

/** The whole journal of reads is the auditor's alone; everybody sees who read their own data. */
export function canSeeReadJournal(person: CurrentPerson): boolean {
  return holdsRole(person, 'auditor');
}

/** Looking people up by name is part of keeping roles and orders, of naming trainers, and of looking into the journal. */
export function canFindPersons(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist', 'hrHead', 'auditor');
}

/** Who holds which role: those who keep roles, and the auditor. What each may give is a rule of its own (roles/role-rules.ts). */
export function canSeeRoles(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'hrHead', 'auditor');
}

/** Who waits for whom: the department, those above it, and the auditor. */
export function canSeeOverview(person: CurrentPerson): boolean {
  return holdsRole(
    person,
    'viceRectorAcademic',
    'iceDirector',
    'directorateHead',
    'dldHead',
    'dldMethodist',
    'auditor',
  );
}

export function canSeeSchedules(person: CurrentPerson): boolean {
  return person.roles.some((held) => held.role !== 'learner') || person.actsFor.length > 0;
}

/** Everybody who works here may learn; what is planned and who is trained is no matter of learners. */
export function canSeeTrainings(person: CurrentPerson): boolean {
  return person.roles.some((held) => held.role !== 'learner');
}

/** How many hours are asked of whom is set by the head of the department alone. */
export function canSetTrainingNorms(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead');
}

/** The department plans, announces and runs trainings (Regulation 15.2f). */
export function canRunTrainings(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist');
}

/** The plan names what is to be learnt, when and at what cost (class P1, domain §6): for those who answer for people and for the work. */
export const trainingPlanReaders: readonly Role[] = [
  'rector',
  'viceRectorAcademic',
  'iceDirector',
  'directorateHead',
  'dldHead',
  'dldMethodist',
  'dldTestOfficer',
  'dldTechnician',
  'hrHead',
  'dean',
  'chairHead',
  'auditor',
];

export function canReadTrainingPlans(person: CurrentPerson): boolean {
  return holdsRole(person, ...trainingPlanReaders);
}

/** Heads of kafedras decide on the applications of their people, and the head of the department where nobody else does (domain §4 row 9). */
export function canDecideApplications(person: CurrentPerson): boolean {
  return holdsRole(person, 'chairHead', 'dldHead') || person.actsFor.some(({ role }) => role === 'chairHead');
}
