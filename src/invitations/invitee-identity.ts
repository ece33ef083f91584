import type { AccountId } from '../base/ids.ts';
import { tagOf } from '../mail/plus-address.ts';
import type { ReplyAddresses } from './answers/reply-addresses.ts';
import type { InvitationSituation } from './invitation-situation.ts';

/** From whom the mails of one event come, and how those invited answer. */
export type IdentifyInvitees = (uid: string, organizerId: AccountId) => Promise<InvitationSituation['identityFor']>;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * By default an address of the server's, under which the answers of this reader come in and DMARC holds. Organizers of `personDomains`
 * mail under their own: then the answers of mail programs go to them. Without a way in for mail it is `mailFrom` alone.
 */
export const createIdentifyInvitees =
  ({
    replyAddresses,
    mailFrom,
    hasInbox,
    personDomains,
  }: {
    readonly replyAddresses: ReplyAddresses;
    readonly mailFrom: string;
    readonly hasInbox: boolean;
    readonly personDomains: () => Promise<readonly string[]>;
  }): IdentifyInvitees =>
  async (uid, organizerId) => {
    const domains = new Set(await personDomains());
    const isOurs = (address: string): boolean => tagOf(mailFrom, address) !== undefined;
    return (organizer, address, told) => {
      const fresh = (): string => {
        if (domains.has(domainOf(organizer.address))) return organizer.address;
        return hasInbox ? replyAddresses.addressFor(organizerId, address) : mailFrom;
      };
      // A person's address goes with the person: nobody else writes under it.
      const stays = told !== undefined && (isOurs(told) || told.toLowerCase() === organizer.address.toLowerCase());
      const from = stays ? told : fresh();
      const comesIn = hasInbox && isOurs(from) && tagOf(mailFrom, from) !== '';
      return {
        from,
        answerUrl: replyAddresses.linkFor(uid, address),
        ...(!comesIn && { answersByLinkAlone: true }),
      };
    };
  };
