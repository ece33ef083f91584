import { expect } from 'chai';
import type { ParticipantId } from '../../../src/base/ids.ts';
import { ROOM_COMMANDS, type RoomCommandName } from '../../../src/contract/room/room-messages.ts';
import { ROLES, type Role } from '../../../src/contract/room/room-state.ts';
import { type Ask, apply } from '../../../src/room/apply.ts';
import { ROOM_MESSAGES } from '../../../src/room/messages/message-table.ts';
import { can, RIGHTS, type RoomAction } from '../../../src/room/rights.ts';
import { enterAs, roomAfter, SESSION } from './room-commands.ts';

/** The whole matrix, written down a second time: a change of a right is a change here too. */
const EXPECTED: Record<RoomAction, Record<Role, boolean>> = {
  'audio.direct': { organizer: true, moderator: true, attendee: true },
  'audio.send': { organizer: true, moderator: true, attendee: true },
  'chat.delete': { organizer: true, moderator: true, attendee: true },
  'chat.files': { organizer: true, moderator: true, attendee: true },
  'chat.private': { organizer: true, moderator: true, attendee: true },
  'chat.send': { organizer: true, moderator: true, attendee: true },
  'device.answer': { organizer: true, moderator: true, attendee: true },
  'hand.lower': { organizer: true, moderator: true, attendee: false },
  'hand.set': { organizer: true, moderator: true, attendee: true },
  'lobby.admit': { organizer: true, moderator: true, attendee: false },
  'lobby.decline': { organizer: true, moderator: true, attendee: false },
  'lobby.message': { organizer: false, moderator: false, attendee: false },
  'lobby.see': { organizer: true, moderator: true, attendee: false },
  'lobby.write': { organizer: true, moderator: true, attendee: false },
  'meeting.set': { organizer: true, moderator: true, attendee: false },
  'microphone.set': { organizer: true, moderator: true, attendee: true },
  'moderator.give': { organizer: true, moderator: true, attendee: false },
  'moderator.take': { organizer: true, moderator: true, attendee: false },
  'name.set': { organizer: true, moderator: true, attendee: true },
  'organizer.give': { organizer: true, moderator: false, attendee: false },
  'participant.let-back': { organizer: true, moderator: true, attendee: false },
  'participant.mute': { organizer: true, moderator: true, attendee: false },
  'participant.remove': { organizer: true, moderator: true, attendee: false },
  'participant.rename': { organizer: true, moderator: true, attendee: false },
  'participant.wait': { organizer: true, moderator: true, attendee: false },
  'participants.mute': { organizer: true, moderator: true, attendee: false },
  'people.call': { organizer: true, moderator: true, attendee: false },
  'people.invite': { organizer: true, moderator: true, attendee: false },
  'people.see': { organizer: true, moderator: true, attendee: true },
  'pin.read': { organizer: true, moderator: true, attendee: false },
  'quality.set': { organizer: true, moderator: true, attendee: true },
  'recording.mark': { organizer: true, moderator: true, attendee: false },
  'recording.pause': { organizer: true, moderator: false, attendee: false },
  'recording.start': { organizer: true, moderator: false, attendee: false },
  'recording.stop': { organizer: true, moderator: false, attendee: false },
  'screen.offer': { organizer: true, moderator: true, attendee: false },
  'screen.set': { organizer: true, moderator: true, attendee: false },
  'screen.start': { organizer: true, moderator: true, attendee: false },
  'screen.stop': { organizer: true, moderator: true, attendee: false },
  'session.end': { organizer: true, moderator: true, attendee: false },
  'session.leave': { organizer: true, moderator: true, attendee: true },
};

