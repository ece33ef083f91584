import { ok, type Result } from '../../base/result.ts';
import { LOCK_OWNER_CHARACTERS, LOCK_SECONDS, LOCK_SECONDS_LEAST } from './limits.ts';
import { dav } from './names.ts';
import { badRequest, type RequestProblem } from './preconditions.ts';
import { readXml } from './read-xml.ts';
import { writeElement } from './write-xml.ts';
import { childNamed } from './xml-element.ts';

export type LockScope = 'exclusive' | 'shared';

export interface LockRequest {
  readonly scope: LockScope;
  /** The DAV:owner element as it was sent, as XML that stands by itself; '' when there was none. */
  readonly owner: string;
}

/** RFC 4918 9.10: the body of a LOCK; undefined without one, which refreshes a lock. */
export const readLock = (body: Uint8Array): Result<LockRequest | undefined, RequestProblem> => {
  if (body.length === 0) return ok(undefined);
  const root = readXml(body);
  if (!root.ok) return badRequest(root.code);
  if (root.value.name !== dav('lockinfo')) return badRequest('lockinfo');
  const type = childNamed(root.value, dav('locktype'));
  const scope = childNamed(root.value, dav('lockscope'));
  if (type === undefined || childNamed(type, dav('write')) === undefined) return badRequest('locktype');
  const exclusive = scope !== undefined && childNamed(scope, dav('exclusive')) !== undefined;
  const shared = scope !== undefined && childNamed(scope, dav('shared')) !== undefined;
  if (exclusive === shared) return badRequest('lockscope');
  const element = childNamed(root.value, dav('owner'));
  const owner = element === undefined ? '' : writeElement(element);
  if (owner.length > LOCK_OWNER_CHARACTERS) return badRequest('owner is too long');
  return ok({ scope: exclusive ? 'exclusive' : 'shared', owner });
};

/** Digits enough for a century; more are refused before they become a number. */
const SECOND = /^second-(\d{1,10})$/i;

/**
 * RFC 4918 10.7, in seconds: the first time that can be read, between what is worth a lock and the longest that we keep one for a
 * program that may be gone. A server may choose (9.10.7), so nothing is refused.
 */
export const lockSeconds = (field: string | undefined): number => {
  for (const part of (field ?? '').slice(0, 500).split(',')) {
    const text = part.trim();
    if (/^infinite$/i.test(text)) return LOCK_SECONDS;
    const [, seconds] = SECOND.exec(text) ?? [];
    if (seconds !== undefined) return Math.min(Math.max(Number(seconds), LOCK_SECONDS_LEAST), LOCK_SECONDS);
  }
  return LOCK_SECONDS;
};

/** RFC 4918 10.5 Lock-Token: one token in angle brackets; undefined when it is missing or something else. */
export const readLockToken = (field: string | undefined): string | undefined =>
  /^\s*<([^<>\s]{1,2048})>\s*$/.exec(field ?? '')?.[1];
