/** The exam session in the portal: from the file of the registrar to the approval and its sheet, and into the timetable of a teacher. */
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { go, onePageEach, openBrowser, picture, quiet, type OpenBrowser } from '../support/browser.js';
import { freePort, startCompanion, type Companion } from '../support/commands.js';
import { signIn } from '../support/portal.js';
import * as screens from '../support/screens.js';

const folder = fileURLToPath(new URL('../../var/test/exams', import.meta.url));

describe('an exam session in the portal', function () {
  this.timeout(120_000);
  this.bail(true);
  let companion: Companion;
  let browser: OpenBrowser;
  let caseId = 0;
  const as = onePageEach(async (login) => signIn(await browser.person(), companion.url, login));

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    companion = await startCompanion(folder, await freePort());
    browser = await openBrowser();
  });
  after(async () => {
    await (browser as OpenBrowser | undefined)?.close();
    await (companion as Companion | undefined)?.stop();
  });

  it('the registrar chooses the kind on the page of schedules; lessons are not theirs to bring', async () => {
    const page = await as('registrar');
    await go(page, '#/schedules');
    await page.click('.lq-menu summary');
    const kinds = await page.locator('.lq-menu-body a').allInnerTexts();
    expect(kinds).to.deep.equal(['Аралық бақылау кестесі', 'Аралық аттестация кестесі']);
    await picture(page, 'exams-choice');
    await page.click('.lq-menu-body a[href*="interimAttestationSchedule"]');
    await quiet(page);
    expect(await page.inputValue('#lq-kind')).to.equal('interimAttestationSchedule');
    expect(await page.locator('#lq-unit option').count()).to.equal(3);
  });

  it('the check names faults by row and column, and clashes with whom, where and when', async () => {
    const page = await as('registrar');
    await screens.checkExample(page, 'exams-f1.csv');
    const faults = await page.locator('#lq-import-faults + div tbody tr').allInnerTexts();
    expect(faults).to.have.length(2);
    expect(faults[0]).to.include('3').and.include('1-350');
    const clashes = (await page.locator('.lq-item-clash').allInnerTexts()).join('\n');
    expect(clashes).to.include('АЖ-24-11').and.include('21.12.2026').and.include('1-305').and.include('Консультация');
    expect(await page.locator('[data-action="apply"]').isDisabled()).to.equal(true);
    await picture(page, 'exams-faults');
  });

  it('the corrected file becomes a draft that is shown by date and told when it comes too late', async () => {
    const page = await as('registrar');
    await screens.checkExample(page, 'exams-f1-corrected.csv');
    expect(await page.locator('.lq-item-clash, #lq-import-faults').count()).to.equal(0);
    caseId = await screens.applyImport(page);
    expect(await page.locator('.lq-dated tbody tr:not(.lq-month)').count()).to.equal(7);
    expect(await page.locator('.lq-dated .lq-month').first().innerText()).to.include('15.12.2026');
    await page.selectOption('[data-region="lens"]', 'group:АЖ-24-11');
    await quiet(page);
    expect(await page.locator('.lq-dated tbody tr:not(.lq-month)').count()).to.equal(3);
    expect(page.url()).to.include('show=');
    await page.selectOption('[data-region="lens"]', '');
    await picture(page, 'exams-draft');
  });

  it('every seat of the route agrees, a remark is tied to an exam, and the vice-rector approves', async () => {
    const registrar = await as('registrar');
    await go(registrar, `#/cases/${caseId}`);
    await screens.decide(registrar, 'submit');
    const head = await as('teacher01');
    await screens.openFromInbox(head);
    await screens.returnWithRemark(head, 'Уақытын қараңыз', 'Емтихан алушы бос емес');
    await go(registrar, `#/schedules/import?caseId=${caseId}`);
    await screens.checkExample(registrar, 'exams-f1-corrected.csv');
    expect(await registrar.locator('.lq-chip-unchanged').innerText()).to.include('7');
    const moved = { name: 'moved.csv', mimeType: 'text/csv', buffer: movedExam() };
    await registrar.setInputFiles('[data-region="file"]', moved);
    await registrar.waitForSelector('.lq-chip-changed');
    await quiet(registrar);
    await screens.applyImport(registrar);
    await screens.decide(registrar, 'submit');
    await go(head, `#/cases/${caseId}/changes`);
    const changes = await head.locator('.lq-change-changed').allInnerTexts();
    expect(changes).to.have.length(1);
    expect(changes[0]).to.include('10:00').and.include('11:00');
    await picture(head, 'exams-changes');
    for (const login of ['teacher01', 'teacher05', 'dean1', 'dldhead']) {
      const page = await as(login);
      await go(page, `#/cases/${caseId}`);
      if (await page.locator('[data-case-action="agree"]').count()) await screens.decide(page, 'agree');
    }
    const page = await as('vicerector');
    await screens.openFromInbox(page);
    await picture(page, 'exams-case');
    await screens.decide(page, 'approve');
    expect(await screens.stateOf(page, caseId)).to.equal('approved');
  });

  it('the agreement sheet can be taken, and the examiner finds the exam in their own timetable', async () => {
    const page = await as('dldhead');
    await go(page, `#/cases/${caseId}`);
    expect((await screens.agreementSheet(page, 'ru')).subarray(0, 5).toString()).to.equal('%PDF-');
    const teacher = await as('teacher02');
    await go(teacher, '#/my-timetable?term=2026/27+1');
    const rows = await teacher.locator('[data-region="exams"] tbody tr:not(.lq-month)').allInnerTexts();
    expect(rows).to.have.length(3);
    await picture(teacher, 'exams-mine');
  });

  it('fits a phone: nothing is wider than the screen', async () => {
    const page = await as('vicerector');
    await page.setViewportSize({ width: 360, height: 740 });
    for (const place of [`#/cases/${caseId}`, `#/cases/${caseId}/content`, '#/schedules']) {
      await go(page, place);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide, place).to.be.at.most(0);
    }
    await go(page, `#/cases/${caseId}/content`);
    await picture(page, 'exams-phone');
  });

  it('no page met an error of a script or of the security policy', () => browser.assertNoFaults());
});

/** The corrected example with its first exam an hour later. */
function movedExam(): Buffer {
  const text = readFileSync(
    fileURLToPath(new URL('../../docs/examples/exams-f1-corrected.csv', import.meta.url)),
    'utf8',
  );
  return Buffer.from(text.replace('15.12.2026;10:00', '15.12.2026;11:00'));
}
