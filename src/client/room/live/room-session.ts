import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../../base/clock.ts';
import type {
  CommandAnswer,
  RoomCommandBody,
  RoomCommandName,
  RoomEventBody,
  RoomEventName,
} from '../../../contract/room/room-messages.ts';
import type { ParticipantBody } from '../../../contract/room/room-state.ts';
import { type ChatSession, createChatSession } from './chat/chat-session.ts';
import {
  applyRoomChange,
  applyRoomEvent,
  type Connection,
  NEW_ROOM,
  ownParticipant,
  type RoomChange,
  type RoomState,
} from './room-state.ts';

/** What a session needs of the link to the room: its messages, not its sound. */
export interface RoomMessages {
  on<Name extends RoomEventName>(event: Name, listener: (body: RoomEventBody<Name>) => void): () => void;
  onState(listener: (state: Connection, detail?: string) => void): () => void;
  command<Name extends RoomCommandName>(name: Name, body: RoomCommandBody<Name>): Promise<CommandAnswer>;
  retry(): void;
}

/** Every event of the contract, so that a new one does not compile until it is listened to. */
const EVENTS: Readonly<Record<RoomEventName, true>> = {
  welcome: true,
  'participant.joined': true,
  'participant.changed': true,
  'participant.left': true,
  'participant.caller': true,
  'participant.quality': true,
  'chat.message': true,
  'chat.deleted': true,
  'meeting.changed': true,
  'lobby.waiting': true,
  'lobby.gone': true,
  'removed.changed': true,
  'you.muted': true,
  'you.wait': true,
  'you.moved': true,
  'device.knocked': true,
  'device.gone': true,
  'screen.changed': true,
  'screen.offered': true,
  'recording.changed': true,
  'recording.warning': true,
  'recording.marked': true,
  'server.restarts': true,
  'session.ended': true,
};

/** Told of an event after the state has taken it in; `before` is the state that it came upon. */
export type RoomEventListener = (event: RoomEvent, before: RoomState) => void;

/** One of the room's events, with its own body. */
export type RoomEvent = {
  readonly [Name in RoomEventName]: { readonly name: Name; readonly body: RoomEventBody<Name> };
}[RoomEventName];

export type MicrophoneUse = ParticipantBody['microphone'];

/** One's own part in a room: what is, and what one does. Messages written while the connection is away go out when it is back. */
export interface RoomSession {
  readonly state: ReadonlySignal<RoomState>;
  /** Asks something of the room. Never rejects; `unavailable` without a connection. */
  command<Name extends RoomCommandName>(name: Name, body: RoomCommandBody<Name>): Promise<CommandAnswer>;
  /** Hears every event; answers how to hear no more. */
  onEvent(listener: RoomEventListener): () => void;
  readonly chat: ChatSession;
  /** Tells the others; told again by itself after a reconnection. */
  useMicrophone(use: MicrophoneUse): void;
  retry(): void;
  leave(): Promise<void>;
  end(): Promise<CommandAnswer>;
  /** Listens no more. */
  stop(): void;
}

interface RoomSessionParts {
  readonly messages: RoomMessages;
  readonly clock: Clock;
  /** A new unguessable name for a message. */
  readonly newClientId: () => string;
  /** Between two tries, in milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

export const createRoomSession = ({ messages, clock, newClientId, wait }: RoomSessionParts): RoomSession => {
  const state = signal<RoomState>(NEW_ROOM);
  let microphone: MicrophoneUse = 'none';
  /** What the room was last told: its own word on that comes later, and may be about what was told before. */
  let told: MicrophoneUse | undefined;
  const apply = (change: RoomChange): void => {
    state.value = applyRoomChange(state.peek(), change, clock.nowMs());
  };

  const chat = createChatSession({
    state,
    apply,
    ask: (name, body) => messages.command(name, body),
    newClientId,
    ...(wait !== undefined && { wait }),
  });
  const tellMicrophone = (): void => {
    if (told === undefined || told === microphone) return;
    told = microphone;
    void messages.command('microphone.set', { state: microphone });
  };

  const listeners = new Set<RoomEventListener>();
  const take = <Name extends RoomEventName>(name: Name, body: RoomEventBody<Name>): void => {
    const before = state.peek();
    state.value = applyRoomEvent(before, name, body, clock.nowMs());
    if (name === 'welcome') {
      const said = told;
      told = ownParticipant(state.peek())?.microphone;
      // Muted by somebody while the connection was away: not undone by coming back.
      if (said === 'on' && told === 'muted' && microphone === 'on') {
        microphone = 'muted';
        for (const listener of listeners) listener({ name: 'you.muted', body: { by: '' } }, before);
      }
      tellMicrophone();
      chat.onConnection();
    }
    for (const listener of listeners) listener({ name, body } as RoomEvent, before);
  };

  const stops = [
    messages.onState((connection, detail) => {
      apply({ kind: 'connection', state: connection, detail });
      chat.onConnection();
    }),
    ...(Object.keys(EVENTS) as RoomEventName[]).map((name) => messages.on(name, (body) => take(name, body))),
  ];

  return {
    state,
    command: (name, body) => messages.command(name, body),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    chat,
    useMicrophone(use) {
      microphone = use;
      tellMicrophone();
    },
    retry: () => messages.retry(),
    async leave() {
      await messages.command('session.leave', {});
    },
    end: () => messages.command('session.end', {}),
    stop() {
      for (const stop of stops) stop();
    },
  };
};
