import { expect } from 'chai';
import { at, HOST_MAY, inRoom, person, take, waiter, welcome } from './people-ground.ts';

describe('people and lobby as the screen sees them', () => {
  const host = () =>
    inRoom({
      may: HOST_MAY,
      lobby: [waiter('q', { since: at(5) }), waiter('p', { since: at(1) })],
      removed: [{ id: 'r', name: 'R', at: at(0) }],
      qualities: { a: 'poor' },
    });

  it('those who wait stand in the order of their knocks, and go when they are gone', () => {
    const state = take(host(), 'lobby.waiting', waiter('o', { since: at(3) }));
    expect(state.lobby.map(({ id }) => id)).to.deep.equal(['p', 'o', 'q']);
    const seen = take(state, 'lobby.waiting', waiter('o', { since: at(3), seen: true }));
    expect(
      seen.lobby.map(({ id }) => id),
      'nobody moves',
    ).to.deep.equal(['p', 'o', 'q']);
    expect(take(seen, 'lobby.gone', { id: 'o', how: 'admitted' }).lobby.map(({ id }) => id)).to.deep.equal(['p', 'q']);
  });

  it('a welcome that no longer brings lobby, removed and qualities takes them away: one is no host any more', () => {
    const state = take(host(), 'welcome', welcome());
    expect([state.lobby, state.removed, state.qualities]).to.deep.equal([[], [], {}]);
    expect(state.may).to.not.include('lobby.admit');
  });

  it('whole numbers of telephones are kept for those who are told, until they leave or one hosts no more', () => {
    const told = take(inRoom({ may: HOST_MAY, callers: { a: '+33 1' } }), 'participant.caller', {
      id: 'b',
      number: '+33 2',
    });
    expect(told.callers).to.deep.equal({ a: '+33 1', b: '+33 2' });
    expect(take(told, 'participant.left', { id: 'a', reason: 'left' }).callers).to.deep.equal({ b: '+33 2' });
    expect(take(told, 'welcome', welcome()).callers).to.deep.equal({});
  });

  it('a connection that is good again is no longer marked, nor that of somebody who has left', () => {
    const fair = take(host(), 'participant.quality', { id: 'b', quality: 'fair' });
    expect(fair.qualities).to.deep.equal({ a: 'poor', b: 'fair' });
    expect(take(fair, 'participant.quality', { id: 'a', quality: 'good' }).qualities).to.deep.equal({ b: 'fair' });
    expect(take(fair, 'participant.left', { id: 'a', reason: 'left' }).qualities).to.deep.equal({ b: 'fair' });
  });

  it('sent back, moved or removed is the end here, and a lobby ticket is kept', () => {
    const back = take(take(host(), 'participant.left', { id: 'z', reason: 'waits' }), 'you.wait', { waitTicket: 'w' });
    expect(back).to.include({ ended: 'waits', waitTicket: 'w' });
    expect(take(host(), 'you.moved', {}).ended).to.equal('moved');
    expect(take(host(), 'participant.left', { id: 'z', reason: 'removed' }).ended).to.equal('removed');
  });

  it('one’s own link used elsewhere is asked about once, until it is answered', () => {
    const once = take(host(), 'device.knocked', { id: 'k', name: 'Z' });
    const twice = take(once, 'device.knocked', { id: 'k', name: 'Z' });
    expect(twice.devices).to.have.length(1);
    expect(take(twice, 'device.gone', { id: 'k' }).devices).to.deep.equal([]);
  });

  it('settings, removed people and the screen follow the room', () => {
    const locked = { locked: true, everyoneWaits: false, participantsMax: 5 };
    expect(take(host(), 'meeting.changed', locked).settings).to.deep.equal(locked);
    expect(take(host(), 'removed.changed', { removed: [] }).removed).to.deep.equal([]);
    const screen = { id: 's', participantId: 'a', startedAt: at(0), paused: false };
    const offered = take(host(), 'screen.offered', { by: 'b' });
    expect(offered.screenOfferedBy).to.equal('b');
    expect(take(offered, 'screen.changed', { screen })).to.deep.include({ screen, screenOfferedBy: undefined });
  });

  it('a hand that goes down goes from the list', () => {
    const up = take(host(), 'participant.changed', person('a', { handSince: at(1) }));
    expect(up.participants.find(({ id }) => id === 'a')?.handSince).to.equal(at(1));
    const down = take(up, 'participant.changed', person('a'));
    expect(down.participants.find(({ id }) => id === 'a')?.handSince).to.equal(undefined);
  });
});
