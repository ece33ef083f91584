import type { ParticipantId } from '../base/ids.ts';
import type { EntryKey, Knock, LobbyNews } from '../meetings/room-door.ts';
import { type Applied, inTurn, refuse, unchanged } from './applied.ts';
import { judgeEntry } from './entry-rules.ts';
import { RIGHTS, thoseWhoMay } from './rights.ts';
import { type RoomEffect, store, tellOnly } from './room-effect.ts';
import {
  byAccount,
  changedStanding,
  devicesOf,
  KEYLESS_MAX,
  KNOCK_GRACE_MS,
  LOBBY_MESSAGES_MAX,
  LOBBY_TEXT_MAX,
  type RoomState,
  replaceWaiter,
  WAITING_MAX,
  withStanding,
} from './room-state.ts';
import { type LobbyMessage, lobbyMessageBody, type Waiter, waiterBody } from './waiter.ts';

/** Somebody waits at the door; again after their connection was lost. */
export interface KnockCommand {
  readonly kind: 'knock';
  readonly knock: Knock;
}

/** The connection of somebody who waits broke. */
export interface LoseWaiter {
  readonly kind: 'lose-waiter';
  readonly knockId: string;
}

/** Somebody who waits writes to the moderators. */
export interface WaiterWrites {
  readonly kind: 'waiter-writes';
  readonly knockId: string;
  readonly clientId: string;
  readonly text: string;
  readonly newId: string;
}

export const tellWaiter = (knockId: string, news: LobbyNews): RoomEffect => ({ effect: 'tell-waiter', knockId, news });

/** Tells those who admit how it stands with somebody who waits. */
export const tellOfWaiter = (state: RoomState, waiter: Waiter): RoomEffect =>
  tellOnly(thoseWhoMay(state, 'lobby.admit'), 'lobby.waiting', waiterBody(waiter));

/** The invitee whose link is used elsewhere, and who is asked whether that is them. */
const devicesAsked = (state: RoomState, { reason, person }: Waiter) =>
  reason === 'already-inside' ? [...devicesOf(state, person), ...byAccount(state, person)] : [];

const decisionNews = (state: RoomState, knockId: string): RoomEffect[] => {
  const decision = state.decisions.get(knockId);
  if (decision === undefined) return [];
  return [
    tellWaiter(
      knockId,
      decision.decision === 'admitted' ? { kind: 'admitted' } : { kind: 'declined', word: decision.word },
    ),
  ];
};

/** Whether one more cannot be taken, who comes with `key`. */
const isCrowded = ({ waiting }: RoomState, key: EntryKey): boolean => {
  if (waiting.size >= WAITING_MAX) return true;
  return key === 'none' && [...waiting.values()].filter((waiter) => waiter.key === 'none').length >= KEYLESS_MAX;
};

export const knock = (state: RoomState, { knock: visitor }: KnockCommand, nowMs: number): Applied => {
  if (state.ended !== undefined) return refuse(state, 'meeting-not-open');
  // It was decided while their connection was away.
  if (state.decisions.has(visitor.id)) return { state, effects: decisionNews(state, visitor.id) };
  const known = state.waiting.get(visitor.id);
  const verdict = judgeEntry(state, visitor);
  // What made them wait has passed: their own key lets them in.
  if (verdict.kind === 'enter') {
    const decision = { decision: 'admitted', word: '' } as const;
    return {
      state: { ...state, decisions: new Map(state.decisions).set(visitor.id, decision) },
      effects: [
        store({ record: 'decision', knockId: visitor.id, decision, atMs: nowMs }),
        tellWaiter(visitor.id, { kind: 'admitted' }),
      ],
    };
  }
  if (verdict.kind === 'removed') return { state, effects: [tellWaiter(visitor.id, { kind: 'declined', word: '' })] };
  const {
    id,
    participantId,
    name,
    person,
    also,
    key,
    declined = false,
    role,
    rank,
    mayModerate,
    via,
    caller,
  } = visitor;
  if (known === undefined && isCrowded(state, key)) return refuse(state, 'too-many-attempts');
  const reason = verdict.kind === 'wait' ? verdict.reason : visitor.reason;
  const waiter: Waiter = known
    ? { ...known, lostMs: undefined }
    : {
        ...{ id, participantId, name, person, also, key, declined, role, rank, mayModerate, via, caller, reason },
        sinceMs: nowMs,
        seen: false,
        messages: [],
        lostMs: undefined,
      };
  const next = replaceWaiter(state, waiter);
  return {
    state: next,
    effects: [
      tellOfWaiter(next, waiter),
      ...(known === undefined && waiter.reason === 'already-inside'
        ? [tellOnly(devicesAsked(next, waiter), 'device.knocked', { id, name })]
        : []),
      ...(waiter.seen ? [tellWaiter(id, { kind: 'seen' })] : []),
      ...waiter.messages.map((message) => tellWaiter(id, { kind: 'message', message: lobbyMessageBody(message) })),
    ],
  };
};

