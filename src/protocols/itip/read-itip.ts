import { ok, type Result } from '../../base/result.ts';
import { type ObjectFailure, refuseAt } from '../icalendar/object-problem.ts';
import { type ContentComponent, firstOf, readContent, textValue } from '../icalendar/read-content.ts';
import { zoneFinder } from '../icalendar/resolve-zone.ts';
import { cleanLine } from './clean-text.ts';
import { ITIP_METHODS, type ItipEvent, type ItipMethod, type ItipObject } from './itip-object.ts';
import { MAIL_EVENTS, MAIL_OBJECT_CHARACTERS, MAIL_ZONES, UID_CHARACTERS } from './limits.ts';
import { mendObject } from './mend-object.ts';
import { type ItipHabits, readItipEvent } from './read-itip-event.ts';

/** `line`: of the object's lines once they are unfolded. `no-method`: neither it nor the mail says what it is for. */
export type ItipFailure = ObjectFailure | { readonly code: 'no-method'; readonly line?: number };

/** RFC 6047 2.4 wants both to be the same; where they differ the body says it, as Outlook has it. */
const readMethod = (calendar: ContentComponent, headerMethod: string): ItipMethod | undefined => {
  const own = firstOf(calendar, 'METHOD')?.value.trim().toUpperCase() ?? '';
  const method = own === '' ? headerMethod.trim().toUpperCase() : own;
  return ITIP_METHODS.find((known) => known === method);
};

/** [MS-OXCICAL] 2.1.3.1.1.20.26: how Exchange keeps a UID of somebody else's, in hexadecimal digits, which some programs let out. */
const WRAPPED_UID = /^040000008200E00074C5B7101A82E008[0-9A-F]{48}7643616C2D55696401000000((?:[0-9A-F]{2})+)00$/i;

const unwrap = (uid: string): string => {
  const [, digits] = WRAPPED_UID.exec(uid) ?? [];
  return digits?.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))) ?? uid;
};

const readUid = (event: ContentComponent): string => {
  const uid = unwrap(textValue(firstOf(event, 'UID')?.value ?? '').trim());
  return uid.length > UID_CHARACTERS ? '' : cleanLine(uid, UID_CHARACTERS);
};

const habitsOf = (calendar: ContentComponent, method: ItipMethod): ItipHabits => ({
  commentIsDescription:
    (method === 'REPLY' || method === 'COUNTER') &&
    /Microsoft Corporation.*Outlook/i.test(firstOf(calendar, 'PRODID')?.value ?? ''),
});

const findEvents = (calendar: ContentComponent): Result<readonly ContentComponent[], ObjectFailure> => {
  const zones = calendar.components.filter(({ name }) => name === 'VTIMEZONE');
  if (zones.length > MAIL_ZONES) return refuseAt('too-large', zones[MAIL_ZONES]?.line);
  const events = calendar.components.filter(({ name }) => name === 'VEVENT');
  const [first] = events;
  if (first === undefined)
    return refuseAt(calendar.components.length > zones.length ? 'unsupported-component' : 'no-event');
  if (events.length > MAIL_EVENTS) return refuseAt('too-many-overrides', events[MAIL_EVENTS]?.line);
  const uid = readUid(first);
  if (uid === '') return refuseAt('no-uid', first.line);
  const other = events.find((event) => readUid(event) !== uid);
  return other === undefined ? ok(events) : refuseAt('several-uids', other.line);
};

/**
 * Reads what somebody else's calendar program wrote into a mail. `headerMethod` is that of the Content-Type, '' when it says none.
 * Lenient as to how it is written, strict as to its size and shape. Never throws, and takes a bounded time.
 */
export const readItip = (text: string, headerMethod: string): Result<ItipObject, ItipFailure> => {
  if (text.length > MAIL_OBJECT_CHARACTERS) return refuseAt('too-large');
  const lines = mendObject(text);
  if (lines === undefined) return refuseAt('not-icalendar');
  const calendar = readContent(lines.join('\n'));
  if (!calendar.ok) return calendar;
  const method = readMethod(calendar.value, headerMethod);
  if (method === undefined) return { ok: false, code: 'no-method' };
  const components = findEvents(calendar.value);
  if (!components.ok) return components;
  const find = zoneFinder(calendar.value);
  // A zone that nobody knows: the digits are those of the clock that the reader knows, which is mostly what was meant.
  const findZone = (tzid: string): string => find(tzid) ?? '';
  const events: ItipEvent[] = [];
  for (const component of components.value) {
    const event = readItipEvent(component, findZone, habitsOf(calendar.value, method));
    if (!event.ok) return event;
    events.push(event.value);
  }
  const [first] = components.value;
  return ok({ method, uid: first === undefined ? '' : readUid(first), events });
};
