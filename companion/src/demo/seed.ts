import type { Knex } from 'knex';
import { holidays } from '../calendar/holidays.js';
import { inTransaction } from '../db/transaction.js';
import { demoMailDomain, disciplines, groups, people, rooms, terms, timeSlots, units } from './university.js';

const columns = ([kk, ru, en]: readonly [string, string, string]) => ({ name_kk: kk, name_ru: ru, name_en: en });

/** Fills an empty database with the demo university, whole or not at all. Returns false where there are people already. */
export async function seedDemoUniversity(db: Knex, now: number): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if ((await trx('persons').first()) !== undefined) return false;
    const unitIds = new Map<string, number>();
    for (const unit of units) {
      const [id] = await trx('org_units').insert({
        code: unit.code,
        type: unit.type,
        parent_id: unit.parent === null ? null : unitIds.get(unit.parent)!,
        ...columns(unit.names),
      });
      unitIds.set(unit.code, id!);
    }
    for (const person of people) {
      const [id] = await trx('persons').insert({
        login: person.login,
        staff_code: person.staffCode ?? null,
        position: person.position ?? null,
        ...columns(person.names),
        email: `${person.login}@${demoMailDomain}`,
        locale: person.locale,
        moodle_user_id: null,
        org_unit_id: unitIds.get(person.unit)!,
        created_at: now,
      });
      for (const [role, unit] of person.roles)
        await trx('person_roles').insert({
          person_id: id!,
          role,
          org_unit_id: unitIds.get(unit)!,
          valid_from_on: '2026-08-01',
          valid_to_on: null,
        });
    }
    for (const group of groups)
      await trx('study_groups').insert({
        code: group.code,
        language: group.locale,
        study_year: group.year,
        learner_count: group.learners,
        faculty_id: unitIds.get(group.faculty)!,
      });
    for (const { code, names } of disciplines)
      await trx('disciplines').insert({ code, ...columns(names), credits: 5, moodle_course: code });
    for (const room of rooms) await trx('rooms').insert(room);
    for (const slot of timeSlots) await trx('time_slots').insert(slot);
    for (const term of terms)
      await trx('academic_terms').insert({
        academic_year: term.academicYear,
        term: term.term,
        starts_on: term.startsOn,
        ends_on: term.endsOn,
        week1_on: term.week1On,
        periods_json: JSON.stringify(term.periods),
      });
    for (const holiday of holidays)
      await trx('holidays').insert({
        off_on: holiday.date,
        name_kk: holiday.nameKk,
        name_ru: holiday.nameRu,
        name_en: holiday.nameEn,
      });
    return true;
  });
}
