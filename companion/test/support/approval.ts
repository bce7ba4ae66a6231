import { takeActionSchema } from '@qashyq/shared-types';
import { listHolders } from '../../src/identity/person-store.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { isEditable } from '../../src/workflow/define-workflow.js';
import { takeAction } from '../../src/workflow/take-action.js';
import type { TestUniversity } from './university.js';

type Act = 'submit' | 'agree' | 'approve' | 'revise' | 'return';

/** One action on a case, by the person with this login; a remark is of the whole. */
export async function act(
  { db, engine, person }: Pick<TestUniversity, 'db' | 'engine' | 'person'>,
  login: string,
  caseId: number,
  action: Act,
  remark?: string,
): Promise<void> {
  const remarks = remark === undefined ? [] : [{ lineKey: null, text: remark }];
  const { version } = await createCaseStore(db, engine.now).getCase(caseId);
  await takeAction(engine, await person(login), caseId, takeActionSchema.parse({ action, version, remarks }));
}

/** Submits what is a draft as its author, and lets a holder of every seat say yes, until it is approved. */
export async function approveCase(university: TestUniversity, caseId: number): Promise<void> {
  const { db, engine } = university;
  const { state, author_id } = await createCaseStore(db, engine.now).getCase(caseId);
  const author = (await db('persons').where({ id: author_id }).first())!;
  if (isEditable(state)) await act(university, author.login, caseId, 'submit');
  for (;;) {
    const { edition_no, state } = await createCaseStore(db, engine.now).getCase(caseId);
    if (state === 'approved') return;
    const seat = (await createCaseStore(db, engine.now).listSeats(caseId, edition_no)).find(
      (each) => each.state === 'active',
    )!;
    const [holder] = (await listHolders(db, seat.role, seat.org_unit_id, engine.now())).filter(
      // Nobody agrees their own document.
      ({ id }) => id !== author_id,
    );
    await act(university, holder!.login, caseId, seat.decision);
  }
}
