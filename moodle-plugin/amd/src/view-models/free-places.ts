/** Free places in words, for whoever meets a clash: `Сейсенбі 15:00–16:50, 1-305-аудитория бос`. */
import type { Clash, FreePlace, LineEdit, Names, ScheduleLine, TimeSlot } from '@qashyq/shared-types';
import { lineBrief, roomText, timeText, weekdayText } from './schedule-lines.js';
import type { Words } from './words.js';

export interface PlacesOfLine {
  /** Which line would move. */
  line: string;
  /** The words before its places. */
  lead: string;
  places: { text: string; index: number }[];
}

export function placeSentence(
  place: Omit<FreePlace, 'lineKey'>,
  slots: readonly TimeSlot[],
  names: Names,
  words: Words,
): string {
  const when = { day: weekdayText(place.weekday, words), time: timeText(place, slots) };
  if (place.roomCode === null) return words.t('place_free_online', when);
  return words.t('place_free', { ...when, room: words.t('room_no', roomText(place.roomCode, names)) });
}

/** What could move so that a clash is gone: our lines of the clash with their places. `index`: position among all places. */
export function placesForClash(
  clash: Clash,
  lines: ReadonlyMap<string, ScheduleLine>,
  { freePlaces, slots, names }: { freePlaces: readonly FreePlace[]; slots: readonly TimeSlot[]; names: Names },
  words: Words,
): PlacesOfLine[] {
  if (clash.acceptedReason !== null) return [];
  return [clash.lineKey, clash.otherLineKey].flatMap((key) => {
    const line = lines.get(key);
    const places = freePlaces.flatMap((place, index) =>
      place.lineKey === key ? [{ text: placeSentence(place, slots, names, words), index }] : [],
    );
    if (line === undefined || places.length === 0) return [];
    const brief = lineBrief(line, names, words);
    return [{ line: brief, lead: words.t('places_for', brief), places }];
  });
}

/** The line as it would be saved in a place; everything else of it stays. */
export function movedTo(line: ScheduleLine, place: Partial<FreePlace>): LineEdit {
  return {
    weekday: place.weekday ?? line.weekday,
    firstSlot: place.firstSlot ?? line.firstSlot,
    lastSlot: place.lastSlot ?? line.lastSlot,
    weeks: line.weeks,
    teacherCode: line.teacherCode,
    mode: line.mode,
    roomCode: place.roomCode === undefined ? line.roomCode : place.roomCode,
    clashReason: line.clashReason,
  };
}
