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
  'audio.send': { organizer: true, moderator: true, attendee: true },
  'chat.send': { organizer: true, moderator: true, attendee: true },
  'microphone.set': { organizer: true, moderator: true, attendee: true },
  'people.invite': { organizer: true, moderator: true, attendee: false },
  'pin.read': { organizer: true, moderator: true, attendee: false },
  'session.end': { organizer: true, moderator: false, attendee: false },
  'session.leave': { organizer: true, moderator: true, attendee: true },
};

const BODIES: { readonly [Name in RoomCommandName]: unknown } = {
  'chat.send': { text: 'hello', clientId: 'client-1' },
  'microphone.set': { state: 'on' },
  'session.end': {},
  'session.leave': {},
};

const askAs = (actorId: string, name: RoomCommandName): Ask =>
  ({ kind: 'ask', actorId, name, body: ROOM_COMMANDS[name].parse(BODIES[name]), newId: 'new' }) as Ask;

describe('rights in a room', () => {
  for (const role of ROLES) {
    const room = roomAfter(enterAs('ann', { role, person: 'account:ann' }), enterAs('bob', { role: 'organizer' }));
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
        expect(refused).to.equal(EXPECTED[ROOM_MESSAGES[name].allow][role] ? undefined : 'not-allowed');
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
    const room = roomAfter(enterAs('ann', { role: 'organizer' }));
    const asOrganizer = room.participants.get('ann' as ParticipantId) ?? expect.fail('not in');
    const demoted = apply(
      room,
      enterAs('ann', { role: 'attendee', connectionId: 'again' }),
      SESSION.startedMs + 5_000,
    ).state;
    expect(can(asOrganizer, 'session.end', demoted)).to.equal(false);
    expect(apply(demoted, askAs('ann', 'session.end'), SESSION.startedMs + 6_000).refused).to.equal('not-allowed');
    const left = apply(room, askAs('ann', 'session.leave'), SESSION.startedMs + 5_000).state;
    expect(can(asOrganizer, 'chat.send', left)).to.equal(false);
    const over = apply(room, { kind: 'ended', reason: 'ended' }, SESSION.startedMs + 5_000).state;
    expect(can(asOrganizer, 'chat.send', over)).to.equal(false);
  });

  it('has one file for each command, under its own name', () => {
    for (const [name, message] of Object.entries(ROOM_MESSAGES)) expect(message.name).to.equal(name);
    expect(Object.keys(ROOM_MESSAGES).sort()).to.deep.equal(Object.keys(ROOM_COMMANDS).sort());
  });
});
