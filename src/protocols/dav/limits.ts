/** A multiget of 2,000 addresses of 100 characters each: some milliseconds of the thread that also relays sound. */
export const XML_BYTES = 262_144;
/** vdirsyncer and calcurse name every object of a calendar in their first multiget: 35,000 of them. Only for a thread of its own. */
export const LARGE_XML_BYTES = 4_194_304;
/** The deepest request of RFC 4791 has nine levels; saxes takes time that grows with the square of the depth. */
export const XML_DEPTH = 32;
/** Of a request that is read in the thread that also relays sound, and as many attributes: five milliseconds. Clients need a hundred. */
export const XML_ELEMENTS = 2_000;
/** For a thread of its own. */
export const LARGE_XML_ELEMENTS = 50_000;
/** Of one element. Requests have six at the most, namespaces included. */
export const XML_ATTRIBUTES = 64;
/** Names, namespaces, dates: what is long in DAV is text, never an attribute. */
export const ATTRIBUTE_CHARACTERS = 2_048;
/** Each prop-filter or param-filter is looked for in every object that is asked for. */
export const FILTER_CONDITIONS = 100;
/** VCALENDAR > VEVENT > VALARM is three. */
export const FILTER_DEPTH = 6;
/** Each is compared with every value of a property. */
export const MATCH_CHARACTERS = 1_000;
/** More than all that exist in the registries together. */
export const PROPERTY_NAMES = 500;
/** Of all of them together, namespaces included: each object says of each that it has not got it. */
export const PROPERTY_NAMES_CHARACTERS = 16_384;
/** Of one multiget. */
export const HREFS = 40_000;
/** Of one dead property, written out; Apple keeps a VTIMEZONE of some kilobytes. */
export const DEAD_PROPERTY_CHARACTERS = 65_536;
/** Of one account on one calendar together: a program that lists a hundred calendars is told all of them at once. */
export const DEAD_PROPERTIES_CHARACTERS = 131_072;
/** expand-property within expand-property: Apple asks for two levels. */
export const EXPAND_LEVELS = 4;
/**
 * Of one multistatus, which is held whole in memory: thirty thousand events with their texts. A question of six kilobytes can name
 * five hundred properties that every object is then said not to have.
 */
export const ANSWER_CHARACTERS = 48_000_000;
/** Of an If header field: Node reads no longer one. */
export const IF_CHARACTERS = 16_384;
/** Brackets, tags and tokens of an If header field; a file manager that moves a tree names one or two locks. */
export const IF_CONDITIONS = 500;
/** Whose lock it is, as XML: programs write a name or an address. */
export const LOCK_OWNER_CHARACTERS = 4_096;
/** A program that is gone keeps others from its files for an hour at most; one that lives refreshes its locks before. */
export const LOCK_SECONDS = 3_600;
export const LOCK_SECONDS_LEAST = 10;
