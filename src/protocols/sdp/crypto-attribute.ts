import { Buffer } from 'node:buffer';
import { CRYPTO_SUITES, type CryptoSuite } from './agreed-sound.ts';
import type { SdpAttribute, SdpMedia } from './types.ts';

/** `a=crypto`: a key that its sender will use, RFC 4568. */
export interface CryptoLine {
  readonly tag: string;
  readonly suite: CryptoSuite;
  /** Master key and salt, 30 bytes. */
  readonly key: Uint8Array;
}

const TAG = /^\d{1,9}$/;
/** 30 bytes in base64, and perhaps how long the key may be used, which is for longer than any call. */
const KEY = /^inline:([A-Za-z0-9+/]{40})(?:\|(?:2\^)?\d{1,15})?$/;
/** The only session parameter that changes nothing for us: RFC 4568 6.3.6. */
const WINDOW_HINT = /^WSH=\d{1,9}$/;

/** A line that asks for what we do not speak (a key identifier in each packet, other suites, no encryption) is undefined. */
const readLine = (value: string): CryptoLine | undefined => {
  const [tag = '', suiteName, keys = '', ...parameters] = value.split(' ').filter((word) => word !== '');
  const suite = CRYPTO_SUITES.find((one) => one === suiteName);
  const [, key] = KEY.exec(keys) ?? [];
  if (!suite || !key || !TAG.test(tag) || !parameters.every((one) => WINDOW_HINT.test(one))) return undefined;
  return { tag, suite, key: new Uint8Array(Buffer.from(key, 'base64')) };
};

/** The lines of `media` that we can speak, in its order. */
export const cryptoLinesOf = (media: SdpMedia): readonly CryptoLine[] =>
  media.attributes.flatMap(({ name, value }) => {
    const line = name === 'crypto' && value !== undefined ? readLine(value) : undefined;
    return line ? [line] : [];
  });

export const cryptoAttribute = ({ tag, suite, key }: CryptoLine): SdpAttribute => ({
  name: 'crypto',
  value: `${tag} ${suite} inline:${Buffer.from(key).toString('base64')}`,
});
