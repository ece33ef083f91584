import { z } from 'zod';
import type { ErrorCode } from '../../base/errors.ts';
import { LIMITS, multiLine } from '../fields.ts';
import { chatMessageSchema, participantSchema, welcomeSchema } from './room-state.ts';

/** What a participant may ask of the room. Each is answered by `{ok: true, …}` or `{ok: false, code}`. */
export const ROOM_COMMANDS = {
  'chat.send': z.strictObject({
    text: multiLine(LIMITS.chatText).refine((text) => text.trim() !== '', { error: 'An empty message.' }),
    clientId: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/),
  }),
  'microphone.set': z.strictObject({ state: z.enum(['on', 'muted', 'none']) }),
  'session.leave': z.strictObject({}),
  'session.end': z.strictObject({}),
} as const;
export type RoomCommandName = keyof typeof ROOM_COMMANDS;
export type RoomCommandBody<Name extends RoomCommandName> = z.output<(typeof ROOM_COMMANDS)[Name]>;

export type CommandAnswer = { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode };

/** What the room tells its participants. */
export const ROOM_EVENTS = {
  welcome: welcomeSchema,
  'participant.joined': participantSchema,
  'participant.changed': participantSchema,
  'participant.left': z.strictObject({ id: z.string(), reason: z.enum(['left', 'lost', 'removed']) }),
  'chat.message': chatMessageSchema,
  'session.ended': z.strictObject({ reason: z.enum(['ended', 'cancelled', 'empty']) }),
} as const;
export type RoomEventName = keyof typeof ROOM_EVENTS;
export type RoomEventBody<Name extends RoomEventName> = z.output<(typeof ROOM_EVENTS)[Name]>;

/** The binary event that carries sound both ways (see `audio/audio-frame.ts`), and its acknowledgement. */
export const AUDIO_EVENT = 'audio';
/** `audio.ack` COUNT: how many audio frames this connection has received so far, told once a second while frames come. */
export const AUDIO_ACK_EVENT = 'audio.ack';

/** The socket's `auth`: a ticket from the join call, or the resume token of a lost connection. */
export const roomAuthSchema = z.union([
  z.strictObject({ ticket: z.string().max(2_000) }),
  z.strictObject({ resume: z.string().max(200) }),
]);
export type RoomAuth = z.infer<typeof roomAuthSchema>;
