import { createAccountRoutes, createViewerMiddleware } from '../accounts/account-routes.ts';
import { createAccountStateStore } from '../accounts/account-state-store.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { AccountAddedListener, AddAccount } from '../accounts/add-account.ts';
import { createAdmitOutsidePerson } from '../accounts/admit-outside-person.ts';
import { createChangePassword } from '../accounts/change-password.ts';
import { createIdentityStore } from '../accounts/identity-store.ts';
import { createDirectorySignIn } from '../accounts/ldap/directory-sign-in.ts';
import { createDirectorySync, type DirectorySync } from '../accounts/ldap/directory-sync.ts';
import { testDirectory } from '../accounts/ldap/test-directory.ts';
import { createOidcClient } from '../accounts/oidc/oidc-client.ts';
import { createOidcRoutes } from '../accounts/oidc/oidc-routes.ts';
import { createOidcSignIn } from '../accounts/oidc/oidc-sign-in.ts';
import { createOidcSignOut } from '../accounts/oidc/oidc-sign-out.ts';
import { createProviderFetch } from '../accounts/oidc/provider-fetch.ts';
import { testProvider } from '../accounts/oidc/test-provider.ts';
import { createOutsideRights } from '../accounts/outside-rights.ts';
import type { Passwords } from '../accounts/password.ts';
import { createSecondFactor, type SecondFactor } from '../accounts/second-factor.ts';
import { createRequiresSecondFactor, createSecondFactorDue } from '../accounts/second-factor-due.ts';
import { createSecondFactorRoutes } from '../accounts/second-factor-routes.ts';
import { createSecondFactorStore } from '../accounts/second-factor-store.ts';
import { createSessionRoutes } from '../accounts/session-routes.ts';
import type { SetUpLink } from '../accounts/set-up-link.ts';
import { createSignIn, type SignIn } from '../accounts/sign-in.ts';
import { createSignInSettings } from '../accounts/sign-in-settings.ts';
import { createSignInStore, type EndedSignIn, providerIdOf, type SignInStore } from '../accounts/sign-in-store.ts';
import type { SuspendAccount } from '../accounts/suspend-account.ts';
import { createSignInSettingsRoutes } from '../admin/sign-in-settings-routes.ts';
import { isLanguage } from '../base/languages.ts';
import type { AccountSignals } from '../platform/account-signals.ts';
import { createJob } from '../platform/job.ts';
import { readNetworks } from '../platform/public-address.ts';
import { createNetworkLimit, createRateLimit } from '../platform/rate-limit.ts';
import type { RoomRegistry } from '../room/room-registry.ts';
import type { Ground } from './build-ground.ts';
import type { RightsParts } from './build-rights.ts';
import { localTimeZone } from './local-time-zone.ts';
import type { Part } from './part.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Of a provider that is not there any more. */
const SESSION_DAYS = 7;
/** All groups that a rule can name, for choosing among them. */
const GROUPS_MOST = 1_000;

export interface SignInParts {
  readonly signIn: SignIn;
  readonly signIns: SignInStore;
  readonly secondFactor: SecondFactor;
  readonly directorySync: Pick<DirectorySync, 'state'>;
  readonly viewer: ReturnType<typeof createViewerMiddleware>;
  readonly part: Part;
}

