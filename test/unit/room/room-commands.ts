import fc from 'fast-check';
import type { MeetingId, ParticipantId, SessionId } from '../../../src/base/ids.ts';
import { ROLES, type Role } from '../../../src/contract/room/room-state.ts';
import type { Applied } from '../../../src/room/applied.ts';
import { apply, type RoomCommand } from '../../../src/room/apply.ts';
import { openRoomState, type RoomState } from '../../../src/room/room-state.ts';

export const SESSION = { id: 'session' as SessionId, meetingId: '351354086' as MeetingId, startedMs: 1_000_000 };

export const emptyRoom = (): RoomState =>
  openRoomState(SESSION, { everyoneWaits: false, participantsMax: 1_000, recordingMaxMs: 3_600_000, mayRecord: true });

const RANKS: Readonly<Record<Role, number>> = { organizer: 0, moderator: 4, attendee: 9 };

export const enterAs = (
  id: string,
  more: Partial<Extract<RoomCommand, { kind: 'enter' }>> = {},
): Extract<RoomCommand, { kind: 'enter' }> => ({
  kind: 'enter',
  id: id as ParticipantId,
  name: id.toUpperCase(),
  role: 'attendee',
  rank: RANKS[more.role ?? 'attendee'],
  mayModerate: more.role !== undefined && more.role !== 'attendee',
  key: 'link',
  declined: false,
  knockId: undefined,
  via: 'web',
  person: `guest:${id}`,
  connectionId: `connection-${id}`,
  resumeHash: `hash-${id}`,
  ...more,
});

/** The room after all commands, each a second after the other; every one must be accepted. */
export const roomAfter = (...commands: readonly RoomCommand[]): RoomState => {
  let state = emptyRoom();
  commands.forEach((command, index) => {
    const applied = apply(state, command, SESSION.startedMs + index * 1_000);
    if (applied.refused !== undefined) throw new Error(`${command.kind} was refused: ${applied.refused}`);
    state = applied.state;
  });
  return state;
};

export interface Step {
  readonly before: RoomState;
  readonly command: RoomCommand;
  readonly applied: Applied;
  readonly nowMs: number;
}

const id = fc.constantFrom('ann', 'bob', 'cleo', 'dan').map((name) => name as ParticipantId);
const connectionId = fc.integer({ min: 1, max: 12 }).map((index) => `connection-${index}`);
const clientId = fc.integer({ min: 1, max: 5 }).map((index) => `client-id-${index}`);
const also = fc.option(fc.constantFrom('invitee:ann@example.org', 'invitee:bob@example.org'), { nil: undefined });
const phone = fc.constantFrom(
  { via: 'web' as const },
  { via: 'phone' as const, caller: { number: '+33 6 12 34 56 78', masked: '+33 6 •• •• •• 78' } },
);
const knockId = fc.integer({ min: 1, max: 4 }).map((index) => `knock-${index}`);
let made = 0;
const newId = fc.constant(0).map(() => {
  made += 1;
  return `made-${made}`;
});

const asks: fc.Arbitrary<RoomCommand> = fc.oneof(
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constant('chat.send' as const),
    body: fc.record({ text: fc.string({ minLength: 1 }), clientId }),
    newId,
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constant('microphone.set' as const),
    body: fc.record({ state: fc.constantFrom('on', 'muted', 'none') }),
    newId,
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constantFrom('session.leave', 'session.end', 'participants.mute', 'screen.start', 'screen.stop'),
    body: fc.constant({}),
    newId,
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constantFrom(
      'moderator.give',
      'moderator.take',
      'organizer.give',
      'participant.mute',
      'participant.wait',
      'participant.remove',
      'participant.let-back',
      'hand.lower',
    ),
    body: fc.record({ id }),
    newId,
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constant('chat.send' as const),
    body: fc.record({ text: fc.string({ minLength: 1 }), clientId, to: id }),
    newId,
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constant('participant.rename' as const),
    body: fc.record({ id, name: fc.string({ minLength: 1 }) }),
    newId,
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constant('hand.set' as const),
    body: fc.record({ raised: fc.boolean() }),
    newId,
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constant('meeting.set' as const),
    body: fc.record({ locked: fc.boolean(), everyoneWaits: fc.boolean() }),
    newId,
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constant('lobby.admit' as const),
    body: fc.record({ ids: fc.array(knockId, { minLength: 1, maxLength: 3 }) }),
    newId,
  }),
  fc.record({
    kind: fc.constant('ask' as const),
    actorId: id,
    name: fc.constant('lobby.decline' as const),
    body: fc.record({ id: knockId }),
    newId,
  }),
);

const knocks: fc.Arbitrary<RoomCommand> = fc.oneof(
  fc
    .record({ id: knockId, participantId: id, key: fc.constantFrom('none', 'pin', 'link') })
    .map(({ id: knock, participantId, key }) => ({
      kind: 'knock' as const,
      knock: {
        ...{ id: knock, participantId, key, role: 'attendee' as const, rank: 9, mayModerate: false },
        ...{ person: `guest:${participantId}`, name: participantId, via: 'web' as const, reason: 'no-key' as const },
      },
    })),
  fc.record({ kind: fc.constant('lose-waiter' as const), knockId }),
);

const roomCommand: fc.Arbitrary<RoomCommand> = fc.oneof(
  { weight: 4, arbitrary: asks },
  {
    weight: 4,
    arbitrary: fc
      .record({ id, connectionId, role: fc.constantFrom(...ROLES), name: fc.string(), also, phone })
      .map(({ phone: way, ...who }) => enterAs(who.id, { ...who, ...way })),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resume' as const), id, connectionId }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lose' as const), id, connectionId }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('go-away' as const), id }) },
  { weight: 2, arbitrary: knocks },
  { weight: 1, arbitrary: fc.constant<RoomCommand>({ kind: 'tick' }) },
);

/** Any commands in any order, with any time between them. */
export const roomHistory = (maxLength: number): fc.Arbitrary<Array<{ command: RoomCommand; afterMs: number }>> =>
  fc.array(fc.record({ command: roomCommand, afterMs: fc.constantFrom(0, 1, 500, 30_000, 61_000, 300_000) }), {
    maxLength,
  });

export const play = (history: ReadonlyArray<{ command: RoomCommand; afterMs: number }>): Step[] => {
  let state = emptyRoom();
  let nowMs = SESSION.startedMs;
  return history.map(({ command, afterMs }) => {
    nowMs += afterMs;
    const step = { before: state, command, applied: apply(state, command, nowMs), nowMs };
    state = step.applied.state;
    return step;
  });
};
