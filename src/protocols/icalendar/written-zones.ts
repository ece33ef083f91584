import { isComponent, type TreeNode } from './component-tree.ts';
import { formatParameter, parameterIn, valueIn, writtenParameter } from './property-text.ts';
import type { ZoneFinder } from './read-time.ts';
import { canonicalZone } from './zone-transitions.ts';

/** The TZIDs of one object and the IANA zones that they mean there. */
export interface WrittenZones {
  /** '' for the empty TZID; a TZID that means nothing to us is its own zone. */
  readonly zoneOf: (tzid: string) => string;
  /** `TZID=...` as the object writes it for that zone, else with the zone's IANA name. */
  readonly parameterFor: (timeZone: string) => string;
}

const keyOf = (timeZone: string): string => canonicalZone(timeZone) ?? timeZone;

/** True when both names mean one zone. */
export const sameZone = (one: string, other: string): boolean => one === other || keyOf(one) === keyOf(other);

/** Every `TZID=...` of the object: those of starts first, then of other lines, then of its VTIMEZONEs. */
const writtenTzids = (nodes: readonly TreeNode[]): Iterable<string> => {
  const starts: string[] = [];
  const others: string[] = [];
  const defined: string[] = [];
  for (const { component, children } of nodes.filter(isComponent)) {
    for (const child of children) {
      if (isComponent(child)) continue;
      if (component === 'VTIMEZONE' && child.name === 'TZID')
        defined.push(formatParameter('TZID', valueIn(child.text).trim()));
      else if (/;TZID=/i.test(child.text))
        (child.name === 'DTSTART' ? starts : others).push(writtenParameter(child.text, 'TZID'));
    }
  }
  return new Set([...starts, ...others, ...defined]);
};

/** `nodes`: what the VCALENDAR holds. */
export const findWrittenZones = (nodes: readonly TreeNode[], findZone: ZoneFinder): WrittenZones => {
  const zoneOf = (tzid: string): string => (tzid === '' ? '' : (findZone(tzid) ?? tzid));
  const parameters = new Map<string, string>();
  for (const parameter of writtenTzids(nodes)) {
    const key = keyOf(zoneOf(parameterIn(`X;${parameter}:`, 'TZID')));
    if (!parameters.has(key)) parameters.set(key, parameter);
  }
  return {
    zoneOf,
    parameterFor: (timeZone) => parameters.get(keyOf(timeZone)) ?? formatParameter('TZID', timeZone),
  };
};
