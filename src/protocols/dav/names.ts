/** Clark notation: `{DAV:}getetag`. */
export type XmlName = `{${string}}${string}`;

export const DAV = 'DAV:';
export const CALDAV = 'urn:ietf:params:xml:ns:caldav';
export const CALENDARSERVER = 'http://calendarserver.org/ns/';
export const APPLE = 'http://apple.com/ns/ical/';

export const xmlName = (uri: string, local: string): XmlName => `{${uri}}${local}`;
export const dav = (local: string): XmlName => `{DAV:}${local}`;
export const caldav = (local: string): XmlName => `{${CALDAV}}${local}`;
export const calendarServer = (local: string): XmlName => `{${CALENDARSERVER}}${local}`;
export const apple = (local: string): XmlName => `{${APPLE}}${local}`;

export const splitName = (name: XmlName): { readonly uri: string; readonly local: string } => {
  const end = name.lastIndexOf('}');
  return { uri: name.slice(1, end), local: name.slice(end + 1) };
};
