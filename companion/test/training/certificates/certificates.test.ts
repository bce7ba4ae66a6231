/** From settled results to a certificate that anyone can check, through the doors of the service and its worker. */
import { expect } from 'chai';
import { inflateRawSync } from 'node:zlib';
import type { TrainingCertificates, Transcript } from '@qashyq/shared-types';
import { auditCertificates } from '../../../src/audit/certificate-audit.js';
import { localDate } from '../../../src/calendar/local-time.js';
import { addDays } from '../../../src/calendar/plain-dates.js';
import { tellOfExpiry } from '../../../src/features/training/certificates/expiry-round.js';
import { inTransaction } from '../../../src/db/transaction.js';
import { takeNumbers } from '../../../src/features/training/certificates/certificate-number.js';
import { canReadPdf, pdfText } from '../../support/pdf-text.js';
import { finishHeld, holdTraining, issueHeld, type HeldTraining } from '../../support/held-training.js';
import { startWholeService, type RunningService } from '../../support/running-service.js';
import { openTestUniversity } from '../../support/university.js';

const people = ['teacher02', 'teacher03', 'teacher05'];

describe('certificates', function () {
  this.timeout(60_000);
  let service: RunningService;
  let held: HeldTraining;
  let issued: TrainingCertificates;
  const of = (trainingId: number) => ({ params: { trainingId } });
  const page = async (path: string) => {
    const answer = await fetch(`${service.url}${path}`);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const certificateOf = async (login: string) => {
    const { id } = await service.university.person(login);
    return issued.items.find((item) => item.person.id === id)!;
  };

  before(async () => {
    service = await startWholeService();
    const { university, composition } = service;
    held = await holdTraining(university, { people, row: { certificate_months: 1 } });
    await finishHeld(university, held, ['teacher02', 'teacher03']);
    await service.call('methodist', 'issueCertificates', of(held.trainingId));
    await service.call('dldhead', 'issueCertificates', of(held.trainingId));
    await composition.worker.drain();
    issued = (await service.call('methodist', 'trainingCertificates', of(held.trainingId)))
      .body as unknown as TrainingCertificates;
  });
  after(() => service.stop());

  it('are numbered without a gap for everybody who completed, and only once, however often it is asked for', async () => {
    expect(issued.items.map((item) => item.number)).to.deep.equal(
      [1, 2].map((seq) => `ҚОБ-${localDate(service.university.clock.at).slice(0, 4)}-000${seq}`),
    );
    expect([issued.due, issued.issuing]).to.deep.equal([0, 0]);
    const states = await service.university.db('training_applications').where({ training_id: held.trainingId });
    expect(states.map((row) => row.state)).to.have.members(['certified', 'certified', 'missed']);
  });

  it('carry name, title, hours, dates, form, signatory and code in each of the languages', async function () {
    if (!canReadPdf) this.skip();
    const { id, number, checkUrl, expiresOn } = await certificateOf('teacher02');
    const { name } = await service.university.person('teacher02');
    const head = await service.university.person('dldhead');
    const words = {
      kk: ['Осымен куәландырылады', 'Moodle-де курс құрастыру', '72 академиялық сағат', 'Жарамдылық мерзімі'],
      ru: ['Настоящий сертификат', 'Проектирование курса в Moodle', '72 академических часа', 'Действителен до'],
      en: ['This is to certify', 'Designing a course in Moodle', '72 academic hours', 'Valid until'],
    };
    for (const locale of ['kk', 'ru', 'en'] as const) {
      const { status, bytes, headers } = await service.call('teacher02', 'certificateFile', {
        params: { certificateId: id },
        query: { locale },
      });
      expect(status).to.equal(200);
      expect(headers.get('content-disposition')).to.match(/^attachment/);
      const text = pdfText(bytes);
      const code = checkUrl.slice(-16).replace(/(.{4})(?=.)/g, '$1-');
      for (const part of [
        ...words[locale],
        number,
        name[locale],
        head.name[locale],
        code,
        expiresOn!.split('-').reverse().join('.'),
      ])
        expect(text, locale).to.include(part);
    }
  });

  it('are given to their holder, their chain and the department; to others they do not exist', async () => {
    const { id } = await certificateOf('teacher02');
    const read = async (login: string) =>
      (await service.call(login, 'certificateFile', { params: { certificateId: id } })).status;
    expect(await read('methodist')).to.equal(200);
    expect(await read('hrhead')).to.equal(200);
    expect(await read('teacher05')).to.equal(404);
    const journal = await service.university.db('read_journal').where({ via: 'certificateFile' });
    expect(journal.map((row) => [row.matter, row.role])).to.have.deep.members([
      ['certificate', 'dldMethodist'],
      ['certificate', 'hrHead'],
    ]);
  });

  it('tell their holder once', async () => {
    const notices = await service.university.db('notices').where({ kind: 'certificateIssued' });
    expect(notices.map((row) => row.person_id)).to.have.members(
      await Promise.all(['teacher02', 'teacher03'].map(async (login) => (await service.university.person(login)).id)),
    );
    const list = await service.call('teacher02', 'notices');
    const [first] = list.body['items'] as { text: string; place: string }[];
    expect(first!.text).to.include((await certificateOf('teacher02')).number);
    expect(first!.place).to.equal('#/my-certificates');
  });

  it('come as one archive for the department, named by number and holder', async () => {
    const { status, bytes } = await service.call('methodist', 'trainingCertificatesZip', {
      ...of(held.trainingId),
      query: { locale: 'kk' },
    });
    expect(status).to.equal(200);
    const entries = zipEntries(bytes);
    expect([...entries.keys()]).to.have.length(2);
    for (const { number, id } of issued.items) {
      const [name, content] = [...entries].find(([entry]) => entry.startsWith(number))!;
      expect(name).to.match(/ \S+\u00a0\S+.*\.pdf$/);
      const alone = await service.call('methodist', 'certificateFile', {
        params: { certificateId: id },
        query: { locale: 'kk' },
      });
      expect(content.equals(alone.bytes)).to.equal(true);
    }
  });

  it('credit the hours of the training to the day it ended', async () => {
    const { body } = await service.call('teacher02', 'myTranscript');
    const transcript = body as unknown as Transcript;
    const [entry] = transcript.entries;
    expect(entry).to.include({
      kind: 'certificate',
      hours: 72,
      earnedOn: held.sessions.at(-1)!.held_on,
      correctable: 72,
    });
    expect(entry!.attendance).to.deep.equal({ present: 4, partly: 0, sessions: 4 });
    expect(transcript.norm).to.include({ hours: 72, years: 5, isDefault: true, reached: 72 });
  });

  describe('checked by anyone', () => {
    const pathOf = async (login: string) => new URL((await certificateOf(login)).checkUrl).pathname;

    it('show what stands on the paper in three languages, and keep search engines and referrers away', async () => {
      const path = await pathOf('teacher02');
      const said = { kk: 'Сертификат жарамды', ru: 'Сертификат действителен', en: 'The certificate is valid' };
      for (const locale of ['kk', 'ru', 'en'] as const) {
        const { status, text, headers } = await page(`${path}?lang=${locale}`);
        expect(status).to.equal(200);
        expect(text)
          .to.include(said[locale])
          .and.to.include((await service.university.person('teacher02')).name[locale]);
        expect([
          headers.get('x-robots-tag'),
          headers.get('referrer-policy'),
          headers.get('cache-control'),
        ]).to.deep.equal(['noindex', 'no-referrer', 'no-store']);
      }
    });

    it('are found by number and code as people type them', async () => {
      const { number, checkUrl } = await certificateOf('teacher02');
      const code = checkUrl
        .slice(-16)
        .toLowerCase()
        .replace(/(.{4})(?=.)/g, '$1 ');
      const query = new URLSearchParams({ number: number.toLowerCase().replace('қ', 'к'), code, lang: 'ru' });
      const { status, text } = await page(`/certificates?${query.toString()}`);
      expect([status, text.includes('Сертификат действителен')]).to.deep.equal([200, true]);
    });

    it('a wrong code, an unknown number and nonsense get the very same answer', async () => {
      const { number, checkUrl } = await certificateOf('teacher02');
      const other = await certificateOf('teacher03');
      const code = checkUrl.slice(-16);
      const wrong = `${code.slice(0, 15)}${code.endsWith('A') ? 'B' : 'A'}`;
      const asked: [string, string][] = [
        [number, wrong],
        ['ҚОБ-1999-0001', code],
        ['ҚОБ-1999-0001', wrong],
        [other.number, code],
        [number, "' or 1=1 --"],
        [number, '%'.repeat(16)],
      ];
      const answers = new Set<string>();
      for (const [no, tried] of asked) {
        const { status, text } = await page(
          `/certificates?${new URLSearchParams({ number: no, code: tried, lang: 'en' }).toString()}`,
        );
        expect(status).to.equal(404);
        // What the stranger typed comes back to them; nothing else differs.
        answers.add(text.replace(/value="[^"]*"/g, '').replace(/href="[^"]*"/g, ''));
      }
      expect(answers.size).to.equal(1);
      expect([...answers][0]).not.to.match(/Омаров|Ахмет|teacher/);
      for (const path of [
        `/certificates/${wrong}`,
        '/certificates/x',
        `/certificates/${'%00'}`,
        '/certificates/..%2f..%2fetc',
      ])
        expect((await page(`${path}?lang=en`)).status, path).to.equal(404);
    });

    it('what a stranger types is shown as text, never as markup', async () => {
      const { text } = await page(
        `/certificates?number=${encodeURIComponent('"><script>alert(1)</script>')}&code=x&lang=en`,
      );
      expect(text).not.to.include('<script>alert');
    });

    it('a file as it was issued is known by its language, and one changed by a single byte is told apart', async () => {
      const { id, checkUrl } = await certificateOf('teacher02');
      const { bytes } = await service.call('teacher02', 'certificateFile', {
        params: { certificateId: id },
        query: { locale: 'ru' },
      });
      const check = async (file: Buffer, code = checkUrl.slice(-16)) =>
        service.call(undefined, 'checkCertificateFile', { params: { code }, upload: file });
      expect((await check(bytes)).body).to.deep.equal({ locale: 'ru' });
      const changed = Buffer.from(bytes);
      changed[changed.length >> 1]! ^= 1;
      expect((await check(changed)).body).to.deep.equal({ locale: null });
      expect((await check(Buffer.from('x'))).body).to.deep.equal({ locale: null });
      const foreign = await certificateOf('teacher03');
      expect((await check(bytes, foreign.checkUrl.slice(-16))).body, 'another certificate').to.deep.equal({
        locale: null,
      });
      expect((await check(bytes, 'A'.repeat(16))).status).to.equal(404);
    });

    it('the codes stand in no log', () => {
      const text = service.log.join('');
      for (const { checkUrl } of issued.items) expect(text).not.to.include(checkUrl.slice(-16));
    });

    it('strangers who knock too often are kept waiting', async () => {
      const statuses: number[] = [];
      for (let time = 0; time < 61; time++) statuses.push((await page('/certificates')).status);
      expect(statuses.at(-1)).to.equal(429);
      service.university.clock.at += 61_000;
    });
  });

  it('tell their holder once, thirty days before they end', async () => {
    const { db, clock } = service.university;
    const before = clock.at;
    const tell = () => tellOfExpiry({ db, now: () => clock.at });
    await db('training_certificates').update({ expires_on: addDays(issued.items[0]!.issuedOn, 31) });
    expect(await tell(), 'too early').to.equal(0);
    clock.at += 86_400_000;
    expect(await Promise.all([tell(), tell()]).then(([first, second]) => first + second)).to.equal(2);
    expect(await tell(), 'again').to.equal(0);
    expect(await db('notices').where({ kind: 'certificateExpiring' })).to.have.length(2);
    clock.at = before;
  });

  it('a revoked one says so since when, takes its hours back, and is not issued again by itself', async () => {
    const certificate = await certificateOf('teacher03');
    const revoke = (login: string, reason: string) =>
      service.call(login, 'revokeCertificate', { params: { certificateId: certificate.id }, body: { reason } });
    expect((await revoke('methodist', '')).status, 'without a reason').to.equal(422);
    expect((await revoke('teacher03', 'x')).status, 'not by its holder').to.equal(403);
    expect((await revoke('methodist', 'Қате берілді')).status).to.equal(204);
    expect((await revoke('methodist', 'Қате берілді')).status, 'the same click').to.equal(204);
    expect((await revoke('dldhead', 'басқа себеп')).status, 'twice').to.equal(409);

    const { text } = await page(`${new URL(certificate.checkUrl).pathname}?lang=en`);
    expect(text).to.include('The certificate was revoked on').and.not.to.include('Қате берілді');
    const { body } = await service.call('teacher03', 'myTranscript');
    const transcript = body as unknown as Transcript;
    expect(transcript.entries.map(({ kind, hours }) => [kind, hours])).to.deep.equal([
      ['revocation', -72],
      ['certificate', 72],
    ]);
    expect(transcript.norm!.reached).to.equal(0);
    expect(transcript.certificates[0]).to.include({ state: 'revoked', revokeReason: 'Қате берілді' });

    await service.call('methodist', 'issueCertificates', of(held.trainingId));
    expect(await service.university.db('training_certificates').where({ training_id: held.trainingId })).to.have.length(
      2,
    );
    const zip = await service.call('methodist', 'trainingCertificatesZip', of(held.trainingId));
    expect(zipEntries(zip.bytes).size).to.equal(1);
  });

  it('leave everything whole', async () => {
    await service.composition.worker.drain();
    expect(await auditCertificates(service.university.db)).to.deep.equal([]);
  });

  it('a stored file that somebody changed is not handed out', async () => {
    const { id } = await certificateOf('teacher02');
    const { db } = service.university;
    const [file] = await db('training_certificate_files').where({ certificate_id: id, locale: 'en' });
    await db('stored_files')
      .where({ sha256: file!.sha256 })
      .update({ content: Buffer.from('%PDF-1.3 another') });
    const answer = await service.call('teacher02', 'certificateFile', {
      params: { certificateId: id },
      query: { locale: 'en' },
    });
    expect([answer.status, answer.body.error?.code]).to.deep.equal([500, 'fileDamaged']);
    expect((await auditCertificates(db)).map(({ invariant }) => invariant)).to.include('everyCertificateHasItsFiles');
  });
});

describe('numbering', () => {
  it('gives the number back when the issuing is undone', async () => {
    const { db } = await openTestUniversity();
    const take = (fails: boolean) =>
      inTransaction(db, async (trx) => {
        const first = await takeNumbers(trx, 2026, 3);
        if (fails) throw new Error('undone');
        return first;
      });
    expect(await take(false)).to.equal(1);
    await take(true).catch(() => undefined);
    expect(await take(false)).to.equal(4);
    expect(await inTransaction(db, (trx) => takeNumbers(trx, 2027, 1))).to.equal(1);
  });

  it('many trainings issued at the same moment get numbers without gap and double', async function () {
    this.timeout(60_000);
    const university = await openTestUniversity();
    const all: HeldTraining[] = [];
    for (let index = 0; index < 6; index++) {
      const held = await holdTraining(university, { people, sessions: 1 });
      await finishHeld(university, held);
      all.push(held);
    }
    // Everybody presses twice.
    const counts = await Promise.all([...all, ...all].map((held) => issueHeld(university, held)));
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(6 * people.length);
    const rows = await university.db('training_certificates').orderBy('seq');
    expect(rows.map((row) => row.seq)).to.deep.equal(Array.from({ length: rows.length }, (_, index) => index + 1));
    expect((await university.db('certificate_numbers').first())!.last).to.equal(rows.length);
    expect(await auditCertificates(university.db)).to.deep.equal([]);
  });
});

/** Names and contents of an archive. */
function zipEntries(zip: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  let at = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = zip.readUInt16LE(at + 10);
  at = zip.readUInt32LE(at + 16);
  for (let no = 0; no < count; no++) {
    const [method, size, nameLength, extra, comment, start] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ];
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const bytes = zip.subarray(data, data + size);
    entries.set(zip.toString('utf8', at + 46, at + 46 + nameLength), method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}
