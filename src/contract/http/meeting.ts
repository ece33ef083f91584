import { z } from 'zod';
import { instant, LIMITS, mailbox, meetingIdField, multiLine, pinField, singleLine } from '../fields.ts';
import { WAIT_REASONS } from '../room/room-state.ts';
import { phoneNumberSchema } from './phone-number.ts';

const settingsFields = {
  /** True: nobody but the organizer and moderators comes in without a moderator's word. */
  everyoneWaits: z.boolean(),
  /** False: the chat is deleted when the session ends. */
  keepChat: z.boolean(),
  /** The most people who may be in at once. */
  participantsMax: z
    .int({ error: 'A whole number of people.' })
    .min(2, { error: 'At least 2 people.' })
    .max(LIMITS.participants, { error: `At most ${LIMITS.participants} people.` }),
  /** True: who comes in agrees at the door to being recorded. */
  recordingConsent: z.boolean(),
  /** Who is mailed what is left of a session: recording, chat, attendance. */
  mailAfter: z.enum(['nobody', 'organizer', 'everyone']),
};
/** How one meeting is held, as its organizer wants it. */
export const settingsOfMeetingSchema = z.strictObject(settingsFields);
export type SettingsOfMeeting = z.infer<typeof settingsOfMeetingSchema>;
/** What is not said stays as it is. */
export const settingsOfMeetingChange = z.strictObject(settingsFields).partial();
export type SettingsOfMeetingChange = z.infer<typeof settingsOfMeetingChange>;

/** What may be shown of a meeting to those who belong to it. `pin` and `startUrl` only for its organizer and moderators. */
export const meetingSchema = z.strictObject({
  id: z.string(),
  pin: z.string().optional(),
  /** The address of the meeting's door, `/m/ID`: it needs the PIN. */
  joinUrl: z.string(),
  startUrl: z.string().optional(),
  sipUri: z.string().optional(),
  phoneNumbers: z.array(phoneNumberSchema),
  /** True while a session runs. */
  live: z.boolean(),
});
export type MeetingBody = z.infer<typeof meetingSchema>;

export const instantMeetingRequest = z.strictObject({
  title: singleLine(LIMITS.title).optional(),
  settings: settingsOfMeetingChange.optional(),
});
export type InstantMeetingRequest = z.input<typeof instantMeetingRequest>;

export const meetingChangeRequest = z.strictObject({ settings: settingsOfMeetingChange });
export const meetingSettingsAnswer = z.strictObject({ settings: settingsOfMeetingSchema });

const spanSchema = z.strictObject({ startsAt: instant, endsAt: instant, allDay: z.boolean() });

/**
 * `over`: its last date has passed. `removed`: it goes on without who asks. `off`: the event takes place, without a WebMeeting.
 * `replaced`: there is a newer link, in a newer mail; nothing else is said.
 */
export const DOOR_STATES = ['open', 'over', 'cancelled', 'removed', 'off', 'replaced'] as const;

/**
 * How it stands with a meeting, for those who hold a link of it, live or dead, or its PIN. Of what is gone, and of what goes on
 * without them, no more than they were told.
 */
export const doorNewsSchema = z.strictObject({
  state: z.enum(DOOR_STATES),
  title: z.string().optional(),
  organizerName: z.string().optional(),
  startsAt: instant.optional(),
  endsAt: instant.optional(),
  allDay: z.boolean().optional(),
  timeZone: z.string().optional(),
  /** When it was by an earlier mail, or by the one that was sent last. */
  movedFrom: spanSchema.optional(),
  /** A date of the series before the one that is shown, which does not take place. */
  cancelledDate: spanSchema.optional(),
  cancelledBy: z.string().optional(),
  /** The corrected event for calendar programs (iCalendar); a path on this server. */
  calendarUrl: z.string().optional(),
});
export type DoorNews = z.infer<typeof doorNewsSchema>;

