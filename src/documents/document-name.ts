import { LIMITS } from '../contract/limits.ts';

/**
 * Names of documents are shown, never used on the disk. Still they end in file managers, mails and archives of every kind of system, so
 * none may climb out of its folder, hide its ending, or be one that Windows cannot store. What a person types is refused with the
 * reason; what a file brings along is cleaned.
 */
export type NameProblem = 'empty' | 'too-long' | 'characters' | 'dots' | 'reserved';

/** Slashes, control characters, line separators and the marks that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const SLASHES = /[/\\]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/u;
const TRAILING = /[. ]+$/u;
/** Names of devices on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** What is wrong with a name that a person typed, or undefined. Its form: NFC, without blanks around it. */
export const nameProblem = (name: string): NameProblem | undefined => {
  if (name === '.' || name === '..') return 'dots';
  if (!VISIBLE.test(name)) return 'empty';
  if (bytesOf(name) > LIMITS.documentName) return 'too-long';
  if (name.search(HIDDEN) >= 0 || name.search(SLASHES) >= 0 || name.search(LONE_SURROGATES) >= 0) return 'characters';
  if (TRAILING.test(name)) return 'dots';
  return DEVICE.test(name) ? 'reserved' : undefined;
};

/** The same name, as it is stored. */
export const normalName = (name: string): string => name.normalize('NFC').trim();

/** A short ending is kept when a name is cut or numbered: ".pdf", and ".gz" of "x.tar.gz". */
const splitEnding = (name: string): readonly [string, string] => {
  const dot = name.lastIndexOf('.');
  return dot <= 0 || name.length - dot > 17 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
};

/** Cuts to `most` bytes of UTF-8 without breaking a character. */
const cutTo = (text: string, most: number): string => {
  let cut = text;
  while (bytesOf(cut) > most) cut = [...cut].slice(0, Math.min(most, [...cut].length - 1)).join('');
  return cut;
};

const withEnding = (stem: string, ending: string): string =>
  `${cutTo(stem, LIMITS.documentName - bytesOf(ending)).replace(TRAILING, '')}${ending}`;

/** A name that can be stored, as like the given one as possible. */
export const cleanName = (name: string, otherwise = 'file'): string => {
  const plain = name
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(HIDDEN, '')
    // After it: what stood between a letter and its accent is gone.
    .normalize('NFC')
    .replace(SLASHES, '_')
    .trim()
    .replace(TRAILING, '');
  if (!VISIBLE.test(plain)) return otherwise;
  const safe = DEVICE.test(plain) ? `_${plain}` : plain;
  return bytesOf(safe) > LIMITS.documentName ? withEnding(...splitEnding(safe)) : safe;
};

/** "name (2).ext": the number stands before the ending. Folders have no ending. */
export const numberedName = (name: string, number: number, kind: 'folder' | 'file'): string => {
  const [stem, ending] = kind === 'file' ? splitEnding(name) : [name, ''];
  const mark = ` (${number})`;
  return `${cutTo(stem, LIMITS.documentName - bytesOf(ending) - mark.length)}${mark}${ending}`;
};
