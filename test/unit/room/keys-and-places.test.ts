import { expect } from 'chai';
import type { ParticipantId } from '../../../src/base/ids.ts';
import type { RoomCommandBody, RoomCommandName } from '../../../src/contract/room/room-messages.ts';
import type { Knock } from '../../../src/meetings/room-door.ts';
import { apply, type RoomCommand } from '../../../src/room/apply.ts';
import { judgeEntry } from '../../../src/room/entry-rules.ts';
import {
  KEYLESS_MAX,
  LOBBY_TEXT_MAX,
  type RoomState,
  removedBodies,
  WAITING_MAX,
} from '../../../src/room/room-state.ts';
import { welcomeTo } from '../../../src/room/welcome.ts';
import { emptyRoom, enterAs, roomAfter, SESSION } from './room-commands.ts';

let made = 0;
const ask = <Name extends RoomCommandName>(actorId: string, name: Name, body: RoomCommandBody<Name>): RoomCommand => {
  made += 1;
  return { kind: 'ask', actorId: actorId as ParticipantId, name, body, newId: `made-${made}` } as RoomCommand;
};
const later = SESSION.startedMs + 60_000;
const knockOf = (id: string, more: Partial<Knock> = {}): RoomCommand => ({
  kind: 'knock',
  knock: {
    ...{ id, participantId: id as ParticipantId, person: `guest:${id}`, name: id, key: 'none' as const },
    ...{ role: 'attendee' as const, rank: 9, mayModerate: false, via: 'web' as const, reason: 'no-key' as const },
    ...more,
  },
});
const then = (room: RoomState, ...commands: readonly RoomCommand[]): RoomState =>
  commands.reduce((state, command) => {
    const { refused, state: next } = apply(state, command, later);
    if (refused !== undefined) throw new Error(`${command.kind} was refused: ${refused}`);
    return next;
  }, room);
const roles = (room: RoomState): Record<string, string> =>
  Object.fromEntries([...room.participants.values()].map(({ id, role }) => [id, role]));

const olga = enterAs('olga', { role: 'organizer', person: 'account:olga', key: 'account' });
const byAccount = { person: 'account:zoe', also: 'invitee:zoe@example.org', key: 'account' } as const;
const byLink = { person: 'invitee:zoe@example.org', key: 'link' } as const;
const role = 'attendee';

describe('one invitee with two keys, an account and a personal link', () => {
  it('who was put out by the one does not come in by the other, until they are let back', () => {
    for (const [inside, other] of [
      [byAccount, byLink],
      [byLink, byAccount],
    ] as const) {
      const out = roomAfter(olga, enterAs('zoe', inside), ask('olga', 'participant.remove', { id: 'zoe' }));
      expect(judgeEntry(out, { ...other, role }), other.key).to.deep.equal({ kind: 'removed' });
      expect(apply(out, enterAs('again', other), later).refused).to.equal('removed-from-meeting');
      expect(removedBodies(out).map(({ id }) => id)).to.deep.equal(['zoe']);
      const back = then(out, ask('olga', 'participant.let-back', { id: 'zoe' }));
      expect(judgeEntry(back, { ...other, role }), other.key).to.deep.equal({ kind: 'enter' });
    }
  });

  it('who was sent back by the one waits with the other too, and both are let in together', () => {
    const sent = roomAfter(olga, enterAs('zoe', byAccount), ask('olga', 'participant.wait', { id: 'zoe' }));
    expect(judgeEntry(sent, { ...byLink, role })).to.deep.equal({ kind: 'wait', reason: 'sent-back' });
    const admitted = then(sent, knockOf('knock', { ...byAccount }), ask('olga', 'lobby.admit', { ids: ['knock'] }));
    expect(judgeEntry(admitted, { ...byLink, role })).to.deep.equal({ kind: 'enter' });
  });

  it('is put out on both when they are in by both', () => {
    const both = roomAfter(olga, enterAs('zoe', byLink), enterAs('zoe-2', byAccount));
    const out = then(both, ask('olga', 'participant.remove', { id: 'zoe-2' }));
    expect(roles(out)).to.deep.equal({ olga: 'organizer' });
  });

  it('a link waits, and its invitee is asked, while they are in by their account', () => {
    const inside = roomAfter(olga, enterAs('zoe', byAccount));
    expect(judgeEntry(inside, { ...byLink, role })).to.deep.equal({ kind: 'wait', reason: 'already-inside' });
    const { effects, state } = apply(inside, knockOf('knock', byLink), later);
    expect(effects).to.deep.include({
      ...{ effect: 'tell', event: 'device.knocked', body: { id: 'knock', name: 'knock' }, to: ['zoe'] },
    });
    const answered = apply(state, ask('zoe', 'device.answer', { id: 'knock', answer: 'both' }), later);
    expect(answered.state.decisions.get('knock')?.decision).to.equal('admitted');
  });

  it('a moderator whose link was in other hands comes in by their account', () => {
    const mona = { person: 'account:mona', also: byLink.person, key: 'account', role: 'moderator' } as const;
    const out = roomAfter(olga, enterAs('somebody', byLink), ask('olga', 'participant.remove', { id: 'somebody' }));
    expect(judgeEntry(out, mona)).to.deep.equal({ kind: 'enter' });
  });
});

describe('somebody who was sent back to the lobby', () => {
  it('does not come in as somebody new by the PIN', () => {
    const sent = roomAfter(olga, enterAs('gus', { key: 'pin' }), ask('olga', 'participant.wait', { id: 'gus' }));
    expect(judgeEntry(sent, { person: 'guest:new', key: 'pin', role })).to.deep.equal({
      ...{ kind: 'wait', reason: 'after-removal' },
    });
  });
});

