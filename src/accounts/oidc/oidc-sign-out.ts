import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Audit } from '../../platform/audit.ts';
import { hashToken, type Keyring } from '../../platform/keyring.ts';
import type { AccountStore } from '../account-store.ts';
import type { IdentityStore } from '../identity-store.ts';
import type { SignInSettings } from '../sign-in-settings.ts';
import { type EndedSignIn, providerIdOf, type SignInSession, type SignInStore } from '../sign-in-store.ts';
import type { LogoutClaims } from './logout-token.ts';
import type { OidcClient } from './oidc-client.ts';
import { providerFetchProblem } from './provider-fetch.ts';

/** Signing out, here and at the provider: whichever comes first is followed by the other. */
export interface OidcSignOut {
  /** Where the browser of a sign-in that has ended goes on to; undefined when the provider does not offer it, or is not to be told. */
  leaveUrl(session: Pick<SignInSession, 'method' | 'idTokenSealed'>): Promise<string | undefined>;
  /** The provider `id` has signed somebody out. False: the token is not right, or was here before. */
  endedThere(id: string, logoutToken: string): Promise<boolean>;
}

const PURPOSE = 'oidc-id-token';
/** Servers take addresses of this length. */
const ID_TOKEN_MOST = 6_000;
/** Nobody waits for a provider to be signed out here. */
const LEAVE_WITHIN_MS = 3_000;

/** '' when it is too long to be sent back in an address. */
export const sealIdToken = (keyring: Keyring, idToken: string): string =>
  idToken === '' || idToken.length > ID_TOKEN_MOST ? '' : keyring.seal(PURPOSE, idToken);

export const createOidcSignOut = ({
  settings,
  client,
  identities,
  sessions,
  accounts,
  work: { audit, keyring, clock, log },
  signedOutUrl,
}: {
  readonly settings: Pick<SignInSettings, 'provider'>;
  readonly client: Pick<OidcClient, 'endSessionUrl' | 'logoutClaims'>;
  readonly identities: Pick<IdentityStore, 'find'>;
  readonly sessions: Pick<SignInStore, 'removeOfMethod' | 'removeOfProvider'>;
  readonly accounts: Pick<AccountStore, 'findById'>;
  readonly work: { readonly audit: Audit; readonly keyring: Keyring; readonly clock: Clock; readonly log: Log };
  readonly signedOutUrl: string;
}): OidcSignOut => {
  /** Tokens that were here, until they would be too old. */
  const seen = new Map<string, number>();
  const forgetOld = (): void => {
    const nowMs = clock.nowMs();
    for (const [mark, untilMs] of seen) if (untilMs <= nowMs) seen.delete(mark);
  };

  const end = async (id: string, { session, subject }: LogoutClaims): Promise<readonly EndedSignIn[]> => {
    const method = `oidc:${id}` as const;
    const ended = session === undefined ? [] : await sessions.removeOfProvider(method, session);
    if (ended.length > 0 || subject === undefined) return ended;
    const accountId = await identities.find(method, subject);
    if (accountId === undefined) return [];
    // It may have named its session only now: those end of which it has never been said.
    return sessions.removeOfMethod(accountId, method, session === undefined ? undefined : '');
  };

  /** They are out already, and the provider has no more to do: it is not told when this fails. */
  const writeDown = async (id: string, ended: readonly EndedSignIn[]): Promise<void> => {
    for (const accountId of new Set(ended.map((signIn) => signIn.accountId)))
      try {
        const target = { id: accountId, name: (await accounts.findById(accountId))?.email ?? '' };
        await audit.write({ actor: { kind: 'system', name: `oidc:${id}` }, action: 'account.sign-out', target });
      } catch (error) {
        log.error({ err: error, provider: id, accountId }, 'a logout by a provider is missing in the audit log');
      }
  };

  const warn = (id: string, error: unknown, what: string): void =>
    log.warn({ provider: id, err: providerFetchProblem(error) ?? error }, what);

  return {
    async leaveUrl({ method, idTokenSealed }) {
      const id = providerIdOf(method);
      const provider = id === undefined ? undefined : await settings.provider(id);
      if (!provider?.active || !provider.signsOut) return undefined;
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), LEAVE_WITHIN_MS);
      });
      try {
        const idToken = idTokenSealed === '' ? '' : (keyring.open(PURPOSE, idTokenSealed) ?? '');
        const url = await Promise.race([client.endSessionUrl(provider, idToken, signedOutUrl), tooLate]);
        return url?.href;
      } catch (error) {
        warn(provider.id, error, 'a provider could not be asked where it signs out');
        return undefined;
      } finally {
        clearTimeout(timer);
      }
    },
    async endedThere(id, logoutToken) {
      const provider = await settings.provider(id);
      if (!provider?.active) return false;
      let claims: LogoutClaims;
      try {
        claims = await client.logoutClaims(provider, logoutToken);
      } catch (error) {
        warn(id, error, 'a logout token of a provider was refused');
        return false;
      }
      forgetOld();
      const mark = hashToken(JSON.stringify([id, claims.id]));
      if (seen.has(mark)) return false;
      seen.set(mark, claims.untilMs);
      try {
        await writeDown(id, await end(id, claims));
      } catch (error) {
        // So that the provider may try again.
        seen.delete(mark);
        throw error;
      }
      return true;
    },
  };
};
