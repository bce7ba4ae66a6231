/** Who may do what outside of cases: one function per question. Cases ask their own rule (workflow/decide.ts). */
import { holdsRole, type CurrentPerson } from './current-person.js';

/** Background work shows titles and reasons only; the department runs it, the auditor looks. */
export function canSeeEffects(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist', 'dldTechnician', 'auditor');
}

export function canRetryEffects(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'dldMethodist', 'dldTechnician');
}

export function canSeeSchedules(person: CurrentPerson): boolean {
  return person.roles.some((held) => held.role !== 'learner');
}
