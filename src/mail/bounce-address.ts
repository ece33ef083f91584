import { hashToken, type Keyring } from '../platform/keyring.ts';
import { plusAddress } from './plus-address.ts';

/** Where a mail comes back to when it cannot be delivered, and what of it is kept. */
export interface BounceAddress {
  readonly address: string;
  readonly hash: string;
}

export type BounceAddressOf = (messageId: string) => BounceAddress;

/** Of the tag of an address that something came to; capitals may have been changed on the way. */
export const hashBounceTag = (tag: string): string => hashToken(tag.toLowerCase());

/** For each mail an envelope sender of its own under `from`: `meet+bTOKEN@DOMAIN` (RFC 5233). */
export const createBounceAddressOf =
  ({ from, keyring }: { readonly from: string; readonly keyring: Keyring }): BounceAddressOf =>
  (messageId) => {
    const tag = `b${keyring.deriveLowerToken('bounce', messageId)}`;
    return { address: plusAddress(from, tag), hash: hashBounceTag(tag) };
  };
