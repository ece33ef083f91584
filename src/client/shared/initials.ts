/** How many colours an avatar can have; `avatar.css` holds as many. */
const HUES = 8;

const firstLetter = (word: string): string =>
  [...word.normalize('NFC')].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '';

/** "Zoé Martin-Roux" → "ZM"; a telephone number gives its last two digits, an address the letter that it begins with. */
export const initialsOf = (name: string): string => {
  const digits = name.replace(/\D/g, '');
  if (digits.length > 1 && !/\p{L}/u.test(name)) return digits.slice(-2);
  const words = name
    .replace(/@.*$/, '')
    .trim()
    .split(/\s+/)
    .filter((word) => firstLetter(word) !== '');
  const first = firstLetter(words[0] ?? '');
  const last = words.length > 1 ? firstLetter(words.at(-1) ?? '') : '';
  return `${first}${last}`.toLocaleUpperCase() || '?';
};

/** The same colour for the same name, everywhere: 0 to 7. */
export const avatarHue = (name: string): number => {
  let sum = 0;
  for (const letter of name.trim().toLowerCase()) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % HUES;
};
