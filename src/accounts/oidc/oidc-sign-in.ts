import { AuthorizationResponseError, randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import type { Clock } from '../../base/clock.ts';
import type { AccountId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import { ownPath } from '../../base/own-path.ts';
import { hashToken, type Keyring } from '../../platform/keyring.ts';
import type { Account } from '../account.ts';
import type { AdmitOutsidePerson } from '../admit-outside-person.ts';
import type { OutsideRefusal } from '../outside-person.ts';
import type { ProviderSession } from '../sign-in.ts';
import type { Provider, SignInSettings } from '../sign-in-settings.ts';
import type { OidcClient, RoundChecks } from './oidc-client.ts';
import { sealIdToken } from './oidc-sign-out.ts';
import { providerFetchProblem } from './provider-fetch.ts';

/** Why a round to a provider led nowhere; the sign-in page has a sentence for each. */
export type OidcProblem =
  | OutsideRefusal
  | 'provider-unknown'
  | 'provider-unreachable'
  | 'provider-refused'
  | 'provider-answer'
  | 'round-over'
  | 'other-account';

export type RoundEnd =
  | {
      readonly ok: true;
      readonly account: Account;
      readonly provider: ProviderSession;
      readonly next: string;
      readonly confirms: boolean;
    }
  | { readonly ok: false; readonly code: OidcProblem; readonly next: string; readonly confirms: boolean };

/** Sends somebody to a provider, and takes them back. */
export interface OidcSignIn {
  /** `flow` belongs into a cookie of this browser, without which the answer is worth nothing. `confirms`: whose session it renews. */
  begin(
    id: string,
    wish: { readonly next: unknown; readonly confirms?: AccountId | undefined },
  ): Promise<
    { readonly ok: true; readonly url: URL; readonly flow: string } | { readonly ok: false; readonly code: OidcProblem }
  >;
  /** `query` is what the provider sent along, with its question mark. Each flow ends once. */
  finish(id: string, flow: string | undefined, query: string, network: string): Promise<RoundEnd>;
}

/** As long as somebody may take at the provider. */
export const FLOW_LASTS_MS = 15 * 60_000;
const PURPOSE = 'oidc-flow';

interface Flow extends RoundChecks {
  readonly provider: string;
  readonly issuer: string;
  readonly next: string;
  readonly confirms: AccountId | '';
  readonly expiresMs: number;
}

export const createOidcSignIn = ({
  settings,
  client,
  admit,
  keyring,
  clock,
  log,
  publicUrl,
}: {
  readonly settings: Pick<SignInSettings, 'provider'>;
  readonly client: OidcClient;
  readonly admit: AdmitOutsidePerson;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly log: Log;
  readonly publicUrl: string;
}): OidcSignIn => {
  const callbackOf = (id: string): string => `${publicUrl}/sign-in/oidc/${id}/callback`;

  /** Flows that have ended, until they would have run out. */
  const ended = new Map<string, number>();
  const endOnce = (flow: string, expiresMs: number): boolean => {
    const nowMs = clock.nowMs();
    for (const [hash, untilMs] of ended) if (untilMs <= nowMs) ended.delete(hash);
    const hash = hashToken(flow);
    if (ended.has(hash)) return false;
    ended.set(hash, expiresMs);
    return true;
  };

  const activeProvider = async (id: string): Promise<Provider | undefined> => {
    const provider = await settings.provider(id);
    return provider?.active ? provider : undefined;
  };

  const openFlow = (id: string, sealed: string | undefined): Flow | undefined => {
    const text = sealed === undefined ? undefined : keyring.open(PURPOSE, sealed);
    // Authenticated by the seal: only `begin` can have written it.
    const flow = text === undefined ? undefined : (JSON.parse(text) as Flow);
    return flow?.provider === id && flow.expiresMs > clock.nowMs() ? flow : undefined;
  };

  const problemOf = (error: unknown, id: string): OidcProblem => {
    const fetchProblem = providerFetchProblem(error);
    log.warn({ provider: id, err: fetchProblem ?? error }, 'a sign-in by a provider failed');
    if (fetchProblem) return 'provider-unreachable';
    return error instanceof AuthorizationResponseError ? 'provider-refused' : 'provider-answer';
  };

  return {
    async begin(id, { next, confirms }) {
      const provider = await activeProvider(id);
      if (provider === undefined) return { ok: false, code: 'provider-unknown' };
      const checks: RoundChecks = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        fresh: confirms !== undefined,
      };
      const flow: Flow = {
        ...checks,
        provider: id,
        issuer: provider.issuer,
        next: ownPath(next),
        confirms: confirms ?? '',
        expiresMs: clock.nowMs() + FLOW_LASTS_MS,
      };
      try {
        const url = await client.authorizationUrl(provider, callbackOf(id), checks);
        return { ok: true, url, flow: keyring.seal(PURPOSE, JSON.stringify(flow)) };
      } catch (error) {
        return { ok: false, code: problemOf(error, id) };
      }
    },
    async finish(id, sealed, query, network) {
      const flow = openFlow(id, sealed);
      const way = { next: flow?.next ?? '/', confirms: (flow?.confirms ?? '') !== '' };
      const failed = (code: OidcProblem): RoundEnd => ({ ok: false, code, ...way });
      if (flow === undefined || sealed === undefined || !endOnce(sealed, flow.expiresMs)) return failed('round-over');
      const provider = await activeProvider(id);
      if (provider === undefined || provider.issuer !== flow.issuer) return failed('provider-unknown');
      try {
        const { claims, session, idToken } = await client.claims(provider, new URL(`${callbackOf(id)}${query}`), flow);
        const rules = { ...provider, joinsAccounts: true };
        const admitted = await admit({ source: `oidc:${id}`, ...claims }, rules, network);
        if (!admitted.ok) return failed(admitted.code);
        if (way.confirms && admitted.account.id !== flow.confirms) return failed('other-account');
        const idTokenSealed = provider.signsOut ? sealIdToken(keyring, idToken) : '';
        return { ok: true, account: admitted.account, provider: { session, idTokenSealed }, ...way };
      } catch (error) {
        return failed(problemOf(error, id));
      }
    },
  };
};
