import { z } from 'zod';
import { LANGUAGES } from '../../base/languages.ts';
import { instant, LIMITS, singleLine } from '../fields.ts';

const BITS = { 4: 32, 6: 128 } as const;

/** One address, or a network with its length: `192.0.2.0/24`. */
const network = z
  .string()
  .trim()
  .max(60)
  .refine(
    (text) => {
      const [address = '', bits, ...rest] = text.split('/');
      const isV6 = z.ipv6().safeParse(address).success;
      if (rest.length > 0 || !(isV6 || z.ipv4().safeParse(address).success)) return false;
      return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= BITS[isV6 ? 6 : 4]);
    },
    { error: 'An address such as 192.0.2.7, or a network such as 192.0.2.0/24.' },
  );
const CERTIFICATE = /^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/;

/** How the telephone is run, as an administrator sets it while it runs. */
export const phoneSettingsSchema = z.strictObject({
  /** False: no call is taken. */
  enabled: z.boolean(),
  /** In which a caller is greeted whose language is not known; after the greeting in each other language they may choose. */
  language: z.enum(LANGUAGES),
  /** The number from which calls out are shown to come; empty: as the provider says. */
  ownNumber: z.union([z.literal(''), z.string().regex(/^\+[1-9][0-9 ]{4,22}[0-9]$/)]),
  callsOut: z.strictObject({
    enabled: z.boolean(),
    /** ISO 3166 codes. */
    countries: z.array(z.string().regex(/^[A-Z]{2}$/, { error: 'A country code such as FR.' })).max(250),
    /** By one account, and in all. */
    perHour: z.int().min(1).max(1_000),
    perHourInAll: z.int().min(1).max(10_000),
    /** At once, in all. */
    atOnce: z.int().min(1).max(1_000),
    /** A call out is ended after so long. */
    longestMinutes: z.int().min(1).max(1_440),
  }),
  /** Calls at once, in and out. */
  callsMax: z.int().min(1).max(1_000).default(300),
  /** Whence nobody is ever banned: networks of the organisation. */
  allowedNetworks: z.array(network).max(50).default([]),
  /** Certificates (PEM) of authorities that the provider is checked with, instead of those of the system; empty: those. */
  trunkCa: z
    .string()
    .max(65_536)
    .refine((text) => text.trim() === '' || CERTIFICATE.test(text), { error: 'Certificates in PEM form.' })
    .default(''),
});
export type PhoneSettings = z.infer<typeof phoneSettingsSchema>;

/** Why the provider does not sign us in. */
export const TRUNK_PROBLEMS = [
  'no-server',
  'no-answer',
  'certificate',
  'wrong-password',
  'no-usable-challenge',
  'refused',
  'unavailable',
] as const;
export type TrunkProblem = (typeof TRUNK_PROBLEMS)[number];

/** How the telephone is doing. */
export const phoneStatusSchema = z.strictObject({
  /** False: SIP_PORT is 0. */
  on: z.boolean(),
  listening: z.array(z.strictObject({ transport: z.enum(['udp', 'tcp', 'tls']), address: z.string(), port: z.int() })),
  calls: z.int(),
  callsMax: z.int(),
  /** The ports of the sound (UDP): a call takes two. Absent where it is off. */
  rtpPorts: z.strictObject({ from: z.int(), to: z.int() }).optional(),
  /** Best first. */
  codecs: z.array(z.string()),
  /** As which it can be dialled; absent without SIP_DOMAIN. */
  sipUri: z.string().optional(),
  trunk: z.strictObject({
    state: z.enum(['none', 'registering', 'registered', 'failed', 'unregistered-mode']),
    server: z.string().optional(),
    since: instant.optional(),
    problem: z.enum(TRUNK_PROBLEMS).optional(),
    /** The status that was answered, or what is wrong with the certificate as TLS names it. */
    said: z.string().optional(),
  }),
  banned: z.array(z.strictObject({ network: z.string(), until: instant, why: z.string() })),
  refused: z.record(z.string(), z.int()),
  /** Of the sound: see `PhoneMediaCounters`. */
  media: z.record(z.string(), z.int()),
  speech: z.strictObject({ available: z.boolean(), engine: z.string(), problem: z.string().optional() }),
});
export type PhoneStatus = z.infer<typeof phoneStatusSchema>;

/** `network` as the status gives it. */
export const banLiftRequest = z.strictObject({ network: z.string().min(1).max(100) });

/** A call to somebody, asked for in the room: by a moderator for another person, or for one's own sound (`self`). */
export const roomCallRequest = z.strictObject({
  number: singleLine(40, 3),
  /** Whom it reaches; absent: shown by number. */
  name: singleLine(LIMITS.name).optional(),
  language: z.enum(LANGUAGES).optional(),
  self: z.literal(true).optional(),
});
export type RoomCallRequest = z.input<typeof roomCallRequest>;

export const ROOM_CALL_STATES = [
  'calling',
  'ringing',
  'answered',
  'busy',
  'declined',
  'no-answer',
  'not-found',
  'failed',
  'cancelled',
] as const;

/** A call out of a room, and how it goes. */
export const roomCallSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  name: z.string().optional(),
  self: z.boolean(),
  state: z.enum(ROOM_CALL_STATES),
  /** Who is in by it. */
  participantId: z.string().optional(),
});
export type RoomCallBody = z.infer<typeof roomCallSchema>;
/** `GET /room/calls`: those of the last minutes that the asking participant may see; `may`: what they may ask for. */
export const roomCallsAnswer = z.strictObject({
  calls: z.array(roomCallSchema),
  may: z.strictObject({ others: z.boolean(), self: z.boolean() }),
  countries: z.array(z.string()),
});
