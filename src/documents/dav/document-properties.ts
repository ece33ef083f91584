import { dav, type XmlName } from '../../protocols/dav/names.ts';
import { NEVER_DEAD, type PropertyTable } from '../../protocols/dav/property-table.ts';
import { lockDiscovery, SUPPORTED_LOCKS } from '../../protocols/dav/write-lock.ts';
import { escapeXml } from '../../protocols/dav/write-xml.ts';
import type { Document } from '../document.ts';
import type { Usage } from '../documents.ts';
import { locksAt, type PlacedLock } from './document-lock.ts';
import { type DocumentPath, hrefOf } from './document-path.ts';
import { etagOf } from './document-place.ts';

/** One document, or the top of all, as it is told to a program. */
export interface DocumentSubject {
  readonly path: DocumentPath;
  /** undefined: the top. */
  readonly document: Document | undefined;
  readonly locks: readonly PlacedLock[];
  readonly usage: Usage;
  readonly nowMs: number;
}

export const isFolderSubject = ({ document }: Pick<DocumentSubject, 'document'>): boolean => document?.kind !== 'file';

/** Only of files. */
const ofFile =
  (write: (document: Document) => string) =>
  ({ document }: DocumentSubject): string | undefined =>
    document?.kind === 'file' ? write(document) : undefined;

const ofDocument =
  (write: (document: Document) => string) =>
  ({ document }: DocumentSubject): string | undefined =>
    document && write(document);

export const activeLocks = (locks: readonly PlacedLock[], path: DocumentPath, nowMs: number) =>
  locksAt(locks, path).map((lock) => ({
    token: lock.token,
    scope: lock.scope,
    depth: lock.depth,
    owner: lock.owner,
    seconds: Math.max(1, Math.round((lock.expiresMs - nowMs) / 1000)),
    root: hrefOf(lock.path, lock.isFolder),
  }));

/** RFC 4918 15, and for folders RFC 4331. */
export const DOCUMENT_PROPERTIES: PropertyTable<DocumentSubject> = new Map([
  [dav('resourcetype'), (subject) => (isFolderSubject(subject) ? '<D:collection/>' : '')],
  [dav('displayname'), ({ document }) => escapeXml(document?.name ?? 'Documents')],
  [dav('creationdate'), ofDocument(({ createdMs }) => new Date(createdMs).toISOString())],
  [dav('getlastmodified'), ofDocument(({ changedMs }) => new Date(changedMs).toUTCString())],
  [dav('getcontentlength'), ofFile(({ bytes }) => String(bytes))],
  [dav('getcontenttype'), ofFile(({ type }) => escapeXml(type))],
  [dav('getetag'), ofFile((document) => escapeXml(etagOf(document)))],
  [
    dav('lockdiscovery'),
    ({ locks, path, nowMs }) => (locks.length === 0 ? '' : lockDiscovery(activeLocks(locks, path, nowMs))),
  ],
  [dav('supportedlock'), ({ document }) => (document === undefined ? '' : SUPPORTED_LOCKS)],
  [
    dav('quota-available-bytes'),
    (subject) =>
      isFolderSubject(subject) && subject.usage.quotaBytes > 0
        ? String(Math.max(0, subject.usage.quotaBytes - subject.usage.bytes))
        : undefined,
  ],
  [dav('quota-used-bytes'), (subject) => (isFolderSubject(subject) ? String(subject.usage.bytes) : undefined)],
] satisfies [XmlName, (subject: DocumentSubject) => string | undefined][]);

/** The server's own to say. */
export const isProtected = (name: XmlName): boolean => DOCUMENT_PROPERTIES.has(name) || NEVER_DEAD.has(name);
