import type { TokenRule } from '../accounts/api-token-gate-routes.ts';
import type { ApiScope } from '../base/api-scopes.ts';

type Row = readonly [methods: 'GET' | 'WRITE' | 'ANY' | 'POST', path: string, rule: TokenRule];

const both = (read: ApiScope, write: ApiScope): TokenRule => [read, write];

/**
 * What a call with an API token needs: the first row that fits. A path that ends in `*` stands for all below it, and `+` for one
 * segment. What fits no row is refused to tokens; a test holds every call of the API against this table.
 */
const ROWS: readonly Row[] = [
  // The account itself, and whatever opens it: never.
  ['GET', '/session', 'any'],
  ['ANY', '/session*', 'never'],
  ['ANY', '/set-up*', 'never'],
  ['ANY', '/account*', 'never'],
  ['ANY', '/app-passwords*', 'never'],
  ['ANY', '/api-tokens*', 'never'],
  ['ANY', '/sign-in*', 'never'],
  ['ANY', '/password*', 'never'],

  // Links that are keys themselves: they are answered as to anybody who holds them.
  ['ANY', '/site', 'anyone'],
  ['ANY', '/openapi.json', 'anyone'],
  ['ANY', '/embedding', 'anyone'],
  ['ANY', '/appearance*', 'anyone'],
  ['GET', '/privacy', 'anyone'],
  ['ANY', '/rsvp/*', 'anyone'],
  ['ANY', '/shared/*', 'anyone'],
  ['ANY', '/wait*', 'anyone'],
  ['ANY', '/room/*', 'anyone'],

  // Only read, though they take a body.
  ['POST', '/events/mail-plan', ['calendar:read']],
  ['POST', '/events/+/team-chat/preview', ['calendar:read']],
  ['POST', '/recurrence/preview', ['calendar:read']],
  ['POST', '/free-busy', ['calendar:read']],
  ['POST', '/admin/ics-check', ['admin:read']],
  ['POST', '/admin/prompts/preview', ['admin:read']],

  // What is told onwards is read as well.
  ['POST', '/events/+/team-chat', both('calendar:read', 'meetings:write')],
  ['GET', '/webhooks*', ['meetings:read']],
  ['WRITE', '/webhooks*', both('meetings:read', 'meetings:write')],
  ['WRITE', '/admin/webhooks*', both('admin:read', 'admin:write')],

  // Starting a meeting is none of the calendar's affairs.
  ['POST', '/events/+/start', ['meetings:write']],

  ['GET', '/events*', ['calendar:read']],
  ['WRITE', '/events*', ['calendar:write']],
  ['GET', '/calendars*', ['calendar:read']],
  ['WRITE', '/calendars*', ['calendar:write']],
  ['GET', '/invitations', ['calendar:read']],
  ['GET', '/changes', ['calendar:read']],

  ['GET', '/meetings*', ['meetings:read']],
  ['WRITE', '/meetings*', ['meetings:write']],
  ['GET', '/join/*', ['meetings:read']],
  ['WRITE', '/join/*', ['meetings:write']],
  ['GET', '/start/*', ['meetings:read']],
  ['WRITE', '/start/*', ['meetings:write']],
  ['GET', '/recordings*', ['meetings:read']],
  ['WRITE', '/recordings*', ['meetings:write']],

  ['GET', '/documents*', ['documents:read']],
  ['WRITE', '/documents*', ['documents:write']],
  ['ANY', '/uploads*', ['documents:write']],

  // A backup holds every key of the server, an export all of a person: who only watches the server has neither.
  ['GET', '/admin/backups/+/file', both('admin:read', 'admin:write')],
  ['GET', '/admin/privacy/person/export', both('admin:read', 'admin:write')],
  ['GET', '/admin*', ['admin:read']],
  ['WRITE', '/admin*', ['admin:write']],
];

const toPattern = (path: string): RegExp => {
  const escaped = path.replace(/[.*+]/g, (sign) => (sign === '+' ? '[^/]+' : sign === '.' ? '\\.' : ''));
  // `/events*` is `/events` and what is below it, not `/eventsomething`.
  return new RegExp(`^${escaped}${path.endsWith('/*') ? '.*' : path.endsWith('*') ? '(?:/.*)?' : ''}$`);
};

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

const fits = (methods: Row[0], method: string): boolean => {
  if (methods === 'ANY') return true;
  if (methods === 'GET') return isRead(method);
  return methods === 'WRITE' ? !isRead(method) : methods === method;
};

const TABLE = ROWS.map(([methods, path, rule]) => ({ methods, pattern: toPattern(path), rule }));

/** Of a call below /api/v1, by its method and path, with or without values in the place of `{names}`. */
export const tokenRuleOf = (method: string, path: string): TokenRule | undefined =>
  TABLE.find((row) => fits(row.methods, method) && row.pattern.test(path))?.rule;
