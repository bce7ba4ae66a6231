import { expect } from 'chai';
import { locales } from '@qashyq/shared-types';
import { readTableFile } from '../../../src/documents/table-file.js';
import { planTemplate, readPlanFile } from '../../../src/features/training/plan/plan-file.js';
import { loadCatalogue } from '../../../src/i18n/catalogue.js';
import type { CurrentPerson } from '../../../src/identity/current-person.js';

const catalogue = loadCatalogue();
const reader = (locale: 'kk' | 'ru' | 'en') => ({ locale }) as CurrentPerson;
const unit = (id: number, code: string, ru: string) => ({ id, code, name: { kk: `${ru} kk`, ru, en: `${ru} en` } });
const units = [
  unit(1, 'F1', 'Факультет информатики, связи и физики'),
  unit(2, 'C11', 'Кафедра'),
  unit(3, 'C12', 'Кафедра'),
];
const csv = (...rows: string[]) => Buffer.from(rows.join('\r\n'), 'utf8');

describe('a training plan as a spreadsheet', () => {
  for (const locale of locales)
    it(`the template can be read back, by its headings: ${locale}`, async () => {
      const { content } = await planTemplate(catalogue, units, locale);
      const table = await readTableFile(content);
      expect(table.rows[0]!.cells).to.have.length(17);
      expect(await readPlanFile({ catalogue, units }, reader(locale), content)).to.deep.equal({
        lines: [],
        faults: [],
      });
    });

  it('lines are read under headings of any language, in any order, with dates and numbers as people write them', async () => {
    const { lines, faults } = await readPlanFile(
      { catalogue, units },
      reader('ru'),
      csv(
        'Оқыту жоспары 2026/27',
        'Тақырыбы қазақша;Тема на русском;Часы;Начало;Last day;Места;Шығын, теңге;Отрыв от работы;Направление;Форма проведения',
        'Тест құрастыру;Разработка тестов;36;09.11.2026;2026-11-20;20;120 000;да;Тестовые задания;онлайн',
      ),
    );
    expect(faults).to.deep.equal([]);
    const [line] = lines;
    expect(line).to.deep.include({
      title: { kk: 'Тест құрастыру', ru: 'Разработка тестов', en: '' },
      hours: 36,
      startsOn: '2026-11-09',
      endsOn: '2026-11-20',
      seats: 20,
      cost: 120_000,
      leaveFromWork: true,
      category: 'testItems',
      form: 'online',
    });
  });

  it('a row with faults is left out, each fault named by row and column', async () => {
    const { lines, faults } = await readPlanFile(
      { catalogue, units },
      reader('en'),
      csv('Title in English;Hours;First day;Form', 'Good;8;05.10.2026;online', 'Bad;many;32.13.2026;by pigeon'),
    );
    expect(lines.map(({ title }) => title.en)).to.deep.equal(['Good']);
    expect(faults.map(({ row, column, found }) => [row, column, found])).to.have.deep.members([
      [3, 'B «Hours»', 'many'],
      [3, 'C «First day»', '32.13.2026'],
      [3, 'D «Form»', 'by pigeon'],
    ]);
  });

  it('whom a line is for is read by codes, names and words of any language, each once', async () => {
    const { lines, faults } = await readPlanFile(
      { catalogue, units },
      reader('kk'),
      csv(
        'Title in English;Hours;Units;Должности',
        'One;8;"c11; Факультет информатики, связи и физики;F 1";"доцент, Professor"',
        'Two;8;"F1, C12";',
        'All;8;;',
      ),
    );
    expect(faults).to.deep.equal([]);
    expect(lines.map(({ audience }) => audience)).to.deep.equal([
      { unitIds: [2, 1], positions: ['docent', 'professor'] },
      { unitIds: [1, 3], positions: [] },
      { unitIds: [], positions: [] },
    ]);
  });

  it('a unit or post that nobody knows, or that several are called, is named by row, column and word', async () => {
    const { lines, faults } = await readPlanFile(
      { catalogue, units },
      reader('en'),
      csv('Title in English;Hours;Units;Posts', 'Bad;8;"F1; F9; Кафедра";wizard'),
    );
    expect(lines).to.deep.equal([]);
    expect(faults.map(({ row, column, found }) => [row, column, found])).to.deep.equal([
      [2, 'C «Units»', 'F9'],
      [2, 'C «Units»', 'Кафедра'],
      [2, 'D «Posts»', 'wizard'],
    ]);
    expect(faults[1]!.message).to.include('code');
  });

  it('what is no table, has no headings or too many rows is told as such', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('PK\u0003\u0004broken'),
      csv('a;b;c', '1;2;3'),
      csv('Title in English;Hours;Form', ...Array.from({ length: 301 }, () => 'x;1;online')),
    ]) {
      const { lines, faults } = await readPlanFile({ catalogue, units }, reader('en'), bytes);
      expect(lines).to.deep.equal([]);
      expect(faults.map(({ row }) => row)).to.deep.equal([0]);
    }
  });
});
