import type { Language } from '../../base/languages.ts';
import type { PromptName } from '../prompts/prompt-names.ts';
import type { CallOutcome, Farewell, IvrPlace } from './ivr-table.ts';
import type { Spoken } from './speaker.ts';

/** What the door, or the room, says of a caller. */
export type Verdict = 'in' | 'waits-for-start' | 'lobby' | 'consent-required' | Farewell;

export type IvrInput =
  /** `id`: they have dialled a meeting. */
  | { readonly kind: 'begin'; readonly to: 'menu' | 'echo'; readonly id?: string }
  | { readonly kind: 'digit'; readonly digit: string }
  /** What was to be played last has been played. */
  | { readonly kind: 'played' }
  | { readonly kind: 'time' }
  /** `language` of the person whose PIN it is. */
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      readonly language?: Language | undefined;
      /** What a moderator says to whom they decline. */
      readonly word?: string;
    }
  /** A moderator writes to somebody in the lobby. */
  | { readonly kind: 'message'; readonly text: string }
  /** The server is about to stop; told once to who waits. */
  | { readonly kind: 'restart' };

export type IvrOutput =
  /** In the place of what plays. */
  | { readonly kind: 'play'; readonly said: readonly Spoken[]; readonly repeat: boolean }
  | { readonly kind: 'stop' }
  /** `again`: they were let through before, and have agreed to being recorded since. */
  | { readonly kind: 'ask'; readonly id: string; readonly pin: string; readonly again: boolean }
  | { readonly kind: 'come-in'; readonly greeting: PromptName }
  | { readonly kind: 'echo' }
  | { readonly kind: 'hang-up'; readonly outcome: CallOutcome };

export interface IvrState {
  readonly at: IvrPlace;
  readonly sinceMs: number;
  readonly language: Language;
  /** True: nobody needs to be told how to change it. */
  readonly isLanguageKnown: boolean;
  /** By the key *: nothing that is known of the person changes it back. */
  readonly isLanguageChosen: boolean;
  readonly typed: string;
  /** Typed while nothing was asked. */
  readonly ahead: string;
  readonly id: string;
  readonly pin: string;
  /** They have dialled the ID. */
  readonly isIdGiven: boolean;
  readonly hasWaited: boolean;
  readonly isToldOfRestart: boolean;
  readonly wrong: number;
  readonly silences: number;
  /** This try. */
  readonly beganMs: number;
  readonly isPlaying: boolean;
  /** The last key, or the end of what was said. */
  readonly quietSinceMs: number;
  /** Until then a # belongs to what was complete without it. */
  readonly lateHashMs: number;
  readonly reminderMs: number | undefined;
  readonly outcome: Farewell;
}

export interface IvrStep {
  readonly state: IvrState;
  readonly outputs: readonly IvrOutput[];
}

export const beginIvr = (language: Language, isLanguageKnown: boolean, nowMs: number): IvrState => ({
  at: 'asked-again',
  sinceMs: nowMs,
  language,
  isLanguageKnown,
  isLanguageChosen: false,
  typed: '',
  ahead: '',
  id: '',
  pin: '',
  isIdGiven: false,
  hasWaited: false,
  isToldOfRestart: false,
  wrong: 0,
  silences: 0,
  beganMs: nowMs,
  isPlaying: false,
  quietSinceMs: nowMs,
  lateHashMs: nowMs,
  reminderMs: undefined,
  outcome: 'error',
});
