import type { LockScope } from './lock-request.ts';
import { dav } from './names.ts';
import { element, escapeXml, hrefElement, xmlDocument } from './write-xml.ts';

/** What a client is told of a lock. */
interface ActiveLock {
  readonly token: string;
  readonly scope: LockScope;
  readonly depth: 0 | 'infinity';
  /** A DAV:owner element, or ''. */
  readonly owner: string;
  /** How long it still holds. */
  readonly seconds: number;
  /** The address of what it was taken on. */
  readonly root: string;
}

const WRITE = '<D:locktype><D:write/></D:locktype>';

const activeLock = ({ token, scope, depth, owner, seconds, root }: ActiveLock): string =>
  element(
    dav('activelock'),
    `${WRITE}<D:lockscope><D:${scope}/></D:lockscope><D:depth>${depth}</D:depth>${owner}<D:timeout>Second-${seconds}</D:timeout><D:locktoken><D:href>${escapeXml(token)}</D:href></D:locktoken><D:lockroot>${hrefElement(root)}</D:lockroot>`,
  );

/** What is inside DAV:lockdiscovery (RFC 4918 15.8). */
export const lockDiscovery = (locks: readonly ActiveLock[]): string => locks.map(activeLock).join('');

const entry = (scope: LockScope): string =>
  `<D:lockentry><D:lockscope><D:${scope}/></D:lockscope>${WRITE}</D:lockentry>`;

/** What is inside DAV:supportedlock (RFC 4918 15.10). */
export const SUPPORTED_LOCKS = entry('exclusive') + entry('shared');

/** The body that answers a LOCK. */
export const lockAnswer = (locks: readonly ActiveLock[]): string =>
  xmlDocument('D:prop', element(dav('lockdiscovery'), lockDiscovery(locks)));
