import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Secrets derived from the one key file of an installation. Mails must repeat join links years later, so links are
 * derived rather than stored; the database keeps only their hash.
 */
export interface Keyring {
  /** 128 bits as 22 characters of base64url; the same for the same purpose and parts, for ever. */
  deriveToken(purpose: string, ...parts: ReadonlyArray<string | number>): string;
  /** The same as 26 characters of base32 in lower case, for where capitals get lost: the local part of a mail address. */
  deriveLowerToken(purpose: string, ...parts: ReadonlyArray<string | number>): string;
  /** Encrypts and authenticates `text` for `purpose` (AES-256-GCM); base64url. */
  seal(purpose: string, text: string): string;
  /** The text of `seal`, or undefined when it was not sealed here, for this purpose, or was changed. */
  open(purpose: string, sealed: string): string | undefined;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

const base32 = (bytes: Buffer): string => {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += BASE32[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text;
};

/** SHA-256 as hex: what the database keeps of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const createKeyring = (key: Buffer): Keyring => {
  const purposeKey = (purpose: string): Buffer => createHmac('sha256', key).update(`seal\0${purpose}`).digest();
  const derive = (purpose: string, parts: ReadonlyArray<string | number>): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify(['token', purpose, ...parts]))
      .digest()
      .subarray(0, 16);
  return {
    deriveToken: (purpose, ...parts) => derive(purpose, parts).toString('base64url'),
    deriveLowerToken: (purpose, ...parts) => base32(derive(purpose, parts)),
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', purposeKey(purpose), nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', purposeKey(purpose), bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      try {
        const body = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
};

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** A new key is written whole under another name first, so that a killed first start never leaves half a key. */
const writeNewKey = (file: string): void => {
  const draft = join(dirname(file), `.secret.key.${process.pid}`);
  const descriptor = openSync(draft, 'w', 0o600);
  writeSync(descriptor, randomBytes(KEY_BYTES));
  fsyncSync(descriptor);
  closeSync(descriptor);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
};

/** The keyring of the installation in `dataDirectory`; the first start makes the key, readable by its owner alone. */
export const openKeyring = (dataDirectory: string): Keyring => {
  const file = join(dataDirectory, 'secret.key');
  let key: Buffer;
  try {
    key = readFileSync(file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    writeNewKey(file);
    key = readFileSync(file);
  }
  if (key.length !== KEY_BYTES)
    throw new Error(`${file} is damaged: it must hold ${KEY_BYTES} bytes. Restore it from a backup.`);
  return createKeyring(key);
};
