import type { AccountId } from '../../base/ids.ts';
import { pathOfHref } from '../../protocols/dav/path-of-href.ts';

/** What a path below `/dav/` names, whether it exists or not. */
export type DavAddress =
  | { readonly kind: 'root' }
  | { readonly kind: 'principals' }
  | { readonly kind: 'homes' }
  | { readonly kind: 'principal'; readonly accountId: AccountId }
  | { readonly kind: 'home'; readonly accountId: AccountId }
  | { readonly kind: 'inbox'; readonly accountId: AccountId }
  | { readonly kind: 'outbox'; readonly accountId: AccountId }
  | { readonly kind: 'calendar'; readonly accountId: AccountId; readonly uri: string }
  | ObjectAddress;

export interface ObjectAddress {
  readonly kind: 'object';
  readonly accountId: AccountId;
  /** Of the calendar. */
  readonly uri: string;
  readonly name: string;
}

const INBOX = 'inbox';
const OUTBOX = 'outbox';
/** A file name on any disk; clients make them from UIDs. */
const NAME_CHARACTERS = 255;

export const ROOT_HREF = '/dav/';
export const PRINCIPALS_HREF = '/dav/principals/';
const HOMES_HREF = '/dav/calendars/';

export const principalHref = (accountId: AccountId): string => `${PRINCIPALS_HREF}${encodeURIComponent(accountId)}/`;
export const homeHref = (accountId: AccountId): string => `${HOMES_HREF}${encodeURIComponent(accountId)}/`;
export const inboxHref = (accountId: AccountId): string => `${homeHref(accountId)}${INBOX}/`;
export const outboxHref = (accountId: AccountId): string => `${homeHref(accountId)}${OUTBOX}/`;
export const calendarHref = (accountId: AccountId, uri: string): string =>
  `${homeHref(accountId)}${encodeURIComponent(uri)}/`;
export const objectHref = (accountId: AccountId, uri: string, name: string): string =>
  `${calendarHref(accountId, uri)}${encodeURIComponent(name)}`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const NOT_A_NAME = /^\.{0,2}$|[\u0000-\u001f\u007f/\\]|\p{Surrogate}/u;

const decodeSegment = (segment: string): string | undefined => {
  try {
    const name = decodeURIComponent(segment);
    return name.length > NAME_CHARACTERS || NOT_A_NAME.test(name) ? undefined : name;
  } catch {
    return undefined;
  }
};

const inHome = (accountId: AccountId, uri: string | undefined, name: string | undefined): DavAddress => {
  if (uri === undefined) return { kind: 'home', accountId };
  if (name !== undefined) return { kind: 'object', accountId, uri, name };
  if (uri === INBOX || uri === OUTBOX) return { kind: uri, accountId };
  return { kind: 'calendar', accountId, uri };
};

/** Reads a path as it stands in a request or an href. The slash at the end of collections may be missing. */
export const readAddress = (path: string): DavAddress | undefined => {
  if (path === '/') return { kind: 'root' };
  const [empty, dav, ...segments] = path.replace(/\/$/, '').split('/');
  if (empty !== '' || dav !== 'dav') return undefined;
  const names = segments.map(decodeSegment);
  if (names.includes(undefined) || names.length > 4) return undefined;
  const [area, account, uri, name] = names;
  const accountId = account as AccountId | undefined;
  if (area === undefined) return { kind: 'root' };
  if (area === 'principals') {
    if (uri !== undefined) return undefined;
    return accountId === undefined ? { kind: 'principals' } : { kind: 'principal', accountId };
  }
  if (area !== 'calendars') return undefined;
  return accountId === undefined ? { kind: 'homes' } : inHome(accountId, uri, name);
};

export const readHref = (href: string): DavAddress | undefined => {
  const path = pathOfHref(href);
  return path === undefined ? undefined : readAddress(path);
};

/** Whether a client may give a calendar this name. */
export const isFreeName = (uri: string): boolean => uri !== INBOX && uri !== OUTBOX;
