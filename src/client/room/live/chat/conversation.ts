import { type ChatLog, countAfter, EMPTY_CHAT_LOG } from './chat-log.ts';

/** With whom one talks: a participant's ID; undefined is everyone. */
export type Partner = string | undefined;

/** What was said, and how far one has read. */
export interface Conversation {
  readonly log: ChatLog;
  /** Sequence of the newest message that was in sight. */
  readonly readUpTo: number;
  /** Sequence of the first message that came while one did not look: above it stands "New". */
  readonly newFrom: number | undefined;
}

export interface PrivateConversation extends Conversation {
  readonly partner: { readonly id: string; readonly name: string };
  /** It has a tab. A closed one is kept: a click or a message opens it again. */
  readonly open: boolean;
}

export const EMPTY_CONVERSATION: Conversation = { log: EMPTY_CHAT_LOG, readUpTo: 0, newFrom: undefined };

export const unreadIn = ({ log, readUpTo }: Conversation): number => countAfter(log, readUpTo);

/** All of it has been seen. */
export const asRead = <Kind extends Conversation>(conversation: Kind): Kind =>
  conversation.readUpTo === conversation.log.lastSequence
    ? conversation
    : { ...conversation, readUpTo: conversation.log.lastSequence };

/** The mark of what is new goes when one looks elsewhere and has read all. */
export const afterLeaving = <Kind extends Conversation>(conversation: Kind): Kind =>
  conversation.newFrom === undefined || unreadIn(conversation) > 0
    ? conversation
    : { ...conversation, newFrom: undefined };

/** The conversation with other words in it; what came unseen is marked from its first message on. */
export const withLog = <Kind extends Conversation>(conversation: Kind, log: ChatLog, inSight: boolean): Kind => {
  if (log === conversation.log) return conversation;
  const next = { ...conversation, log };
  if (inSight) return asRead(next);
  const begins = unreadIn(conversation) === 0 && unreadIn(next) > 0;
  return begins ? { ...next, newFrom: firstAfter(log, conversation.readUpTo) } : next;
};

const firstAfter = ({ settled }: ChatLog, sequence: number): number | undefined => {
  const first = settled.find(
    (line) => line.kind === 'message' && !line.own && line.deletedBy === undefined && (line.sequence ?? 0) > sequence,
  );
  return first?.kind === 'message' ? first.sequence : undefined;
};
