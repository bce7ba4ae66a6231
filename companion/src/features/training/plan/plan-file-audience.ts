/** For whom a line is, as people write it in a cell: units by code or name, posts by their words; several with a semicolon or a line each. Pure. */
import { locales, positions, type Named, type Position } from '@qashyq/shared-types';

/** A unit that a plan can name. */
export interface FileUnit {
  id: number;
  code: string;
  name: Named;
}

/** What was found for one word of a cell. */
export type Found<Value> = { value: Value } | { fault: 'unknown' | 'ambiguous'; word: string };

/**
 * The words of a cell, each once. A comma may stand in a name, so it parts words only where the whole is none.
 * @param isKnown whether a text as it stands names something
 */
export function wordsOfCell(text: string, isKnown: (word: string) => boolean): string[] {
  const parts = (cell: string, by: RegExp) =>
    cell
      .split(by)
      .map((word) => word.trim())
      .filter((word) => word !== '');
  return parts(text, /[;\n]/).flatMap((word) => (isKnown(word) ? [word] : parts(word, /,/)));
}

/** @param loose how texts are compared: case and spaces do not matter */
export function findUnits(text: string, units: readonly FileUnit[], loose: (text: string) => string): Found<number>[] {
  const named = (word: string) => {
    const byCode = units.filter(({ code }) => loose(code) === loose(word));
    return byCode.length > 0
      ? byCode
      : units.filter(({ name }) => locales.some((locale) => loose(name[locale]) === loose(word)));
  };
  return wordsOfCell(text, (word) => named(word).length > 0).map((word) => {
    const [unit, ...others] = named(word);
    if (unit === undefined) return { fault: 'unknown', word };
    return others.length > 0 ? { fault: 'ambiguous', word } : { value: unit.id };
  });
}

/** @param wordsOf the words for a post, in every language */
export function findPositions(
  text: string,
  wordsOf: (position: Position) => readonly string[],
  loose: (text: string) => string,
): Found<Position>[] {
  const named = (word: string) =>
    positions.find((position) => loose(position) === loose(word) || wordsOf(position).includes(loose(word)));
  return wordsOfCell(text, (word) => named(word) !== undefined).map((word) => {
    const position = named(word);
    return position === undefined ? { fault: 'unknown', word } : { value: position };
  });
}