/** What the door of a meeting shows before someone comes in. Without a key, all but `id`, `needsPin`, `pinRequired` and `callMe` are absent. */
export const doorSchema = z.strictObject({
  id: z.string().optional(),
  needsPin: z.boolean(),
  /** True: nobody knocks without the PIN here. */
  pinRequired: z.literal(true).optional(),
  title: z.string().optional(),
  organizerName: z.string().optional(),
  startsAt: instant.optional(),
  endsAt: instant.optional(),
  allDay: z.boolean().optional(),
  /** The organizer's zone, to show both when they differ. */
  timeZone: z.string().optional(),
  /** The name that the invitation was sent to. */
  name: z.string().optional(),
  role: z.enum(['organizer', 'moderator', 'attendee']).optional(),
  live: z.boolean().optional(),
  joinUrl: z.string().optional(),
  /** Only for those who may start the meeting, so that the door offers *Start now* and nobody waits for themselves. */
  startUrl: z.string().optional(),
  /** True for the link of a host without account: `start` in their join starts the meeting. */
  startsByJoining: z.boolean().optional(),
  /** True: a join needs `consent: true`, to being recorded. Who holds no key is not told of it before they have shown the PIN. */
  asksConsent: z.boolean().optional(),
  sipUri: z.string().optional(),
  phoneNumbers: z.array(phoneNumberSchema).optional(),
  /** True: the server can call somebody who comes in, so that a telephone is their sound. */
  callMe: z.boolean().optional(),
  ...doorNewsSchema.pick({ movedFrom: true, cancelledDate: true, cancelledBy: true, calendarUrl: true }).shape,
  /** In any other state than `open` and `over` nobody comes in by this link. */
  state: z.enum(DOOR_STATES).optional(),
});
export type Door = z.infer<typeof doorSchema>;

/** Says to somebody who is in from elsewhere: be here instead. Without it, a ticket is for both. */
const device = z.literal('move').optional();
/** Agrees to being recorded. Where it is missing and needed, the join is refused with `consent-required`. */
const consent = z.literal(true).optional();

export const joinByLinkRequest = z.strictObject({
  name: singleLine(LIMITS.name, 1).optional(),
  device,
  consent,
  /** Starts the meeting, where the door says `startsByJoining`. */
  start: z.literal(true).optional(),
});

export const joinByIdRequest = z.strictObject({
  name: singleLine(LIMITS.name, 1),
  pin: pinField.optional(),
  device,
  consent,
});

/**
 * `ticket` opens the room's socket within a minute, for one and the same participant however often; `url` is where the meeting lives,
 * `/m/ID`. `elsewhere`: this person is in already, and comes in once more by this ticket; `device: 'move'` asks for one to be here instead.
 */
export const admittedSchema = z.strictObject({
  ticket: z.string(),
  url: z.string(),
  elsewhere: z.literal(true).optional(),
});
/**
 * Not open yet, or a moderator has to let them in; to someone without a key, anything else too: an unknown ID, a running, ended or
 * coming meeting and a wrong PIN answer alike. `waitTicket` goes to `GET /wait`, an event stream that says `open` when it is worth
 * asking again, and what comes from the moderators: `seen`, `message`, `admitted` (then `POST /wait/enter` opens), `declined`.
 */
export const waitingSchema = z.strictObject({
  waiting: z.literal(true),
  startsAt: instant.nullable(),
  waitTicket: z.string(),
  /** The meeting runs, and this is why they wait for a moderator. Only for those who hold a key. */
  lobby: z.enum(WAIT_REASONS).optional(),
  /** Only for the right PIN. */
  news: doorNewsSchema.optional(),
});
export const joinAnswerSchema = z.union([admittedSchema, waitingSchema]);
export type JoinAnswer = z.infer<typeof joinAnswerSchema>;

/** Mails the way into a meeting, with some words of whoever invites; the addresses are told apart whatever their case. */
export const meetingInviteRequest = z.strictObject({
  recipients: z
    .array(mailbox)
    .min(1, { error: 'At least one address.' })
    .max(LIMITS.inviteRecipients, { error: `At most ${LIMITS.inviteRecipients} addresses.` }),
  words: multiLine(LIMITS.inviteWords).optional(),
});
export type MeetingInviteRequest = z.input<typeof meetingInviteRequest>;

export const meetingInviteSchema = z.strictObject({ invited: z.array(z.string()) });
export type MeetingInvite = z.infer<typeof meetingInviteSchema>;

export const calendarTicketQuery = z.strictObject({ ticket: z.string().min(1).max(1_000) });

export const meetingIdParam = z.strictObject({ id: meetingIdField });
