/** The ledger, norms and certificates from elsewhere through the doors of the service. */
import { expect } from 'chai';
import type { OutsideCertificate, ShortOfNorm, Transcript } from '@qashyq/shared-types';
import { auditCertificates } from '../../../src/audit/certificate-audit.js';
import { readTableFile } from '../../../src/documents/table-file.js';
import { isSqlite } from '../../../src/db/connect.js';
import { sumHours } from '../../../src/features/training/hours/ledger.js';
import { startWholeService, type RunningService } from '../../support/running-service.js';
import { jpegFile, pdfFile, pngFile } from '../../support/small-files.js';

const about = (more: object = {}) => ({
  title: 'Цифрлық педагогика',
  issuer: 'Өрлеу',
  hours: 80,
  fromOn: '2026-01-12',
  toOn: '2026-01-23',
  fileName: 'сертификат.pdf',
  ...more,
});

describe('training hours', function () {
  this.timeout(30_000);
  let service: RunningService;
  before(async () => {
    service = await startWholeService();
  });
  after(() => service.stop());

  const add = (login: string, file: Buffer, more: object = {}) =>
    service.call(login, 'addOutsideCertificate', { query: about(more), upload: file });
  const decide = (login: string, outsideId: number, body: unknown) =>
    service.call(login, 'decideOutsideCertificate', { params: { outsideId }, body });
  const mine = async (login: string) => (await service.call(login, 'myTranscript')).body as unknown as Transcript;

  describe('from elsewhere', () => {
    let outsideId: number;

    it('are brought as PDF, JPEG or PNG, by what is in the file', async () => {
      const { status, body } = await add('teacher02', pdfFile());
      expect([status, body['state']]).to.deep.equal([200, 'submitted']);
      outsideId = (body as unknown as OutsideCertificate).id;
      expect((await add('teacher05', jpegFile())).status).to.equal(200);
      expect((await add('teacher05', pngFile(), { fileName: 'скан' })).status).to.equal(200);
    });

    it('a fake, an oversized or a repeated file is refused in words', async () => {
      const fake = await add('teacher02', Buffer.from(`<html><script>alert(1)</script>${' '.repeat(99)}`), {
        fileName: 'a.pdf',
      });
      expect([fake.status, fake.body.error?.code]).to.deep.equal([415, 'outsideFileRefused']);
      const large = await add('teacher02', Buffer.alloc(5 * 1024 * 1024 + 1, 1));
      expect([large.status, large.body.error?.code]).to.deep.equal([413, 'tooLarge']);
      const again = await add('teacher02', pdfFile());
      expect([again.status, again.body.error?.code]).to.deep.equal([409, 'outsideAlreadyBrought']);
      for (const wrong of [
        { hours: 0 },
        { fromOn: '2026-02-30' },
        { toOn: '2025-01-01' },
        { title: ' ' },
        { toOn: '2999-01-01', fromOn: '2999-01-01' },
      ])
        expect((await add('teacher02', pdfFile('x'), wrong)).status, JSON.stringify(wrong)).to.equal(422);
    });

    it('are handed out to be saved, never to be shown, and only to those who may read them', async () => {
      const read = (login: string) => service.call(login, 'outsideCertificateFile', { params: { outsideId } });
      const { headers, bytes } = await read('methodist');
      expect(headers.get('content-disposition')).to.match(/^attachment; .*\.pdf$/);
      expect(headers.get('content-type')).to.equal('application/octet-stream');
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(bytes.equals(pdfFile())).to.equal(true);
      expect((await read('teacher02')).status).to.equal(200);
      expect((await read('teacher05')).status).to.equal(404);
    });

    it('count with the hours that the department credits, once; the person is told', async () => {
      expect((await mine('teacher02')).norm!.reached).to.equal(0);
      expect((await decide('teacher02', outsideId, { decision: 'confirm', hours: 80 })).status).to.equal(403);
      const confirmed = await decide('methodist', outsideId, {
        decision: 'confirm',
        hours: 40,
        reason: 'аудиториялық сағаттар ғана',
      });
      expect(confirmed.body).to.include({ state: 'confirmed', creditedHours: 40, hours: 80 });
      const twice = await decide('dldhead', outsideId, { decision: 'confirm', hours: 40 });
      expect([twice.status, twice.body.error?.code]).to.deep.equal([409, 'actionNotPossible']);
      expect((await mine('teacher02')).norm!.reached).to.equal(40);
      const { id } = await service.university.person('teacher02');
      const notices = await service.university
        .db('notices')
        .where({ person_id: id, kind: 'outsideCertificateConfirmed' });
      expect(notices).to.have.length(1);
    });

    it('are refused with a reason, and then may be brought again', async () => {
      const waiting = await service.call('methodist', 'outsideCertificates');
      const item = (waiting.body['items'] as OutsideCertificate[]).find((each) => each.fileName === 'скан')!;
      expect((await decide('methodist', item.id, { decision: 'refuse', reason: '' })).status).to.equal(422);
      expect((await decide('methodist', item.id, { decision: 'refuse', reason: 'Мөрі көрінбейді' })).body).to.include({
        state: 'refused',
        decisionReason: 'Мөрі көрінбейді',
      });
      expect((await add('teacher05', pngFile())).status).to.equal(200);
    });
  });

  describe('corrections', () => {
    it('are counter-entries with reason and author; the same click twice takes nothing twice', async () => {
      const { id } = await service.university.person('teacher02');
      const entry = (await mine('teacher02')).entries[0]!;
      const correct = (login: string, body: object) =>
        service.call(login, 'correctHours', { params: { personId: id }, body });
      const click = { entryId: entry.id, correctable: 40, hours: 10, reason: 'Екі рет есептелген' };
      expect((await correct('teacher02', click)).status).to.equal(403);
      expect((await correct('methodist', { ...click, hours: 41 })).status, 'more than there is').to.equal(409);
      expect((await correct('methodist', click)).status).to.equal(200);
      expect((await correct('methodist', click)).body.error?.code).to.equal('conflict');
      const [counter, first] = (await mine('teacher02')).entries;
      expect([counter!.hours, counter!.reason, first!.hours, first!.correctable]).to.deep.equal([
        -10,
        click.reason,
        40,
        30,
      ]);
      const year = { fromOn: '2026-01-01', toOn: '2026-12-31' };
      expect([...(await sumHours(service.university.db, year, [id]))]).to.deep.equal([[id, 30]]);
      expect((await sumHours(service.university.db, { fromOn: '2025-01-01', toOn: '2025-12-31' })).size).to.equal(0);
    });
  });

  describe('of others', () => {
    const read = async (login: string, subject: string) => {
      const { id } = await service.university.person(subject);
      return (await service.call(login, 'transcript', { params: { personId: id } })).status;
    };

    it('are read by their head, their dean, the department and HR, and every such read is journalled', async () => {
      const { db, person } = service.university;
      const subject = await person('teacher02');
      await db('read_journal').delete();
      for (const login of ['methodist', 'dldhead', 'hrhead', 'dean1', 'teacher01'])
        expect(await read(login, 'teacher02'), login).to.equal(200);
      const journal = await db('read_journal')
        .where({ subject_id: subject.id, matter: 'trainingHistory' })
        .orderBy('id');
      expect(journal.map((row) => row.role)).to.deep.equal(['dldMethodist', 'dldHead', 'hrHead', 'dean', 'chairHead']);
    });

    it('are nothing for a colleague, another faculty or the scheduler, who do not learn that there is such a person', async () => {
      for (const login of ['teacher03', 'dean2', 'teacher05', 'dispatcher1'])
        expect(await read(login, 'teacher02'), login).to.equal(404);
      const unknown = await service.call('teacher03', 'transcript', { params: { personId: 999_999 } });
      expect(unknown.status).to.equal(404);
    });

    it('one’s own is nobody’s business: it leaves no entry', async () => {
      await service.university.db('read_journal').delete();
      await mine('teacher02');
      expect(await read('teacher02', 'teacher02')).to.equal(200);
      expect(await service.university.db('read_journal')).to.deep.equal([]);
    });
  });

  describe('against the norm', () => {
    const standing = async (login: string, query: Record<string, string | number> = {}) =>
      (await service.call(login, 'shortOfNorm', { query })).body as unknown as ShortOfNorm;
    const norm = (login: string, body: object) => service.call(login, 'saveTrainingNorm', { body });

    it('shows who is short, within what the reader may see', async () => {
      const all = await standing('methodist', { show: 'all', pageSize: 100 });
      const { db } = service.university;
      const posts = await db('persons').whereNotNull('position').whereNot({ position: 'supportStaff' });
      expect(all.total).to.equal(posts.length);
      const faculty = await standing('dean1', { show: 'all', pageSize: 100 });
      expect(faculty.total).to.be.greaterThan(0).and.below(all.total);
      const kafedra = await standing('teacher01', { show: 'all', pageSize: 100 });
      expect(kafedra.total).to.be.greaterThan(0).and.below(faculty.total);
      expect((await service.call('teacher02', 'shortOfNorm')).status).to.equal(403);
      const foreign = all.units.find((unit) => !faculty.units.some(({ id }) => id === unit.id))!;
      expect((await service.call('dean1', 'shortOfNorm', { query: { unitId: foreign.id } })).status).to.equal(403);
    });

    it('who has reached it is no longer short, and only the head of the department changes it', async () => {
      const { id } = await service.university.person('teacher02');
      const { position } = (await service.university.db('persons').where({ id }).first())!;
      const isShort = async () =>
        (await standing('methodist', { pageSize: 100 })).items.some((item) => item.person.id === id);
      expect(await isShort()).to.equal(true);
      expect((await norm('methodist', { position, hours: 30, years: 3 })).status).to.equal(403);
      expect((await norm('dldhead', { position, hours: 30, years: 4 })).status, 'three or five').to.equal(422);
      expect((await norm('dldhead', { position, hours: 30, years: 3 })).status).to.equal(200);
      expect(await isShort()).to.equal(false);
      await norm('dldhead', { position, hours: 31, years: 3 });
      expect(await isShort()).to.equal(true);
      await norm('dldhead', { position, hours: 0, years: 3 });
      expect((await mine('teacher02')).norm, 'nothing is asked').to.equal(null);
      await norm('dldhead', { position, hours: 72, years: 5 });
    });

    it('pages, and counts the same people in the workbook', async () => {
      const first = await standing('methodist', { pageSize: 3 });
      const second = await standing('methodist', { pageSize: 3, page: 2 });
      const ids = [...first.items, ...second.items].map((item) => item.person.id);
      expect(new Set(ids).size).to.equal(6);
      const file = await service.call('methodist', 'shortOfNormFile', { query: { show: 'short', locale: 'kk' } });
      const table = await readTableFile(file.bytes);
      expect(table.rows.length).to.equal(first.total + 1);
    });

    it('sums by an index, not by reading the whole ledger for everybody', async function () {
      const { db } = service.university;
      if (!isSqlite(db)) this.skip();
      const plan: { detail: string }[] = await db.raw(
        `explain query plan select person_id, sum(hours) from training_hours where earned_on >= '2021-01-01' group by person_id`,
      );
      expect(plan.map(({ detail }) => detail).join()).to.match(
        /USING COVERING INDEX training_hours_person_id_earned_on_hours/,
      );
    });
  });

  it('leave everything whole', async () => {
    expect(await auditCertificates(service.university.db)).to.deep.equal([]);
  });
});
