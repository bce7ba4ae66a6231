/** Accepted clashes: frozen with the edition, and on its agreement sheet as PDF and for Word. */
import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import type { ScheduleLine } from '@qashyq/shared-types';
import { acceptedClashesAnnex } from '../../src/features/schedules/accepted-clashes.js';
import { contentOf } from '../../src/features/schedules/schedule-content.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { printAgreementSheet } from '../../src/workflow/agreement-sheet-pdf.js';
import { packageTexts, paragraphsIn } from '../support/docx.js';
import { demoLines, draftSchedule, firstFacultyGroups, line, openTestUniversity } from '../support/university.js';
import type { TestUniversity } from '../support/university.js';

const reason = 'Екі топ бір залда отырады';
const canRead = spawnSync('pdftotext', ['-v']).status === 0;

describe('accepted clashes', () => {
  let university: TestUniversity;
  beforeEach(async () => {
    university = await openTestUniversity();
  });

  const submitted = async (lines: ScheduleLine[]) => {
    const caseId = await draftSchedule(university, lines);
    const dispatcher = await university.person('dispatcher1');
    await takeAction(university.engine, dispatcher, caseId, { action: 'submit', version: 0, comment: '', remarks: [] });
    return caseId;
  };
  const frozen = async (caseId: number) =>
    (await createCaseStore(university.db, university.engine.now).getEdition(caseId, 1)).content_json;
  const annexOf = async (caseId: number) =>
    acceptedClashesAnnex(university.db, university.engine.catalogue, await frozen(caseId));
  /** The demo's clash of T02 on Tuesday, accepted on one of its lines. */
  const clashing = () =>
    demoLines([...firstFacultyGroups, 'УА-25-22'], { clean: false }).map((each) =>
      each.roomCode === '1-307' ? { ...each, clashReason: reason } : each,
    );

  it('are listed with who, when, both lines and the reason, in every language', async () => {
    const annex = (await annexOf(await submitted(clashing())))!;
    expect(annex.rows.map((row) => row.map(({ kk }) => kk))).to.deep.equal([
      [
        '1',
        'Оқытушы Жұмабеков Ерлан Қайратұлы',
        'Сейсенбі, 3, 4-сабақ уақыты, 7-апта',
        'Сейсенбі 10:30–12:20, Бағдарламалау негіздері, АЖ-25-11',
        'Сейсенбі 10:30–12:20, Ақпараттық-коммуникациялық технологиялар, УА-25-22',
        reason,
      ],
    ]);
    expect(annex.rows[0]![1]!.ru).to.match(/^Преподаватель Жумабеков/);
  });

  it('of a line in another schedule keep that line as it was when the edition was submitted', async () => {
    const mine = line({ clashReason: reason, groupCodes: ['ИС-25-12'], teacherCode: 'T02' });
    const theirs = line({ groupCodes: ['АЖ-24-11'], disciplineCode: 'D02', teacherCode: 'T02', clashReason: reason });
    const other = await submitted([theirs]);
    const caseId = await submitted([mine]);
    await university.db('schedule_lines').where({ case_id: other }).update({ weekday: 3 });
    const [row] = (await annexOf(caseId))!.rows;
    expect(row![4]!.kk).to.equal('Дүйсенбі 08:30–10:20, Деректер қоры, АЖ-24-11');
  });

  it('are part of what is agreed: the hash of the edition covers them', async () => {
    const content = await frozen(await submitted(clashing()));
    expect(contentOf(content).acceptedClashes).to.have.length(1);
    expect(contentOf(content).acceptedClashes![0]!.acceptedReason).to.equal(reason);
  });

  it('of which there are none leave content and sheet as they were', async () => {
    const caseId = await submitted(demoLines(firstFacultyGroups));
    expect(await frozen(caseId)).to.not.include('acceptedClashes');
    expect(await annexOf(caseId)).to.equal(null);
  });

  it(`stand on the sheet as PDF and for Word${canRead ? '' : ' (PDF skipped: pdftotext is not installed)'}`, async () => {
    const caseId = await submitted(clashing());
    const reader = await university.person('dean1');
    const word = await printAgreementSheet(university.engine, reader, caseId, 'kk', 'docx');
    const paragraphs = paragraphsIn((await packageTexts(word.content)).get('word/document.xml')!);
    expect(paragraphs).to.include.members(['Осы редакцияда жол берілген қайшылықтар', reason]);
    if (!canRead) return;
    const paper = await printAgreementSheet(university.engine, reader, caseId, 'ru', 'pdf');
    const { stdout } = spawnSync('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], {
      input: paper.content,
      encoding: 'utf8',
    });
    expect(stdout).to.include('Накладки, допущенные в этой редакции').and.to.include('Жумабеков');
  });
});
