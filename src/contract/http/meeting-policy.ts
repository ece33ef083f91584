import { z } from 'zod';
import { LIMITS } from '../limits.ts';

const guestRightsFields = {
  /** False: their microphone stays off. They hear everything. */
  speak: z.boolean(),
  /** False: they read along, and write nothing, neither to all nor to one. */
  chat: z.boolean(),
  privateChat: z.boolean(),
  files: z.boolean(),
  /** False: of the others they see those who moderate. */
  seePeople: z.boolean(),
};
/** What people without an account here may do in a room. */
export const guestRightsSchema = z.strictObject(guestRightsFields);
export type GuestRights = Readonly<z.infer<typeof guestRightsSchema>>;

/**
 * Who waits for a moderator: those without a key, as a meeting says otherwise; everyone, as a meeting says otherwise; everyone,
 * whatever a meeting says.
 */
export const LOBBY_POLICIES = ['keys-enter', 'everyone-waits', 'always'] as const;

/** How meetings are held here: the defaults of all, and what none of them may exceed. */
export const meetingPolicySchema = z.strictObject({
  /** `sip:SIPUSER@DOMAIN` is the conference service: the part before the @. */
  sipUser: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?$/, { error: 'Letters, digits, dots and hyphens, at most 32.' })
    .refine((user) => user !== 'echo', { error: 'This is the address of the echo test.' }),
  lobby: z.enum(LOBBY_POLICIES),
  /** True: who has nothing but the nine digits does not reach the lobby without the PIN. */
  pinRequired: z.boolean(),
  /** A meeting may be started so long before its time; null: whenever its organizer likes. */
  opensBeforeMinutes: z.int().min(0).max(1_440).nullable(),
  /** The most that a meeting may ask for, and what it has unless it asks for less. */
  participantsMax: z
    .int({ error: 'A whole number of people.' })
    .min(2, { error: 'At least 2 people.' })
    .max(LIMITS.participants, { error: `At most ${LIMITS.participants} people.` }),
  /** Meetings that run at once. */
  roomsMax: z.int({ error: 'A whole number of meetings.' }).min(1).max(1_000),
  guests: guestRightsSchema,
});
export type MeetingPolicy = Readonly<z.infer<typeof meetingPolicySchema>>;

/** The policy as the console shows it, with what it is about. */
export const meetingPolicyAnswer = z.strictObject({
  policy: meetingPolicySchema,
  /** The domain of SIP addresses; absent: SIP_DOMAIN is not set. */
  sipDomain: z.string().optional(),
  roomsNow: z.int(),
});
export type MeetingPolicyAnswer = z.infer<typeof meetingPolicyAnswer>;
