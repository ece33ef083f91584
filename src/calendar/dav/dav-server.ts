import { DomainError, type ErrorCode } from '../../base/errors.ts';
import { type DavAnswer, DavRefusal, refusal, textAnswer } from '../../platform/dav-answer.ts';
import { conditionStatus, type DavCondition } from '../../protocols/dav/preconditions.ts';
import type { DavMethod, DavRequest, DavServices } from './dav-request.ts';
import { remove } from './methods/delete.ts';
import { get } from './methods/get.ts';
import { mkcalendar, mkcol } from './methods/make-calendar.ts';
import { move } from './methods/move.ts';
import { options } from './methods/options.ts';
import { post } from './methods/post.ts';
import { propfind } from './methods/propfind.ts';
import { proppatch } from './methods/proppatch.ts';
import { put } from './methods/put.ts';
import { report } from './methods/report.ts';

const METHODS: ReadonlyMap<string, DavMethod> = new Map([
  ['OPTIONS', options],
  ['GET', get],
  ['HEAD', get],
  ['PUT', put],
  ['DELETE', remove],
  ['PROPFIND', propfind],
  ['PROPPATCH', proppatch],
  ['MKCALENDAR', mkcalendar],
  ['MKCOL', mkcol],
  ['REPORT', report],
  ['POST', post],
  ['MOVE', move],
]);

/** What CalDAV answers to each refusal of a use case: a precondition, or a status with a word for people. */
const ANSWERS: Record<ErrorCode, DavCondition | readonly [status: number, text: string]> = {
  'invalid-input': 'valid-calendar-data',
  'not-signed-in': [401, 'Sign in first.'],
  'wrong-credentials': [401, 'The address or the app password is not right.'],
  'not-allowed': 'need-privileges',
  'no-webmeeting-right': 'need-privileges',
  'code-required': 'need-privileges',
  'confirm-identity': 'need-privileges',
  'right-missing': 'need-privileges',
  'no-seat-left': 'need-privileges',
  'service-stopped': [503, 'This service has been stopped by an administrator.'],
  'not-found': [404, 'There is nothing here.'],
  'unknown-link': [404, 'There is nothing here.'],
  'link-revoked': [410, 'This is gone.'],
  'meeting-cancelled': [410, 'This is gone.'],
  'meeting-not-open': [409, 'This meeting is not open.'],
  'already-exists': [409, 'This exists already.'],
  conflict: [412, 'This was changed meanwhile.'],
  'too-many-attempts': [429, 'Too many attempts. Wait, then try again.'],
  'too-large': 'max-resource-size',
  'room-full': [409, 'The room is full.'],
  'rooms-full': [409, 'As many meetings run as this server holds.'],
  'too-early': [409, 'It is too early to start this meeting.'],
  'removed-from-meeting': 'need-privileges',
  'must-wait': 'need-privileges',
  'consent-required': 'need-privileges',
  'quota-exceeded': [507, 'There is not enough room left.'],
  'disk-full': [507, 'The server has no space left.'],
  'unsupported-type': [415, 'Files of this kind are not taken here.'],
  locked: [423, 'A program is working on this.'],
  'set-up-done': [409, 'This exists already.'],
  'foreign-origin': 'need-privileges',
  unavailable: [503, 'Not available now. Try again in a moment.'],
  internal: [500, 'Something went wrong here.'],
};

const domainAnswer = ({ code, details }: DomainError): DavAnswer => {
  const answer = ANSWERS[code];
  const { retryAfterMs } = details;
  const headers =
    retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) };
  if (typeof answer !== 'string') return textAnswer(answer[0], `${answer[1]}\n`, headers);
  const { body, ...rest } = refusal(answer);
  return { ...rest, status: conditionStatus(answer), ...(body !== undefined && { body }) };
};

/** The answer to what a method threw; what is no refusal is a bug, and thrown on. */
export const answerTo = (error: unknown): DavAnswer => {
  if (error instanceof DavRefusal) return error.answer;
  if (error instanceof DomainError) return domainAnswer(error);
  throw error;
};

/** Answers one request of one signed-in account. */
export type DavServer = (method: string, request: DavRequest) => Promise<DavAnswer>;

export const createDavServer =
  (services: DavServices): DavServer =>
  async (method, request) => {
    const handle = METHODS.get(method);
    if (handle === undefined) return textAnswer(405, 'This method is not known here.\n');
    try {
      return await handle(services, request);
    } catch (error) {
      return answerTo(error);
    }
  };
