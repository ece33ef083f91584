import { DomainError, type ErrorCode } from '../../base/errors.ts';
import { type DavAnswer, DavRefusal, refusal, textAnswer } from '../../platform/dav-answer.ts';
import type { DavCondition } from '../../protocols/dav/preconditions.ts';
import type {
  DocumentsDavAnswer,
  DocumentsDavMethod,
  DocumentsDavRequest,
  DocumentsDavServices,
} from './documents-dav-request.ts';
import { copy, move } from './methods/copy-move.ts';
import { remove } from './methods/delete.ts';
import { get } from './methods/get.ts';
import { lock, unlock } from './methods/lock.ts';
import { mkcol } from './methods/make-folder.ts';
import { propfind } from './methods/propfind.ts';
import { proppatch } from './methods/proppatch.ts';
import { put } from './methods/put.ts';

const METHODS: ReadonlyMap<string, DocumentsDavMethod> = new Map([
  ['GET', get],
  ['HEAD', get],
  ['PUT', put],
  ['DELETE', remove],
  ['COPY', copy],
  ['MOVE', move],
  ['MKCOL', mkcol],
  ['PROPFIND', propfind],
  ['PROPPATCH', proppatch],
  ['LOCK', lock],
  ['UNLOCK', unlock],
]);

/** OPTIONS is answered before anybody signs in. */
export const DOCUMENT_METHODS = ['OPTIONS', ...METHODS.keys()].join(', ');

const NOTHING = [404, 'There is nothing here.'] as const;
const NOT_ALLOWED = [403, 'Your account may not do this.'] as const;

/** What WebDAV answers to each refusal of a use case: a precondition, or a status with a word for people. */
const ANSWERS: Record<ErrorCode, DavCondition | readonly [status: number, text: string]> = {
  'invalid-input': [403, 'This name cannot be used.'],
  'not-signed-in': [401, 'Sign in first.'],
  'wrong-credentials': [401, 'The address or the app password is not right.'],
  'not-allowed': NOT_ALLOWED,
  'no-webmeeting-right': NOT_ALLOWED,
  'code-required': NOT_ALLOWED,
  'confirm-identity': NOT_ALLOWED,
  'right-missing': NOT_ALLOWED,
  'no-seat-left': NOT_ALLOWED,
  'service-stopped': [503, 'This service has been stopped by an administrator.'],
  'not-found': NOTHING,
  'unknown-link': NOTHING,
  'link-revoked': NOTHING,
  'meeting-cancelled': NOTHING,
  'meeting-not-open': [409, 'This meeting is not open.'],
  'already-exists': [409, 'Something of this name is there already.'],
  conflict: [409, 'This was changed meanwhile.'],
  'too-many-attempts': [429, 'Too many attempts. Wait, then try again.'],
  'too-large': [413, 'This is too large.'],
  'room-full': [409, 'The room is full.'],
  'rooms-full': [409, 'As many meetings run as this server holds.'],
  'too-early': [409, 'It is too early to start this meeting.'],
  'removed-from-meeting': NOT_ALLOWED,
  'must-wait': NOT_ALLOWED,
  'consent-required': NOT_ALLOWED,
  'quota-exceeded': 'quota-not-exceeded',
  'disk-full': 'sufficient-disk-space',
  'unsupported-type': [415, 'Files of this kind are not taken here.'],
  locked: 'lock-token-submitted',
  'set-up-done': NOT_ALLOWED,
  'foreign-origin': NOT_ALLOWED,
  unavailable: [503, 'Not available now. Try again in a moment.'],
  internal: [500, 'Something went wrong here.'],
};

/** The answer to what was thrown; what is no refusal is a bug, and thrown on. */
export const documentsAnswerTo = (error: unknown): DavAnswer => {
  if (error instanceof DavRefusal) return error.answer;
  if (!(error instanceof DomainError)) throw error;
  const answer = ANSWERS[error.code];
  if (typeof answer === 'string') return refusal(answer);
  const { retryAfterMs } = error.details;
  const later = retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) };
  return textAnswer(answer[0], `${answer[1]}\n`, later);
};

/** Answers one request of one signed-in account. */
export type DocumentsDavServer = (method: string, request: DocumentsDavRequest) => Promise<DocumentsDavAnswer>;

export const createDocumentsDavServer =
  (services: DocumentsDavServices): DocumentsDavServer =>
  async (method, request) => {
    const handle = METHODS.get(method);
    if (handle === undefined) return textAnswer(405, 'This method is not known here.\n');
    try {
      return await handle(services, request);
    } catch (error) {
      return documentsAnswerTo(error);
    }
  };