export const loseWaiter = (state: RoomState, { knockId }: LoseWaiter, nowMs: number): Applied => {
  const waiter = state.waiting.get(knockId);
  if (waiter === undefined) return unchanged(state);
  return { state: replaceWaiter(state, { ...waiter, lostMs: nowMs }), effects: [] };
};

/** Takes somebody off the lobby's list. */
export const takeFromLobby = (state: RoomState, waiter: Waiter, how: 'admitted' | 'declined' | 'left'): Applied => {
  const waiting = new Map(state.waiting);
  waiting.delete(waiter.id);
  return {
    state: { ...state, waiting },
    effects: [
      tellOnly(thoseWhoMay(state, 'lobby.admit'), 'lobby.gone', { id: waiter.id, how }),
      ...(waiter.reason === 'already-inside'
        ? [tellOnly(devicesAsked(state, waiter), 'device.gone', { id: waiter.id })]
        : []),
    ],
  };
};

/** Lets somebody in: what held them back holds no more, and their page may ask for a ticket. */
export const admitWaiter = (state: RoomState, waiter: Waiter, nowMs: number): Applied => {
  const taken = takeFromLobby(state, waiter, 'admitted');
  const decision = { decision: 'admitted', word: '' } as const;
  const decided: RoomState = {
    ...taken.state,
    decisions: new Map(taken.state.decisions).set(waiter.id, decision),
  };
  const held = [waiter.person, waiter.also ?? waiter.person].filter(
    (person, index, both) => both.indexOf(person) === index && state.standings.get(person)?.entry === 'waits',
  );
  const standingOf = (person: string) => changedStanding(state, person, { entry: undefined, atMs: nowMs });
  return {
    state: held.reduce((now, person) => withStanding(now, person, standingOf(person)), decided),
    effects: [
      store({ record: 'decision', knockId: waiter.id, decision, atMs: nowMs }),
      ...held.map((person) => store({ record: 'standing', person, standing: standingOf(person) })),
      ...taken.effects,
      tellWaiter(waiter.id, { kind: 'admitted' }),
    ],
  };
};

/** Sends somebody away, with a word or without; they may knock anew. */
export const declineWaiter = (state: RoomState, waiter: Waiter, word: string, nowMs: number): Applied => {
  const taken = takeFromLobby(state, waiter, 'declined');
  const decision = { decision: 'declined', word } as const;
  return {
    state: { ...taken.state, decisions: new Map(taken.state.decisions).set(waiter.id, decision) },
    effects: [
      store({ record: 'decision', knockId: waiter.id, decision, atMs: nowMs }),
      ...taken.effects,
      tellWaiter(waiter.id, { kind: 'declined', word }),
    ],
  };
};

