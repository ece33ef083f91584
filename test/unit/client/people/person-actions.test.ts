import { expect } from 'chai';
import { handsInOrder } from '../../../../src/client/room/live/people/hands.ts';
import { actionsFor } from '../../../../src/client/room/live/people/person-actions.ts';
import { successorsOf } from '../../../../src/client/room/live/people/successors.ts';
import type { Role } from '../../../../src/contract/room/room-state.ts';
import { at, HOST_MAY, person } from './people-ground.ts';

const seen = (role: Role, may: readonly string[]) => ({
  you: { id: 'z', number: 122, name: 'Z', role },
  may,
  screen: null,
});
const attendee = seen('attendee', ['chat.private', 'chat.send', 'hand.set', 'name.set']);
const moderator = seen('moderator', HOST_MAY);
const organizer = seen('organizer', [...HOST_MAY, 'organizer.give']);

describe('the menu of somebody in the list', () => {
  it('attendees write and set the volume, and rename none but themselves', () => {
    expect(actionsFor(person('a'), attendee)).to.deep.equal(['conversation', 'volume']);
    expect(actionsFor(person('z'), attendee)).to.deep.equal(['rename']);
  });

  it('nobody reads on a telephone', () => {
    expect(actionsFor(person('a', { via: 'phone' }), attendee)).to.deep.equal(['volume']);
  });

  it('who moderates names who is on a telephone, and nobody else', () => {
    const host = seen('moderator', [...HOST_MAY, 'participant.rename']);
    expect(actionsFor(person('a', { via: 'phone' }), host)).to.include('nameCaller');
    expect(actionsFor(person('a'), host)).to.not.include('nameCaller');
    expect(actionsFor(person('a', { via: 'phone' }), attendee)).to.not.include('nameCaller');
  });

  it('moderator status is offered only for accounts that may moderate, and taken only from those who have it', () => {
    expect(actionsFor(person('a'), moderator)).to.not.include('giveModerator');
    expect(actionsFor(person('a', { mayModerate: true }), moderator)).to.include('giveModerator');
    const other = actionsFor(person('m', { role: 'moderator', mayModerate: true }), moderator);
    expect(other).to.include('takeModerator').and.not.include('giveModerator');
  });

  it('the organizer is muted like any other, and is otherwise out of a moderator’s reach', () => {
    const found = actionsFor(person('b', { role: 'organizer', mayModerate: true, handSince: at(1) }), moderator);
    expect(found).to.deep.equal(['conversation', 'volume', 'mute', 'lowerHand', 'offerScreen']);
  });

  it('mute and lower hand are there while there is something to mute or lower', () => {
    expect(actionsFor(person('a', { microphone: 'muted' }), moderator)).to.not.include('mute');
    expect(actionsFor(person('a'), moderator))
      .to.include('mute')
      .and.not.include('lowerHand');
    expect(actionsFor(person('a', { handSince: at(1) }), moderator)).to.include('lowerHand');
  });

  it('the organizer alone hands the meeting over, to those who may moderate', () => {
    const account = person('a', { mayModerate: true });
    expect(actionsFor(account, organizer)).to.include('giveOrganizer');
    expect(actionsFor(account, moderator)).to.not.include('giveOrganizer');
    expect(actionsFor(person('a'), organizer)).to.not.include('giveOrganizer');
  });

  it('who presents is not asked to present', () => {
    const other = person('m', { role: 'moderator' });
    const screen = { id: 's', participantId: 'm', startedAt: at(0), paused: false };
    expect(actionsFor(other, moderator)).to.include('offerScreen');
    expect(actionsFor(other, { ...moderator, screen })).to.not.include('offerScreen');
    expect(actionsFor(person('a'), moderator), 'who may not present').to.not.include('offerScreen');
  });
});

describe('hands', () => {
  it('are called in the order in which they went up', () => {
    const people = [person('a', { handSince: at(9) }), person('b'), person('c', { handSince: at(2) })];
    expect(handsInOrder(people).map(({ id }) => id)).to.deep.equal(['c', 'a']);
  });
});

describe('who may take the meeting over', () => {
  const participants = [
    person('z', { role: 'organizer', mayModerate: true }),
    person('m', { role: 'moderator', mayModerate: true }),
    person('a'),
    person('c', { mayModerate: true }),
    person('d', { mayModerate: true, connected: false }),
  ];

  it('those who are there and may moderate, asked of the organizer alone', () => {
    expect(successorsOf({ ...organizer, participants }).map(({ id }) => id)).to.deep.equal(['m', 'c']);
    expect(successorsOf({ ...moderator, participants })).to.deep.equal([]);
  });
});
