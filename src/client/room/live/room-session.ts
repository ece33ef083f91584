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
import { plainText } from './plain-text.ts';
import {
  applyRoomChange,
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

export type MicrophoneUse = ParticipantBody['microphone'];

/** One's own part in a room: what is, and what one does. Messages written while the connection is away go out when it is back. */
export interface RoomSession {
  readonly state: ReadonlySignal<RoomState>;
  /** Shows the message at once and sends it. False when it does not: an empty one, or before the first welcome. */
  send(text: string): boolean;
  sendAgain(clientId: string): void;
  discard(clientId: string): void;
  /** Tells the others; told again by itself after a reconnection. */
  useMicrophone(use: MicrophoneUse): void;
  setReading(reading: boolean): void;
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
}

export const createRoomSession = ({ messages, clock, newClientId }: RoomSessionParts): RoomSession => {
  const state = signal<RoomState>(NEW_ROOM);
  let microphone: MicrophoneUse = 'none';
  /** What the room was last told: its own word on that comes later, and may be about what was told before. */
  let told: MicrophoneUse | undefined;
  const apply = (change: RoomChange): void => {
    state.value = applyRoomChange(state.peek(), change, clock.nowMs());
  };

  const deliver = async (clientId: string, text: string): Promise<void> => {
    const answer = await messages.command('chat.send', { clientId, text });
    if (answer.ok) return;
    // Without a connection it waits, and goes out with the next welcome.
    if (answer.code === 'unavailable' && state.peek().connection !== 'connected') return;
    apply({ kind: 'not-sent', clientId, code: answer.code });
  };
  /** Those without an answer were lost with the connection, it turns out: they wait for the next. The room takes each name once. */
  const waitAgain = (): void => {
    for (const { key, failure } of state.peek().chat.unsettled) {
      if (failure === 'unavailable') apply({ kind: 'send-again', clientId: key });
    }
  };
  const deliverWaiting = (): void => {
    for (const { key, text, delivery } of state.peek().chat.unsettled) {
      if (delivery === 'pending') void deliver(key, text);
    }
  };
  const tellMicrophone = (): void => {
    if (told === undefined || told === microphone) return;
    told = microphone;
    void messages.command('microphone.set', { state: microphone });
  };

  const stops = [
    messages.onState((connection, detail) => {
      apply({ kind: 'connection', state: connection, detail });
      if (connection !== 'connected') waitAgain();
    }),
    messages.on('welcome', (body) => {
      apply({ kind: 'welcome', body });
      told = ownParticipant(state.peek())?.microphone;
      tellMicrophone();
      deliverWaiting();
    }),
    messages.on('participant.joined', (body) => apply({ kind: 'joined', body })),
    messages.on('participant.changed', (body) => apply({ kind: 'changed', body })),
    messages.on('participant.left', (body) => apply({ kind: 'left', body })),
    messages.on('chat.message', (body) => apply({ kind: 'message', body })),
    messages.on('session.ended', (body) => apply({ kind: 'ended', body })),
  ];

  return {
    state,
    send(text) {
      const plain = plainText(text);
      if (plain === '' || state.peek().you === undefined) return false;
      const clientId = newClientId();
      apply({ kind: 'write', clientId, text: plain });
      void deliver(clientId, plain);
      return true;
    },
    sendAgain(clientId) {
      const line = state.peek().chat.unsettled.find(({ key }) => key === clientId);
      if (!line) return;
      apply({ kind: 'send-again', clientId });
      void deliver(clientId, line.text);
    },
    discard: (clientId) => apply({ kind: 'discard', clientId }),
    useMicrophone(use) {
      microphone = use;
      tellMicrophone();
    },
    setReading(reading) {
      if (state.peek().reading !== reading) apply({ kind: 'reading', reading });
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
