import { timingSafeEqual } from 'node:crypto';
import type { Keyring } from '../platform/keyring.ts';

/**
 * The way in before the first account exists: a link that only who sees the server's output or files can know. Derived from
 * the key file, so a restart prints the same one; it opens nothing once there is an account.
 */
export interface SetUpLink {
  readonly url: string;
  matches(token: string): boolean;
}

export const createSetUpLink = ({
  keyring,
  publicUrl,
}: {
  readonly keyring: Keyring;
  readonly publicUrl: string;
}): SetUpLink => {
  const token = keyring.deriveToken('set-up');
  return {
    url: `${publicUrl}/set-up/${token}`,
    matches: (candidate) =>
      candidate.length === token.length && timingSafeEqual(Buffer.from(candidate), Buffer.from(token)),
  };
};
