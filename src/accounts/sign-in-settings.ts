import { z } from 'zod';
import {
  type DirectoryBody,
  type DirectoryRequest,
  directorySchema,
  type ProviderBody,
  type ProviderRequest,
  providerSchema,
  type SignInPolicy,
  signInPolicySchema,
} from '../contract/http/sign-in.ts';
import type { Connection } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { SettingsStore } from '../platform/settings-store.ts';

/** A provider of sign-ins with its secret; '' when it has none (a public client). */
export interface Provider extends Omit<ProviderBody, 'hasSecret'> {
  readonly secret: string;
}

/** The directory with the password of the account that searches it. */
export interface DirectorySettings extends Omit<DirectoryBody, 'hasPassword'> {
  readonly password: string;
}

/**
 * How people may sign in. Read often: kept in memory, since only this process writes it. A secret that is not sent stays as it is, but
 * never goes to another server than that which it was given for.
 */
export interface SignInSettings {
  policy(): Promise<SignInPolicy>;
  /** Since when the policy is as it is: who signed in before is not interrupted. */
  policySinceMs(): Promise<number>;
  setPolicy(policy: SignInPolicy, nowMs: number, connection: Connection): Promise<void>;
  providers(): Promise<readonly Provider[]>;
  provider(id: string): Promise<Provider | undefined>;
  setProvider(id: string, provider: ProviderRequest, connection: Connection): Promise<void>;
  /** Answers whether there was one. */
  removeProvider(id: string, connection: Connection): Promise<boolean>;
  directory(): Promise<DirectorySettings | undefined>;
  setDirectory(directory: DirectoryRequest, connection: Connection): Promise<void>;
  /** As it would be, with the password that is kept when none is sent. */
  completeDirectory(directory: DirectoryRequest): Promise<DirectorySettings>;
  completeProvider(id: string, provider: ProviderRequest): Promise<Provider>;
}

const NAME = 'sign-in';
const PURPOSE = 'sign-in-settings';

const storedSchema = z.object({
  policy: signInPolicySchema,
  sinceMs: z.number(),
  providers: z.array(providerSchema.omit({ hasSecret: true }).extend({ secretSealed: z.string() })),
  directory: directorySchema.omit({ hasPassword: true }).extend({ passwordSealed: z.string() }).optional(),
});
type Stored = z.infer<typeof storedSchema>;

const DEFAULTS: Stored = { policy: { secondFactor: 'nobody', networks: [] }, sinceMs: 0, providers: [] };

export const createSignInSettings = ({
  settings,
  keyring,
}: {
  readonly settings: SettingsStore;
  readonly keyring: Keyring;
}): SignInSettings => {
  let kept: Promise<Stored> | undefined;
  const read = async (connection?: Connection): Promise<Stored> =>
    storedSchema.safeParse(await settings.get(NAME, connection)).data ?? DEFAULTS;
  const stored = (): Promise<Stored> => {
    kept ??= read();
    return kept;
  };
  const seal = (text: string): string => (text === '' ? '' : keyring.seal(PURPOSE, text));
  const open = (sealed: string): string => (sealed === '' ? '' : (keyring.open(PURPOSE, sealed) ?? ''));
  const change = async (connection: Connection, changed: (before: Stored) => Stored): Promise<void> => {
    await settings.set(NAME, changed(await read(connection)), connection);
    kept = undefined;
  };

  const providers = async (): Promise<Provider[]> =>
    (await stored()).providers.map(({ secretSealed, ...rest }) => ({ ...rest, secret: open(secretSealed) }));
  const provider = async (id: string): Promise<Provider | undefined> =>
    (await providers()).find((one) => one.id === id);
  const directory = async (): Promise<DirectorySettings | undefined> => {
    const { directory: found } = await stored();
    if (found === undefined) return undefined;
    const { passwordSealed, ...rest } = found;
    return { ...rest, password: open(passwordSealed) };
  };

  return {
    policy: async () => (await stored()).policy,
    policySinceMs: async () => (await stored()).sinceMs,
    setPolicy: (policy, nowMs, connection) =>
      change(connection, (before) => ({
        ...before,
        policy,
        sinceMs: policy.secondFactor === before.policy.secondFactor ? before.sinceMs : nowMs,
      })),
    providers,
    provider,
    setProvider: (id, { secret, ...rest }, connection) =>
      change(connection, (before) => {
        const standing = before.providers.find((one) => one.id === id);
        const kept = standing?.issuer === rest.issuer ? standing.secretSealed : '';
        const secretSealed = secret === undefined ? kept : seal(secret);
        const next = { id, ...rest, secretSealed };
        const others = before.providers.map((one) => (one.id === id ? next : one));
        return { ...before, providers: standing ? others : [...others, next] };
      }),
    async removeProvider(id, connection) {
      let was = false;
      await change(connection, (before) => {
        was = before.providers.some((one) => one.id === id);
        return { ...before, providers: before.providers.filter((one) => one.id !== id) };
      });
      return was;
    },
    directory,
    setDirectory: ({ password, ...rest }, connection) =>
      change(connection, (before) => {
        const kept = before.directory?.host === rest.host ? before.directory.passwordSealed : '';
        return {
          ...before,
          directory: { ...rest, passwordSealed: password === undefined ? kept : seal(password) },
        };
      }),
    async completeDirectory({ password, ...rest }) {
      const standing = await directory();
      const kept = standing?.host === rest.host ? standing.password : '';
      return { ...rest, password: password ?? kept };
    },
    async completeProvider(id, { secret, ...rest }) {
      const standing = await provider(id);
      const kept = standing?.issuer === rest.issuer ? standing.secret : '';
      return { id, ...rest, secret: secret ?? kept };
    },
  };
};
