import { displayedZone } from './display-zones.ts';
import { matchZone } from './match-zone.ts';
import { type ContentComponent, firstOf } from './read-content.ts';
import type { ZoneFinder } from './read-time.ts';
import { windowsZone } from './windows-zones.ts';
import { canonicalZone } from './zone-transitions.ts';

const UTC_NAMES = /^(utc|z|gmt|etc\/(utc|gmt|uct|zulu|universal)|uct|zulu|universal|tzone:\/\/microsoft\/utc)$/i;

/** Intl takes any mixture of cases; only a name in the usual one is kept as it came. */
const ianaZone = (name: string): string | undefined => {
  const canonical = canonicalZone(name);
  if (canonical === undefined) return undefined;
  return name === name.toLowerCase() || name === name.toUpperCase() ? canonical : name;
};

/** `/freeassociation.sourceforge.net/Europe/Paris`, `/mozilla.org/20050126_1/America/Argentina/Salta`: what follows the maker's name. */
const prefixedZone = (name: string): string | undefined => {
  const parts = name.split('/').filter((part) => part !== '');
  for (const length of [3, 2]) {
    const zone = parts.length > length ? ianaZone(parts.slice(-length).join('/')) : undefined;
    if (zone !== undefined) return zone;
  }
  return undefined;
};

/** The IANA zone that a TZID names by itself, `UTC` for all names of that; undefined when only its VTIMEZONE can tell. */
export const namedZone = (tzid: string): string | undefined => {
  const name = tzid.trim();
  if (UTC_NAMES.test(name)) return 'UTC';
  if (name.length > 128) return undefined;
  return ianaZone(name) ?? windowsZone(name) ?? displayedZone(name) ?? prefixedZone(name);
};

/** The TZIDs of one object, each looked up once. */
export const zoneFinder = (calendar: ContentComponent): ZoneFinder => {
  const found = new Map<string, string | undefined>();
  const find = (tzid: string): string | undefined => {
    const zone = calendar.components.find(
      (component) => component.name === 'VTIMEZONE' && firstOf(component, 'TZID')?.value.trim() === tzid,
    );
    const location = zone && firstOf(zone, 'X-LIC-LOCATION')?.value;
    return namedZone(tzid) ?? (location && namedZone(location)) ?? (zone && matchZone(zone, calendar));
  };
  return (tzid) => {
    if (!found.has(tzid)) found.set(tzid, find(tzid));
    return found.get(tzid);
  };
};
