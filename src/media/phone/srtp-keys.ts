import { createCipheriv } from 'node:crypto';

/** What one direction of RTP or RTCP works with: RFC 3711 4.3. */
export interface SessionKeys {
  readonly encryption: Uint8Array;
  readonly authentication: Uint8Array;
  readonly salt: Uint8Array;
}

/** The first of three labels each: encryption, authentication, salt. RFC 3711 4.3.1 and 4.3.2. */
const FIRST_LABELS = { rtp: 0, rtcp: 3 } as const;

const MASTER_KEY_BYTES = 16;
const SALT_BYTES = 14;
const AUTHENTICATION_BYTES = 20;
/** Where the label stands in the block that begins as the salt: 6 bytes of index follow it. */
const LABEL_AT = 7;
const BLOCK_BYTES = 16;

/** `key`: master key and salt, 30 bytes. Keys are derived once (key derivation rate 0), so the index takes no part. */
export const deriveSessionKeys = (key: Uint8Array, kind: keyof typeof FIRST_LABELS): SessionKeys => {
  const masterKey = key.subarray(0, MASTER_KEY_BYTES);
  const derive = (step: number, bytes: number): Uint8Array => {
    const counter = new Uint8Array(BLOCK_BYTES);
    counter.set(key.subarray(MASTER_KEY_BYTES, MASTER_KEY_BYTES + SALT_BYTES));
    counter[LABEL_AT] = (counter[LABEL_AT] ?? 0) ^ (FIRST_LABELS[kind] + step);
    return createCipheriv('aes-128-ctr', masterKey, counter).update(new Uint8Array(bytes));
  };
  return {
    encryption: derive(0, MASTER_KEY_BYTES),
    authentication: derive(1, AUTHENTICATION_BYTES),
    salt: derive(2, SALT_BYTES),
  };
};
