import { isSingleLine } from '../../base/text.ts';
import { LIMITS } from '../../contract/limits.ts';
import { apple, caldav, dav, type XmlName } from '../../protocols/dav/names.ts';
import { NEVER_DEAD } from '../../protocols/dav/property-table.ts';
import type { PropertyChange } from '../../protocols/dav/property-update.ts';
import { readContent } from '../../protocols/icalendar/read-content.ts';
import { namedZone } from '../../protocols/icalendar/resolve-zone.ts';
import type { CalendarEdit } from '../calendar-store.ts';
import { CALENDAR_PROPERTIES } from './properties/calendar-properties.ts';

type SetChange = Extract<PropertyChange, { kind: 'set' }>;

/** The edit that a property means; undefined for a value that it cannot have. */
type Setter = (change: SetChange) => CalendarEdit | undefined;

const asLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const setName: Setter = ({ text }) => {
  const name = asLine(text).slice(0, LIMITS.calendarName).trim();
  return name === '' || !isSingleLine(name) ? undefined : { name };
};

/** Apple adds two digits of opacity. */
const setColor: Setter = ({ text }) => {
  const [color] = /^#[0-9a-f]{6}(?=(?:[0-9a-f]{2})?$)/i.exec(text.trim()) ?? [];
  return color === undefined ? undefined : { color: color.toLowerCase() };
};

const LARGEST_ORDER = 10_000;
const setOrder: Setter = ({ text }) =>
  /^\d{1,9}$/.test(text.trim()) ? { position: Math.min(Number(text), LARGEST_ORDER) } : undefined;

const setDescription: Setter = ({ text }) => ({ description: text.trim().slice(0, LIMITS.description) });

/** A VTIMEZONE that tells every change of a hundred years. */
const TIME_ZONE_CHARACTERS = 32_768;

/** RFC 4791 5.2.2: one VTIMEZONE. Its name counts where it is one that we know. */
const setTimeZone: Setter = ({ text }) => {
  if (text.length > TIME_ZONE_CHARACTERS) return undefined;
  const calendar = readContent(text.trim());
  if (!calendar.ok) return undefined;
  const zones = calendar.value.components.filter(({ name }) => name === 'VTIMEZONE');
  const [zone] = zones;
  const tzid = zone?.properties.find(({ name }) => name === 'TZID')?.value;
  if (zones.length !== 1 || tzid === undefined) return undefined;
  return { timeZoneText: text, timeZone: namedZone(tzid) ?? '' };
};

const setTimeZoneId: Setter = ({ text }) => {
  const timeZone = namedZone(text);
  return timeZone === undefined ? undefined : { timeZone, timeZoneText: '' };
};

const setTransparency: Setter = ({ inside }) => ({
  transparent: inside.some(({ name }) => name === caldav('transparent')),
});

const SETTERS: ReadonlyMap<XmlName, Setter> = new Map([
  [dav('displayname'), setName],
  [caldav('calendar-description'), setDescription],
  [caldav('calendar-timezone'), setTimeZone],
  [caldav('calendar-timezone-id'), setTimeZoneId],
  [caldav('schedule-calendar-transp'), setTransparency],
  [apple('calendar-color'), setColor],
  [apple('calendar-order'), setOrder],
]);

const REMOVALS: ReadonlyMap<XmlName, CalendarEdit> = new Map<XmlName, CalendarEdit>([
  [caldav('calendar-description'), { description: '' }],
  [caldav('calendar-timezone'), { timeZone: '', timeZoneText: '' }],
  [caldav('calendar-timezone-id'), { timeZone: '', timeZoneText: '' }],
]);

/** What one instruction comes to. */
export type PlannedChange =
  | { readonly kind: 'edit'; readonly edit: CalendarEdit }
  | { readonly kind: 'dead'; readonly name: XmlName; readonly value: string | undefined }
  | { readonly kind: 'protected' }
  | { readonly kind: 'bad-value' };

const edit = (change: CalendarEdit | undefined): PlannedChange =>
  change === undefined ? { kind: 'bad-value' } : { kind: 'edit', edit: change };

/** What a client asks to be changed of a calendar's properties. */
export const planChange = (change: PropertyChange): PlannedChange => {
  const { name } = change;
  const setter = SETTERS.get(name);
  if (setter !== undefined) {
    if (change.kind === 'set') return edit(setter(change));
    const removal = REMOVALS.get(name);
    return removal === undefined ? { kind: 'protected' } : edit(removal);
  }
  if (CALENDAR_PROPERTIES.has(name) || NEVER_DEAD.has(name)) return { kind: 'protected' };
  return { kind: 'dead', name, value: change.kind === 'set' ? change.xml : undefined };
};
