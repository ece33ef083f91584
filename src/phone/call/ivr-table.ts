import type { PromptName } from '../prompts/prompt-names.ts';

/** What of a caller's way to the room they are at. */
export type IvrPlace =
  | 'id'
  | 'pin'
  | 'judged'
  | 'consent'
  | 'asked-again'
  | 'not-started'
  | 'lobby'
  | 'in-room'
  | 'echo'
  | 'farewell';

/** How digits are gathered. */
export interface Collects {
  /** So many are all; the key # ends fewer. */
  readonly longest: number;
  /** Numbers of digits that are enough when nothing more comes for `pauseMs`. */
  readonly enough: readonly number[];
}

/** One place of the way, as data. */
export interface IvrRow {
  /** Said on arrival, and again to who says nothing. */
  readonly says: readonly PromptName[];
  /** Digits that are typed: `choice` is the key 1 alone. */
  readonly collects?: Collects | 'choice';
  /** Repeated behind what is said, until something happens; what is said in between, and how often. */
  readonly waits?: { readonly music: PromptName; readonly reminder: PromptName; readonly everyMs: number };
  /** True: nobody who is here has shown a valid pair of ID and PIN yet. */
  readonly unproved?: true;
}

const MUSIC_MS = 30_000;

/** The way from the first ring to the room. */
export const IVR: Readonly<Record<IvrPlace, IvrRow>> = {
  id: { says: ['enter-id'], collects: { longest: 9, enough: [9] }, unproved: true },
  // The meeting's PIN has six digits, a personal one eight.
  pin: { says: ['enter-pin'], collects: { longest: 8, enough: [6, 8] }, unproved: true },
  judged: { says: [], unproved: true },
  consent: { says: ['consent'], collects: 'choice' },
  'asked-again': { says: [] },
  'not-started': {
    says: ['not-started'],
    waits: { music: 'music', reminder: 'still-waiting', everyMs: MUSIC_MS },
  },
  lobby: { says: ['lobby'], waits: { music: 'music', reminder: 'still-lobby', everyMs: MUSIC_MS } },
  'in-room': { says: [] },
  echo: { says: ['echo'] },
  farewell: { says: ['goodbye'] },
};

/** Why a call ended, as it is kept. */
export const CALL_OUTCOMES = [
  'left', // they hung up in the room
  'gave-up', // they hung up before
  'lost', // nothing came from them any more
  'failed',
  'silent', // no key was pressed
  'too-slow',
  'wrong',
  'too-many',
  'inactive',
  'full',
  'declined',
  'removed',
  'moved', // went on with another device
  'ended', // the meeting ended
  'error',
  'echo',
  'stopped', // the server did
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** What is said to who is sent away, before the goodbye. */
export const FAREWELLS = {
  silent: [],
  'too-slow': [],
  wrong: ['wrong-id'],
  'too-many': ['too-many'],
  inactive: ['inactive'],
  full: ['full'],
  declined: ['declined'],
  removed: ['removed'],
  moved: [],
  ended: ['ended'],
  error: ['error'],
  echo: [],
} as const satisfies { readonly [Outcome in CallOutcome]?: readonly PromptName[] };
export type Farewell = keyof typeof FAREWELLS;

/** Without a key or a word so long after a prompt, it is said again, so often. */
export const SILENCE_MS = 10_000;
export const ASKED_AGAIN = 2;
/** Of wrong pairs in one call. */
export const TRIES = 3;
/** A pause that ends a PIN. */
export const PAUSE_MS = 3_000;
/** The # of an ID that was complete without it comes this late. */
export const LATE_HASH_MS = 1_000;
/** Without a valid pair no try is longer than this. */
export const UNPROVED_MS = 90_000;
export const ECHO_MS = 5 * 60_000;
/** A farewell that is never reported as played, for media that do not run: longer than one with a moderator's longest word. */
export const FAREWELL_MS = 60_000;
