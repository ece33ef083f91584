import { z } from 'zod';
import { instant } from '../fields.ts';
import { phoneNumberSchema } from '../http/meeting.ts';

export const ROLES = ['organizer', 'moderator', 'attendee'] as const;
export type Role = (typeof ROLES)[number];

export const participantSchema = z.strictObject({
  id: z.string(),
  /** 1 to 65535, unique in the session: names the speaker in audio frames. */
  number: z.int(),
  name: z.string(),
  role: z.enum(ROLES),
  via: z.enum(['web', 'phone']),
  microphone: z.enum(['on', 'muted', 'none']),
  /** False while the connection is lost and may come back. */
  connected: z.boolean(),
  joinedAt: instant,
});
export type ParticipantBody = z.infer<typeof participantSchema>;

export const chatMessageSchema = z.strictObject({
  id: z.string(),
  /** Rises by one with each message of the session. */
  sequence: z.int(),
  from: z.strictObject({ id: z.string(), name: z.string() }),
  text: z.string(),
  sentAt: instant,
  /** The sender's own name for the message: a message sent again after a lost connection is stored once. */
  clientId: z.string(),
});
export type ChatMessageBody = z.infer<typeof chatMessageSchema>;

/** The first message on a connection: who one is and all that is. After a reconnection it comes again, whole. */
export const welcomeSchema = z.strictObject({
  you: z.strictObject({ id: z.string(), number: z.int(), name: z.string(), role: z.enum(ROLES) }),
  /** Brings the same person back after a lost connection: the `resume` of the socket's `auth`. */
  resumeToken: z.string(),
  meeting: z.strictObject({
    id: z.string(),
    title: z.string(),
    joinUrl: z.string(),
    /** Only for those who may pass the key on. */
    pin: z.string().optional(),
    sipUri: z.string().optional(),
    phoneNumbers: z.array(phoneNumberSchema),
    organizerName: z.string(),
  }),
  startedAt: instant,
  /** The server's clock, for the duration shown. */
  now: instant,
  participants: z.array(participantSchema),
  /** The newest messages, oldest first. */
  chat: z.array(chatMessageSchema),
  /** What this person may do now; the screen shows no more. */
  may: z.array(z.string()),
});
export type Welcome = z.infer<typeof welcomeSchema>;
