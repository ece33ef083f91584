import { expect } from 'chai';
import type { ParticipantId } from '../../../../src/base/ids.ts';
import type { PhoneSettings } from '../../../../src/contract/http/phone.ts';
import {
  type CallRights,
  callRights,
  tooManyCalls,
  type UsedCalls,
} from '../../../../src/phone/dial-out/call-policy.ts';
import { emptyRoom, enterAs, roomAfter } from '../../room/room-commands.ts';

const CALLS_OUT = { enabled: true, countries: ['FR'], perHour: 5, perHourInAll: 8, atOnce: 3, longestMinutes: 60 };
const SETTINGS: PhoneSettings = {
  enabled: true,
  language: 'fr',
  ownNumber: '',
  callsMax: 300,
  allowedNetworks: [],
  trunkCa: '',
  callsOut: CALLS_OUT,
};

const ROOM = roomAfter(
  enterAs('olga', { role: 'organizer', person: 'account:olga', key: 'account' }),
  enterAs('mia', { role: 'moderator', person: 'account:mia', key: 'account' }),
  enterAs('max', { role: 'organizer', rank: 1, person: 'guest:host' }),
  enterAs('ann', { person: 'account:ann', key: 'account' }),
  enterAs('gus'),
  enterAs('tel', { via: 'phone' }),
);

const PAY = { asker: true, organizer: true };

const rightsOf = (id: string, settings = SETTINGS, room = ROOM, payers = PAY): CallRights => {
  const participant = ROOM.participants.get(id as ParticipantId);
  if (participant === undefined) throw new Error(`nobody called ${id}`);
  return callRights(participant, room, settings, payers);
};

describe('the right to have somebody called', () => {
  it('is that of hosts with an account; everybody may have themselves called', () => {
    expect(rightsOf('olga')).to.deep.equal({ others: true, self: true });
    expect(rightsOf('mia')).to.deep.equal({ others: true, self: true });
    expect(rightsOf('ann')).to.deep.equal({ others: false, self: true });
    expect(rightsOf('gus')).to.deep.equal({ others: false, self: true });
  });

  it('is not that of a host who came by a key, nor of a telephone', () => {
    expect(ROOM.participants.get('max' as ParticipantId)?.role).to.not.equal('attendee');
    expect(rightsOf('max')).to.deep.equal({ others: false, self: true });
    expect(rightsOf('tel')).to.deep.equal({ others: false, self: false });
  });

  it('is that of the account that pays: the asker’s for others, the organizer’s for oneself', () => {
    const inRoom = (payers: { asker: boolean; organizer: boolean }) => rightsOf('mia', SETTINGS, ROOM, payers);
    expect(inRoom({ asker: false, organizer: true })).to.deep.equal({ others: false, self: true });
    expect(inRoom({ asker: true, organizer: false })).to.deep.equal({ others: true, self: false });
  });

  it('is nobody’s while calls out are off, without a country, in a room that they have left or that has ended', () => {
    const nobody = { others: false, self: false };
    expect(rightsOf('olga', { ...SETTINGS, callsOut: { ...CALLS_OUT, enabled: false } })).to.deep.equal(nobody);
    expect(rightsOf('olga', { ...SETTINGS, callsOut: { ...CALLS_OUT, countries: [] } })).to.deep.equal(nobody);
    expect(rightsOf('olga', { ...SETTINGS, enabled: false })).to.deep.equal(nobody);
    expect(rightsOf('olga', SETTINGS, emptyRoom())).to.deep.equal(nobody);
    expect(rightsOf('olga', SETTINGS, { ...ROOM, ended: 'ended' })).to.deep.equal(nobody);
  });
});

describe('the limits of calls out', () => {
  const NOW_MS = 10_000_000;
  const hour = (count: number) => ({ count, firstMs: NOW_MS - 3_000_000 });
  const judge = (used: Partial<UsedCalls>, person = 'account:olga') => {
    const none: UsedCalls = { inAll: hour(0), ofAccounts: [hour(0)], ofPerson: 0, atOnce: 0 };
    const refusal = tooManyCalls({ ...none, ...used }, { person }, CALLS_OUT, NOW_MS);
    return refusal && [refusal.code, refusal.details.retryAfterMs];
  };

  it('let through what is below all of them', () => {
    expect(judge({ inAll: hour(7), ofAccounts: [hour(4), hour(4)], ofPerson: 4, atOnce: 2 })).to.equal(undefined);
  });

  it('refuse what is too much of an account, in all, or at once, and say when it is not any more', () => {
    expect(judge({ ofAccounts: [hour(5)] })).to.deep.equal(['too-many-attempts', 600_000]);
    expect(judge({ ofAccounts: [hour(1), hour(5)] })).to.deep.equal(['too-many-attempts', 600_000]);
    expect(judge({ inAll: hour(8) })).to.deep.equal(['too-many-attempts', 600_000]);
    expect(judge({ atOnce: 3 })).to.deep.equal(['unavailable', 30_000]);
  });

  it('give somebody without an account two calls in a session', () => {
    expect(judge({ ofPerson: 1 }, 'guest:gus')).to.equal(undefined);
    expect(judge({ ofPerson: 2 }, 'guest:gus')).to.deep.equal(['too-many-attempts', undefined]);
    expect(judge({ ofPerson: 2 }, 'invitee:ann@example.org')).to.deep.equal(['too-many-attempts', undefined]);
    expect(judge({ ofPerson: 2 }, 'account:ann')).to.equal(undefined);
  });
});
