/** The columns of a lesson schedule. */
import { columnSet } from './columns.js';

/** Headings that people use besides those of the template; a heading of the template is always among these. */
export const lessonColumns = columnSet(
  {
    weekday:
      'апта күні, күн, күні, аптаның күні, день недели, день, дни недели, weekday, day, day of week, day of the week',
    date: 'күні (дата), дата, күн-айы, мерзімі, дата занятия, дата проведения, сабақ күні, date, lesson date',
    slots:
      'сабақ уақыты, сабақ нөмірі, сабақ №, сабақтар, жұп, жұп №, слот, слоттар, пара, пары, № пары, номер пары, учебный час, учебные часы, час, часы, slot, slots, slot no, period, periods',
    time: 'уақыты, уақыт, басталуы-аяқталуы, время, время занятия, время занятий, начало-окончание, time, lesson time, hours',
    weeks:
      'апталар, апта, апта нөмірлері, оқу апталары, недели, неделя, нед, номера недель, учебные недели, weeks, week, week numbers, academic weeks',
    discipline:
      'пән, пәні, пән атауы, пән коды, пәннің атауы, оқу пәні, дисциплина, предмет, наименование дисциплины, название дисциплины, код дисциплины, discipline, subject, course, discipline code, discipline name',
    lesson_type:
      'сабақ түрі, сабақтың түрі, түрі, вид занятия, вид занятий, тип занятия, тип занятий, вид, тип, форма занятия, lesson type, type, class type, type of lesson',
    groups:
      'топтар, топ, топ атауы, академиялық топ, топ(тар), группы, группа, группа(ы), академическая группа, учебная группа, groups, group, study group, group(s)',
    teacher:
      'оқытушы, оқытушының аты-жөні, оқытушының тат, мұғалім, оқытушының табель нөмірі, преподаватель, фио преподавателя, преподаватель фио, ппс, табельный номер, табельный номер преподавателя, teacher, lecturer, instructor, staff number',
    place:
      'орны, өтетін орны, аудитория, аудиториясы, кабинет, аудитория немесе желіде, место, место проведения, место занятия, ауд, аудитория или онлайн, room, place, location, classroom, room or online',
    mode: 'өткізу нысаны, өткізу түрі, форматы, формат, нысаны, форма проведения, режим, mode, delivery mode, format',
    link: 'сілтеме, кездесу сілтемесі, ссылка, ссылка на занятие, ссылка на встречу, link, url, meeting link',
    language: 'тілі, тіл, оқыту тілі, язык, язык обучения, язык преподавания, language, language of instruction',
    remark:
      'ескертпе, ескерту, түсініктеме, примечание, примечания, комментарий, remark, note, notes, comment, remarks',
    clash_reason:
      'қайшылыққа жол беру себебі, қайшылық себебі, қайшылыққа жол беру, причина допущенной накладки, причина накладки, допуск накладки, накладка, reason for accepting a clash, clash reason, reason of clash',
  },
  [
    [['weekday', 'weeks'], ['date']],
    [['slots'], ['time']],
    [['discipline']],
    [['lesson_type']],
    [['groups']],
    [['teacher']],
    [['place'], ['mode']],
  ],
);
