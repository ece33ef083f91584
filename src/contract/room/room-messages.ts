import { z } from 'zod';
import type { ErrorCode } from '../../base/errors.ts';
import { instant, LIMITS, multiLine, singleLine } from '../fields.ts';
import {
  chatMessageSchema,
  MICROPHONE_USES,
  participantSchema,
  QUALITIES,
  RECORDING_ENDS,
  recordingSchema,
  removedSchema,
  roomSettingsSchema,
  screenSchema,
  waiterSchema,
  welcomeSchema,
} from './room-state.ts';

const id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const clientId = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/);
const someone = z.strictObject({ id });
const nothing = z.strictObject({});
const chatText = multiLine(LIMITS.chatText);

/** What a participant may ask of the room. Each is answered by `{ok: true, …}` or `{ok: false, code}`. */
export const ROOM_COMMANDS = {
  /** With `to`, only that participant gets it. `files`: as `POST /room/files` named them, the sender's own. */
  'chat.send': z
    .strictObject({ text: chatText, clientId, to: id.optional(), files: z.array(id).max(LIMITS.chatFiles).optional() })
    .refine(({ text, files = [] }) => text.trim() !== '' || files.length > 0, { error: 'An empty message.' }),
  'chat.delete': someone,
  'microphone.set': z.strictObject({ state: z.enum(MICROPHONE_USES) }),
  'hand.set': z.strictObject({ raised: z.boolean() }),
  'hand.lower': someone,
  'name.set': z.strictObject({ name: singleLine(LIMITS.name, 1) }),
  'quality.set': z.strictObject({ quality: z.enum(QUALITIES) }),
  'moderator.give': someone,
  'moderator.take': someone,
  /** Hands the meeting over. */
  'organizer.give': someone,
  'participant.mute': someone,
  /** Gives somebody on a telephone, who has no keys to type it, a name. */
  'participant.rename': z.strictObject({ id, name: singleLine(LIMITS.name, 1) }),
  /** Everyone but oneself. */
  'participants.mute': nothing,
  /** Back to the lobby. */
  'participant.wait': someone,
  /** Out, and kept out. */
  'participant.remove': someone,
  /** Takes the removal back; `id` as in `removed`. */
  'participant.let-back': someone,
  'meeting.set': z.strictObject({ locked: z.boolean().optional(), everyoneWaits: z.boolean().optional() }),
  'lobby.admit': z.strictObject({ ids: z.array(id).min(1).max(1_000) }),
  'lobby.decline': z.strictObject({ id, word: singleLine(LIMITS.lobbyText).optional() }),
  'lobby.see': z.strictObject({ ids: z.array(id).min(1).max(1_000) }),
  'lobby.write': z.strictObject({ id, text: singleLine(LIMITS.lobbyText, 1), clientId }),
  /** What the one who is inside says of their own link used elsewhere; `id` of `device.knocked`. */
  'device.answer': z.strictObject({ id, answer: z.enum(['move', 'both', 'no']) }),
  /** Begins to present; with `takeOver` in the place of somebody else. */
  'screen.start': z.strictObject({ takeOver: z.literal(true).optional() }),
  'screen.set': z.strictObject({ paused: z.boolean() }),
  /** Ends one's own presentation, or, for those who moderate, anybody's. */
  'screen.stop': nothing,
  /** Asks somebody to present next. */
  'screen.offer': someone,
  'recording.start': nothing,
  'recording.pause': z.strictObject({ paused: z.boolean() }),
  'recording.stop': nothing,
  /** A place in the recording to come back to. */
  'recording.mark': z.strictObject({ label: singleLine(LIMITS.markerLabel) }),
  'session.leave': nothing,
  'session.end': nothing,
} as const;
export type RoomCommandName = keyof typeof ROOM_COMMANDS;
export type RoomCommandBody<Name extends RoomCommandName> = z.output<(typeof ROOM_COMMANDS)[Name]>;

export type CommandAnswer = { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode };

/** What the room tells its participants. */
export const ROOM_EVENTS = {
  /** At every entry and return, and again when one's rights have changed: all that one may know, whole. */
  welcome: welcomeSchema,
  'participant.joined': participantSchema,
  'participant.changed': participantSchema,
  'participant.left': z.strictObject({ id: z.string(), reason: z.enum(['left', 'lost', 'removed', 'waits']) }),
  /** To those who moderate: the whole number of a telephone. */
  'participant.caller': z.strictObject({ id: z.string(), number: z.string() }),
  /** To those who moderate. */
  'participant.quality': z.strictObject({ id: z.string(), quality: z.enum(QUALITIES) }),
  'chat.message': chatMessageSchema,
  'chat.deleted': z.strictObject({ id: z.string(), by: z.enum(['author', 'moderator']) }),
  'meeting.changed': roomSettingsSchema,
  /** To those who admit: somebody waits, or something about them has changed. */
  'lobby.waiting': waiterSchema,
  'lobby.gone': z.strictObject({ id: z.string(), how: z.enum(['admitted', 'declined', 'left']) }),
  /** To those who remove: everyone who is kept out. */
  'removed.changed': z.strictObject({ removed: z.array(removedSchema) }),
  /** To oneself: somebody has muted one. */
  'you.muted': z.strictObject({ by: z.string() }),
  /** To oneself: back to the lobby; the connection is closed behind it. `waitTicket` as in the join answer. */
  'you.wait': z.strictObject({ waitTicket: z.string() }),
  /** To oneself: one has gone on with another device; the connection is closed behind it. */
  'you.moved': z.strictObject({}),
  /** To oneself: one's own link is used elsewhere, and waits for an answer. */
  'device.knocked': z.strictObject({ id: z.string(), name: z.string() }),
  'device.gone': z.strictObject({ id: z.string() }),
  'screen.changed': z.strictObject({ screen: screenSchema.nullable() }),
  /** To oneself: `by` asks one to present. */
  'screen.offered': z.strictObject({ by: z.string() }),
  /** `by`: who did it, if somebody did; `why` of an end: see `RECORDING_ENDS`. */
  'recording.changed': z.strictObject({
    recording: recordingSchema.nullable(),
    by: z.string().optional(),
    why: z.enum(RECORDING_ENDS).optional(),
  }),
  /** To those who record: what will stop the recording before long. */
  'recording.warning': z.strictObject({ reason: z.enum(['disk', 'limit']), minutes: z.int().optional() }),
  /** To those who may mark. */
  'recording.marked': z.strictObject({ label: z.string(), by: z.string(), at: instant }),
  /** The server is about to restart, at the latest then. The meeting goes on: connections come back by themselves. */
  'server.restarts': z.strictObject({ at: instant }),
  /** `administrator`: by somebody who runs the server. */
  'session.ended': z.strictObject({ reason: z.enum(['ended', 'cancelled', 'empty', 'administrator']) }),
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
