/** Why a name is refused before the server is asked; the server decides. */
export type NameProblem = 'empty' | 'tooLong' | 'characters' | 'dots' | 'reserved';

/** Bytes in UTF-8: what disks and other programs count. */
export const LONGEST_NAME_BYTES = 255;

/** Slashes, control characters, line separators and the marks that turn the direction of text around: as the server has it. */
const REFUSED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
  /[/\\\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/u;
/** Names of devices on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** Half a character, and what a name must have at least one of: something that is seen. As the server has them. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/u;

export const nameProblem = (name: string): NameProblem | undefined => {
  const stored = name.normalize('NFC').trim();
  if (stored === '.' || stored === '..') return 'dots';
  if (!VISIBLE.test(stored)) return 'empty';
  if (new TextEncoder().encode(stored).length > LONGEST_NAME_BYTES) return 'tooLong';
  if (REFUSED.test(stored) || LONE_SURROGATE.test(stored)) return 'characters';
  if (/[. ]$/.test(stored)) return 'dots';
  return DEVICE.test(stored) ? 'reserved' : undefined;
};

/** How many letters stand before the ending: what is chosen when a file is renamed. Folders and `.hidden` have none. */
export const stemLength = (name: string, kind: 'folder' | 'file'): number => {
  const dot = name.lastIndexOf('.');
  return kind === 'folder' || dot <= 0 ? name.length : dot;
};
