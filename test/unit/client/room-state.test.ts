import { expect } from 'chai';
import { chatLines } from '../../../src/client/room/live/chat/chat-log.ts';
import {
  applyRoomChange,
  applyRoomEvent,
  NEW_ROOM,
  type RoomChange,
  type RoomState,
} from '../../../src/client/room/live/room-state.ts';
import type { RoomEventBody, RoomEventName } from '../../../src/contract/room/room-messages.ts';
import type { ChatMessageBody, ParticipantBody, Welcome } from '../../../src/contract/room/room-state.ts';

const at = (seconds: number): string => new Date(Date.UTC(2027, 2, 1, 9, 0, seconds)).toISOString();
const NOW_MS = Date.parse(at(0));

const person = (id: string, more: Partial<ParticipantBody> = {}): ParticipantBody => ({
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
const said = (sequence: number, from: string, clientId = `client-${sequence}`): ChatMessageBody => ({
  id: `m${sequence}`,
  sequence,
  from: { id: from, name: from.toUpperCase() },
  text: `message ${sequence}`,
  sentAt: at(sequence),
  clientId,
});
const welcome = (more: Partial<Welcome> = {}): Welcome => ({
  you: { id: 'z', number: 122, name: 'Z', role: 'attendee' },
  resumeToken: 'resume',
  meeting: { id: '351354086', title: 'Budget', joinUrl: 'https://x/m/351354086', phoneNumbers: [], organizerName: 'B' },
  startedAt: at(-60),
  now: at(5),
  participants: [person('z', { joinedAt: at(3) }), person('b', { role: 'organizer', joinedAt: at(2) }), person('a')],
  chat: [said(1, 'b'), said(2, 'z')],
  screenKey: 'key',
  privateChat: [],
  settings: { locked: false, everyoneWaits: false, participantsMax: 1_000 },
  screen: null,
  recording: null,
  may: ['chat.send'],
  ...more,
});

type Step = (state: RoomState, nowMs: number) => RoomState;
const event =
  <Name extends RoomEventName>(name: Name, body: RoomEventBody<Name>): Step =>
  (state, nowMs) =>
    applyRoomEvent(state, name, body, nowMs);
const run = (steps: readonly (RoomChange | Step)[], from: RoomState = NEW_ROOM, nowMs = NOW_MS): RoomState =>
  steps.reduce<RoomState>(
    (state, step) => (typeof step === 'function' ? step(state, nowMs) : applyRoomChange(state, step, nowMs)),
    from,
  );
const inRoom = (): RoomState => run([event('welcome', welcome()), { kind: 'connection', state: 'connected' }]);
const texts = (state: RoomState) =>
  chatLines(state.everyone.log).map((line) => (line.kind === 'message' ? `${line.delivery}:${line.text}` : line.what));

describe('the room as the screen sees it', () => {
  it('is filled by the welcome: who one is, the clock of the server, history that counts as read', () => {
    const state = inRoom();
    expect(state.you?.name).to.equal('Z');
    expect(state.aheadMs).to.equal(5_000);
    expect(state.startedAtMs).to.equal(Date.parse(at(-60)));
    expect(state.unread).to.equal(0);
    expect(texts(state)).to.deep.equal(['sent:message 1', 'sent:message 2']);
  });

  it('lists organizer, moderators, then the others as they came, and nobody moves when they change', () => {
    const state = run([event('participant.joined', person('m', { role: 'moderator', joinedAt: at(9) }))], inRoom());
    const order = (room: RoomState) => room.participants.map(({ id }) => id).join('');
    expect(order(state)).to.equal('bmaz');
    expect(order(run([event('participant.changed', person('a', { microphone: 'muted' }))], state))).to.equal('bmaz');
  });

  it('tells who comes and goes in one line when it happens at once, and keeps others apart', () => {
    const state = run(
      [
        event('participant.joined', person('p')),
        event('participant.joined', person('q')),
        event('participant.left', { id: 'p', reason: 'left' }),
        event('participant.left', { id: 'q', reason: 'lost' }),
      ],
      inRoom(),
    );
    const lines = chatLines(state.everyone.log).slice(2);
    expect(lines).to.deep.include.members([
      { kind: 'activity', key: (lines[0] as { key: string }).key, what: 'joined', names: ['P', 'Q'], atMs: NOW_MS },
    ]);
    expect(texts(state).slice(2)).to.deep.equal(['joined', 'gone', 'lost']);
    const later = run([event('participant.left', { id: 'a', reason: 'lost' })], state, NOW_MS + 60_000);
    expect(texts(later).slice(2)).to.deep.equal(['joined', 'gone', 'lost', 'lost']);
  });

  it('does not announce oneself, nor somebody who is there already', () => {
    const state = run([event('participant.joined', person('z')), event('participant.joined', person('a'))], inRoom());
    expect(texts(state)).to.have.length(2);
    expect(state.participants).to.have.length(3);
  });

  it('shows an own message at once and replaces it by the room’s, once', () => {
    const written = run([{ kind: 'write', clientId: 'mine-0001', text: 'hello', to: undefined }], inRoom());
    expect(texts(written).at(-1)).to.equal('pending:hello');
    const other = run([event('chat.message', said(3, 'b'))], written);
    expect(texts(other).slice(-2), 'what is not confirmed stays last').to.deep.equal([
      'sent:message 3',
      'pending:hello',
    ]);
    const confirmed = run([event('chat.message', said(4, 'z', 'mine-0001'))], other);
    expect(texts(confirmed).slice(-2)).to.deep.equal(['sent:message 3', 'sent:message 4']);
    const keys = chatLines(confirmed.everyone.log).map(({ key }) => key);
    expect(new Set(keys).size).to.equal(keys.length);
    expect(keys.at(-1), 'the same element on the page').to.equal('mine-0001');
  });

  it('keeps a message that was refused until it is sent again or discarded', () => {
    const failed = run(
      [
        { kind: 'write', clientId: 'mine-0001', text: 'hello', to: undefined },
        { kind: 'not-sent', clientId: 'mine-0001', code: 'too-many-attempts' },
      ],
      inRoom(),
    );
    expect(failed.everyone.log.unsettled[0]).to.include({ delivery: 'failed', failure: 'too-many-attempts' });
    const again = run([{ kind: 'send-again', clientId: 'mine-0001' }], failed);
    expect(again.everyone.log.unsettled[0]).to.include({ delivery: 'pending' }).and.not.have.property('failure');
    expect(run([{ kind: 'discard', clientId: 'mine-0001' }], failed).everyone.log.unsettled).to.deep.equal([]);
  });

  it('another’s message with the name of an own one does not settle the own one', () => {
    const state = run(
      [
        { kind: 'write', clientId: 'mine-0001', text: 'hello', to: undefined },
        event('chat.message', said(3, 'a', 'mine-0001')),
      ],
      inRoom(),
    );
    expect(texts(state).slice(-2)).to.deep.equal(['sent:message 3', 'pending:hello']);
    const keys = chatLines(state.everyone.log).map(({ key }) => key);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('after a reconnection adds only what was missed, counts it, and settles what arrived meanwhile', () => {
    const away = run(
      [
        { kind: 'connection', state: 'reconnecting' },
        { kind: 'write', clientId: 'mine-0001', text: 'hello', to: undefined },
        { kind: 'look', at: undefined },
      ],
      inRoom(),
    );
    expect(away.awaySinceMs).to.equal(NOW_MS);
    const back = run(
      [
        event('welcome', welcome({ chat: [said(1, 'b'), said(2, 'z'), said(3, 'z', 'mine-0001'), said(4, 'a')] })),
        { kind: 'connection', state: 'connected' },
      ],
      away,
    );
    expect(texts(back)).to.deep.equal(['sent:message 1', 'sent:message 2', 'sent:message 3', 'sent:message 4']);
    expect(back.unread).to.equal(1);
    expect(back.awaySinceMs).to.equal(undefined);
  });

  it('keeps the roster while the connection is away', () => {
    const away = run([{ kind: 'connection', state: 'reconnecting' }], inRoom());
    expect(away.participants).to.have.length(3);
  });

  it('counts messages of others as unread only while they are out of sight', () => {
    const hidden = run(
      [
        { kind: 'look', at: undefined },
        event('chat.message', said(3, 'b')),
        event('chat.message', said(4, 'z')),
        event('chat.message', said(5, 'a')),
      ],
      inRoom(),
    );
    expect(hidden.unread).to.equal(2);
    expect(run([{ kind: 'look', at: { partner: undefined } }], hidden).unread).to.equal(0);
    expect(run([event('chat.message', said(3, 'b'))], inRoom()).unread).to.equal(0);
  });

  it('is over when the session ends or when one is removed, not when another is', () => {
    expect(run([event('session.ended', { reason: 'cancelled' })], inRoom()).ended).to.equal('cancelled');
    expect(run([event('participant.left', { id: 'z', reason: 'removed' })], inRoom()).ended).to.equal('removed');
    expect(run([event('participant.left', { id: 'a', reason: 'removed' })], inRoom()).ended).to.equal(undefined);
  });

  it('takes over a new role of one’s own', () => {
    const state = run([event('participant.changed', person('z', { role: 'moderator', name: 'Zoe' }))], inRoom());
    expect(state.you).to.include({ role: 'moderator', name: 'Zoe' });
  });
});
