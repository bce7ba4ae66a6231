/** Who may do what outside of cases: one function per question. Cases ask their own rule (workflow/decide.ts). */
import { holdsRole, type CurrentPerson } from './current-person.js';

/** Background work shows titles and reasons only; the department runs it, the auditor looks. */
export function canSeeEffects(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist', 'dldTechnician', 'auditor');
}

export function canRetryEffects(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist', 'dldTechnician');
}

/** Teachers and staff read schedules and timetables (class P1, domain §6). */
export function canReadSchedules(person: CurrentPerson): boolean {
  return holdsRole(
    person,
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
  );
}

/** Everybody who works here plans by the academic calendar; the department keeps it. */
export function canSeeCalendar(person: CurrentPerson): boolean {
  return person.roles.some((held) => held.role !== 'learner');
}

export function canEditCalendar(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist');
}

export function canSeeSchedules(person: CurrentPerson): boolean {
  return person.roles.some((held) => held.role !== 'learner');
}
