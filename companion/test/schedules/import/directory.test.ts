import { expect } from 'chai';
import {
  directoryOf,
  disciplineDirectory,
  teacherDirectory,
} from '../../../src/features/schedules/import/directory.js';
import { reference } from './reference.js';

const codes = (entries: readonly { code: string }[]): string[] => entries.map(({ code }) => code);

describe('finding a teacher', () => {
  const teachers = teacherDirectory(reference.teachers);
  const ways = [
    'T01',
    't01',
    'Сейтқали Айгүл Бауыржанқызы',
    'сейткали айгуль бауыржановна',
    'Сейтқали А.Б.',
    'Сейткали А. Б.',
    'Сейтқали А',
    'А.Б. Сейтқали',
    'А. Сейткали',
    'доц. Сейтқали А.Б.',
    'ст.преп. Сейткали А.Б.',
    'Сейтқали',
    'Aigul Seitkali',
    'Seitkali A.',
    'T01 Сейтқали А.Б.',
    'Сейтқали А.Б. (T01)',
  ];
  for (const text of ways) it(`«${text}» is found`, () => expect(codes(teachers(text).entries)).to.deep.equal(['T01']));

  it('initials that fit two teachers name both and choose none', () => {
    expect(codes(teachers('Ким Е.А.').entries)).to.deep.equal(['T12', 'T13']);
    expect(codes(teachers('Ким Елена').entries)).to.deep.equal(['T12']);
  });

  it('a wrong initial or another surname is not found; a slip of the pen has its suggestion', () => {
    for (const text of ['Сейтқали В.Б.', 'Сейтқали Айг', 'Омаров Д.С.', 'А.Б.', 'доц.', 'Айгүл'])
      expect(teachers(text).entries, text).to.deep.equal([]);
    expect(codes(teachers('Сейтқалы А.Б.').nearest)).to.include('T01');
    expect(codes(teachers('Жұмабекв').nearest)).to.deep.equal(['T02']);
  });
});

describe('finding a discipline', () => {
  const disciplines = disciplineDirectory(reference.disciplines);
  for (const text of ['D12', 'd12', 'Основы бухгалтерского учета', 'БУХГАЛТЕРЛІК ЕСЕП', 'accounting'])
    it(`«${text}» is found`, () => expect(codes(disciplines(text).entries)).to.deep.equal(['D12']));

  it('a name that is the same in two languages is one discipline, a name of two disciplines is both', () => {
    expect(codes(disciplines('физика').entries)).to.deep.equal(['D09']);
    expect(codes(disciplines('Этика').entries)).to.deep.equal(['D30', 'D31']);
  });

  it('a misspelt name has its suggestion, nonsense has none', () => {
    expect(codes(disciplines('Основы програмирования').nearest)).to.deep.equal(['D01']);
    expect(disciplines('ааааааааааааа').nearest).to.deep.equal([]);
  });
});

describe('finding a code', () => {
  const groups = directoryOf(reference.groups);

  it('Latin letters in a Cyrillic code are forgiven, and told', () => {
    expect(groups('AЖ-25-11')).to.deep.include({ entries: [{ code: 'АЖ-25-11' }], lookalike: true });
    expect(groups('АЖ-25-11')).to.deep.include({ lookalike: false });
  });

  it('two codes that only look the same are told apart by their letters, and are ambiguous by sight', () => {
    const twins = directoryOf([{ code: 'TA-1' }, { code: 'ТА-1' }]);
    expect(codes(twins('TA-1').entries)).to.deep.equal(['TA-1']);
    expect(codes(twins('TА-1').entries)).to.have.members(['TA-1', 'ТА-1']);
  });

  it('the nearest codes are suggested, best first', () => {
    expect(codes(groups('АЖ-25-12').nearest)).to.deep.equal(['АЖ-25-11', 'ИС-25-12']);
    expect(groups('совсем другое').nearest).to.deep.equal([]);
  });

  it('after many unknown texts of one file the nearest codes are looked for no more: that would take minutes', () => {
    const directory = directoryOf([{ code: 'АЖ-25-11' }]);
    const suggested = Array.from({ length: 300 }, (_, index) => directory(`АЖ-25-1${index + 2}`).nearest.length);
    expect(suggested[0]).to.equal(1);
    expect(suggested.slice(200).every((count) => count === 0)).to.equal(true);
  });
});
