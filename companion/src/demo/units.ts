/** The units of the demo university; the structure follows the Regulation. */
export type Names = readonly [kk: string, ru: string, en: string];

export interface DemoUnit {
  code: string;
  type: string;
  parent: string | null;
  names: Names;
}
export const units: readonly DemoUnit[] = [
  {
    code: 'KRU',
    type: 'university',
    parent: null,
    names: [
      'Ахмет Байтұрсынұлы атындағы Қостанай өңірлік университеті',
      'Костанайский региональный университет имени Ахмет Байтұрсынұлы',
      'Akhmet Baitursynuly Kostanay Regional University',
    ],
  },
  {
    code: 'VRA',
    type: 'viceRectorate',
    parent: 'KRU',
    names: [
      'Академиялық мәселелер жөніндегі проректор',
      'Проректор по академическим вопросам',
      'Vice-Rector for Academic Affairs',
    ],
  },
  {
    code: 'ICE',
    type: 'institute',
    parent: 'VRA',
    names: ['Үздіксіз білім беру институты', 'Институт непрерывного образования', 'Institute of Continuous Education'],
  },
  {
    code: 'DLAE',
    type: 'directorate',
    parent: 'ICE',
    names: [
      'Қашықтықтан оқыту және қосымша білім беру басқармасы',
      'Управление дистанционного обучения и дополнительного образования',
      'Directorate of Distance Learning and Additional Education',
    ],
  },
  {
    code: 'DLD',
    type: 'department',
    parent: 'DLAE',
    names: ['Қашықтықтан оқыту бөлімі', 'Отдел дистанционного обучения', 'Distance Learning Department'],
  },
  {
    code: 'HRD',
    type: 'department',
    parent: 'KRU',
    names: ['Персоналды басқару бөлімі', 'Отдел управления персоналом', 'Human Resources Department'],
  },
  {
    code: 'LEG',
    type: 'department',
    parent: 'KRU',
    names: [
      'Құқықтық қамтамасыз ету және мемлекеттік сатып алу бөлімі',
      'Отдел правового обеспечения и государственных закупок',
      'Legal Support and Public Procurement Department',
    ],
  },
  {
    code: 'DOC',
    type: 'department',
    parent: 'KRU',
    names: [
      'Құжаттамалық қамтамасыз ету бөлімі',
      'Отдел документационного обеспечения',
      'Documentation Support Department',
    ],
  },
  { code: 'REG', type: 'office', parent: 'VRA', names: ['Тіркеуші офисі', 'Офис регистратора', 'Registrar Office'] },
  {
    code: 'ITD',
    type: 'department',
    parent: 'KRU',
    names: ['Ақпараттық технологиялар бөлімі', 'Отдел информационных технологий', 'Information Technology Department'],
  },
  {
    code: 'LIB',
    type: 'library',
    parent: 'KRU',
    names: ['Ғылыми кітапхана', 'Научная библиотека', 'Research Library'],
  },
  {
    code: 'F1',
    type: 'faculty',
    parent: 'VRA',
    names: [
      'Машина жасау, энергетика және ақпараттық технологиялар факультеті',
      'Факультет машиностроения, энергетики и информационных технологий',
      'Faculty of Mechanical Engineering, Energy and Information Technologies',
    ],
  },
  {
    code: 'C11',
    type: 'kafedra',
    parent: 'F1',
    names: ['Бағдарламалық қамтамасыз ету', 'Программное обеспечение', 'Software'],
  },
  {
    code: 'C12',
    type: 'kafedra',
    parent: 'F1',
    names: [
      'Физика, математика және цифрлық технологиялар',
      'Физика, математика и цифровые технологии',
      'Physics, Mathematics and Digital Technologies',
    ],
  },
  {
    code: 'F2',
    type: 'faculty',
    parent: 'VRA',
    names: ['Экономика және құқық факультеті', 'Факультет экономики и права', 'Faculty of Economics and Law'],
  },
  {
    code: 'C21',
    type: 'kafedra',
    parent: 'F2',
    names: ['Экономика және қаржы', 'Экономика и финансы', 'Economics and Finance'],
  },
  {
    code: 'C22',
    type: 'kafedra',
    parent: 'F2',
    names: ['Бухгалтерлік есеп және басқару', 'Бухгалтерский учёт и управление', 'Accounting and Management'],
  },
  {
    code: 'F3',
    type: 'faculty',
    parent: 'VRA',
    names: ['Педагогикалық институт', 'Педагогический институт', 'Pedagogical Institute'],
  },
  {
    code: 'C31',
    type: 'kafedra',
    parent: 'F3',
    names: ['Педагогика және психология', 'Педагогика и психология', 'Pedagogy and Psychology'],
  },
  { code: 'C32', type: 'kafedra', parent: 'F3', names: ['Шетел тілдері', 'Иностранные языки', 'Foreign Languages'] },
];
