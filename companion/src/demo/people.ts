/** The people of the demo university: all are invented. */
import type { Locale, Position, Role } from '@qashyq/shared-types';
import type { Names } from './units.js';

export interface DemoPerson {
  login: string;
  /** Staff number in timetables. */
  staffCode?: string;
  position?: Position;
  names: Names;
  locale: Locale;
  unit: string;
  roles: readonly (readonly [role: Role, unit: string])[];
}
/** Every mail address of the demo ends in this reserved domain, which no mail server serves. */
export const demoMailDomain = 'demo.invalid';

export const people: readonly DemoPerson[] = [
  {
    login: 'dispatcher1',
    names: ['Оспанова Гүлмира Серікқызы', 'Оспанова Гульмира Сериковна', 'Ospanova Gulmira'],
    locale: 'kk',
    unit: 'F1',
    roles: [['scheduler', 'F1']],
  },
  {
    login: 'dispatcher2',
    names: ['Савченко Татьяна Юрьевна', 'Савченко Татьяна Юрьевна', 'Savchenko Tatyana'],
    locale: 'ru',
    unit: 'F2',
    roles: [
      ['scheduler', 'F2'],
      ['scheduler', 'F3'],
    ],
  },
  {
    login: 'dean1',
    names: ['Қуанышев Марат Әділұлы', 'Куанышев Марат Адилович', 'Kuanyshev Marat'],
    locale: 'kk',
    unit: 'F1',
    roles: [['dean', 'F1']],
  },
  {
    login: 'dean2',
    names: ['Литвинова Светлана Андреевна', 'Литвинова Светлана Андреевна', 'Litvinova Svetlana'],
    locale: 'ru',
    unit: 'F2',
    roles: [['dean', 'F2']],
  },
  {
    login: 'dean3',
    names: ['Тұрсынова Әсем Болатқызы', 'Турсынова Асем Болатовна', 'Tursynova Assem'],
    locale: 'kk',
    unit: 'F3',
    roles: [['dean', 'F3']],
  },
  {
    login: 'dldhead',
    names: ['Досмағамбет Самат Ерболұлы', 'Досмагамбет Самат Ерболович', 'Dosmagambet Samat'],
    locale: 'kk',
    unit: 'DLD',
    roles: [['dldHead', 'DLD']],
  },
  {
    login: 'methodist',
    names: ['Лукина Наталья Игоревна', 'Лукина Наталья Игоревна', 'Lukina Natalya'],
    locale: 'ru',
    unit: 'DLD',
    roles: [['dldMethodist', 'DLD']],
  },
  {
    login: 'technician',
    names: ['Ахметжан Нұрбол Қайыртайұлы', 'Ахметжан Нурбол Кайыртаевич', 'Akhmetzhan Nurbol'],
    locale: 'kk',
    unit: 'DLD',
    roles: [['dldTechnician', 'DLD']],
  },
  {
    login: 'testofficer',
    names: ['Исабекова Динара Маратқызы', 'Исабекова Динара Маратовна', 'Isabekova Dinara'],
    locale: 'kk',
    unit: 'DLD',
    roles: [['dldTestOfficer', 'DLD']],
  },
  {
    login: 'vicerector',
    names: ['Сүлеймен Бақыт Орынбайұлы', 'Сулеймен Бахыт Орынбаевич', 'Suleimen Bakhyt'],
    locale: 'kk',
    unit: 'VRA',
    roles: [['viceRectorAcademic', 'VRA']],
  },
  {
    login: 'icedirector',
    names: ['Гришина Людмила Павловна', 'Гришина Людмила Павловна', 'Grishina Lyudmila'],
    locale: 'ru',
    unit: 'ICE',
    roles: [['iceDirector', 'ICE']],
  },
  {
    login: 'hrhead',
    names: ['Әлжанова Сәуле Төлеубайқызы', 'Альжанова Сауле Тулеубаевна', 'Alzhanova Saule'],
    locale: 'kk',
    unit: 'HRD',
    roles: [['hrHead', 'HRD']],
  },
  {
    login: 'legalhead',
    names: ['Петренко Виктор Олегович', 'Петренко Виктор Олегович', 'Petrenko Viktor'],
    locale: 'ru',
    unit: 'LEG',
    roles: [['legalHead', 'LEG']],
  },
  {
    login: 'dochead',
    names: ['Мұқанова Раушан Ермекқызы', 'Муканова Раушан Ермековна', 'Mukanova Raushan'],
    locale: 'kk',
    unit: 'DOC',
    roles: [['docHead', 'DOC']],
  },
  {
    // Serves every faculty.
    login: 'registrar',
    names: ['Төлепберген Айнұр Маратқызы', 'Толепберген Айнур Маратовна', 'Tolepbergen Ainur'],
    locale: 'kk',
    unit: 'REG',
    roles: [['registrar', 'KRU']],
  },
  {
    login: 'auditor',
    names: ['Ермекова Алия Тимурқызы', 'Ермекова Алия Тимуровна', 'Yermekova Aliya'],
    locale: 'kk',
    unit: 'KRU',
    roles: [['auditor', 'KRU']],
  },
  {
    login: 'teacher01',
    staffCode: 'T01',
    position: 'associateProfessor',
    names: ['Сейтқали Айгүл Бауыржанқызы', 'Сейткали Айгуль Бауыржановна', 'Seitkali Aigul'],
    locale: 'kk',
    unit: 'C11',
    roles: [
      ['teacher', 'C11'],
      ['chairHead', 'C11'],
    ],
  },
  {
    login: 'teacher02',
    staffCode: 'T02',
    position: 'seniorTeacher',
    names: ['Жұмабеков Ерлан Қайратұлы', 'Жумабеков Ерлан Кайратович', 'Zhumabekov Yerlan'],
    locale: 'kk',
    unit: 'C11',
    roles: [['teacher', 'C11']],
  },
  {
    login: 'teacher03',
    staffCode: 'T03',
    position: 'seniorTeacher',
    names: ['Ковалева Ирина Сергеевна', 'Ковалева Ирина Сергеевна', 'Kovaleva Irina'],
    locale: 'ru',
    unit: 'C11',
    roles: [['teacher', 'C11']],
  },
  {
    login: 'teacher04',
    staffCode: 'T04',
    position: 'teacher',
    names: ['Төлегенова Мадина Асқарқызы', 'Тулегенова Мадина Аскаровна', 'Tulegenova Madina'],
    locale: 'kk',
    unit: 'C11',
    roles: [['teacher', 'C11']],
  },
  {
    login: 'teacher05',
    staffCode: 'T05',
    position: 'associateProfessor',
    names: ['Омаров Дәурен Серікұлы', 'Омаров Даурен Серикович', 'Omarov Dauren'],
    locale: 'kk',
    unit: 'C12',
    roles: [
      ['teacher', 'C12'],
      ['chairHead', 'C12'],
    ],
  },
  {
    login: 'teacher06',
    staffCode: 'T06',
    position: 'seniorTeacher',
    names: ['Мюллер Андрей Викторович', 'Мюллер Андрей Викторович', 'Müller Andrey'],
    locale: 'ru',
    unit: 'C12',
    roles: [['teacher', 'C12']],
  },
  {
    login: 'teacher07',
    staffCode: 'T07',
    position: 'docent',
    names: ['Қасымова Гүлнар Нұрланқызы', 'Касымова Гульнар Нурлановна', 'Kasymova Gulnar'],
    locale: 'kk',
    unit: 'C21',
    roles: [
      ['teacher', 'C21'],
      ['chairHead', 'C21'],
    ],
  },
  {
    login: 'teacher08',
    staffCode: 'T08',
    position: 'seniorTeacher',
    names: ['Бекмұрат Асхат Маратұлы', 'Бекмурат Асхат Маратович', 'Bekmurat Askhat'],
    locale: 'kk',
    unit: 'C22',
    roles: [
      ['teacher', 'C22'],
      ['chairHead', 'C22'],
    ],
  },
  {
    login: 'teacher09',
    staffCode: 'T09',
    position: 'seniorTeacher',
    names: ['Шевченко Ольга Петровна', 'Шевченко Ольга Петровна', 'Shevchenko Olga'],
    locale: 'ru',
    unit: 'C22',
    roles: [['teacher', 'C22']],
  },
  {
    login: 'teacher10',
    staffCode: 'T10',
    position: 'associateProfessor',
    names: ['Әбілқасым Жанар Талғатқызы', 'Абилкасым Жанар Талгатовна', 'Abilkassym Zhanar'],
    locale: 'kk',
    unit: 'C31',
    roles: [['teacher', 'C31']],
  },
  {
    login: 'teacher11',
    staffCode: 'T11',
    position: 'docent',
    names: ['Нұрпейісов Бекзат Ғалымұлы', 'Нурпеисов Бекзат Галымович', 'Nurpeissov Bekzat'],
    locale: 'kk',
    unit: 'C31',
    roles: [
      ['teacher', 'C31'],
      ['chairHead', 'C31'],
    ],
  },
  {
    login: 'teacher12',
    staffCode: 'T12',
    position: 'seniorTeacher',
    names: ['Ким Елена Анатольевна', 'Ким Елена Анатольевна', 'Kim Yelena'],
    locale: 'ru',
    unit: 'C32',
    roles: [
      ['teacher', 'C32'],
      ['chairHead', 'C32'],
    ],
  },
];
