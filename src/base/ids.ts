import { randomBytes, randomInt } from 'node:crypto';

declare const brand: unique symbol;
/** A string or number that must not be mixed up with another of the same kind. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

export type AccountId = Brand<string, 'AccountId'>;
export type CalendarId = Brand<string, 'CalendarId'>;
/** Identifies one stored calendar object (an event) of one calendar. */
export type EventId = Brand<string, 'EventId'>;
/** Nine digits, the first not zero. An address, never a key. */
export type MeetingId = Brand<string, 'MeetingId'>;
/** One live run of a meeting. */
export type SessionId = Brand<string, 'SessionId'>;
export type ParticipantId = Brand<string, 'ParticipantId'>;

/** 128 random bits as 22 characters of base64url: for identifiers and for keys alike. */
export const randomToken = (): string => randomBytes(16).toString('base64url');

export const newId = <Id extends Brand<string, string>>(): Id => randomToken() as Id;

/** A meeting ID from the system's secure source; the caller checks that it is free. */
export const randomMeetingId = (): MeetingId => String(randomInt(100_000_000, 1_000_000_000)) as MeetingId;

/** Six digits, leading zeros kept. */
export const randomPin = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0');