/** Everything by which people sign in, and what they see of it. */
export const buildSignIn = (
  ground: Ground,
  {
    accounts,
    addAccount,
    passwords,
    setUpLink,
    onAdded,
    rights,
    signals,
    rooms,
    suspendAccount,
  }: {
    readonly accounts: AccountStore;
    readonly addAccount: AddAccount;
    readonly passwords: Passwords;
    readonly setUpLink: SetUpLink;
    readonly onAdded: AccountAddedListener;
    readonly rights: RightsParts;
    readonly signals: Pick<AccountSignals, 'closeSignIn'>;
    /** Built later. */
    readonly rooms: () => Pick<RoomRegistry, 'all'>;
    readonly suspendAccount: () => Pick<SuspendAccount, 'suspend' | 'signOutEverywhere'>;
  },
): SignInParts => {
  const { config, database, keyring, unitOfWork, audit, clock, log } = ground;
  const { publicUrl } = config;
  const cookies = { secure: publicUrl.startsWith('https:') };
  const languages = config.mail.languages.filter(isLanguage);
  const closeRooms = async (ended: readonly EndedSignIn[]): Promise<void> => {
    for (const room of await rooms().all())
      for (const { id, accountId } of ended)
        await room.run({ kind: 'bar', person: `account:${accountId}`, signInId: id });
  };
  const settings = createSignInSettings({ settings: ground.settings, keyring });
  const sessions = createSignInStore(database, (ended) => {
    for (const { id, accountId } of ended) signals.closeSignIn(accountId, id);
    closeRooms(ended).catch((error: unknown) => log.error({ err: error }, 'a sign-in that ended is still in a room'));
  });
  const identities = createIdentityStore(database);
  const issuer = new URL(publicUrl).hostname;
  const secondFactor = createSecondFactor({
    store: createSecondFactorStore(database),
    ...{ keyring, unitOfWork, audit, clock, issuer },
  });
  const admit = createAdmitOutsidePerson({
    stores: { accounts, identities, states: createAccountStateStore(database) },
    unitOfWork,
    audit,
    clock,
    rights: createOutsideRights({ ...rights, unitOfWork, log }),
    newcomers: { language: languages[0] ?? 'en', timeZone: localTimeZone(), onAdded },
  });
  const signIn = createSignIn({
    accounts,
    sessions,
    passwords,
    clock,
    limits: {
      person: createNetworkLimit({ points: 10, windowMs: 15 * MINUTE_MS }),
      network: createNetworkLimit({ points: 100, windowMs: 15 * MINUTE_MS }),
      target: createRateLimit({ points: 50, windowMs: 15 * MINUTE_MS }),
      code: createRateLimit({ points: 10, windowMs: 15 * MINUTE_MS }),
    },
    extras: {
      secondFactor,
      audit,
      async longestMs(method) {
        const id = providerIdOf(method);
        if (id === undefined) return undefined;
        return ((await settings.provider(id))?.sessionDays ?? SESSION_DAYS) * DAY_MS;
      },
      directory: createDirectorySignIn({ settings, accounts, identities, admit, log }),
    },
  });

  const directorySync = createDirectorySync({
    stores: { identities, groups: rights.groups, signIns: sessions },
    ...{ settings, giveRights: rights.giveRights, admit, audit, work: { clock, log } },
    suspendAccount: {
      suspend: (...suspended) => suspendAccount().suspend(...suspended),
      signOutEverywhere: (...signedOut) => suspendAccount().signOutEverywhere(...signedOut),
    },
  });

  const providerFetch = createProviderFetch({
    networks: async () => readNetworks((await settings.policy()).networks),
  });
  const oidcClient = createOidcClient({ fetch: providerFetch, clock });
  const oidc = createOidcSignIn({ settings, client: oidcClient, admit, keyring, clock, log, publicUrl });
  const oidcSignOut = createOidcSignOut({
    ...{ settings, client: oidcClient, identities, sessions, accounts },
    work: { audit, keyring, clock, log },
    signedOutUrl: `${publicUrl}/sign-in`,
  });
  const requires = createRequiresSecondFactor(settings);
  const site = {
    cookies,
    languages,
    mailLeaves: config.mail.smtpUrl !== undefined,
    timeZone: localTimeZone(),
  };
  return {
    signIn,
    signIns: sessions,
    secondFactor,
    directorySync,
    viewer: createViewerMiddleware({
      signIn,
      cookies,
      secondFactorDue: createSecondFactorDue({ settings, secondFactor }),
    }),
    part: {
      routes: [
        createSessionRoutes({
          ...{ signIn, sessions, settings, secondFactor, audit, cookies },
          leaveUrl: oidcSignOut.leaveUrl,
          mailLeaves: site.mailLeaves,
        }),
        createAccountRoutes({
          ...{ accounts, addAccount, signIn, setUpLink, site },
          changePassword: createChangePassword({ accounts, passwords, sessions, signIn, unitOfWork, audit }),
        }),
        createSecondFactorRoutes({ secondFactor, signIn, requires, unitOfWork, cookies }),
        createSignInSettingsRoutes({
          settings,
          tests: {
            provider: (provider) => testProvider(provider, { client: oidcClient, fetch: providerFetch }),
            directory: testDirectory,
          },
          syncDirectory: directorySync.run,
          groupNames: async () => (await rights.groups.list(0, GROUPS_MOST)).map(({ name }) => name),
          ...{ audit, unitOfWork, clock, publicUrl },
        }),
      ],
      outside: [
        createOidcRoutes({
          ...{ oidc, signOut: oidcSignOut, signIn, cookies, audit },
          limits: {
            answers: createNetworkLimit({ points: 100, windowMs: 15 * MINUTE_MS }),
            logouts: createNetworkLimit({ points: 300, windowMs: 15 * MINUTE_MS }),
          },
        }),
      ],
      jobs: [
        directorySync.job,
        createJob({
          name: 'forget expired sign-ins',
          run: async () => {
            await sessions.removeExpired(clock.nowMs());
            return HOUR_MS;
          },
          log,
        }),
      ],
    },
  };
};
