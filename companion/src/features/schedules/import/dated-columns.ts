/** The columns of schedules whose lines have a date. */
import { columnSet, type ColumnId, type ColumnSet } from './columns.js';

/** Headings that people use besides those of the template; a heading of the template is always among these. */
const common = {
  discipline:
    'пән, пәні, пән атауы, пән коды, пәннің атауы, оқу пәні, дисциплина, предмет, наименование дисциплины, название дисциплины, код дисциплины, discipline, subject, course, discipline code, discipline name',
  groups:
    'топтар, топ, топ атауы, академиялық топ, топ(тар), группы, группа, группа(ы), академическая группа, учебная группа, groups, group, study group, group(s)',
  held_date:
    'өтетін күні, күні, күні (дата), емтихан күні, бақылау күні, аттестация күні, қорғау күні, дата проведения, дата, дата экзамена, день экзамена, дата контроля, дата аттестации, дата защиты, date held, date, exam date, date of exam, date of control',
  held_time:
    'басталуы, басталу уақыты, уақыты, уақыт, емтихан уақыты, бақылау уақыты, начало, время начала, время, время проведения, время экзамена, время контроля, starts, start, start time, time, exam time',
  duration:
    'ұзақтығы (минут), ұзақтығы, ұзақтығы (мин), минут, продолжительность (минут), продолжительность, продолжительность (мин), длительность, длительность (мин), минуты, duration (minutes), duration, duration (min), minutes',
  room: 'аудитория, ауд, аудиториясы, кабинет, орны, өтетін орны, место, место проведения, room, classroom, place, location',
  link: 'сілтеме, кездесу сілтемесі, ссылка, ссылка на встречу, ссылка на экзамен, link, url, meeting link',
  remark: 'ескертпе, ескерту, түсініктеме, примечание, примечания, комментарий, remark, note, notes, comment, remarks',
  clash_reason:
    'қайшылыққа жол беру себебі, қайшылық себебі, қайшылыққа жол беру, причина допущенной накладки, причина накладки, допуск накладки, накладка, reason for accepting a clash, clash reason, reason of clash',
} as const;

const examining = {
  exam_form:
    'өткізу нысаны, емтихан нысаны, бақылау нысаны, нысаны, форма проведения, форма экзамена, форма контроля, форма, вид экзамена, form, form of exam, exam form, form of control',
  platform: 'платформа, платформасы, жүйе, система, площадка, platform, system',
  examiner:
    'емтихан алушы, бақылауды өткізуші, оқытушы, оқытушының аты-жөні, экзаменатор, принимает, преподаватель, преподаватель экзаменатор, фио преподавателя, examiner, teacher, lecturer',
  proctor: 'проктор, бақылаушы, наблюдатель, дежурный, proctor, invigilator',
} as const;

const consultation = {
  consultation_date:
    'консультация күні, кеңес күні, дата консультации, день консультации, консультация (дата), consultation date, date of consultation',
  consultation_time:
    'консультация уақыты, консультацияның басталуы, кеңес уақыты, время консультации, начало консультации, консультация (время), consultation time, time of consultation',
  consultation_link:
    'консультация сілтемесі, кеңес сілтемесі, ссылка на консультацию, консультация (ссылка), consultation link, link of consultation',
} as const;

const commission = {
  attestation:
    'аттестация түрі, түрі, қорытынды аттестация түрі, вид аттестации, вид, вид итоговой аттестации, attestation, kind, type, kind of attestation',
  chair:
    'төраға, комиссия төрағасы, төрағасы, председатель, председатель комиссии, chair, chairperson, head of commission',
  secretary: 'хатшы, комиссия хатшысы, хатшысы, секретарь, секретарь комиссии, secretary, secretary of commission',
  members:
    'комиссия мүшелері, мүшелері, комиссия, члены комиссии, состав комиссии, члены, commission members, members, commission',
  learners_order:
    'жіберу туралы бұйрық, білім алушылар туралы бұйрық, бұйрық, бұйрық нөмірі, приказ о допуске, приказ, номер приказа, приказ об обучающихся, order of admission, order, order no, learners order',
  recording:
    'бейнежазба, бейнежазба жүргізіледі, видеозапись, ведётся видеозапись, запись, video recording, recording, recorded',
} as const;

const everywhere: readonly (readonly (readonly ColumnId[])[])[] = [
  [['discipline']],
  [['groups']],
  [['held_date']],
  [['held_time']],
  [['room'], ['link']],
];

export const midtermColumns: ColumnSet = columnSet(
  {
    discipline: common.discipline,
    groups: common.groups,
    exam_form: examining.exam_form,
    platform: examining.platform,
    held_date: common.held_date,
    held_time: common.held_time,
    duration: common.duration,
    room: common.room,
    examiner: examining.examiner,
    proctor: examining.proctor,
    link: common.link,
    remark: common.remark,
    clash_reason: common.clash_reason,
  },
  [...everywhere, [['exam_form']], [['platform']], [['examiner']]],
);

export const examColumns: ColumnSet = columnSet(
  {
    discipline: common.discipline,
    groups: common.groups,
    exam_form: examining.exam_form,
    platform: examining.platform,
    ...consultation,
    held_date: common.held_date,
    held_time: common.held_time,
    duration: common.duration,
    room: common.room,
    examiner: examining.examiner,
    proctor: examining.proctor,
    link: common.link,
    remark: common.remark,
    clash_reason: common.clash_reason,
  },
  [...everywhere, [['exam_form']], [['platform']], [['examiner']]],
);

export const attestationColumns: ColumnSet = columnSet(
  {
    attestation: commission.attestation,
    discipline: common.discipline,
    groups: common.groups,
    held_date: common.held_date,
    held_time: common.held_time,
    duration: common.duration,
    room: common.room,
    link: common.link,
    chair: commission.chair,
    secretary: commission.secretary,
    members: commission.members,
    learners_order: commission.learners_order,
    recording: commission.recording,
    remark: common.remark,
    clash_reason: common.clash_reason,
  },
  [...everywhere, [['attestation']], [['chair']], [['secretary']], [['members']], [['recording']]],
);
