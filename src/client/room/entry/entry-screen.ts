import type { DoorNews } from '../../../contract/http/meeting.ts';
import type { WaitReason } from '../../../contract/room/room-state.ts';
import type { nameProblem, pinProblem } from './door-names.ts';
import type { ShownProblem } from './entry-problem.ts';

export type EntryScreen =
  | { readonly kind: 'loading' }
  | { readonly kind: 'type-id'; readonly typed: string }
  | { readonly kind: 'door' }
  | {
      readonly kind: 'waiting';
      readonly startsAtMs: number | undefined;
      /** Without a key, so that the page must not say whether there is such a meeting. */
      readonly bare: boolean;
      /** Why a moderator has to let one in; undefined: the meeting has not begun. */
      readonly lobby: WaitReason | undefined;
      /** A moderator has let one in: the room opens. */
      readonly admitted: boolean;
      /** Let in, but for agreeing to being recorded. */
      readonly asksConsent?: true;
    }
  /** A moderator has said no; `word` is what they wrote to it, or nothing. */
  | { readonly kind: 'declined'; readonly word: string }
  /** One is in already, from another device. */
  | { readonly kind: 'device' }
  | { readonly kind: 'room'; readonly ticket: string }
  /** The meeting is no more, or no more theirs. */
  | { readonly kind: 'news'; readonly news: DoorNews }
  | { readonly kind: 'problem'; readonly problem: ShownProblem };

export interface EntryForm {
  readonly name: string;
  readonly pin: string;
  /** Keys of `door.form`. */
  readonly nameProblem?: ReturnType<typeof nameProblem>;
  readonly pinProblem?: ReturnType<typeof pinProblem>;
  /** What went wrong with the last attempt, where trying again helps. */
  readonly failure?: 'offline' | 'failed' | undefined;
  /** Agrees to being recorded. */
  readonly consent: boolean;
  /** It is needed, and missing. */
  readonly consentProblem?: boolean | undefined;
  readonly busy: boolean;
}
