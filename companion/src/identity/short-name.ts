/**
 * «Сейтқали Айгүл Бауыржанқызы» → «Сейтқали А. Б.»: names are kept as surname, given name, patronymic. The blanks do not break, so that
 * initials stay with the surname.
 */
export function surnameAndInitials(fullName: string): string {
  const [surname = '', ...given] = fullName.trim().split(/\s+/);
  // A patronymic written apart («Серік қызы») has one initial, not two.
  const initials = given.filter((word) => !/^(қызы|ұлы|кызы|улы|оглы|kyzy|qyzy|uly)$/iu.test(word)).map(initialOf);
  return [surname, ...initials].join('\u00a0');
}

const initialOf = (word: string): string =>
  word
    .split('-')
    .filter((part) => part !== '')
    .map((part) => `${[...part][0]!.toLocaleUpperCase('kk')}.`)
    .join('-');
