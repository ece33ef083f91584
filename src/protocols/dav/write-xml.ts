import { APPLE, CALDAV, CALENDARSERVER, DAV, splitName, type XmlName } from './names.ts';
import { conditionName, type DavCondition } from './preconditions.ts';
import type { XmlElement } from './xml-element.ts';

/** Declared once, on the root of every document that we write. */
const PREFIXES = new Map([
  [DAV, 'D'],
  [CALDAV, 'C'],
  [CALENDARSERVER, 'CS'],
  [APPLE, 'A'],
]);
const DECLARATIONS = [...PREFIXES].map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`).join('');
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

const SPECIAL = /[&<>"\r]/;
/** What XML 1.0 has no way to write, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const MAYBE_FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;

/**
 * Text for an element or an attribute. A carriage return is written as a reference: a reader takes a plain one for the line feed
 * after it, and calendar data would not have the octets that its ETag names.
 */
export const escapeXml = (text: string): string => {
  const clean = MAYBE_FORBIDDEN.test(text) ? text.replace(FORBIDDEN, '\ufffd') : text;
  if (!SPECIAL.test(clean)) return clean;
  return clean
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
};

const qualified = (name: XmlName): { readonly tag: string; readonly declaration: string } => {
  const { uri, local } = splitName(name);
  const prefix = PREFIXES.get(uri);
  if (prefix !== undefined) return { tag: `${prefix}:${local}`, declaration: '' };
  // An element of a foreign namespace declares it on itself, and its own children have their prefixes or do the same.
  return { tag: local, declaration: ` xmlns="${escapeXml(uri)}"` };
};

/** One element around `content`, which is XML already. */
export const element = (name: XmlName, content = ''): string => {
  const { tag, declaration } = qualified(name);
  return content === '' ? `<${tag}${declaration}/>` : `<${tag}${declaration}>${content}</${tag}>`;
};

/** One element around text. */
export const textElement = (name: XmlName, text: string): string => element(name, escapeXml(text));

export const hrefElement = (href: string): string => `<D:href>${escapeXml(href)}</D:href>`;

const attributesXml = ({ attributes }: XmlElement): string =>
  attributes
    .map(({ uri, local, value }, index) => {
      if (uri === '') return ` ${local}="${escapeXml(value)}"`;
      if (uri === XML_NAMESPACE) return ` xml:${local}="${escapeXml(value)}"`;
      return ` xmlns:a${index}="${escapeXml(uri)}" a${index}:${local}="${escapeXml(value)}"`;
    })
    .join('');

/** An element that was read, written so that it means the same inside any document of ours. Its depth is limited by reading. */
export const writeElement = (read: XmlElement): string => {
  const { tag, declaration } = qualified(read.name);
  const content = read.children.map((child) => (typeof child === 'string' ? escapeXml(child) : writeElement(child)));
  return `<${tag}${declaration}${attributesXml(read)}>${content.join('')}</${tag}>`;
};

export const xmlDocument = (rootLocal: string, content: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<${rootLocal}${DECLARATIONS}>${content}</${rootLocal}>\n`;

const REASONS = new Map([
  [200, 'OK'],
  [201, 'Created'],
  [204, 'No Content'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [409, 'Conflict'],
  [412, 'Precondition Failed'],
  [423, 'Locked'],
  [424, 'Failed Dependency'],
  [507, 'Insufficient Storage'],
]);
export const statusElement = (status: number): string =>
  `<D:status>HTTP/1.1 ${status} ${REASONS.get(status) ?? 'Unknown'}</D:status>`;

const STATUS_200 = statusElement(200);

/** `props` are finished XML; an empty propstat is written all the same where nothing else would be in the response. */
export const propstat = (status: number, props: string, error?: DavCondition): string =>
  `<D:propstat>${props === '' ? '<D:prop/>' : `<D:prop>${props}</D:prop>`}${status === 200 ? STATUS_200 : statusElement(status)}${
    error === undefined ? '' : `<D:error>${element(conditionName(error))}</D:error>`
  }</D:propstat>`;

export interface FoundProperties {
  /** Finished XML of the properties that are there. */
  readonly found: string;
  /** Those that are not there; for `Prefer: return=minimal` none are named. */
  readonly missing: readonly XmlName[];
  readonly forbidden?: readonly XmlName[];
}

const namesXml = (names: readonly XmlName[]): string => names.map((name) => element(name)).join('');

export const propertyResponse = (href: string, { found, missing, forbidden = [] }: FoundProperties): string => {
  const refused = forbidden.length === 0 ? '' : propstat(403, namesXml(forbidden));
  const absent = missing.length === 0 ? '' : propstat(404, namesXml(missing));
  const present = found === '' && (absent !== '' || refused !== '') ? '' : propstat(200, found);
  return `<D:response>${hrefElement(href)}${present}${refused}${absent}</D:response>`;
};

/** A response about the resource as a whole. */
export const statusResponse = (href: string, status: number, error?: DavCondition): string =>
  `<D:response>${hrefElement(href)}${statusElement(status)}${
    error === undefined ? '' : `<D:error>${element(conditionName(error))}</D:error>`
  }</D:response>`;

/** `after` comes behind the responses: the sync-token. */
export const multistatus = (responses: readonly string[], after = ''): string =>
  xmlDocument('D:multistatus', responses.join('') + after);

/** The body of a refusal; `detail` is finished XML inside the condition. */
export const errorDocument = (condition: DavCondition, detail = ''): string =>
  xmlDocument('D:error', element(conditionName(condition), detail));
