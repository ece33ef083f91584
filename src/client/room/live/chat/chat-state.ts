import type { ErrorCode } from '../../../../base/errors.ts';
import type { RoomEventBody } from '../../../../contract/room/room-messages.ts';
import type { ChatFileBody, ChatMessageBody } from '../../../../contract/room/room-state.ts';
import type { ConnectionState } from '../state/connection-state.ts';
import type { EventRules } from '../state/event-rules.ts';
import type { PeopleState } from '../state/people-state.ts';
import {
  type Activity,
  addActivity,
  addMessages,
  addPending,
  type ChatLog,
  confirmPending,
  deleteMessage,
  discardPending,
  EMPTY_CHAT_LOG,
  failPending,
  retryPending,
} from './chat-log.ts';
import {
  afterLeaving,
  asRead,
  type Conversation,
  EMPTY_CONVERSATION,
  type Partner,
  type PrivateConversation,
  unreadIn,
  withLog,
} from './conversation.ts';

/** The chat's part of the room's state. */
export interface ChatState {
  readonly everyone: Conversation;
  /** In the order in which they were opened. */
  readonly privates: readonly PrivateConversation[];
  /** The conversation whose newest messages are in sight; undefined while none is. */
  readonly inSight: { readonly partner: Partner } | undefined;
  /** Messages of others that nobody has seen here, in all conversations. */
  readonly unread: number;
}

export const NEW_CHAT: ChatState = {
  everyone: EMPTY_CONVERSATION,
  privates: [],
  inSight: { partner: undefined },
  unread: 0,
};

interface Person {
  readonly id: string;
  readonly name: string;
}

/** What one does oneself. */
export type ChatChange =
  | {
      readonly kind: 'write';
      readonly clientId: string;
      readonly text: string;
      readonly files?: readonly ChatFileBody[];
      readonly to: Person | undefined;
    }
  | { readonly kind: 'arrived'; readonly clientId: string }
  | { readonly kind: 'not-sent'; readonly clientId: string; readonly code: ErrorCode }
  | { readonly kind: 'send-again'; readonly clientId: string }
  | { readonly kind: 'discard'; readonly clientId: string }
  /** What is in sight now. */
  | { readonly kind: 'look'; readonly at: ChatState['inSight'] }
  /** Another conversation, or none, is shown in the place of this. */
  | { readonly kind: 'turn-away'; readonly from: Partner }
  | { readonly kind: 'open-conversation'; readonly person: Person }
  | { readonly kind: 'close-conversation'; readonly id: string };

/** What the chat's rules may look at. */
type Seen = ChatState & PeopleState & ConnectionState;

const isInSight = ({ inSight }: ChatState, partner: Partner): boolean =>
  inSight !== undefined && inSight.partner === partner;

/** The state with its conversations changed, and what is unread in all of them counted anew. */
const counted = (everyone: Conversation, privates: readonly PrivateConversation[]): Partial<ChatState> => ({
  everyone,
  privates,
  unread: [everyone, ...privates].reduce((sum, conversation) => sum + unreadIn(conversation), 0),
});

/** The same change of every conversation's log. */
const inEveryLog = (seen: ChatState, change: (log: ChatLog) => ChatLog): Partial<ChatState> =>
  counted(
    withLog(seen.everyone, change(seen.everyone.log), isInSight(seen, undefined)),
    seen.privates.map((one) => withLog(one, change(one.log), isInSight(seen, one.partner.id))),
  );

const opened = (privates: readonly PrivateConversation[], partner: Person): readonly PrivateConversation[] => {
  const known = privates.find((one) => one.partner.id === partner.id);
  if (known?.open) return privates;
  return [
    ...privates.filter((one) => one !== known),
    { ...(known ?? { ...EMPTY_CONVERSATION, log: EMPTY_CHAT_LOG }), partner, open: true },
  ];
};

const partnerIn = ({ from, to }: ChatMessageBody, ownId: string): Person =>
  from.id === ownId && to !== undefined ? to : from;

/** Private messages, each into its own conversation, which opens with it. */
const withPrivate = (
  seen: ChatState,
  bodies: readonly ChatMessageBody[],
  ownId: string,
): readonly PrivateConversation[] => {
  const byPartner = new Map<string, { partner: Person; bodies: ChatMessageBody[] }>();
  for (const body of bodies) {
    const partner = partnerIn(body, ownId);
    const group = byPartner.get(partner.id) ?? { partner, bodies: [] };
    group.bodies.push(body);
    group.partner = partner;
    byPartner.set(partner.id, group);
  }
  let privates = seen.privates;
  for (const { partner, bodies: theirs } of byPartner.values()) {
    const known = privates.find((one) => one.partner.id === partner.id);
    const log = addMessages(known?.log ?? EMPTY_CHAT_LOG, theirs, ownId);
    if (log === known?.log) continue;
    // A message that is no news, as one that was deleted, opens nothing.
    const news = log.lastSequence > (known?.log.lastSequence ?? 0);
    privates = (news ? opened(privates, partner) : privates).map((one) =>
      one.partner.id === partner.id ? { ...withLog(one, log, isInSight(seen, partner.id)), partner } : one,
    );
  }
  return privates;
};

const takeMessages = (seen: ChatState, bodies: readonly ChatMessageBody[], ownId: string): Partial<ChatState> => {
  const log = addMessages(
    seen.everyone.log,
    bodies.filter(({ to }) => to === undefined),
    ownId,
  );
  return counted(
    withLog(seen.everyone, log, isInSight(seen, undefined)),
    withPrivate(
      seen,
      bodies.filter(({ to }) => to !== undefined),
      ownId,
    ),
  );
};

