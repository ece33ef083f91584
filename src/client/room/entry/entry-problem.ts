import type { ErrorCode } from '../../../base/errors.ts';

/** A page that ends the way in; each has its title, its sentence and its next step. */
export type EntryProblemKind =
  | 'unknownLink'
  | 'revoked'
  | 'cancelled'
  | 'ended'
  | 'endedEmpty'
  | 'endedByAdministrator'
  | 'removed'
  | 'full'
  | 'tooMany'
  | 'notStarter'
  | 'noRight'
  | 'offline'
  /** An administrator has stopped the WebMeeting. */
  | 'stopped'
  | 'roomsFull'
  | 'tooEarly'
  | 'internal'
  | 'notFound'
  | 'left'
  | 'lost'
  | 'elsewhere'
  | 'roomNotLoaded'
  /** One has gone on with another device. */
  | 'moved'
  /** A moderator has to let one in, the room says: the door tells why. */
  | 'mustWait'
  /** One does not wait any more. */
  | 'wentAway';

export interface ShownProblem {
  readonly kind: EntryProblemKind;
  /** Identifies the request in the server's log. */
  readonly requestId?: string | undefined;
  /** When trying again makes sense. */
  readonly retryAtMs?: number | undefined;
}

/** Why one is not in the room: a page, or the lobby that a moderator has sent one back to. */
export type EntryProblem = ShownProblem | { readonly kind: 'sentBack'; readonly waitTicket: string };

/** What each refusal of the server means to someone at the door. */
const KINDS: Readonly<Record<ErrorCode | 'unreachable', EntryProblemKind>> = {
  'unknown-link': 'unknownLink',
  'not-found': 'unknownLink',
  'link-revoked': 'revoked',
  'meeting-cancelled': 'cancelled',
  'meeting-not-open': 'ended',
  'room-full': 'full',
  'rooms-full': 'roomsFull',
  'too-early': 'tooEarly',
  'removed-from-meeting': 'removed',
  'must-wait': 'mustWait',
  'too-many-attempts': 'tooMany',
  'not-allowed': 'notStarter',
  'no-webmeeting-right': 'noRight',
  'right-missing': 'noRight',
  'no-seat-left': 'noRight',
  'service-stopped': 'stopped',
  'code-required': 'notStarter',
  'confirm-identity': 'notStarter',
  unavailable: 'offline',
  unreachable: 'offline',
  internal: 'internal',
  'invalid-input': 'unknownLink',
  'foreign-origin': 'internal',
  // Asked beside the form, or on the waiting page.
  'consent-required': 'mustWait',
  'quota-exceeded': 'internal',
  'disk-full': 'internal',
  'unsupported-type': 'internal',
  locked: 'internal',
  'already-exists': 'internal',
  conflict: 'internal',
  'too-large': 'internal',
  'set-up-done': 'internal',
  'wrong-credentials': 'internal',
  'not-signed-in': 'notStarter',
};

interface Refusal {
  readonly code: ErrorCode | 'unreachable';
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

export const entryProblem = ({ code, requestId, retryAfterSeconds }: Refusal, nowMs: number): ShownProblem => ({
  kind: KINDS[code],
  requestId: code === 'internal' ? requestId : undefined,
  retryAtMs: code === 'too-many-attempts' ? nowMs + (retryAfterSeconds ?? 60) * 1_000 : undefined,
});

/** Why the room's own connection said no: an ErrorCode, or `disconnected` when the same person came in elsewhere. */
export const roomProblem = (refusal: string, nowMs: number): ShownProblem => {
  if (refusal === 'disconnected') return { kind: 'elsewhere' };
  // The way back has run out: asking at the door again is the next step.
  if (refusal === 'link-revoked' || refusal === 'unknown-link' || refusal === 'not-signed-in') return { kind: 'lost' };
  return refusal in KINDS ? entryProblem({ code: refusal as ErrorCode }, nowMs) : { kind: 'lost' };
};
