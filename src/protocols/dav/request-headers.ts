import { ok, type Result } from '../../base/result.ts';

/** Header fields by lower-case name, as an HTTP server gives them. */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>;

export type Depth = 0 | 1 | 'infinity';

/** If-Match or If-None-Match: a list of opaque tags as written (`"abc"`, `W/"abc"`), or `*`. */
export type TagList = '*' | readonly string[];

export interface DavHeaders {
  readonly depth: Depth | undefined;
  readonly ifMatch: TagList | undefined;
  readonly ifNoneMatch: TagList | undefined;
  /** RFC 6638 8.3: one tag, as written. */
  readonly ifScheduleTagMatch: string | undefined;
  /** RFC 6638 8.1: false when the organizer is not to hear of a delete. */
  readonly scheduleReply: boolean;
  /** RFC 7240 Prefer: return=minimal (RFC 8144), or the older Brief: t. */
  readonly minimal: boolean;
  /** RFC 8144: after a write the resource itself is wanted. */
  readonly representation: boolean;
  readonly destination: string | undefined;
  readonly overwrite: boolean;
}

export type HeaderProblem = { readonly code: 'bad-depth' | 'bad-tag' | 'bad-overwrite' };

const textOf = (fields: HeaderFields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' || value === undefined ? value?.trim() : value.join(', ').trim();
};

const DEPTHS = new Map<string, Depth>([
  ['0', 0],
  ['1', 1],
  ['infinity', 'infinity'],
]);

/** RFC 9110 8.8.3 entity-tag. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const TAG = /^(?:W\/)?"[^"\u0000-\u001f\u007f]*"$/u;

/** Between commas; a tag itself may have commas in it. */
const LIST_PARTS = /(?:"[^"]*"|[^,])+/g;

const readTags = (text: string | undefined): Result<TagList | undefined, HeaderProblem> => {
  if (text === undefined) return ok(undefined);
  if (text === '*') return ok('*');
  const parts = text.match(LIST_PARTS) ?? [];
  // Some clients leave the quotation marks away.
  const quoted = parts
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
    .map((tag) => (/^[\w.-]+$/.test(tag) ? `"${tag}"` : tag));
  return quoted.length > 0 && quoted.every((tag) => TAG.test(tag)) ? ok(quoted) : { ok: false, code: 'bad-tag' };
};

const preferences = (fields: HeaderFields): Set<string> =>
  new Set(
    (textOf(fields, 'prefer') ?? '')
      .toLowerCase()
      .split(/[,;]/)
      .map((one) => one.replaceAll(/[\s"]/g, '')),
  );

/** The header fields that WebDAV and CalDAV add a meaning to. Never throws. Timeout and If belong to locks, which we have not. */
export const readDavHeaders = (fields: HeaderFields): Result<DavHeaders, HeaderProblem> => {
  const depthText = textOf(fields, 'depth')?.toLowerCase().split(',')[0];
  const depth = depthText === undefined ? undefined : DEPTHS.get(depthText);
  if (depthText !== undefined && depth === undefined) return { ok: false, code: 'bad-depth' };
  const ifMatch = readTags(textOf(fields, 'if-match'));
  if (!ifMatch.ok) return ifMatch;
  const ifNoneMatch = readTags(textOf(fields, 'if-none-match'));
  if (!ifNoneMatch.ok) return ifNoneMatch;
  const overwrite = (textOf(fields, 'overwrite') ?? 'T').toUpperCase();
  if (overwrite !== 'T' && overwrite !== 'F') return { ok: false, code: 'bad-overwrite' };
  const preferred = preferences(fields);
  return ok({
    depth,
    ifMatch: ifMatch.value,
    ifNoneMatch: ifNoneMatch.value,
    ifScheduleTagMatch: textOf(fields, 'if-schedule-tag-match'),
    scheduleReply: textOf(fields, 'schedule-reply')?.toUpperCase() !== 'F',
    minimal: preferred.has('return=minimal') || textOf(fields, 'brief')?.toLowerCase() === 't',
    representation: preferred.has('return=representation'),
    destination: textOf(fields, 'destination'),
    overwrite: overwrite === 'T',
  });
};

/** RFC 9110 13.1.1: strong comparison. `etag` undefined: there is no such resource. */
export const satisfiesIfMatch = (list: TagList | undefined, etag: string | undefined): boolean =>
  list === undefined || (etag !== undefined && (list === '*' || list.includes(etag)));

/** RFC 9110 13.1.2: weak comparison. False: the condition does not hold, and the method must not be done. */
export const satisfiesIfNoneMatch = (list: TagList | undefined, etag: string | undefined): boolean =>
  list === undefined || etag === undefined || (list !== '*' && !list.some((tag) => tag.replace(/^W\//, '') === etag));