const BODIES: { readonly [Name in RoomCommandName]: unknown } = {
  'chat.send': { text: 'hello', clientId: 'client-1' },
  'chat.delete': { id: 'message' },
  'microphone.set': { state: 'on' },
  'hand.set': { raised: true },
  'hand.lower': { id: 'cleo' },
  'name.set': { name: 'Somebody' },
  'quality.set': { quality: 'poor' },
  'moderator.give': { id: 'cleo' },
  'moderator.take': { id: 'cleo' },
  'organizer.give': { id: 'cleo' },
  'participant.mute': { id: 'cleo' },
  'participant.rename': { id: 'phone', name: 'Odile' },
  'participants.mute': {},
  'participant.wait': { id: 'cleo' },
  'participant.remove': { id: 'cleo' },
  'participant.let-back': { id: 'cleo' },
  'meeting.set': { locked: true },
  'lobby.admit': { ids: ['knock'] },
  'lobby.decline': { id: 'knock' },
  'lobby.see': { ids: ['knock'] },
  'lobby.write': { id: 'knock', text: 'One moment', clientId: 'client-1' },
  'device.answer': { id: 'knock', answer: 'both' },
  'screen.start': {},
  'screen.set': { paused: true },
  'screen.stop': {},
  'screen.offer': { id: 'bob' },
  'recording.start': {},
  'recording.pause': { paused: true },
  'recording.stop': {},
  'recording.mark': { label: 'Decision' },
  'session.end': {},
  'session.leave': {},
};

const askAs = (actorId: string, name: RoomCommandName): Ask =>
  ({ kind: 'ask', actorId, name, body: ROOM_COMMANDS[name].parse(BODIES[name]), newId: 'new' }) as Ask;

describe('rights in a room', () => {
  for (const role of ROLES) {
    const room = roomAfter(
      enterAs('ann', { role, person: 'account:ann' }),
      enterAs('bob', { role: 'organizer' }),
      enterAs('cleo', { person: 'account:cleo', mayModerate: true }),
      enterAs('phone', { via: 'phone' }),
    );
    const ann = room.participants.get('ann' as ParticipantId) ?? expect.fail('not in');
    for (const action of Object.keys(RIGHTS) as RoomAction[]) {
      const allowed = EXPECTED[action][role];
      it(`${role}: ${action} is ${allowed ? 'allowed' : 'refused'}`, () => {
        expect(can(ann, action, room)).to.equal(allowed);
      });
    }
    for (const name of Object.keys(ROOM_MESSAGES) as RoomCommandName[]) {
      it(`${role}: the command ${name} is judged by the table`, () => {
        const { refused } = apply(room, askAs('ann', name), SESSION.startedMs + 9_000);
        const allowed = EXPECTED[ROOM_MESSAGES[name].allow][role];
        // Allowed, it may still have nothing to be done to.
        expect(refused === 'not-allowed').to.equal(!allowed, refused);
      });
    }
  }

  it('to invite people by mail, has nobody without account, in whose name it would be', () => {
    const room = roomAfter(enterAs('ann', { role: 'organizer', person: 'invitee:ann@example.org' }));
    const ann = room.participants.get('ann' as ParticipantId) ?? expect.fail('not in');
    expect(can(ann, 'people.invite', room)).to.equal(false);
    expect(can(ann, 'session.end', room)).to.equal(true);
  });

  it('are those of the moment in which the command runs', () => {
    const room = roomAfter(enterAs('ann', { role: 'moderator' }), enterAs('cleo', { role: 'moderator' }));
    const asModerator = room.participants.get('ann' as ParticipantId) ?? expect.fail('not in');
    const demoted = apply(
      room,
      { kind: 'ask', actorId: 'cleo' as ParticipantId, name: 'moderator.take', body: { id: 'ann' }, newId: 'new' },
      SESSION.startedMs + 5_000,
    ).state;
    expect(can(asModerator, 'session.end', demoted)).to.equal(false);
    expect(apply(demoted, askAs('ann', 'session.end'), SESSION.startedMs + 6_000).refused).to.equal('not-allowed');
    const left = apply(room, askAs('ann', 'session.leave'), SESSION.startedMs + 5_000).state;
    expect(can(asModerator, 'chat.send', left)).to.equal(false);
    const over = apply(room, { kind: 'ended', reason: 'ended' }, SESSION.startedMs + 5_000).state;
    expect(can(asModerator, 'chat.send', over)).to.equal(false);
  });

  it('has one file for each command, under its own name', () => {
    for (const [name, message] of Object.entries(ROOM_MESSAGES)) expect(message.name).to.equal(name);
    expect(Object.keys(ROOM_MESSAGES).sort()).to.deep.equal(Object.keys(ROOM_COMMANDS).sort());
  });
});
