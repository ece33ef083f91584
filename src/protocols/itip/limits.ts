/** Of an object in a mail. An invitation with a hundred people and a long agenda is a tenth of it. */
export const MAIL_OBJECT_CHARACTERS = 262_144;
/** VEVENTs of one object: a series with all the dates that differ. */
export const MAIL_EVENTS = 500;
/** Each may have to be compared with every zone that is known; programs write one to three. */
export const MAIL_ZONES = 20;
/** As in the contract; what follows is cut off. */
export const COMMENT_CHARACTERS = 2_000;
export const NAME_CHARACTERS = 80;
export const SUMMARY_CHARACTERS = 200;
/** RFC 5545 sets none; Exchange makes some of three hundred out of other programs' own. */
export const UID_CHARACTERS = 1_000;
