import type express from 'express';
import { DomainError, type ErrorCode } from '../base/errors.ts';
import { randomToken } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Problem } from '../contract/http/problem.ts';

/** What HTTP answers to each refusal; `detail` is for people who read JSON, the screens have their own words. */
const ANSWERS: Record<ErrorCode, { readonly status: number; readonly title: string; readonly detail?: string }> = {
  'invalid-input': {
    status: 422,
    title: 'Some fields cannot be taken',
    detail: 'Correct the fields named in "errors" and send again.',
  },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'The address or the password is not right' },
  'code-required': {
    status: 401,
    title: 'A code of the second factor is needed',
    detail: 'Send "code" with the address and the password.',
  },
  'confirm-identity': {
    status: 403,
    title: 'Say once more that it is you',
    detail: 'POST the password to /session/confirm, then repeat.',
  },
  'not-allowed': { status: 403, title: 'Your account may not do this' },
  'no-webmeeting-right': {
    status: 403,
    title: 'Your account may not open meetings',
    detail: 'An administrator can give this right.',
  },
  'right-missing': {
    status: 403,
    title: 'Your account does not have the right to this',
    detail: 'An administrator can give it.',
  },
  'no-seat-left': {
    status: 409,
    title: 'No seat of this licence is left',
    detail: 'Take the right from somebody else, or raise the number of seats.',
  },
  'service-stopped': {
    status: 503,
    title: 'This service has been stopped',
    detail: 'An administrator can start it again.',
  },
  'not-found': { status: 404, title: 'There is nothing here' },
  'unknown-link': { status: 404, title: 'This link opens nothing', detail: 'Check that the whole link was copied.' },
  'link-revoked': {
    status: 410,
    title: 'This link no longer opens the meeting',
    detail: 'Ask the organizer for a new invitation.',
  },
  'meeting-cancelled': { status: 410, title: 'This meeting was cancelled' },
  'meeting-not-open': { status: 409, title: 'This meeting is not open' },
  'already-exists': { status: 409, title: 'This exists already' },
  conflict: { status: 409, title: 'This was changed meanwhile', detail: 'Load it again and repeat the change.' },
  'too-many-attempts': { status: 429, title: 'Too many attempts', detail: 'Wait, then try again.' },
  'too-large': { status: 413, title: 'This is too large' },
  'room-full': { status: 409, title: 'The room is full' },
  'rooms-full': { status: 409, title: 'As many meetings run as this server holds' },
  'too-early': { status: 409, title: 'It is too early to start this meeting' },
  'removed-from-meeting': { status: 403, title: 'You were removed from this meeting' },
  'must-wait': { status: 403, title: 'A moderator has to let you in' },
  'consent-required': {
    status: 403,
    title: 'This meeting may be recorded',
    detail: 'Send "consent": true to agree to that.',
  },
  'quota-exceeded': {
    status: 413,
    title: 'There is not enough room in these documents',
    detail: 'Delete something, empty the bin, or ask an administrator for more.',
  },
  'disk-full': {
    status: 507,
    title: 'The server has no space left',
    detail: 'Nothing was changed. An administrator has to make room.',
  },
  'unsupported-type': { status: 415, title: 'Files of this kind are not taken here' },
  locked: { status: 423, title: 'A program is working on this', detail: 'Try again when it has finished.' },
  'set-up-done': { status: 409, title: 'The first account exists already', detail: 'Sign in.' },
  'foreign-origin': { status: 403, title: 'Pages of another site may not do this' },
  unavailable: { status: 503, title: 'Not available now', detail: 'Try again in a moment.' },
  internal: {
    status: 500,
    title: 'Something went wrong here',
    detail: 'Tell the administrator the "instance" of this answer.',
  },
};

const sendProblem = (response: express.Response, error: DomainError, instance?: string): void => {
  const { status, title, detail } = ANSWERS[error.code];
  const { fields, retryAfterMs } = error.details;
  const retryAfterSeconds = retryAfterMs === undefined ? undefined : Math.max(1, Math.ceil(retryAfterMs / 1000));
  const body: Problem = {
    type: `urn:webmeeting:problem:${error.code}`,
    title,
    status,
    code: error.code,
    ...(detail !== undefined && { detail }),
    ...(instance !== undefined && { instance }),
    ...(fields !== undefined && { errors: fields.map((field) => ({ ...field })) }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds));
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
};

/** Refusals of express and of its body parser, in our words. */
const fromExpress = (error: unknown): DomainError | undefined => {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  if (error.status === 413) return new DomainError('too-large');
  if (error.status === 404) return new DomainError('not-found');
  if (typeof error.status === 'number' && error.status >= 400 && error.status < 500) {
    return new DomainError('invalid-input', {
      fields: [{ path: '', code: 'malformed', message: 'The request is not well-formed.' }],
    });
  }
  return undefined;
};

/** The last middleware: every refusal becomes a problem document (RFC 9457), every bug a logged number. */
export const createProblemHandler =
  (log: Log): express.ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = error instanceof DomainError ? error : fromExpress(error);
    if (known) {
      sendProblem(response, known);
      return;
    }
    const instance = randomToken();
    log.error({ err: error, instance, method: request.method, route: request.route?.path }, 'a request failed');
    sendProblem(response, new DomainError('internal'), instance);
  };
