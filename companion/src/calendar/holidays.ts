/**
 * Days off in Kazakhstan, 2026 and 2027: the seed of the editable holiday table.
 * 2026 as announced; 2027 computed by the same rules, the moon-dependent Kurban Ait is an estimate to be confirmed.
 * Rule: a public holiday on a Saturday or Sunday moves the rest to the next working day; 7 January and Kurban Ait never move.
 * 30 August is no longer Constitution Day from 2026; 15 March is from 2027.
 */

/** `public`: the holiday itself. `religious`: a day off that never moves. `moved`: the rest of a holiday that fell on a weekend. */
export type HolidayKind = 'public' | 'religious' | 'moved';

/** One day off. */
export interface Holiday {
  readonly date: string;
  readonly nameKk: string;
  readonly nameRu: string;
  readonly nameEn: string;
  readonly kind: HolidayKind;
}

type Names = readonly [nameKk: string, nameRu: string, nameEn: string];

const newYear: Names = ['Жаңа жыл', 'Новый год', 'New Year'];
const christmas: Names = ['Православиелік Рождество', 'Православное Рождество', 'Orthodox Christmas'];
const womensDay: Names = ['Халықаралық әйелдер күні', 'Международный женский день', "International Women's Day"];
const constitutionDay: Names = ['Конституция күні', 'День Конституции', 'Constitution Day'];
const nauryz: Names = ['Наурыз мейрамы', 'Наурыз мейрамы', 'Nauryz'];
const unityDay: Names = [
  'Қазақстан халқының бірлігі мерекесі',
  'Праздник единства народа Казахстана',
  "Kazakhstan People's Unity Day",
];
const defendersDay: Names = ['Отан қорғаушы күні', 'День защитника Отечества', 'Defender of the Fatherland Day'];
const victoryDay: Names = ['Жеңіс күні', 'День Победы', 'Victory Day'];
const kurbanAit: Names = ['Құрбан айттың бірінші күні', 'Первый день Курбан-айта', 'First day of Kurban Ait'];
const capitalDay: Names = ['Астана күні', 'День столицы', 'Capital City Day'];
const republicDay: Names = ['Республика күні', 'День Республики', 'Republic Day'];
const independenceDay: Names = ['Тәуелсіздік күні', 'День независимости', 'Independence Day'];

const table: readonly (readonly [date: string, names: Names, kind: HolidayKind])[] = [
  ['2026-01-01', newYear, 'public'],
  ['2026-01-02', newYear, 'public'],
  ['2026-01-07', christmas, 'religious'],
  ['2026-03-08', womensDay, 'public'],
  ['2026-03-09', womensDay, 'moved'],
  ['2026-03-21', nauryz, 'public'],
  ['2026-03-22', nauryz, 'public'],
  ['2026-03-23', nauryz, 'public'],
  ['2026-03-24', nauryz, 'moved'],
  ['2026-03-25', nauryz, 'moved'],
  ['2026-05-01', unityDay, 'public'],
  ['2026-05-07', defendersDay, 'public'],
  ['2026-05-09', victoryDay, 'public'],
  ['2026-05-11', victoryDay, 'moved'],
  ['2026-05-27', kurbanAit, 'religious'],
  ['2026-07-06', capitalDay, 'public'],
  ['2026-10-25', republicDay, 'public'],
  ['2026-10-26', republicDay, 'moved'],
  ['2026-12-16', independenceDay, 'public'],
  ['2027-01-01', newYear, 'public'],
  ['2027-01-02', newYear, 'public'],
  ['2027-01-04', newYear, 'moved'],
  ['2027-01-07', christmas, 'religious'],
  ['2027-03-08', womensDay, 'public'],
  ['2027-03-15', constitutionDay, 'public'],
  ['2027-03-21', nauryz, 'public'],
  ['2027-03-22', nauryz, 'public'],
  ['2027-03-23', nauryz, 'public'],
  ['2027-03-24', nauryz, 'moved'],
  ['2027-05-01', unityDay, 'public'],
  ['2027-05-03', unityDay, 'moved'],
  ['2027-05-07', defendersDay, 'public'],
  ['2027-05-09', victoryDay, 'public'],
  ['2027-05-10', victoryDay, 'moved'],
  ['2027-05-16', kurbanAit, 'religious'],
  ['2027-07-06', capitalDay, 'public'],
  ['2027-10-25', republicDay, 'public'],
  ['2027-12-16', independenceDay, 'public'],
];

export const holidays: readonly Holiday[] = table.map(([date, [nameKk, nameRu, nameEn], kind]) => ({
  date,
  nameKk,
  nameRu,
  nameEn,
  kind,
}));
