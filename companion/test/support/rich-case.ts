/** A case whose agreement sheet has everything a sheet can have: accepted clashes, a returned edition, remarks with answers, a delegate, a deputy by order. */
import { takeActionSchema, type CaseAction, type TakeAction } from '@qashyq/shared-types';
import { localDate } from '../../src/calendar/local-time.js';
import { addDays } from '../../src/calendar/plain-dates.js';
import { replaceLines } from '../../src/features/schedules/schedule-store.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { demoLines, draftSchedule, firstFacultyGroups, type TestUniversity } from './university.js';

export const richReason = 'Екі топ бір ағында оқиды: онлайн-аудитория ортақ, келісілген хаттама № 4 (08.10.2026)';
export const richRemark =
  'Зертханалық сабаққа 2-104 аудиториясы тым тар: 24 адам сыймайды; лучше перенести в 3-210 или разделить группу на две подгруппы.';
export const richAnswer = 'Сабақ 3-210 аудиториясына көшірілді, топ екі кіші топқа бөлінді.';

/** Approved in its second edition. @returns its number */
export async function richCase(university: TestUniversity): Promise<number> {
  const { db, engine, person } = university;
  const lines = demoLines([...firstFacultyGroups, 'УА-25-22'], { clean: false }).map((each) =>
    each.roomCode === '1-307' ? { ...each, clashReason: richReason } : each,
  );
  const caseId = await draftSchedule(university, lines);
  const act = async (login: string, action: CaseAction, more: Partial<TakeAction> = {}) => {
    const { version } = await createCaseStore(db, engine.now).getCase(caseId);
    await takeAction(engine, await person(login), caseId, takeActionSchema.parse({ action, version, ...more }));
    university.clock.at += 3_600_000;
  };
  const on = localDate(university.clock.at);
  const entrust = async (from: string, to: string, role: 'dean' | 'dldHead', order: { no: string } | null) => {
    const holder = await person(from);
    await db('delegations').insert({
      from_person_id: holder.id,
      to_person_id: (await person(to)).id,
      role,
      org_unit_id: holder.roles.find((held) => held.role === role)!.orgUnitId,
      case_id: null,
      valid_from_on: on,
      valid_to_on: addDays(on, 20),
      ground: 'Іссапар, № 12 өкім',
      created_at: 0,
      revoked_at: null,
      ...(order === null ? {} : { order_no: order.no, order_on: on }),
    });
  };
  await entrust('dean1', 'teacher03', 'dean', null);
  await entrust('dldhead', 'methodist', 'dldHead', { no: '77-қ' });

  await act('dispatcher1', 'submit');
  await agreeAsAsked(1);
  await act('teacher03', 'return', {
    remarks: [
      { lineKey: lines[0]!.key, text: richRemark },
      { lineKey: null, text: 'Жалпы: ғылыми-әдістемелік кеңестің шешімін тіркеңіз.' },
    ],
  });
  await replaceLines(db, caseId, [{ ...lines[0]!, remark: 'Топ екіге бөлінеді' }, ...lines.slice(1)]);
  await act('dispatcher1', 'submit');
  await agreeAsAsked(2);
  await act('teacher03', 'agree');
  await act('methodist', 'agreeWithRemarks', { remarks: [{ lineKey: lines[1]!.key, text: richRemark }] });
  const { seq } = (await createCaseStore(db, engine.now).listLog(caseId)).at(-1)!;
  await act('dispatcher1', 'answerRemarks', { answers: [{ decisionSeq: seq, remarkIndex: 0, text: richAnswer }] });
  await act('vicerector', 'approve');
  return caseId;

  /** Heads of the kafedras whose visa this edition needs. */
  async function agreeAsAsked(editionNo: number): Promise<void> {
    const heads: Record<string, string> = { C11: 'teacher01', C12: 'teacher05', C21: 'teacher07', C22: 'teacher08' };
    for (;;) {
      const [seat] = await db('seats')
        .join('org_units', 'org_units.id', 'seats.org_unit_id')
        .where({ case_id: caseId, edition_no: editionNo, state: 'active', role: 'chairHead' })
        .select('org_units.code');
      if (seat === undefined) return;
      await act(heads[(seat as { code: string }).code]!, 'agree');
    }
  }
}
