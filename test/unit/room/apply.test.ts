import { expect } from 'chai';
import fc from 'fast-check';
import type { ParticipantId } from '../../../src/base/ids.ts';
import { LIMITS } from '../../../src/contract/limits.ts';
import { ROOM_EVENTS } from '../../../src/contract/room/room-messages.ts';
import { type Ask, apply } from '../../../src/room/apply.ts';
import type { RoomEffect } from '../../../src/room/room-effect.ts';
import { CHAT_HISTORY, EMPTY_MS, GRACE_MS, NUMBER_MAX, type RoomState } from '../../../src/room/room-state.ts';
import { emptyRoom, enterAs, play, roomAfter, roomHistory, SESSION } from './room-commands.ts';

const now = SESSION.startedMs + 60_000;
const say = (actorId: string, text: string, clientId = `client-${text}`): Ask => ({
  kind: 'ask',
  actorId: actorId as ParticipantId,
  name: 'chat.send',
  body: { text, clientId },
  newId: `id-${text}`,
});
const kinds = (effects: readonly RoomEffect[]): string[] =>
  effects.map((effect) => (effect.effect === 'tell' ? effect.event : effect.effect));
const image = (state: RoomState): string =>
  JSON.stringify(state, (_key, value: unknown) => (value instanceof Map ? [...value] : value));

