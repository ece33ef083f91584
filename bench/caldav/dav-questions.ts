import type { DavCall, DavReply } from './dav-client.ts';

const NAMESPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"';
const WITH_DATA = '<D:prop><D:getetag/><C:calendar-data/></D:prop>';
const TAG_ALONE = '<D:prop><D:getetag/></D:prop>';

/** Responses in a multistatus, whatever the prefix of its names. */
export const countResponses = ({ text }: DavReply): number => text.match(/<(?:[\w-]+:)?response[\s>]/g)?.length ?? 0;

/** Objects in an answer. */
export const countObjects = ({ text }: DavReply): number => text.match(/BEGIN:VEVENT/g)?.length ?? 0;

export const tokenIn = ({ text }: DavReply): string => {
  const [, token] = /<(?:[\w-]+:)?sync-token[^>]*>([^<]+)</.exec(text) ?? [];
  if (token === undefined) throw new Error(`no sync-token: ${text.slice(0, 300)}`);
  return token;
};

export const listing = (path: string): DavCall => ({
  method: 'PROPFIND',
  path,
  depth: '1',
  body: `<D:propfind ${NAMESPACES}>${TAG_ALONE}</D:propfind>`,
});

export const weekQuery = (path: string, { start, end }: { readonly start: string; readonly end: string }): DavCall => ({
  method: 'REPORT',
  path,
  depth: '1',
  body: `<C:calendar-query ${NAMESPACES}>${WITH_DATA}<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="${start}" end="${end}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`,
});

/** '' asks for everything. */
export const syncFrom = (path: string, token: string): DavCall => ({
  method: 'REPORT',
  path,
  body: `<D:sync-collection ${NAMESPACES}><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level>${TAG_ALONE}</D:sync-collection>`,
});

export const multiget = (path: string, names: readonly string[]): DavCall => ({
  method: 'REPORT',
  path,
  depth: '1',
  body: `<C:calendar-multiget ${NAMESPACES}>${WITH_DATA}${names.map((name) => `<D:href>${path}${name}</D:href>`).join('')}</C:calendar-multiget>`,
});