describe('a role that was given in the room', () => {
  const given = roomAfter(
    olga,
    enterAs('zoe', { ...byLink, mayModerate: true }),
    ask('olga', 'moderator.give', { id: 'zoe' }),
  );

  it('stays with the account that has the right, not with a link that was passed on', () => {
    const gone = then(given, ask('zoe', 'session.leave', {}));
    expect(roles(then(gone, enterAs('other', byLink)))).to.include({ other: 'attendee' });
    expect(roles(then(gone, enterAs('other', { ...byLink, mayModerate: true })))).to.include({ other: 'moderator' });
  });

  it('is not taken over from somebody whose connection is lost', () => {
    const lost = then(given, { kind: 'lose', id: 'zoe' as ParticipantId, connectionId: 'connection-zoe' });
    expect(roles(then(lost, enterAs('zoe', { ...byLink, connectionId: 'c2' })))).to.include({ zoe: 'attendee' });
  });
});

describe('who stands in for the organizer', () => {
  const moderator = (id: string, rank = 4) =>
    enterAs(id, { role: 'moderator', person: `account:${id}`, key: 'account', rank });
  const standIn = (): RoomState =>
    then(roomAfter(olga, moderator('mona'), moderator('max')), ask('olga', 'session.leave', {}));

  it('may hand the meeting on, and the calendar’s organizer still takes it back', () => {
    const handed = then(standIn(), ask('mona', 'organizer.give', { id: 'max' }));
    expect(roles(handed)).to.deep.equal({ mona: 'moderator', max: 'organizer' });
    expect(roles(then(handed, olga))).to.deep.equal({ mona: 'moderator', max: 'moderator', olga: 'organizer' });
  });

  it('has one role on all devices', () => {
    const handed = roomAfter(olga, moderator('mona'), ask('olga', 'organizer.give', { id: 'mona' }));
    const second = enterAs('phone', { role: 'moderator', person: 'account:mona', key: 'account' });
    expect(roles(then(handed, second))).to.deep.equal({ olga: 'moderator', mona: 'organizer', phone: 'organizer' });
  });
});

describe('a crowded lobby', () => {
  const many = (count: number, more: Partial<Knock>): RoomCommand[] =>
    Array.from({ length: count }, (_, index) => knockOf(`${more.key}-${index}`, more));

  it('keeps room for those with a key, and refuses who must come again rather than forget them', () => {
    const locked = roomAfter(olga, ask('olga', 'meeting.set', { locked: true }));
    const crowd = then(locked, ...many(KEYLESS_MAX, { key: 'none' }));
    expect(apply(crowd, knockOf('one-more'), later).refused).to.equal('too-many-attempts');
    const full = then(crowd, ...many(WAITING_MAX - KEYLESS_MAX, { key: 'link' }));
    expect(apply(full, knockOf('late', { key: 'link' }), later).refused).to.equal('too-many-attempts');
    expect(apply(full, knockOf('none-1'), later).refused).to.equal(undefined);
  });

  it('writes no more in all than a moderator’s connection carries', () => {
    let room = roomAfter(olga, ...many(50, { key: 'none' }));
    let written = 0;
    for (let index = 0; index < 1_000; index += 1) {
      const text = 'x'.repeat(500);
      const words = { knockId: `none-${index % 50}`, clientId: `client-${index}`, text, newId: `line-${index}` };
      const { refused, state } = apply(room, { kind: 'waiter-writes', ...words }, later);
      if (refused === undefined) written += text.length;
      room = state;
    }
    expect(written).to.equal(LOBBY_TEXT_MAX);
  });
});

describe('private messages in a welcome', () => {
  const parts = {
    meeting: {
      ...{ id: SESSION.meetingId, title: '', organizerName: '', joinUrl: '', pin: '', sipUri: undefined },
      phoneNumbers: [],
      agenda: [],
    },
    ...{ resumeToken: '', screenKey: '', nowMs: later },
  };
  const welcome = (room: RoomState, id: string) => {
    const participant = room.participants.get(id as ParticipantId);
    if (participant === undefined) throw new Error('they are not in');
    return welcomeTo(room, participant, parts);
  };
  const write = (from: string, to: string, text: string, index: number): RoomCommand =>
    ask(from, 'chat.send', { to, text, clientId: `client-${index}` });

  it('are the newest, and never so many that their reader cannot come back', () => {
    let room = roomAfter(enterAs('ann'), enterAs('bob'));
    for (let index = 0; index < 500; index += 1)
      room = then(room, write('ann', 'bob', `${index}`.padEnd(4_000), index));
    const texts = welcome(room, 'bob').privateChat.map(({ text }) => text.trim());
    expect(texts.at(-1)).to.equal('499');
    expect(JSON.stringify(welcome(room, 'bob')).length).to.be.below(300_000);
  });

  it('are shown to another device of the same account, not to another holder of the same link', () => {
    for (const [who, shown] of [
      [byAccount, 1],
      [byLink, 0],
    ] as const) {
      const first = then(emptyRoom(), enterAs('ann'), enterAs('zoe', who), write('ann', 'zoe', 'hush', 1));
      const both = then(first, enterAs('zoe-2', { ...who, key: 'admitted' }));
      expect(welcome(both, 'zoe-2').privateChat, who.key).to.have.length(shown);
    }
  });
});
