/** Which key does what while a recording is heard. Pure, so that the rules can be read and tested apart from the page. */
export type PlayerAction =
  | { readonly kind: 'toggle' | 'mute' | 'help' | 'nextChapter' | 'previousChapter' | 'faster' | 'slower' }
  | { readonly kind: 'skip'; readonly ms: number }
  /** 0 to 1 of the recording. */
  | { readonly kind: 'part'; readonly part: number };

export const SHORT_SKIP_MS = 10_000;
export const LONG_SKIP_MS = 30_000;

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** The focus is in something that is written in. */
  readonly writing: boolean;
  /** The focus is on what Space presses: a button, a link, a tick box. */
  readonly pressing: boolean;
  /** The focus is on what arrows, Home and End move: a slider, a choice, a menu, tabs. */
  readonly moving: boolean;
  /** A window is open over the page. */
  readonly covered: boolean;
  /** Shortcuts of a single character are switched on. */
  readonly letters: boolean;
}

const MOVES: Readonly<Record<string, PlayerAction>> = {
  ArrowLeft: { kind: 'skip', ms: -SHORT_SKIP_MS },
  ArrowRight: { kind: 'skip', ms: SHORT_SKIP_MS },
  Home: { kind: 'part', part: 0 },
  End: { kind: 'part', part: 1 },
};

const LETTERS: Readonly<Record<string, PlayerAction>> = {
  k: { kind: 'toggle' },
  j: { kind: 'skip', ms: -LONG_SKIP_MS },
  l: { kind: 'skip', ms: LONG_SKIP_MS },
  m: { kind: 'mute' },
  n: { kind: 'nextChapter' },
  p: { kind: 'previousChapter' },
  '>': { kind: 'faster' },
  '<': { kind: 'slower' },
  '?': { kind: 'help' },
};

/** What a key press asks for. */
export const playerAction = (press: KeyPress): PlayerAction | undefined => {
  if (press.covered || press.altKey || press.ctrlKey || press.metaKey || press.writing) return undefined;
  if (press.key === ' ') return press.pressing || press.moving ? undefined : { kind: 'toggle' };
  const move = MOVES[press.key];
  if (move) return press.moving ? undefined : move;
  if (!press.letters) return undefined;
  if (/^\d$/.test(press.key)) return { kind: 'part', part: Number(press.key) / 10 };
  return LETTERS[press.key.toLowerCase()];
};
