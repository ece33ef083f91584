import { timingSafeEqual } from 'node:crypto';
import type { Keyring } from './keyring.ts';

/**
 * How an installation is told from another one under the same address: who asks sends a number of their own, and only who holds the same
 * `secret.key` knows the answer. Nothing of it tells a stranger anything.
 */
const ASK = 'doctor-asks';
const ANSWER = 'doctor-is-answered';

/** A question is good for some minutes: clocks differ. */
export const QUESTION_MS = 5 * 60_000;

/** What the doctor sends: a time, a number of its own, and the proof that it holds the key. */
export const askInstallation = (keyring: Keyring, nonce: string, nowMs: number): string =>
  `${nowMs}.${nonce}.${keyring.deriveToken(ASK, nowMs, nonce)}`;

export const answerInstallation = (keyring: Keyring, nonce: string): string => keyring.deriveToken(ANSWER, nonce);

const isSame = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

/** The number of a question that this installation asked itself; undefined: somebody else's, or an old one. */
export const readQuestion = (keyring: Keyring, question: string, nowMs: number): string | undefined => {
  const [, at = '', nonce = '', proof = ''] =
    /^(\d{1,15})\.([A-Za-z0-9_-]{8,64})\.([A-Za-z0-9_-]{22})$/.exec(question) ?? [];
  if (nonce === '' || !isSame(proof, keyring.deriveToken(ASK, Number(at), nonce))) return undefined;
  return Math.abs(nowMs - Number(at)) <= QUESTION_MS ? nonce : undefined;
};

export const isOwnAnswer = (keyring: Keyring, nonce: string, answer: string): boolean =>
  isSame(answer, answerInstallation(keyring, nonce));
