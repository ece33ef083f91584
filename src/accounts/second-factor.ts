import { Secret, TOTP } from 'otpauth';
import type { Clock } from '../base/clock.ts';
import { DomainError, invalidField } from '../base/errors.ts';
import type { AccountId } from '../base/ids.ts';
import type { Audit, AuditActor } from '../platform/audit.ts';
import type { Transaction, UnitOfWork } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { Account } from './account.ts';
import { newRecoveryCodes, recoveryCodeHash, writeRecoveryCode } from './recovery-codes.ts';
import type { SecondFactorStore } from './second-factor-store.ts';

export interface SecondFactorDraft {
  /** `otpauth://totp/…`, which authenticator apps read from a picture. */
  readonly uri: string;
  /** Base32. */
  readonly secret: string;
  /** Sealed; comes back with the first code. */
  readonly draft: string;
}

/** Codes of an authenticator app (TOTP, RFC 6238), with recovery codes for when it is lost. */
export interface SecondFactor {
  isOn(accountId: AccountId): Promise<boolean>;
  recoveryCodesLeft(accountId: AccountId): Promise<number>;
  /** A new secret; nothing is kept. */
  draft(account: Account): SecondFactorDraft;
  /** Answers the recovery codes. Refuses with `invalid-input` when the code is not of that draft, or the draft is old. */
  turnOn(account: Account, draft: string, code: string, actor: AuditActor): Promise<string[]>;
  /** New recovery codes in the place of the old. Refuses with `not-found` when it is off. */
  renewRecoveryCodes(account: Account): Promise<string[]>;
  /** Answers whether it was on. In the transaction of what asks for it, as when an administrator resets an account. */
  turnOff(account: Pick<Account, 'id' | 'email'>, actor: AuditActor, transaction: Transaction): Promise<boolean>;
  /** Uses up a code: one of the app, or a recovery code. Refuses with `invalid-input` on the field `code`. */
  use(account: Account, code: string, actor: AuditActor): Promise<void>;
}

const STEP_SECONDS = 30;
/** Clocks of phones are off by less than this many steps. */
const STEPS_OFF = 1;
const SECRET_BYTES = 20;
const DRAFT_LASTS_MS = 30 * 60_000;
const PURPOSE = 'totp-secret';
const DRAFT_PURPOSE = 'totp-draft';

const wrongCode = (): DomainError =>
  invalidField('code', 'wrong', 'This code is not right, or it was used before. Wait for the next one.');

export const createSecondFactor = ({
  store,
  keyring,
  unitOfWork,
  audit,
  clock,
  issuer,
}: {
  readonly store: SecondFactorStore;
  readonly keyring: Keyring;
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
  readonly clock: Clock;
  /** The name under which apps list the account: this server's host. */
  readonly issuer: string;
}): SecondFactor => {
  const totpOf = (secret: string, label: string): TOTP =>
    new TOTP({ issuer, label, secret: Secret.fromBase32(secret), digits: 6, period: STEP_SECONDS });

  /** The time step that this code is of; undefined: of none near now. */
  const stepOf = (secret: string, code: string): number | undefined => {
    const nowMs = clock.nowMs();
    const off = totpOf(secret, '').validate({ token: code, timestamp: nowMs, window: STEPS_OFF });
    return off === null ? undefined : Math.floor(nowMs / 1000 / STEP_SECONDS) + off;
  };

  const openDraft = (account: Account, sealed: string): string => {
    const text = keyring.open(DRAFT_PURPOSE, sealed);
    const draft = text === undefined ? undefined : (JSON.parse(text) as [AccountId, string, number]);
    if (draft === undefined || draft[0] !== account.id || draft[2] <= clock.nowMs())
      throw invalidField('draft', 'expired', 'This secret is too old. Begin again.');
    return draft[1];
  };

  const replaceCodes = async (account: Account, transaction: Transaction): Promise<string[]> => {
    const codes = newRecoveryCodes();
    const hashes = codes.map((code) => recoveryCodeHash(keyring, account.id, code));
    await store.replaceRecoveryCodes(account.id, hashes, transaction);
    return codes.map(writeRecoveryCode);
  };

  return {
    isOn: async (accountId) => (await store.secret(accountId)) !== undefined,
    recoveryCodesLeft: (accountId) => store.recoveryCodesLeft(accountId),
    draft(account) {
      const secret = new Secret({ size: SECRET_BYTES }).base32;
      const sealed = keyring.seal(DRAFT_PURPOSE, JSON.stringify([account.id, secret, clock.nowMs() + DRAFT_LASTS_MS]));
      return { uri: totpOf(secret, account.email).toString(), secret, draft: sealed };
    },
    async turnOn(account, draft, code, actor) {
      const secret = openDraft(account, draft);
      const step = stepOf(secret, code);
      if (step === undefined) throw wrongCode();
      return unitOfWork(async (transaction) => {
        if ((await store.secret(account.id, transaction)) !== undefined) throw new DomainError('already-exists');
        await store.setSecret(account.id, keyring.seal(PURPOSE, secret), step, transaction);
        await audit.write(
          { actor, action: 'second-factor.on', target: { id: account.id, name: account.email } },
          transaction,
        );
        return replaceCodes(account, transaction);
      });
    },
    renewRecoveryCodes: (account) =>
      unitOfWork(async (transaction) => {
        if ((await store.secret(account.id, transaction)) === undefined) throw new DomainError('not-found');
        return replaceCodes(account, transaction);
      }),
    async turnOff(account, actor, transaction) {
      const wasOn = await store.remove(account.id, transaction);
      if (wasOn)
        await audit.write(
          { actor, action: 'second-factor.off', target: { id: account.id, name: account.email } },
          transaction,
        );
      return wasOn;
    },
    async use(account, code, actor) {
      const sealed = await store.secret(account.id);
      const secret = sealed === undefined ? undefined : keyring.open(PURPOSE, sealed);
      if (secret === undefined) throw wrongCode();
      if (/^\d{6}$/.test(code)) {
        const step = stepOf(secret, code);
        if (step === undefined || !(await store.useStep(account.id, step))) throw wrongCode();
        return;
      }
      const hash = recoveryCodeHash(keyring, account.id, code);
      if (!(await store.useRecoveryCode(account.id, hash, clock.nowMs()))) throw wrongCode();
      await audit.write({
        actor,
        action: 'recovery-code.used',
        target: { id: account.id, name: account.email },
        detail: { codesLeft: await store.recoveryCodesLeft(account.id) },
      });
    },
  };
};
