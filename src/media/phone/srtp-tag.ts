import { createHmac, createSecretKey } from 'node:crypto';
import type { SessionKeys } from './srtp-keys.ts';

/** Proves who sent a packet: HMAC-SHA1 cut to a tag, RFC 3711 4.2. */
export interface SrtpTag {
  /** Of `signed`, the first `tagBytes` of 20. */
  make(signed: Uint8Array): Uint8Array;
  /** Whether `tag` is the one of `signed`; takes as long whatever differs. */
  proves(signed: Uint8Array, tag: Uint8Array): boolean;
}

export const createSrtpTag = ({ authentication }: SessionKeys, tagBytes: number): SrtpTag => {
  const key = createSecretKey(authentication);
  const make = (signed: Uint8Array): Uint8Array =>
    createHmac('sha1', key).update(signed).digest().subarray(0, tagBytes);
  return {
    make,
    proves: (signed, tag) => {
      const right = make(signed);
      let difference = right.length ^ tag.length;
      for (const [at, byte] of right.entries()) difference |= byte ^ (tag[at] ?? 0);
      return difference === 0;
    },
  };
};
