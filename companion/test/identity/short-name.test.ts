import { expect } from 'chai';
import { surnameAndInitials } from '../../src/identity/short-name.js';

describe('surname and initials', () => {
  const cases: [string, string][] = [
    ['Сейтқали Айгүл Бауыржанқызы', 'Сейтқали А. Б.'],
    ['Қуанышев Марат Әділұлы', 'Қуанышев М. Ә.'],
    ['Оспан Гүлмира Серік қызы', 'Оспан Г. С.'],
    ['Seitkali Aigul', 'Seitkali A.'],
    ['Петрова Анна-Мария Ивановна', 'Петрова А.-М. И.'],
    ['  Ким   Елена ', 'Ким Е.'],
    ['Мадонна', 'Мадонна'],
  ];
  for (const [full, short] of cases)
    it(`${full.trim()} → ${short}`, () => {
      expect(surnameAndInitials(full)).to.equal(short.replaceAll(' ', '\u00a0'));
    });
});
