/** Which key does what in the room. Pure, so that the rules can be read and tested apart from the page. */
export type Shortcut = 'microphone' | 'help' | 'hand' | 'admit' | 'people' | 'chat' | 'share' | 'record' | 'mark';

export const MICROPHONE_KEY = 'M';
export const HAND_KEY = 'H';
export const ADMIT_KEY = 'A';
export const PEOPLE_KEY = 'P';
export const CHAT_KEY = 'C';
export const SHARE_KEY = 'S';
export const RECORD_KEY = 'R';
export const MARK_KEY = 'B';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  /** The focus is in something that is written in, or that takes letters itself, as a menu does. */
  readonly writing: boolean;
  /** A window is open over the room. */
  readonly covered: boolean;
  /** Shortcuts of a single character are switched on. */
  readonly letters: boolean;
}

const LETTERS: Readonly<Record<string, Shortcut>> = {
  [MICROPHONE_KEY]: 'microphone',
  [HAND_KEY]: 'hand',
  [ADMIT_KEY]: 'admit',
  [PEOPLE_KEY]: 'people',
  [CHAT_KEY]: 'chat',
  [SHARE_KEY]: 'share',
  [RECORD_KEY]: 'record',
  [MARK_KEY]: 'mark',
  '?': 'help',
};

/** What a key press asks for. Single characters do nothing while one writes; Ctrl or ⌘ with D is no text and always works. */
export const shortcutOf = (press: KeyPress): Shortcut | undefined => {
  if (press.repeat || press.covered || press.altKey) return undefined;
  if (press.ctrlKey || press.metaKey) return press.key.toLowerCase() === 'd' ? 'microphone' : undefined;
  if (press.writing || !press.letters) return undefined;
  return LETTERS[press.key.toUpperCase()];
};
