import type { AccountId } from '../base/ids.ts';
import type { Connection, Database } from '../platform/database.ts';

/** The second factors of accounts. Secrets come and go sealed, recovery codes hashed. */
export interface SecondFactorStore {
  /** The sealed secret; undefined: no second factor. */
  secret(accountId: AccountId, connection?: Connection): Promise<string | undefined>;
  setSecret(accountId: AccountId, sealed: string, step: number, connection: Connection): Promise<void>;
  /** Uses up a time step; false when it, or a later one, was used before. */
  useStep(accountId: AccountId, step: number): Promise<boolean>;
  /** Takes it away, with its recovery codes; false: there was none. */
  remove(accountId: AccountId, connection: Connection): Promise<boolean>;
  replaceRecoveryCodes(accountId: AccountId, hashes: readonly string[], connection: Connection): Promise<void>;
  /** False: unknown, or used before. */
  useRecoveryCode(accountId: AccountId, hash: string, nowMs: number): Promise<boolean>;
  recoveryCodesLeft(accountId: AccountId): Promise<number>;
}

interface FactorRow {
  id: AccountId;
  totp_sealed: string;
  totp_step: number;
}

interface CodeRow {
  account_id: AccountId;
  code_hash: string;
  used_ms: number | null;
}

const NONE = '';

export const createSecondFactorStore = (database: Database): SecondFactorStore => {
  const accounts = (connection: Connection) => connection<FactorRow>('accounts');
  const codes = (connection: Connection) => connection<CodeRow>('recovery_codes');
  return {
    async secret(id, connection = database) {
      const row = await accounts(connection).where({ id }).first('totp_sealed');
      return row === undefined || row.totp_sealed === NONE ? undefined : row.totp_sealed;
    },
    async setSecret(id, sealed, step, connection) {
      await accounts(connection).where({ id }).update({ totp_sealed: sealed, totp_step: step });
    },
    async useStep(id, step) {
      const changed = await accounts(database).where({ id }).where('totp_step', '<', step).update({ totp_step: step });
      return changed > 0;
    },
    async remove(id, connection) {
      await codes(connection).where({ account_id: id }).delete();
      const changed = await accounts(connection)
        .where({ id })
        .whereNot({ totp_sealed: NONE })
        .update({ totp_sealed: NONE });
      return changed > 0;
    },
    async replaceRecoveryCodes(accountId, hashes, connection) {
      await codes(connection).where({ account_id: accountId }).delete();
      await codes(connection).insert(hashes.map((hash) => ({ account_id: accountId, code_hash: hash, used_ms: null })));
    },
    async useRecoveryCode(accountId, hash, nowMs) {
      const changed = await codes(database)
        .where({ account_id: accountId, code_hash: hash })
        .whereNull('used_ms')
        .update({ used_ms: nowMs });
      return changed > 0;
    },
    async recoveryCodesLeft(accountId) {
      const row = await codes(database)
        .where({ account_id: accountId })
        .whereNull('used_ms')
        .count({ left: '*' })
        .first();
      return Number(row?.['left'] ?? 0);
    },
  };
};
