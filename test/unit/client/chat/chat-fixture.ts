import {
  applyRoomChange,
  applyRoomEvent,
  NEW_ROOM,
  type RoomChange,
  type RoomState,
} from '../../../../src/client/room/live/room-state.ts';
import type { RoomEventBody, RoomEventName } from '../../../../src/contract/room/room-messages.ts';
import type { ChatMessageBody, Welcome } from '../../../../src/contract/room/room-state.ts';
import { at, person } from '../people/people-ground.ts';

export { at, person };

export const NOW_MS = Date.parse(at(0));

/** A message to all, or with `to` a private one. */
export const said = (sequence: number, from: string, more: Partial<ChatMessageBody> = {}): ChatMessageBody => ({
  id: `${more.to ? 'p' : 'm'}${sequence}`,
  sequence,
  from: { id: from, name: from.toUpperCase() },
  text: `message ${sequence}`,
  sentAt: at(sequence),
  clientId: `client-${more.to ? 'p' : 'm'}${sequence}`,
  ...more,
});
export const to = (id: string): Pick<ChatMessageBody, 'to'> => ({ to: { id, name: id.toUpperCase() } });

/** Z comes in; B, who organizes, and A are there. */
export const welcome = (more: Partial<Welcome> = {}): Welcome => ({
  you: { id: 'z', number: 122, name: 'Z', role: 'attendee' },
  resumeToken: 'resume',
  screenKey: 'key',
  meeting: { id: '351354086', title: 'Budget', joinUrl: 'https://x/m/351354086', phoneNumbers: [], organizerName: 'B' },
  startedAt: at(-60),
  now: at(0),
  participants: [person('z'), person('b', { role: 'organizer' }), person('a')],
  chat: [],
  privateChat: [],
  settings: { locked: false, everyoneWaits: false, participantsMax: 1_000 },
  screen: null,
  recording: null,
  may: ['chat.private', 'chat.send', 'chat.delete'],
  ...more,
});

type Step = (state: RoomState, nowMs: number) => RoomState;

export const event =
  <Name extends RoomEventName>(name: Name, body: RoomEventBody<Name>): Step =>
  (state, nowMs) =>
    applyRoomEvent(state, name, body, nowMs);

export const run = (
  steps: readonly (RoomChange | Step)[],
  from: RoomState = NEW_ROOM,
  nowMs: number = NOW_MS,
): RoomState =>
  steps.reduce<RoomState>(
    (state, step) => (typeof step === 'function' ? step(state, nowMs) : applyRoomChange(state, step, nowMs)),
    from,
  );

export const inRoom = (more: Partial<Welcome> = {}): RoomState =>
  run([event('welcome', welcome(more)), { kind: 'connection', state: 'connected' }]);