export const LEAVING: Readonly<Record<RoomEventBody<'participant.left'>['reason'], Activity>> = {
  left: 'gone',
  lost: 'lost',
  removed: 'removed',
  waits: 'gone',
};

export const joiningBy = (via: 'web' | 'phone'): Activity => (via === 'phone' ? 'joinedByPhone' : 'joined');

/** Somebody came or went: said to all, and in one's conversation with them. */
const withActivity = (seen: ChatState, what: Activity, person: Person, nowMs: number): Partial<ChatState> => ({
  everyone: { ...seen.everyone, log: addActivity(seen.everyone.log, what, person.name, nowMs) },
  privates: seen.privates.map((one) =>
    one.partner.id === person.id ? { ...one, log: addActivity(one.log, what, person.name, nowMs) } : one,
  ),
});

export const CHAT_RULES: EventRules<Seen, ChatState> = {
  welcome: (seen, body) => {
    const taken = takeMessages(seen, [...body.chat, ...body.privateChat], body.you.id);
    if (seen.you !== undefined || taken.everyone === undefined) return taken;
    // What was written before one came in is history, not news.
    const read = <Kind extends Conversation>(one: Kind): Kind => ({ ...asRead(one), newFrom: undefined });
    return counted(read(taken.everyone), (taken.privates ?? []).map(read));
  },
  'participant.joined': (seen, body, nowMs) => {
    const known = seen.participants.some(({ id }) => id === body.id) || body.id === seen.you?.id;
    return known ? {} : withActivity(seen, joiningBy(body.via), body, nowMs);
  },
  'participant.left': (seen, { id, reason }, nowMs) => {
    const gone = seen.participants.find((person) => person.id === id);
    return !gone || id === seen.you?.id ? {} : withActivity(seen, LEAVING[reason], gone, nowMs);
  },
  'chat.message': (seen, body) => takeMessages(seen, [body], seen.you?.id ?? ''),
  'chat.deleted': (seen, { id, by }) => inEveryLog(seen, (log) => deleteMessage(log, id, by)),
};

type Rule<Kind extends ChatChange['kind']> = (
  seen: Seen,
  change: Extract<ChatChange, { kind: Kind }>,
  nowMs: number,
) => Partial<ChatState>;

const write: Rule<'write'> = (seen, { clientId, text, files, to }, nowMs) => {
  const { you, aheadMs, everyone, privates } = seen;
  if (you === undefined) return {};
  const add = (log: ChatLog): ChatLog =>
    addPending(log, { clientId, text, ...(files && { files }) }, you, nowMs + aheadMs);
  if (to === undefined) return { everyone: { ...everyone, log: add(everyone.log) } };
  return {
    privates: opened(privates, to).map((one) => (one.partner.id === to.id ? { ...one, log: add(one.log) } : one)),
  };
};

const look: Rule<'look'> = (seen, { at }) => {
  if (at === undefined) return { inSight: at };
  const { everyone, privates } = seen;
  return {
    inSight: at,
    ...counted(
      at.partner === undefined ? asRead(everyone) : everyone,
      privates.map((one) => (one.partner.id === at.partner ? asRead(one) : one)),
    ),
  };
};

const RULES: { readonly [Kind in ChatChange['kind']]: Rule<Kind> } = {
  write,
  look,
  arrived: (seen, { clientId }) => inEveryLog(seen, (log) => confirmPending(log, clientId)),
  'not-sent': (seen, { clientId, code }) => inEveryLog(seen, (log) => failPending(log, clientId, code)),
  'send-again': (seen, { clientId }) => inEveryLog(seen, (log) => retryPending(log, clientId)),
  discard: (seen, { clientId }) => inEveryLog(seen, (log) => discardPending(log, clientId)),
  'turn-away': ({ everyone, privates }, { from }) => ({
    everyone: from === undefined ? afterLeaving(everyone) : everyone,
    privates: privates.map((one) => (one.partner.id === from ? afterLeaving(one) : one)),
  }),
  'open-conversation': ({ privates }, { person }) => ({ privates: opened(privates, person) }),
  'close-conversation': ({ everyone, privates }, { id }) =>
    counted(
      everyone,
      privates.map((one) => (one.partner.id === id ? { ...asRead(one), newFrom: undefined, open: false } : one)),
    ),
};

export const changeChat = (seen: Seen, change: ChatChange, nowMs: number): Partial<ChatState> =>
  // The table pairs each kind with its own rule; the compiler cannot follow that through the union.
  (RULES[change.kind] as Rule<ChatChange['kind']>)(seen, change as never, nowMs);

export const conversationWith = (state: ChatState, partner: Partner): Conversation =>
  (partner === undefined ? state.everyone : state.privates.find((one) => one.partner.id === partner)) ??
  EMPTY_CONVERSATION;

/** Own messages of all conversations that the room has not shown us yet. */
export const unsettledIn = ({ everyone, privates }: ChatState) =>
  [{ to: undefined, log: everyone.log }, ...privates.map(({ partner, log }) => ({ to: partner.id, log }))].flatMap(
    ({ to, log }) => log.unsettled.map((line) => ({ to, line })),
  );

/** Unseen messages of the private conversation with this participant. */
export const unreadOf = (state: ChatState, participantId: string): number =>
  unreadIn(conversationWith(state, participantId));
