import { expect } from 'chai';
import { myDataFileSchema, readJournalSchema, type MyRead, type Page, type QueryInputOf } from '@qashyq/shared-types';
import { localToInstant } from '../../src/calendar/local-time.js';
import { forgetExpired } from '../../src/db/forget-expired.js';
import { chainReads, keptYears, proveReads } from '../../src/read-journal/read-chain-store.js';
import { recordRead } from '../../src/read-journal/read-journal-store.js';
import type { Read } from '../../src/read-journal/reads.js';
import { startWholeService, type RunningService } from '../support/running-service.js';

describe('the journal of reads', () => {
  let service: RunningService;
  const ids = new Map<string, number>();
  const id = (login: string) => ids.get(login)!;

  /** A read of training histories, as a feature would tell it. */
  async function reads(login: string, of: readonly string[], at: number, more: Partial<Read> = {}): Promise<void> {
    const { db, person } = service.university;
    const read = {
      reader: await person(login),
      as: 'dldHead',
      subjectIds: of.map(id),
      dataClass: 'P2',
      matter: 'trainingHistory',
      via: 'overview',
      ...more,
    } as Read;
    await recordRead({ db, now: () => at }, read);
  }

  before(async () => {
    service = await startWholeService();
    for (const row of await service.university.db('persons')) ids.set(row.login, row.id);
  });
  beforeEach(() => service.university.db('read_journal').delete());
  after(() => service.stop());

  const journal = async (query: QueryInputOf<'readJournal'> = {}, login = 'auditor') => {
    const { status, body } = await service.call(login, 'readJournal', { query: query as Record<string, string> });
    expect(status, JSON.stringify(body)).to.equal(200);
    return readJournalSchema.parse(body);
  };
  const mine = async (login: string, query: Record<string, number> = {}) =>
    (await service.call(login, 'myReads', { query })).body as unknown as Page<MyRead>;

  it('shows everybody who read their data, in which role, when, and for whom', async () => {
    const at = localToInstant('2026-10-12', '10:00');
    await reads('dldhead', ['teacher02', 'teacher03'], at);
    await reads('dean1', ['teacher02'], at + 1000, {
      as: 'dean',
      actingForId: id('dean2'),
      purpose: 'plan of the year',
    });
    const { items, total } = await mine('teacher02');
    expect(total).to.equal(2);
    expect(items.map((item) => [item.reader.name.en, item.role, item.actingFor?.name.en, item.purpose])).to.deep.equal([
      ['Kuanyshev Marat', 'dean', 'Litvinova Svetlana', 'plan of the year'],
      ['Dosmagambet Samat', 'dldHead', undefined, null],
    ]);
    expect(items[1]!.readAt).to.equal(new Date(at).toISOString());
    expect((await mine('teacher03')).total).to.equal(1);
    expect((await mine('teacher04')).items).to.deep.equal([]);
  });

  it('never tells of reading one’s own data', async () => {
    await reads('teacher02', ['teacher02'], 5);
    await reads('teacher02', ['teacher02', 'teacher03'], 6);
    const rows = await service.university.db('read_journal');
    expect(rows.map((row) => row.subject_id)).to.deep.equal([id('teacher03')]);
  });

  it('takes a read of very many persons, each once', async () => {
    const { db } = service.university;
    const [unit] = await db('org_units').limit(1);
    const first = Math.max(...ids.values()) + 1;
    const many = Array.from({ length: 1203 }, (_, index) => ({
      id: first + index,
      login: `learner${index}`,
      staff_code: null,
      name_kk: 'a',
      name_ru: 'b',
      name_en: 'c',
      email: null,
      locale: 'kk' as const,
      moodle_user_id: null,
      org_unit_id: unit!.id,
      created_at: 0,
    }));
    for (let at = 0; at < many.length; at += 100) await db('persons').insert(many.slice(at, at + 100));
    await reads('dldhead', [], 5, { subjectIds: [...many, ...many].map((person) => person.id) });
    const { total } = (await db('read_journal').countDistinct({ total: 'subject_id' }).first())!;
    expect([Number(total), (await db('read_journal')).length]).to.deep.equal([1203, 1203]);
    await db('read_journal').delete();
    await db('persons').where('id', '>=', first).delete();
  });

  it('pages, newest first', async () => {
    for (let minute = 1; minute <= 5; minute++) await reads('dldhead', ['teacher02'], minute * 60_000);
    const page = await mine('teacher02', { page: 2, pageSize: 2 });
    expect(page.total).to.equal(5);
    expect(page.items.map(({ readAt }) => new Date(readAt).getUTCMinutes())).to.deep.equal([3, 2]);
  });

  it('opens to the auditor by reader, by person and by day', async () => {
    await reads('dldhead', ['teacher02', 'teacher03'], localToInstant('2026-10-12', '23:59'));
    await reads('hrhead', ['teacher02'], localToInstant('2026-10-13', '00:00'), { as: 'hrHead' });
    const readers = async (query: QueryInputOf<'readJournal'>) =>
      (await journal(query)).items.filter(({ matter }) => matter !== 'readJournal').map(({ reader }) => reader.name.en);
    expect(await readers({ personId: id('teacher02') })).to.deep.equal(['Alzhanova Saule', 'Dosmagambet Samat']);
    expect(await readers({ personId: id('dldhead'), side: 'reader' })).to.have.length(2);
    expect(await readers({ fromOn: '2026-10-13', toOn: '2026-10-13' })).to.deep.equal(['Alzhanova Saule']);
    expect(await readers({ toOn: '2026-10-12' })).to.have.length(2);
    expect((await journal({ personId: id('teacher02') })).person?.name.en).to.equal('Zhumabekov Yerlan');
  });

  it('writes down each look into it, with the person looked for', async () => {
    await journal();
    await journal({ personId: id('teacher02') });
    const looks = await service.university.db('read_journal').orderBy('id');
    expect(looks.map((look) => [look.reader_id, look.role, look.subject_id, look.object, look.matter])).to.deep.equal([
      [id('auditor'), 'auditor', null, 'readJournal', 'readJournal'],
      [id('auditor'), 'auditor', id('teacher02'), 'readJournal', 'readJournal'],
    ]);
    expect((await mine('teacher02')).items.map(({ matter }) => matter)).to.deep.equal(['readJournal']);
  });

  it('is closed to everybody else, the heads among them, and a refused look leaves no entry', async () => {
    for (const login of ['dldhead', 'hrhead', 'vicerector', 'dean1', 'technician', 'teacher02', 'somebody-new'])
      expect((await service.call(login, 'readJournal')).body.error?.code, login).to.equal('notAllowed');
    expect(await service.university.db('read_journal')).to.deep.equal([]);
  });

  it('has no way to ask who read another’s data', async () => {
    await reads('dldhead', ['teacher03'], 5);
    const { body } = await service.call('teacher02', 'myReads', { query: { personId: id('teacher03'), subjectId: 1 } });
    expect(body['total']).to.equal(0);
  });

  it('ends with the role of the auditor', async () => {
    const { db, clock } = service.university;
    const roles = () => db('person_roles').where({ person_id: id('auditor') });
    await roles().update({ valid_to_on: '2026-08-02' });
    expect((await service.call('auditor', 'readJournal')).body.error?.code).to.equal('notAllowed');
    await roles().update({ valid_to_on: null });
    expect(clock.at).to.be.a('number');
  });

  it('answers a person nobody knows and a wrong day as such', async () => {
    expect((await service.call('auditor', 'readJournal', { query: { personId: 999_999 } })).status).to.equal(404);
    expect((await service.call('auditor', 'readJournal', { query: { fromOn: 'yesterday' } })).status).to.equal(422);
  });

  it('goes along in the file of my data, whole', async () => {
    for (let minute = 1; minute <= 30; minute++) await reads('dldhead', ['teacher02'], minute * 60_000);
    const { bytes } = await service.call('teacher02', 'myDataFile');
    const file = myDataFileSchema.parse(JSON.parse(bytes.toString('utf8')));
    expect(file.reads).to.have.length(30);
    expect(file.reads[0]!.reader.name.en).to.equal('Dosmagambet Samat');
    const head = (await service.call('dldhead', 'myData')).body as unknown as { counts: { readsMade: number } };
    expect(head.counts.readsMade).to.equal(30);
  });

  it('is kept for three years, and then removed by the round that forgets', async () => {
    const now = Date.now();
    const year = 365.25 * 86_400_000;
    await reads('dldhead', ['teacher02'], now - (keptYears + 0.1) * year);
    await reads('dldhead', ['teacher02'], now - keptYears * year);
    const { db } = service.university;
    await forgetExpired(db, now);
    expect(await db('read_journal'), 'what has no place in the chain yet waits').to.have.length(2);
    await chainReads(db);
    await forgetExpired(db, now);
    expect(await db('read_journal')).to.have.length(1);
    expect(await proveReads(db)).to.deep.equal({ entries: 1, waiting: 0 });
  });

  it('leaves nothing of what was read in the technical log', async () => {
    await reads('dldhead', ['teacher02'], 5, { purpose: 'a very private reason' });
    await journal({ personId: id('teacher02') });
    expect(service.log.join('')).to.not.match(/private reason|Zhumabekov|teacher02/);
  });
});
