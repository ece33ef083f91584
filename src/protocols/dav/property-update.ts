import { ok, type Result } from '../../base/result.ts';
import { PROPERTY_NAMES } from './limits.ts';
import { caldav, dav, type XmlName } from './names.ts';
import { badRequest, type RequestProblem } from './preconditions.ts';
import { readXml } from './read-xml.ts';
import { writeElement } from './write-xml.ts';
import { childNamed, elementsOf, textOf, type XmlElement } from './xml-element.ts';

/** One instruction, in the order in which they must be done. */
export type PropertyChange =
  | {
      readonly kind: 'set';
      readonly name: XmlName;
      /** The text directly inside. */
      readonly text: string;
      /** The text of the first element inside: what an href says. */
      readonly innerText: string;
      /** Names of the elements directly inside, with their attribute `name` where they have one. */
      readonly inside: ReadonlyArray<{ readonly name: XmlName; readonly nameAttribute: string }>;
      /** The element as it was sent, as XML that stands by itself: what a dead property keeps. */
      readonly xml: string;
    }
  | { readonly kind: 'remove'; readonly name: XmlName };

const setOf = (property: XmlElement): PropertyChange => ({
  kind: 'set',
  name: property.name,
  text: textOf(property),
  innerText: textOf(elementsOf(property)[0]),
  inside: elementsOf(property).map((child) => ({
    name: child.name,
    nameAttribute: child.attributes.find(({ uri, local }) => uri === '' && local === 'name')?.value ?? '',
  })),
  xml: writeElement(property),
});

const changesOf = (instruction: XmlElement): PropertyChange[] => {
  const prop = childNamed(instruction, dav('prop'));
  const properties = prop === undefined ? [] : elementsOf(prop);
  return instruction.name === dav('set')
    ? properties.map(setOf)
    : properties.map(({ name }) => ({ kind: 'remove' as const, name }));
};

const readChanges = (
  body: Uint8Array,
  roots: readonly XmlName[],
  instructions: readonly XmlName[],
): Result<PropertyChange[], RequestProblem> => {
  const root = readXml(body);
  if (!root.ok) return badRequest(root.code);
  if (!roots.includes(root.value.name)) return badRequest(roots.join(' or '));
  const changes = elementsOf(root.value)
    .filter(({ name }) => instructions.includes(name))
    .flatMap(changesOf);
  return changes.length > PROPERTY_NAMES ? badRequest('too many properties') : ok(changes);
};

/** RFC 4918 9.2: the body of a PROPPATCH. */
export const readProppatch = (body: Uint8Array): Result<PropertyChange[], RequestProblem> => {
  const changes = readChanges(body, [dav('propertyupdate')], [dav('set'), dav('remove')]);
  return changes.ok && changes.value.length === 0 ? badRequest('propertyupdate') : changes;
};

/** RFC 4791 5.3.1 MKCALENDAR: the properties to begin with; no body, none. */
export const readMkcalendar = (body: Uint8Array): Result<PropertyChange[], RequestProblem> =>
  body.length === 0 ? ok([]) : readChanges(body, [caldav('mkcalendar')], [dav('set')]);

/** RFC 5689 extended MKCOL; no body is a plain MKCOL, whose collection has no type. */
export const readMkcol = (body: Uint8Array): Result<PropertyChange[], RequestProblem> =>
  body.length === 0 ? ok([]) : readChanges(body, [dav('mkcol')], [dav('set')]);
