/** A multiget of 2,000 addresses of 100 characters each: some milliseconds of the thread that also relays sound. */
export const XML_BYTES = 262_144;
/** vdirsyncer and calcurse name every object of a calendar in their first multiget: 35,000 of them. Only for a thread of its own. */
export const LARGE_XML_BYTES = 4_194_304;
/** The deepest request of RFC 4791 has nine levels; saxes takes time that grows with the square of the depth. */
export const XML_DEPTH = 32;
/** A multiget of 10,000 short addresses; each element costs some hundred bytes of memory. */
export const XML_ELEMENTS = 20_000;
/** The same for a thread of its own. */
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
/** Of one multiget. */
export const HREFS = 40_000;
/** Of one dead property, written out; Apple keeps a VTIMEZONE of some kilobytes. */
export const DEAD_PROPERTY_CHARACTERS = 65_536;
/** expand-property within expand-property: Apple asks for two levels. */
export const EXPAND_LEVELS = 4;
