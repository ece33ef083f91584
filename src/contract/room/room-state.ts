import { z } from 'zod';
import { instant } from '../fields.ts';
import { phoneNumberSchema } from '../http/phone-number.ts';

export const ROLES = ['organizer', 'moderator', 'attendee'] as const;
export type Role = (typeof ROLES)[number];

export const MICROPHONE_USES = ['on', 'muted', 'none'] as const;

/** How well somebody's connection carries sound. */
export const QUALITIES = ['good', 'fair', 'poor'] as const;
export type Quality = (typeof QUALITIES)[number];

export const participantSchema = z.strictObject({
  id: z.string(),
  /** 1 to 65535, unique in the session: names the speaker in audio frames. */
  number: z.int(),
  name: z.string(),
  role: z.enum(ROLES),
  via: z.enum(['web', 'phone']),
  /** The number of a telephone, partly masked; absent when it is withheld. */
  caller: z.string().optional(),
  microphone: z.enum(MICROPHONE_USES),
  /** Since when the hand is up; absent while it is down. */
  handSince: instant.optional(),
  /** Has an account here with the right to WebMeeting: may be made a moderator. */
  mayModerate: z.boolean(),
  /** Another device of somebody who is in already; 1 is the first. */
  device: z.int(),
  /** False while the connection is lost and may come back. */
  connected: z.boolean(),
  joinedAt: instant,
});
export type ParticipantBody = z.infer<typeof participantSchema>;

/** A file in the chat; its bytes: `GET /room/files/{id}`. */
export const chatFileSchema = z.strictObject({ id: z.string(), name: z.string(), type: z.string(), bytes: z.int() });
export type ChatFileBody = z.infer<typeof chatFileSchema>;

export const chatMessageSchema = z.strictObject({
  id: z.string(),
  /** Rises by one with each message to all; private messages have a count of their own. */
  sequence: z.int(),
  from: z.strictObject({ id: z.string(), name: z.string() }),
  /** Only in a private message: to whom. */
  to: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  /** Empty when the message was deleted, or is of files alone. */
  text: z.string(),
  /** Absent: none. */
  files: z.array(chatFileSchema).optional(),
  sentAt: instant,
  /** The sender's own name for the message: a message sent again after a lost connection is stored once. */
  clientId: z.string(),
  /** Who took it away. */
  deletedBy: z.enum(['author', 'moderator']).optional(),
});
export type ChatMessageBody = z.infer<typeof chatMessageSchema>;

/** Why somebody has to wait for a moderator. */
export const WAIT_REASONS = [
  'no-key',
  'everyone-waits',
  'locked',
  'declined',
  'already-inside',
  'after-removal',
  'sent-back',
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

export const lobbyMessageSchema = z.strictObject({
  id: z.string(),
  /** The moderator who wrote; absent: the one who waits. */
  by: z.string().optional(),
  text: z.string(),
  sentAt: instant,
});
export type LobbyMessageBody = z.infer<typeof lobbyMessageSchema>;

/** Somebody in the lobby, as organizer and moderators see them. */
export const waiterSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  via: z.enum(['web', 'phone']),
  /** The number of a telephone; absent when it is withheld. */
  caller: z.string().optional(),
  reason: z.enum(WAIT_REASONS),
  since: instant,
  /** Whether a moderator has seen that they wait; they are told. */
  seen: z.boolean(),
  messages: z.array(lobbyMessageSchema),
});
export type WaiterBody = z.infer<typeof waiterSchema>;

/** Who shows their screen. */
export const screenSchema = z.strictObject({
  /** Unique for each time that somebody begins to present. */
  id: z.string(),
  participantId: z.string(),
  startedAt: instant,
  paused: z.boolean(),
});
export type ScreenBody = z.infer<typeof screenSchema>;

export const roomSettingsSchema = z.strictObject({
  /** Nobody comes in but by a moderator's word. */
  locked: z.boolean(),
  /** The same, as the meeting's own way. */
  everyoneWaits: z.boolean(),
  /** The most people who may be in at once. */
  participantsMax: z.int(),
});
export type RoomSettingsBody = z.infer<typeof roomSettingsSchema>;

/** Why a recording ended: by the organizer, with the meeting, for lack of space, by its longest time, by a fault, by who runs the server. */
export const RECORDING_ENDS = ['organizer', 'ended', 'disk', 'limit', 'failed', 'administrator'] as const;
export type RecordingEnd = (typeof RECORDING_ENDS)[number];

/** The recording under way. */
export const recordingSchema = z.strictObject({
  id: z.string(),
  state: z.enum(['recording', 'paused']),
  startedAt: instant,
  /** Recorded until `since`, pauses left out, in milliseconds. */
  recordedMs: z.int(),
  /** When `state` became what it is. */
  since: instant,
});
export type RecordingBody = z.infer<typeof recordingSchema>;

/** Somebody who was put out and is kept out. */
export const removedSchema = z.strictObject({ id: z.string(), name: z.string(), at: instant });
export type RemovedBody = z.infer<typeof removedSchema>;

export const welcomeSchema = z.strictObject({
  you: z.strictObject({ id: z.string(), number: z.int(), name: z.string(), role: z.enum(ROLES) }),
  /** Brings the same person back after a lost connection: the `resume` of the socket's `auth`. */
  resumeToken: z.string(),
  /** Opens the connection of the shared screen, as long as this connection lasts. */
  screenKey: z.string(),
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
  /** The newest private messages from and to this person, oldest first. */
  privateChat: z.array(chatMessageSchema),
  settings: roomSettingsSchema,
  screen: screenSchema.nullable(),
  recording: recordingSchema.nullable(),
  /** The points of the event's agenda, for those who mark them in the recording. */
  agenda: z.array(z.string()).optional(),
  /** Only for those who admit. */
  lobby: z.array(waiterSchema).optional(),
  /** Only for those who remove. */
  removed: z.array(removedSchema).optional(),
  /** Only for those who moderate: whose connection is not good, by participant. */
  qualities: z.record(z.string(), z.enum(QUALITIES)).optional(),
  /** Only for those who moderate: the whole numbers of telephones, by participant. */
  callers: z.record(z.string(), z.string()).optional(),
  /** What this person may do now; the screen shows no more. */
  may: z.array(z.string()),
});
export type Welcome = z.infer<typeof welcomeSchema>;
