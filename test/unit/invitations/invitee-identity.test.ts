import { expect } from 'chai';
import type { AccountId } from '../../../src/base/ids.ts';
import type { ReplyAddresses } from '../../../src/invitations/answers/reply-addresses.ts';
import { createIdentifyInvitees } from '../../../src/invitations/invitee-identity.ts';

const MAIL_FROM = 'meet@example.org';
const TOKEN = 'meet+abcdefghijklmnopqrstuvwxyz@example.org';
const zoe = { name: 'Zoé', address: 'Zoe@Corp.example' };
const bob = { name: 'Bob', address: 'bob@corp.example' };

const replyAddresses = {
  addressFor: () => TOKEN,
  linkFor: (uid: string, address: string) => `https://meet.example.org/rsvp/${uid}-${address}`,
} as Partial<ReplyAddresses> as ReplyAddresses;

const identityOf = async (
  { hasInbox = true, personDomains = [] as string[] },
  told: string | undefined,
  organizer = zoe,
) => {
  const identify = createIdentifyInvitees({
    replyAddresses,
    mailFrom: MAIL_FROM,
    hasInbox,
    personDomains: async () => personDomains,
  });
  const identity = (await identify('uid', 'zoe' as AccountId))(organizer, 'ann@example.com', told);
  return [identity.from, identity.answersByLinkAlone === true ? 'link alone' : 'mail'];
};

describe('from whom an invitation comes', () => {
  it('is an address of the invitee’s own, the server’s without a way in, the person’s where an administrator chose so', async () => {
    expect(await identityOf({}, undefined)).to.deep.equal([TOKEN, 'mail']);
    expect(await identityOf({ hasInbox: false }, undefined)).to.deep.equal([MAIL_FROM, 'link alone']);
    expect(await identityOf({ personDomains: ['corp.example'] }, undefined)).to.deep.equal([zoe.address, 'link alone']);
    expect(await identityOf({ personDomains: ['example'] }, undefined)).to.deep.equal([TOKEN, 'mail']);
  });

  it('stays what it was, whatever is set up later', async () => {
    expect(await identityOf({}, MAIL_FROM)).to.deep.equal([MAIL_FROM, 'link alone']);
    expect(await identityOf({ hasInbox: false }, TOKEN)).to.deep.equal([TOKEN, 'link alone']);
    expect(await identityOf({ personDomains: ['corp.example'] }, TOKEN)).to.deep.equal([TOKEN, 'mail']);
    expect(await identityOf({}, 'zoe@corp.example')).to.deep.equal(['zoe@corp.example', 'link alone']);
  });

  it('is nobody else’s own address, when the event was handed over', async () => {
    expect(await identityOf({}, zoe.address, bob)).to.deep.equal([TOKEN, 'mail']);
    expect(await identityOf({ personDomains: ['corp.example'] }, zoe.address, bob)).to.deep.equal([
      bob.address,
      'link alone',
    ]);
    expect(await identityOf({}, TOKEN, bob)).to.deep.equal([TOKEN, 'mail']);
  });
});
