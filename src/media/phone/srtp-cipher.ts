import { type Cipher, createCipheriv } from 'node:crypto';
import type { SessionKeys } from './srtp-keys.ts';

/** AES in counter mode: RFC 3711 4.1.1. The same turns secret and back. */
export interface SrtpCipher {
  /** Works on `bytes` where they stand. `index`: of the packet, 48 bits. */
  apply(bytes: Uint8Array, ssrc: number, index: number): void;
}

const BLOCK_BYTES = 16;
const TWO_POWER_32 = 0x1_0000_0000;

/**
 * Node's counter mode would be set up anew for each packet, which costs five times the work itself. So the counters are encrypted as
 * blocks (ECB), by one cipher for the whole call.
 */
export const createSrtpCipher = ({ encryption, salt }: SessionKeys): SrtpCipher => {
  const cipher: Cipher = createCipheriv('aes-128-ecb', encryption, null).setAutoPadding(false);
  const saltView = new DataView(salt.buffer, salt.byteOffset, salt.length);
  let counters = new Uint8Array(0);
  let view = new DataView(counters.buffer);

  const makeRoom = (bytes: number): void => {
    if (bytes <= counters.length) return;
    counters = new Uint8Array(bytes);
    view = new DataView(counters.buffer);
  };

  return {
    apply: (bytes, ssrc, index) => {
      const length = BLOCK_BYTES * Math.ceil(bytes.length / BLOCK_BYTES);
      makeRoom(length);
      const upper = saltView.getUint16(8) ^ Math.floor(index / TWO_POWER_32);
      const lower = saltView.getUint32(10) ^ index;
      for (let at = 0; at < length; at += BLOCK_BYTES) {
        view.setUint32(at, saltView.getUint32(0));
        view.setUint32(at + 4, saltView.getUint32(4) ^ ssrc);
        view.setUint16(at + 8, upper);
        view.setUint32(at + 10, lower);
        view.setUint16(at + 14, at / BLOCK_BYTES);
      }
      const stream = cipher.update(counters.subarray(0, length));
      for (let at = 0; at < bytes.length; at += 1) bytes[at] = (bytes[at] ?? 0) ^ (stream[at] ?? 0);
    },
  };
};