describe('the room’s state machine', () => {
  it('numbers people in the order in which they first come', () => {
    const room = roomAfter(enterAs('ann'), enterAs('bob'), enterAs('ann', { connectionId: 'other' }), enterAs('cleo'));
    expect([...room.participants.values()].map(({ id, number }) => [id, number])).to.deep.equal([
      ['ann', 1],
      ['bob', 2],
      ['cleo', 3],
    ]);
  });

  it('stores before it tells', () => {
    const applied = apply(roomAfter(enterAs('ann')), say('ann', 'hello'), now);
    expect(kinds(applied.effects)).to.deep.equal(['store', 'chat.message']);
    expect(kinds(apply(emptyRoom(), enterAs('ann'), now).effects)).to.deep.equal([
      'store',
      'store',
      'voice',
      'participant.joined',
    ]);
  });

  it('keeps the newest messages for late comers and counts all', () => {
    const messages = Array.from({ length: CHAT_HISTORY + 5 }, (_, index) => say('ann', `${index}`));
    const room = roomAfter(enterAs('ann'), ...messages);
    expect(room.chat).to.have.length(CHAT_HISTORY);
    expect(room.chat[0]?.text).to.equal('5');
    expect(room.chatSequence).to.equal(CHAT_HISTORY + 5);
  });

  it('does nothing for a message that it has', () => {
    const room = roomAfter(enterAs('ann'), say('ann', 'hello', 'the-same'));
    const applied = apply(room, say('ann', 'hello', 'the-same'), now);
    expect(applied).to.deep.equal({ state: room, effects: [] });
  });

  it('lets a voice through only while its microphone is on', () => {
    const set = (state: 'on' | 'muted') =>
      ({ kind: 'ask', actorId: 'ann' as ParticipantId, name: 'microphone.set', body: { state }, newId: '' }) as const;
    const on = apply(roomAfter(enterAs('ann')), set('on'), now);
    expect(on.effects[0]).to.deep.equal({ effect: 'voice', id: 'ann', allowed: true, direct: true });
    expect(apply(on.state, set('muted'), now).effects[0]).to.deep.equal({
      effect: 'voice',
      id: 'ann',
      allowed: false,
      direct: true,
    });
    expect(apply(on.state, set('on'), now).effects).to.deep.equal([]);
  });

  it('closes the earlier connection of someone who comes in again, and lets it say no more', () => {
    const room = roomAfter(enterAs('ann', { connectionId: 'first' }));
    const again = apply(room, { kind: 'resume', id: 'ann' as ParticipantId, connectionId: 'second' }, now);
    expect(again.effects).to.deep.include({ effect: 'close', connectionId: 'first' });
    const late = apply(again.state, { kind: 'lose', id: 'ann' as ParticipantId, connectionId: 'first' }, now);
    expect(late).to.deep.equal({ state: again.state, effects: [] });
  });

  it('waits a minute for a lost connection, not less and not more', () => {
    const lost = apply(
      roomAfter(enterAs('ann')),
      { kind: 'lose', id: 'ann' as ParticipantId, connectionId: 'connection-ann' },
      now,
    ).state;
    expect(apply(lost, { kind: 'tick' }, now + GRACE_MS - 1).effects).to.deep.equal([]);
    const over = apply(lost, { kind: 'tick' }, now + GRACE_MS);
    expect(kinds(over.effects)).to.deep.equal(['store', 'voice', 'participant.left']);
    expect(over.state.participants.size).to.equal(0);
  });

  it('ends when it has been empty for five minutes, also when nobody ever came', () => {
    expect(apply(emptyRoom(), { kind: 'tick' }, SESSION.startedMs + EMPTY_MS - 1).effects).to.deep.equal([]);
    expect(apply(emptyRoom(), { kind: 'tick' }, SESSION.startedMs + EMPTY_MS).effects).to.deep.equal([
      { effect: 'end', reason: 'empty' },
    ]);
  });

  it('takes nothing more once it has ended', () => {
    const room = apply(roomAfter(enterAs('ann', { role: 'organizer' })), { kind: 'ended', reason: 'ended' }, now).state;
    for (const command of [say('ann', 'hello'), enterAs('bob'), enterAs('ann')]) {
      expect(apply(room, command, now)).to.deep.equal({ state: room, effects: [], refused: 'meeting-not-open' });
    }
  });

  it('is full at its limits', () => {
    const crowd = Array.from({ length: LIMITS.participants }, (_, index) => enterAs(`guest-${index}`));
    const full = roomAfter(...crowd);
    expect(apply(full, enterAs('ann'), now).refused).to.equal('room-full');
    // Who is in may still come in again.
    expect(apply(full, enterAs('guest-7', { connectionId: 'again' }), now).refused).to.equal(undefined);
    expect(apply({ ...emptyRoom(), highestNumber: NUMBER_MAX }, enterAs('ann'), now).refused).to.equal('room-full');
  });

  it('refuses commands of people who are not there', () => {
    expect(apply(roomAfter(enterAs('ann')), say('bob', 'hello'), now).refused).to.equal('not-allowed');
  });

  describe('whatever happens in whatever order', () => {
    it('keeps numbers, places and messages consistent', () => {
      fc.assert(
        fc.property(roomHistory(60), (history) => {
          const numbers = new Map<number, string>();
          for (const { before, applied, command } of play(history)) {
            const { state, effects, refused } = applied;
            if (refused !== undefined) {
              expect(state).to.equal(before);
              expect(effects).to.deep.equal([]);
            }
            for (const participant of [...state.participants.values(), ...state.former.values()]) {
              const owner = numbers.get(participant.number) ?? participant.id;
              expect(owner, `number ${participant.number}`).to.equal(participant.id);
              numbers.set(participant.number, participant.id);
            }
            for (const id of state.participants.keys()) expect(state.former.has(id), `${id} twice`).to.equal(false);
            for (const { connectionId, lostMs } of state.participants.values()) {
              expect(connectionId === undefined).to.equal(lostMs !== undefined);
            }
            expect(state.emptySinceMs !== undefined).to.equal(state.participants.size === 0);
            expect(state.chat.map(({ sequence }) => sequence)).to.deep.equal(
              state.chat.map((_, index) => state.chatSequence - state.chat.length + 1 + index),
            );
            if (command.kind === 'ask' && state !== before)
              expect(before.participants.has(command.actorId)).to.equal(true);
          }
        }),
        { numRuns: 300 },
      );
    });

    it('tells what the contract says, and never changes the room it was given', () => {
      fc.assert(
        fc.property(roomHistory(40), (history) => {
          const steps = play(history);
          const images = steps.map(({ before }) => image(before));
          play(history);
          steps.forEach(({ before, applied }, index) => {
            expect(image(before)).to.equal(images[index]);
            for (const effect of applied.effects)
              if (effect.effect === 'tell') ROOM_EVENTS[effect.event].parse(effect.body);
          });
        }),
        { numRuns: 200 },
      );
    });

    it('tells enough: whoever follows the events knows who is there', () => {
      fc.assert(
        fc.property(roomHistory(60), (history) => {
          const known = new Map<string, string>();
          for (const { applied } of play(history)) {
            for (const effect of applied.effects) {
              if (effect.effect !== 'tell') continue;
              if (effect.event === 'participant.joined' || effect.event === 'participant.changed') {
                expect(known.has(effect.body.id)).to.equal(effect.event === 'participant.changed');
                known.set(effect.body.id, `${effect.body.name}/${effect.body.microphone}/${effect.body.connected}`);
              }
              if (effect.event === 'participant.left') expect(known.delete(effect.body.id)).to.equal(true);
            }
            const there = [...applied.state.participants.values()].map(
              ({ id, name, microphone, connectionId }) =>
                [id, `${name}/${microphone}/${connectionId !== undefined}`] as const,
            );
            expect(new Map(there)).to.deep.equal(known);
          }
        }),
        { numRuns: 200 },
      );
    });
  });
});
