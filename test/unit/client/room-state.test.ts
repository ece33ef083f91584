import { expect } from 'chai';
import { chatLines } from '../../../src/client/room/live/chat-log.ts';
import {
  applyRoomChange,
  NEW_ROOM,
  type RoomChange,
  type RoomState,
} from '../../../src/client/room/live/room-state.ts';
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
  may: ['chat.send'],
  ...more,
});

const run = (changes: readonly RoomChange[], from: RoomState = NEW_ROOM, nowMs = NOW_MS): RoomState =>
  changes.reduce((state, change) => applyRoomChange(state, change, nowMs), from);
const inRoom = (): RoomState =>
  run([
    { kind: 'welcome', body: welcome() },
    { kind: 'connection', state: 'connected' },
  ]);
const texts = (state: RoomState) =>
  chatLines(state.chat).map((line) => (line.kind === 'message' ? `${line.delivery}:${line.text}` : line.what));

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
    const state = run([{ kind: 'joined', body: person('m', { role: 'moderator', joinedAt: at(9) }) }], inRoom());
    const order = (room: RoomState) => room.participants.map(({ id }) => id).join('');
    expect(order(state)).to.equal('bmaz');
    expect(order(run([{ kind: 'changed', body: person('a', { microphone: 'muted' }) }], state))).to.equal('bmaz');
  });

  it('tells who comes and goes in one line when it happens at once, and keeps others apart', () => {
    const state = run(
      [
        { kind: 'joined', body: person('p') },
        { kind: 'joined', body: person('q') },
        { kind: 'left', body: { id: 'p', reason: 'left' } },
        { kind: 'left', body: { id: 'q', reason: 'lost' } },
      ],
      inRoom(),
    );
    const lines = chatLines(state.chat).slice(2);
    expect(lines).to.deep.include.members([
      { kind: 'activity', key: (lines[0] as { key: string }).key, what: 'joined', names: ['P', 'Q'], atMs: NOW_MS },
    ]);
    expect(texts(state).slice(2)).to.deep.equal(['joined', 'gone', 'lost']);
    const later = applyRoomChange(state, { kind: 'left', body: { id: 'a', reason: 'lost' } }, NOW_MS + 60_000);
    expect(texts(later).slice(2)).to.deep.equal(['joined', 'gone', 'lost', 'lost']);
  });

  it('does not announce oneself, nor somebody who is there already', () => {
    const state = run(
      [
        { kind: 'joined', body: person('z') },
        { kind: 'joined', body: person('a') },
      ],
      inRoom(),
    );
    expect(texts(state)).to.have.length(2);
    expect(state.participants).to.have.length(3);
  });

  it('shows an own message at once and replaces it by the room’s, once', () => {
    const written = run([{ kind: 'write', clientId: 'mine-0001', text: 'hello' }], inRoom());
    expect(texts(written).at(-1)).to.equal('pending:hello');
    const other = run([{ kind: 'message', body: said(3, 'b') }], written);
    expect(texts(other).slice(-2), 'what is not confirmed stays last').to.deep.equal([
      'sent:message 3',
      'pending:hello',
    ]);
    const confirmed = run([{ kind: 'message', body: said(4, 'z', 'mine-0001') }], other);
    expect(texts(confirmed).slice(-2)).to.deep.equal(['sent:message 3', 'sent:message 4']);
    const keys = chatLines(confirmed.chat).map(({ key }) => key);
    expect(new Set(keys).size).to.equal(keys.length);
    expect(keys.at(-1), 'the same element on the page').to.equal('mine-0001');
  });

  it('keeps a message that was refused until it is sent again or discarded', () => {
    const failed = run(
      [
        { kind: 'write', clientId: 'mine-0001', text: 'hello' },
        { kind: 'not-sent', clientId: 'mine-0001', code: 'too-many-attempts' },
      ],
      inRoom(),
    );
    expect(failed.chat.unsettled[0]).to.include({ delivery: 'failed', failure: 'too-many-attempts' });
    const again = run([{ kind: 'send-again', clientId: 'mine-0001' }], failed);
    expect(again.chat.unsettled[0]).to.include({ delivery: 'pending' }).and.not.have.property('failure');
    expect(run([{ kind: 'discard', clientId: 'mine-0001' }], failed).chat.unsettled).to.deep.equal([]);
  });

  it('another’s message with the name of an own one does not settle the own one', () => {
    const state = run(
      [
        { kind: 'write', clientId: 'mine-0001', text: 'hello' },
        { kind: 'message', body: said(3, 'a', 'mine-0001') },
      ],
      inRoom(),
    );
    expect(texts(state).slice(-2)).to.deep.equal(['sent:message 3', 'pending:hello']);
    const keys = chatLines(state.chat).map(({ key }) => key);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('after a reconnection adds only what was missed, counts it, and settles what arrived meanwhile', () => {
    const away = run(
      [
        { kind: 'connection', state: 'reconnecting' },
        { kind: 'write', clientId: 'mine-0001', text: 'hello' },
        { kind: 'reading', reading: false },
      ],
      inRoom(),
    );
    expect(away.awaySinceMs).to.equal(NOW_MS);
    const back = run(
      [
        {
          kind: 'welcome',
          body: welcome({ chat: [said(1, 'b'), said(2, 'z'), said(3, 'z', 'mine-0001'), said(4, 'a')] }),
        },
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
        { kind: 'reading', reading: false },
        { kind: 'message', body: said(3, 'b') },
        { kind: 'message', body: said(4, 'z') },
        { kind: 'message', body: said(5, 'a') },
      ],
      inRoom(),
    );
    expect(hidden.unread).to.equal(2);
    expect(run([{ kind: 'reading', reading: true }], hidden).unread).to.equal(0);
    expect(run([{ kind: 'message', body: said(3, 'b') }], inRoom()).unread).to.equal(0);
  });

  it('is over when the session ends or when one is removed, not when another is', () => {
    expect(run([{ kind: 'ended', body: { reason: 'cancelled' } }], inRoom()).ended).to.equal('cancelled');
    expect(run([{ kind: 'left', body: { id: 'z', reason: 'removed' } }], inRoom()).ended).to.equal('removed');
    expect(run([{ kind: 'left', body: { id: 'a', reason: 'removed' } }], inRoom()).ended).to.equal(undefined);
  });

  it('takes over a new role of one’s own', () => {
    const state = run([{ kind: 'changed', body: person('z', { role: 'moderator', name: 'Zoe' }) }], inRoom());
    expect(state.you).to.include({ role: 'moderator', name: 'Zoe' });
  });
});
