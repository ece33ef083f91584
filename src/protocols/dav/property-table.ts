import { dav, type XmlName } from './names.ts';
import type { PropertyRequest } from './property-request.ts';
import { element, propertyResponse } from './write-xml.ts';

/** What is inside a property of this subject, as XML; undefined when the subject has not got it. */
export type PropertyWriter<Subject> = (subject: Subject) => string | undefined;

export type PropertyTable<Subject> = ReadonlyMap<XmlName, PropertyWriter<Subject>>;

/** RFC 4918 15: what allprop tells of live properties. Those of CalDAV must be asked for by name (RFC 4791 5.2). */
const IN_ALLPROP: ReadonlySet<XmlName> = new Set(
  [
    'creationdate',
    'displayname',
    'getcontentlength',
    'getcontenttype',
    'getetag',
    'getlastmodified',
    'lockdiscovery',
    'resourcetype',
    'supportedlock',
  ].map(dav),
);

/** Live properties of other resources: a calendar cannot be given one as if it were unknown (RFC 4918 15). */
export const NEVER_DEAD: ReadonlySet<XmlName> = new Set(
  [
    'getcontentlength',
    'getcontenttype',
    'getetag',
    'getlastmodified',
    'creationdate',
    'lockdiscovery',
    'supportedlock',
    'principal-URL',
  ].map(dav),
);

/** Dead properties by name, each a finished element. */
export type DeadProperties = ReadonlyMap<XmlName, string>;
export const NO_DEAD_PROPERTIES: DeadProperties = new Map();

export interface PropertyQuestion {
  readonly request: PropertyRequest;
  /** Prefer: return=minimal. */
  readonly minimal: boolean;
}

const namesOf = <Subject>(
  { request }: PropertyQuestion,
  table: PropertyTable<Subject>,
  dead: DeadProperties,
): readonly XmlName[] => {
  if (request.kind === 'some') return request.names;
  if (request.kind === 'names') return [...table.keys(), ...dead.keys()];
  return [
    ...new Set([...[...table.keys()].filter((name) => IN_ALLPROP.has(name)), ...dead.keys(), ...request.include]),
  ];
};

/** The DAV:response of one resource. */
export const describeResource = <Subject>(
  href: string,
  subject: Subject,
  table: PropertyTable<Subject>,
  question: PropertyQuestion,
  dead: DeadProperties = NO_DEAD_PROPERTIES,
): string => {
  const missing: XmlName[] = [];
  let found = '';
  for (const name of namesOf(question, table, dead)) {
    const value = table.get(name)?.(subject);
    const whole = value === undefined ? dead.get(name) : element(name, value);
    if (whole === undefined) missing.push(name);
    else found += question.request.kind === 'names' ? element(name) : whole;
  }
  const tellMissing = question.request.kind === 'some' && !question.minimal;
  return propertyResponse(href, { found, missing: tellMissing ? missing : [] });
};
