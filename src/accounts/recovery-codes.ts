import { randomInt } from 'node:crypto';
import type { AccountId } from '../base/ids.ts';
import type { Keyring } from '../platform/keyring.ts';

const HOW_MANY = 10;
/** 50 bits: beyond guessing within the limits of signing in. */
const CHARACTERS = 10;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

const one = (): string => Array.from({ length: CHARACTERS }, () => BASE32[randomInt(BASE32.length)]).join('');

/** Codes for whoever has lost their authenticator; shown once, each good for one sign-in. */
export const newRecoveryCodes = (): string[] => Array.from({ length: HOW_MANY }, one);

/** As people read and type it: `abcde-fghij`. */
export const writeRecoveryCode = (code: string): string =>
  `${code.slice(0, CHARACTERS / 2)}-${code.slice(CHARACTERS / 2)}`;

/** What the database keeps. Keyed: whoever has the database alone cannot try all 50 bits. */
export const recoveryCodeHash = (keyring: Keyring, accountId: AccountId, code: string): string =>
  keyring.deriveToken('recovery-code', accountId, code);
