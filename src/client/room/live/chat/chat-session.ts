import type { ReadonlySignal } from '@preact/signals';
import type { CommandAnswer, RoomCommandBody } from '../../../../contract/room/room-messages.ts';
import type { ChatFileBody } from '../../../../contract/room/room-state.ts';
import { plainText } from '../plain-text.ts';
import type { RoomState } from '../room-state.ts';
import type { ChatLine } from './chat-log.ts';
import { createChatOutbox, type Outgoing } from './chat-outbox.ts';
import { type ChatChange, type ChatState, unsettledIn } from './chat-state.ts';
import type { Partner } from './conversation.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { personNamed } from './person-named.ts';

/** What one does oneself in the chat. */
export interface ChatSession {
  /** What was begun and not sent yet, by conversation. */
  readonly drafts: Drafts;
  /** Shows the message at once and sends it. False when it does not: an empty one, before the first welcome, or to somebody who is gone. */
  send(text: string, to?: Partner, files?: readonly ChatFileBody[]): boolean;
  sendAgain(clientId: string): void;
  discard(clientId: string): void;
  /** Takes back a message; `id` is the room's. */
  remove(id: string): Promise<CommandAnswer>;
  /** Says what is in sight. */
  look(at: ChatState['inSight']): void;
  /** Another conversation is shown now. */
  turnAway(from: Partner): void;
  open(participantId: string): void;
  close(participantId: string): void;
}

/** The chat's inside, for the session that it is part of. */
export interface ChatSessionCore extends ChatSession {
  /** To be called after each change of the connection and each welcome. */
  onConnection(): void;
}

export interface ChatSessionParts {
  readonly state: ReadonlySignal<RoomState>;
  readonly apply: (change: ChatChange) => void;
  readonly ask: <Name extends 'chat.send' | 'chat.delete'>(
    name: Name,
    body: RoomCommandBody<Name>,
  ) => Promise<CommandAnswer>;
  /** A new unguessable name for a message. */
  readonly newClientId: () => string;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

const inTime = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const outgoing = ({ key, text, files }: ChatLine, to: Partner): Outgoing => ({
  ...{ clientId: key, text, to },
  ...(files !== undefined && { files }),
});

export const createChatSession = ({
  state,
  apply,
  ask,
  newClientId,
  wait = inTime,
}: ChatSessionParts): ChatSessionCore => {
  const outbox = createChatOutbox({
    send: ({ clientId, text, files = [], to }) =>
      ask('chat.send', {
        ...{ clientId, text },
        ...(to !== undefined && { to }),
        ...(files.length > 0 && { files: files.map(({ id }) => id) }),
      }),
    tell: (clientId, fate) => apply({ ...fate, clientId }),
    wait,
  });

  /** Those without an answer were lost with the connection, it turns out: they wait for the next. */
  const waitAgain = (): void => {
    for (const { line } of unsettledIn(state.peek())) {
      if (line.failure === 'unavailable') apply({ kind: 'send-again', clientId: line.key });
    }
  };
  const enqueueWaiting = (): void => {
    for (const { to, line } of unsettledIn(state.peek())) {
      if (line.delivery === 'pending' && !outbox.has(line.key)) outbox.add(outgoing(line, to));
    }
  };
  const isHere = (id: string): boolean => state.peek().participants.some((person) => person.id === id);

  return {
    drafts: createDrafts(),
    send(text, to, files = []) {
      const plain = plainText(text);
      if ((plain === '' && files.length === 0) || state.peek().you === undefined) return false;
      if (to !== undefined && !isHere(to)) return false;
      const clientId = newClientId();
      apply({
        kind: 'write',
        clientId,
        text: plain,
        ...(files.length > 0 && { files }),
        to: to === undefined ? undefined : { id: to, name: personNamed(state.peek(), to) },
      });
      outbox.add({ clientId, text: plain, to, ...(files.length > 0 && { files }) });
      return true;
    },
    sendAgain(clientId) {
      const found = unsettledIn(state.peek()).find(({ line }) => line.key === clientId);
      if (!found) return;
      apply({ kind: 'send-again', clientId });
      outbox.add(outgoing(found.line, found.to));
    },
    discard(clientId) {
      outbox.remove(clientId);
      apply({ kind: 'discard', clientId });
    },
    remove: (id) => ask('chat.delete', { id }),
    look(at) {
      const { inSight } = state.peek();
      if (inSight === at || (inSight !== undefined && at !== undefined && inSight.partner === at.partner)) return;
      apply({ kind: 'look', at });
    },
    turnAway: (from) => apply({ kind: 'turn-away', from }),
    open: (id) => apply({ kind: 'open-conversation', person: { id, name: personNamed(state.peek(), id) } }),
    close: (id) => apply({ kind: 'close-conversation', id }),
    onConnection() {
      const { connection, you } = state.peek();
      const connected = connection === 'connected' && you !== undefined;
      outbox.connect(connected);
      if (!connected) waitAgain();
      enqueueWaiting();
    },
  };
};
