import type { AccountId } from '../../base/ids.ts';
import { plusAddress, tagOf } from '../../mail/plus-address.ts';
import { hashToken, type Keyring } from '../../platform/keyring.ts';
import type { AnswerLink, ReplyAddress, ReplyAddressStore } from './reply-address-store.ts';

/**
 * What an invitee answers with: an address of the server's, one for each organizer and invitee, so that filters and address books
 * recognise it; and a link for each event. Both are keys.
 */
export interface ReplyAddresses {
  /** `meet+TOKEN@DOMAIN` */
  addressFor(organizerId: AccountId, address: string): string;
  /** Whose answers come in under `recipient`, as far as it was ever given out. */
  find(recipient: string): Promise<ReplyAddress | undefined>;
  /** `/rsvp/TOKEN`, whole. */
  linkFor(uid: string, address: string): string;
  findLink(token: string): Promise<AnswerLink | undefined>;
  /** What must be kept with a mail that bears them. */
  rowsFor(uid: string, organizerId: AccountId, address: string): { reply: ReplyAddress; link: AnswerLink };
}

const TOKEN_LENGTH = 26;

export const createReplyAddresses = ({
  keyring,
  store,
  mailFrom,
  publicUrl,
}: {
  readonly keyring: Keyring;
  readonly store: ReplyAddressStore;
  readonly mailFrom: string;
  readonly publicUrl: string;
}): ReplyAddresses => {
  const replyToken = (organizerId: AccountId, address: string): string =>
    keyring.deriveLowerToken('reply', organizerId, address.toLowerCase());
  const linkToken = (uid: string, address: string): string => keyring.deriveToken('rsvp', uid, address.toLowerCase());
  return {
    addressFor: (organizerId, address) => plusAddress(mailFrom, replyToken(organizerId, address)),
    async find(recipient) {
      const tag = tagOf(mailFrom, recipient);
      return tag?.length === TOKEN_LENGTH ? store.findAddress(hashToken(tag)) : undefined;
    },
    linkFor: (uid, address) => `${publicUrl.replace(/\/+$/, '')}/rsvp/${linkToken(uid, address)}`,
    findLink: (token) => store.findLink(hashToken(token)),
    rowsFor: (uid, organizerId, address) => ({
      reply: {
        tokenHash: hashToken(replyToken(organizerId, address)),
        organizerId,
        address: address.toLowerCase(),
      },
      link: { tokenHash: hashToken(linkToken(uid, address)), uid, address: address.toLowerCase() },
    }),
  };
};