/** A message in the conversation with somebody who waits, told to the moderators; `undefined`: sent before. */
export const addLobbyMessage = (state: RoomState, waiter: Waiter, message: LobbyMessage): Applied | undefined => {
  if (waiter.messages.some(({ clientId, by }) => clientId === message.clientId && by === message.by)) return undefined;
  const written = { ...waiter, messages: [...waiter.messages, message].slice(-2 * LOBBY_MESSAGES_MAX) };
  const next = replaceWaiter(state, written);
  return {
    state: next,
    effects: [
      tellOfWaiter(next, written),
      tellWaiter(waiter.id, { kind: 'message', message: lobbyMessageBody(message) }),
    ],
  };
};

const unanswered = ({ messages }: Waiter): number => {
  const lastAnswer = messages.findLastIndex(({ by }) => by !== undefined);
  return messages.length - 1 - lastAnswer;
};

const writtenInAll = ({ waiting }: RoomState): number => {
  let characters = 0;
  for (const { messages } of waiting.values())
    for (const { by, text } of messages) if (by === undefined) characters += text.length;
  return characters;
};

export const waiterWrites = (state: RoomState, command: WaiterWrites, nowMs: number): Applied => {
  const waiter = state.waiting.get(command.knockId);
  if (state.ended !== undefined || waiter === undefined || !RIGHTS['lobby.message'].includes('waiting'))
    return refuse(state, 'not-allowed');
  if (unanswered(waiter) >= LOBBY_MESSAGES_MAX) return refuse(state, 'too-many-attempts');
  const { clientId, text, newId } = command;
  if (writtenInAll(state) + text.length > LOBBY_TEXT_MAX) return refuse(state, 'too-many-attempts');
  return (
    addLobbyMessage(state, waiter, { id: newId, clientId, by: undefined, text, sentMs: nowMs }) ?? unchanged(state)
  );
};

/** Those whose link was in use, and is no longer: nobody of theirs is in any more, a briefly lost one included. */
export const settleLinks = (applied: Applied, nowMs: number): Applied => {
  const { state } = applied;
  if (state.ended !== undefined || applied.refused !== undefined || state.waiting.size === 0) return applied;
  const free = [...state.waiting.values()].filter(
    (waiter) =>
      waiter.reason === 'already-inside' &&
      devicesAsked(state, waiter).length === 0 &&
      judgeEntry(state, waiter).kind === 'enter',
  );
  if (free.length === 0) return applied;
  const settled = inTurn(state, ...free.map((waiter) => (now: RoomState) => admitWaiter(now, waiter, nowMs)));
  return { ...applied, state: settled.state, effects: [...applied.effects, ...settled.effects] };
};

/** Those who wait for nothing any more, since the door has been opened wider: their own key lets them in. */
export const releaseWaiters = (state: RoomState, nowMs: number): Applied => {
  let next = state;
  const effects: RoomEffect[] = [];
  for (const waiter of state.waiting.values()) {
    const participantId: ParticipantId = waiter.participantId;
    if (judgeEntry(next, { ...waiter, participantId }).kind !== 'enter') continue;
    const admitted = admitWaiter(next, waiter, nowMs);
    next = admitted.state;
    effects.push(...admitted.effects);
  }
  return { state: next, effects };
};

const isGone = ({ lostMs }: Waiter, nowMs: number): boolean => lostMs !== undefined && nowMs - lostMs >= KNOCK_GRACE_MS;

export const isLobbyDue = (state: RoomState, nowMs: number): boolean =>
  [...state.waiting.values()].some((waiter) => isGone(waiter, nowMs));

/** Those who wait no more are taken off the list. */
export const tickLobby = (state: RoomState, nowMs: number): Applied => {
  let next = state;
  const effects: RoomEffect[] = [];
  for (const waiter of state.waiting.values()) {
    if (!isGone(waiter, nowMs)) continue;
    const taken = takeFromLobby(next, waiter, 'left');
    next = taken.state;
    effects.push(...taken.effects);
  }
  return { state: next, effects };
};
