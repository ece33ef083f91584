import { applyRoomEvent, NEW_ROOM, type RoomState } from '../../../../src/client/room/live/room-state.ts';
import type { RoomEventBody, RoomEventName } from '../../../../src/contract/room/room-messages.ts';
import type { ParticipantBody, WaiterBody, Welcome } from '../../../../src/contract/room/room-state.ts';

export const at = (seconds: number): string => new Date(Date.UTC(2027, 2, 1, 9, 0, seconds)).toISOString();

export const person = (id: string, more: Partial<ParticipantBody> = {}): ParticipantBody => ({
  id,
  number: id.charCodeAt(0),
  name: id.toUpperCase(),
  role: 'attendee',
  via: 'web',
  microphone: 'on',
  mayModerate: false,
  device: 1,
  connected: true,
  joinedAt: at(0),
  ...more,
});

export const waiter = (id: string, more: Partial<WaiterBody> = {}): WaiterBody => ({
  id,
  name: id.toUpperCase(),
  via: 'web',
  reason: 'no-key',
  since: at(0),
  seen: false,
  messages: [],
  ...more,
});

export const HOST_MAY = [
  'chat.private',
  'chat.send',
  'hand.lower',
  'hand.set',
  'lobby.admit',
  'meeting.set',
  'moderator.give',
  'moderator.take',
  'name.set',
  'participant.mute',
  'participant.remove',
  'participant.wait',
  'screen.offer',
];

export const welcome = (more: Partial<Welcome> = {}): Welcome => ({
  you: { id: 'z', number: 122, name: 'Z', role: 'attendee' },
  resumeToken: 'resume',
  screenKey: 'key',
  meeting: { id: '351354086', title: 'Budget', joinUrl: 'https://x/m/351354086', phoneNumbers: [], organizerName: 'B' },
  startedAt: at(-60),
  now: at(5),
  participants: [person('z'), person('b', { role: 'organizer' }), person('a')],
  chat: [],
  privateChat: [],
  settings: { locked: false, everyoneWaits: false, participantsMax: 1_000 },
  screen: null,
  recording: null,
  may: ['chat.private', 'chat.send', 'hand.set', 'name.set'],
  ...more,
});

export const take = <Name extends RoomEventName>(state: RoomState, name: Name, body: RoomEventBody<Name>): RoomState =>
  applyRoomEvent(state, name, body, Date.parse(at(0)));

export const inRoom = (more: Partial<Welcome> = {}): RoomState => take(NEW_ROOM, 'welcome', welcome(more));
