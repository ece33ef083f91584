import { z } from 'zod';
import { invalidField } from '../../base/errors.ts';
import { type BackupPlan, type BackupPlanRequest, backupPlanRequest } from '../../contract/http/backup.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { SettingsStore } from '../../platform/settings-store.ts';

const NAME = 'backups';
const PURPOSE = 'backup-passphrase';

/** Off: where they go, and how many the disk can hold, an administrator decides. */
const DEFAULTS: BackupPlanRequest = { active: false, at: '03:00', daily: 7, weekly: 4, monthly: 3, encrypted: false };

const keptSchema = backupPlanRequest.omit({ passphrase: true }).extend({ passphraseSealed: z.string().optional() });

/** When backups are made, how many are kept, and the passphrase of the encrypted ones. */
export interface BackupSettings {
  read(): Promise<BackupPlan>;
  /** Refuses to encrypt without a passphrase. */
  write(plan: BackupPlanRequest): Promise<void>;
  /** Undefined: none was set. */
  passphrase(): Promise<string | undefined>;
}

export const createBackupSettings = ({
  settings,
  keyring,
}: {
  readonly settings: SettingsStore;
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
}): BackupSettings => {
  const readKept = async () => keptSchema.safeParse(await settings.get(NAME)).data ?? DEFAULTS;
  const sealedOf = (kept: Awaited<ReturnType<typeof readKept>>): string | undefined =>
    'passphraseSealed' in kept ? kept.passphraseSealed : undefined;
  return {
    async read() {
      const { active, at, daily, weekly, monthly, encrypted, ...kept } = await readKept();
      const passphraseSet = 'passphraseSealed' in kept && kept.passphraseSealed !== undefined;
      return { active, at, daily, weekly, monthly, encrypted, passphraseSet };
    },
    async write({ passphrase, ...plan }) {
      const before = sealedOf(await readKept());
      if (plan.encrypted && passphrase === undefined && before === undefined)
        throw invalidField('passphrase', 'empty', 'Encrypted backups need a passphrase.');
      const passphraseSealed = passphrase === undefined ? before : keyring.seal(PURPOSE, passphrase);
      await settings.set(NAME, { ...plan, ...(passphraseSealed !== undefined && { passphraseSealed }) });
    },
    async passphrase() {
      const sealed = sealedOf(await readKept());
      return sealed === undefined ? undefined : keyring.open(PURPOSE, sealed);
    },
  };
};
