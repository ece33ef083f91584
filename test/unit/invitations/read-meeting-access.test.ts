import { expect } from 'chai';
import type { MeetingId } from '../../../src/base/ids.ts';
import { createReadMeetingAccess } from '../../../src/invitations/read-meeting-access.ts';

const ID = '351354086' as MeetingId;
const grants = [
  { invitee: 'ann@example.com', recurrenceId: '', generation: 2, revoked: false },
  { invitee: 'bob@example.com', recurrenceId: '2027-03-26T10:00:00', generation: 1, revoked: false },
  { invitee: 'carl@example.com', recurrenceId: '', generation: 1, revoked: true },
];

/** The stores, as far as they are asked; each derived key names what it was derived from. */
const accessWith = (phone: { readonly sipUri?: string; readonly numbers?: readonly string[] }) =>
  createReadMeetingAccess({
    meetings: { findById: async () => ({ id: ID, pin: '042917', organizerId: 'zoe', generation: 3 }) },
    grants: { listOf: async () => grants },
    accounts: { findById: async () => ({ email: 'Zoe@example.org' }) },
    links: {
      join: (...parts: readonly unknown[]) => parts.join(' '),
      door: () => 'door',
      start: () => 'start',
      phoneWays: async () => ({
        ...(phone.sipUri !== undefined && { sipUri: phone.sipUri }),
        phoneNumbers: (phone.numbers ?? []).map((number) => ({ country: 'FR', number })),
      }),
    },
    keys: { phonePin: (...parts: readonly unknown[]) => parts.join(' ') },
  } as never)(ID);

describe('the ways into a meeting as mails tell them', () => {
  for (const [what, phone] of [
    ['a number', { numbers: ['+33 1 23'] }],
    ['a SIP address', { sipUri: 'sip:conference*351354086@example.org' }],
  ] as const)
    it(`hold the PIN of each who is invited, and the organizer’s, where ${what} leads in`, async () => {
      const access = (await accessWith(phone)) ?? expect.fail('gone');
      expect(access.phonePins).to.deep.equal(
        new Map([
          ['', new Map([['ann@example.com', `${ID} ann@example.com 2 `]])],
          ['2027-03-26T10:00:00', new Map([['bob@example.com', `${ID} bob@example.com 1 2027-03-26T10:00:00`]])],
        ]),
      );
      expect(access.organizerPhonePin).to.equal(`${ID} Zoe@example.org 3`);
    });

  it('hold no PIN of a telephone where none leads in', async () => {
    const access = (await accessWith({})) ?? expect.fail('gone');
    expect(access.phonePins.size).to.equal(0);
    expect(access).to.not.have.property('organizerPhonePin');
    expect(access.joinUrls.size).to.equal(2);
  });
});
