/**
 * Every reason for which a use case refuses. Each edge (HTTP, socket.io) owns one table with an answer for each code, so that
 * a new code does not compile until every edge answers it.
 */
export const ERROR_CODES = [
  'invalid-input',
  'not-signed-in',
  'wrong-credentials',
  'code-required',
  'confirm-identity',
  'not-allowed',
  'no-webmeeting-right',
  'right-missing',
  'no-seat-left',
  'service-stopped',
  'not-found',
  'unknown-link',
  'link-revoked',
  'meeting-cancelled',
  'meeting-not-open',
  'already-exists',
  'conflict',
  'too-many-attempts',
  'too-large',
  'room-full',
  'rooms-full',
  'too-early',
  'removed-from-meeting',
  'must-wait',
  'consent-required',
  'quota-exceeded',
  'disk-full',
  'unsupported-type',
  'locked',
  'set-up-done',
  'foreign-origin',
  'unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** One refused field: `path` as in the body (`invitees.1.email`), `code` stable, `message` for a person. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface DomainErrorDetails {
  readonly fields?: readonly FieldProblem[];
  /** Milliseconds after which trying again makes sense. */
  readonly retryAfterMs?: number;
}

/** A refusal that the caller can understand and act on. Anything else that is thrown is a bug. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly details: DomainErrorDetails;

  constructor(code: ErrorCode, details: DomainErrorDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export const invalidField = (path: string, code: string, message: string): DomainError =>
  new DomainError('invalid-input', { fields: [{ path, code, message }] });
