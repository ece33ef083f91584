import { expect } from 'chai';
import type { ParticipantId } from '../../../src/base/ids.ts';
import type { GuestRights } from '../../../src/contract/http/meeting-policy.ts';
import { FREE_GUESTS } from '../../../src/meetings/meeting-policy.ts';
import { type Ask, apply } from '../../../src/room/apply.ts';
import { can } from '../../../src/room/rights.ts';
import type { RoomState } from '../../../src/room/room-state.ts';
import { seenBy, toldOf } from '../../../src/room/seen-people.ts';
import { enterAs, roomAfter, SESSION } from './room-commands.ts';

const BEGINNING = { everyoneWaits: false, participantsMax: 1_000, recordingMaxMs: 3_600_000, mayRecord: true };

const room = roomAfter(
  enterAs('olga', { role: 'organizer', person: 'account:olga' }),
  enterAs('guy'),
  enterAs('gail'),
  enterAs('anna', { person: 'account:anna' }),
);

const under = (state: RoomState, guests: Partial<GuestRights>, alwaysWaits = false) =>
  apply(
    state,
    {
      kind: 'rules',
      before: BEGINNING,
      after: { ...BEGINNING, policy: { alwaysWaits, guests: { ...FREE_GUESTS, ...guests } } },
    },
    SESSION.startedMs + 60_000,
  );
const ask = (state: RoomState, actorId: string, name: string, body: object) =>
  apply(
    state,
    { kind: 'ask', actorId: actorId as ParticipantId, name, body, newId: 'new' } as unknown as Ask,
    SESSION.startedMs + 61_000,
  );
const personOf = (state: RoomState, id: string) => {
  const person = state.participants.get(id as ParticipantId);
  if (person === undefined) throw new Error(`${id} is not in`);
  return person;
};
const chat = { text: 'Hello', clientId: 'client-id-1' };

describe('what guests may do', () => {
  it('takes speech from those without an account alone, and mutes them at once', () => {
    const talking = ask(room, 'guy', 'microphone.set', { state: 'on' }).state;
    const { state, effects } = under(talking, { speak: false });
    expect(personOf(state, 'guy').microphone).to.equal('muted');
    expect(effects).to.deep.include({ effect: 'voice', id: 'guy', allowed: false, direct: false });
    expect(ask(state, 'guy', 'microphone.set', { state: 'on' }).refused).to.equal('not-allowed');
    for (const id of ['olga', 'anna'])
      expect(ask(state, id, 'microphone.set', { state: 'on' }).refused).to.equal(undefined);
  });

  it('takes the chat, whole or to one person', () => {
    const silent = under(room, { chat: false }).state;
    expect(ask(silent, 'guy', 'chat.send', chat).refused).to.equal('not-allowed');
    expect(ask(silent, 'guy', 'chat.send', { ...chat, to: 'olga' }).refused).to.equal('not-allowed');
    const open = under(room, { privateChat: false }).state;
    expect(ask(open, 'guy', 'chat.send', chat).refused).to.equal(undefined);
    expect(ask(open, 'guy', 'chat.send', { ...chat, to: 'olga' }).refused).to.equal('not-allowed');
    expect(ask(open, 'anna', 'chat.send', { ...chat, to: 'olga' }).refused).to.equal(undefined);
  });

  it('takes files', () => {
    const state = under(room, { files: false }).state;
    expect(can(personOf(state, 'guy'), 'chat.files', state)).to.equal(false);
    expect(can(personOf(state, 'anna'), 'chat.files', state)).to.equal(true);
  });

  it('shows guests themselves and those who moderate, and tells them of nobody else', () => {
    const state = under(room, { seePeople: false }).state;
    const seen = (id: string) => seenBy(personOf(state, id), state).map((one) => one.id);
    expect(seen('guy')).to.deep.equal(['olga', 'guy']);
    expect(seen('anna')).to.deep.equal(['olga', 'guy', 'gail', 'anna']);
    expect(toldOf('participant.changed', 'gail', state)).to.deep.equal(['olga', 'gail', 'anna']);
    expect(toldOf('participant.changed', 'olga', state)).to.equal(undefined);
  });

  it('tells everybody anew what they may when it changes, and nothing when it does not', () => {
    const { state, effects } = under(room, { chat: false });
    expect(effects.filter(({ effect }) => effect === 'welcome')).to.have.length(4);
    expect(under(state, { chat: false }).effects).to.deep.equal([]);
  });

  it('keeps moderators from letting everyone in where everyone waits always', () => {
    const { state } = under(room, {}, true);
    expect(ask(state, 'olga', 'meeting.set', { everyoneWaits: false }).refused).to.equal('not-allowed');
  });
});
