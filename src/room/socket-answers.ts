import { DomainError, type ErrorCode } from '../base/errors.ts';

/** What a refusal means to a connection: the code that is told, and whether connecting again by itself makes sense. */
interface SocketAnswer {
  readonly code: ErrorCode;
  readonly retry: boolean;
}

const final = (code: ErrorCode): SocketAnswer => ({ code, retry: false });
const again = (code: ErrorCode): SocketAnswer => ({ code, retry: true });

/** The room's answer to every reason for a refusal. */
export const SOCKET_ANSWERS: Readonly<Record<ErrorCode, SocketAnswer>> = {
  'invalid-input': final('invalid-input'),
  'not-signed-in': final('not-allowed'),
  'wrong-credentials': final('not-allowed'),
  'not-allowed': final('not-allowed'),
  'no-webmeeting-right': final('not-allowed'),
  'code-required': final('not-allowed'),
  'confirm-identity': final('not-allowed'),
  'right-missing': final('right-missing'),
  'no-seat-left': final('not-allowed'),
  'service-stopped': final('service-stopped'),
  'not-found': final('not-found'),
  'unknown-link': final('unknown-link'),
  'link-revoked': final('link-revoked'),
  'meeting-cancelled': final('meeting-cancelled'),
  'meeting-not-open': final('meeting-not-open'),
  'already-exists': final('conflict'),
  conflict: final('conflict'),
  'too-many-attempts': again('too-many-attempts'),
  'too-large': final('too-large'),
  'room-full': final('room-full'),
  'rooms-full': final('rooms-full'),
  'too-early': final('too-early'),
  'removed-from-meeting': final('removed-from-meeting'),
  'must-wait': final('must-wait'),
  'consent-required': final('consent-required'),
  'quota-exceeded': final('quota-exceeded'),
  'disk-full': final('disk-full'),
  'unsupported-type': final('unsupported-type'),
  locked: final('locked'),
  'set-up-done': final('not-allowed'),
  'foreign-origin': final('foreign-origin'),
  unavailable: again('unavailable'),
  internal: again('internal'),
};

/** socket.io's `connect_error`: `data` is `{code, retry}`. */
export const connectionRefusal = (error: unknown): Error & { readonly data: SocketAnswer } => {
  const data = SOCKET_ANSWERS[error instanceof DomainError ? error.code : 'internal'];
  return Object.assign(new Error(data.code), { data });
};
