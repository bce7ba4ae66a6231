/**
 * When two spellings are the same to a person: case, spaces, punctuation, ё and е, and letters that look alike in the
 * Latin and the Cyrillic alphabet.
 */

/** Words as people write them, for comparing headings and names: lower case, ё as е, letters and digits only. */
export function looseForm(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A code as people write it: case, spaces and the kind of dash don't count. */
export function codeForm(code: string): string {
  return code
    .normalize('NFC')
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/[‐‑‒–—―−_]/g, '-');
}

/** Latin capitals and the Cyrillic ones that look the same in print; Kazakh І among them. */
// prettier-ignore
const twins: Readonly<Record<string, string>> = {
  A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', I: 'І', K: 'К', M: 'М', O: 'О', P: 'Р', T: 'Т', X: 'Х', Y: 'У',
};

/** A code as it looks: the same form for АЖ-25-11 whether its А is Cyrillic or Latin. */
export function seenForm(code: string): string {
  return codeForm(code).replace(/[A-Z]/g, (letter) => twins[letter] ?? letter);
}

/**
 * How many letters must be added, removed, changed or swapped with their neighbour to make one text from the other;
 * `limit` + 1 when it is more than `limit`. Only the band of the table within `limit` of its diagonal is filled.
 */
export function editDistance(one: string, other: string, limit: number): number {
  const tooFar = limit + 1;
  if (Math.abs(one.length - other.length) > limit) return tooFar;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = Array<number>(other.length + 1).fill(tooFar);
    row[0] = i;
    let least = i;
    for (let j = Math.max(1, i - limit); j <= Math.min(other.length, i + limit); j += 1) {
      const same = one[i - 1] === other[j - 1];
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row[j] = best;
      least = Math.min(least, best);
    }
    if (least > limit) return tooFar;
    [before, above] = [above, row];
  }
  return Math.min(above[other.length]!, tooFar);
}
