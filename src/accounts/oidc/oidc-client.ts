import { createRemoteJWKSet, customFetch as fetchKeys, type RemoteJWKSet } from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
} from 'openid-client';
import type { Clock } from '../../base/clock.ts';
import type { Provider } from '../sign-in-settings.ts';
import { type LogoutClaims, readLogoutToken } from './logout-token.ts';
import { invalidAnswer, type OidcClaims, readClaims } from './oidc-claims.ts';
import type { ProviderFetch } from './provider-fetch.ts';

/** What a round to a provider began with; all of it has to fit when it comes back. */
export interface RoundChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Only a sign-in of just now is good: somebody says once more that it is them. */
  readonly fresh: boolean;
}

/** OpenID Connect Core 1.0: the code flow, with PKCE (RFC 7636), state and nonce, and the signature of the ID token checked. */
export interface OidcClient {
  configuration(provider: Provider): Promise<Configuration>;
  /** Where to send somebody. */
  authorizationUrl(provider: Provider, redirectUri: string, checks: RoundChecks): Promise<URL>;
  /** What the provider says of who came back to `callback`. Throws whatever is wrong with it. */
  claims(provider: Provider, callback: URL, checks: RoundChecks): Promise<SignedInThere>;
  /** Where its session ends too (RP-Initiated Logout 1.0); undefined: it does not offer that. */
  endSessionUrl(provider: Provider, idToken: string, returnTo: string): Promise<URL | undefined>;
  /** Whom it has signed out (Back-Channel Logout 1.0). Throws whatever is wrong with the token. */
  logoutClaims(provider: Provider, logoutToken: string): Promise<LogoutClaims>;
}

/** Who signed in at a provider, and what names that sign-in there. */
export interface SignedInThere {
  readonly claims: OidcClaims;
  /** `sid`; '' when it has none. */
  readonly session: string;
  readonly idToken: string;
}

/** What a provider says of itself is asked again after this. */
const KEPT_MS = 10 * 60_000;
const KEPT_AT_MOST = 50;
const TIMEOUT_S = 10;
/** A fresh sign-in may have gone through a page of consent. */
const FRESH_SECONDS = 300;
/** Signatures by keys that the provider alone has: a secret that we share proves nothing of it. */
const ASYMMETRIC = new Set([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]);

interface Kept {
  readonly configuration: Promise<Configuration>;
  keys?: RemoteJWKSet;
  readonly untilMs: number;
}

export const createOidcClient = ({
  fetch,
  clock,
}: {
  readonly fetch: ProviderFetch;
  readonly clock: Clock;
}): OidcClient => {
  const kept = new Map<string, Kept>();

  const discover = async (provider: Provider): Promise<Configuration> => {
    const issuer = new URL(provider.issuer);
    const found = await discovery(issuer, provider.clientId, {}, None(), {
      timeout: TIMEOUT_S,
      [customFetch]: (url, options) => fetch(url, options),
      // Whether plain http will do is for `fetch` to say, which knows whose address it is.
      ...(issuer.protocol === 'http:' && { execute: [allowInsecureRequests] }),
    });
    const { supportsPKCE: _, ...metadata } = found.serverMetadata();
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authentication = methods.includes('client_secret_basic')
      ? ClientSecretBasic(provider.secret)
      : ClientSecretPost(provider.secret);
    const algorithms = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
    const usable = algorithms.filter((algorithm) => ASYMMETRIC.has(algorithm));
    if (usable.length === 0) throw invalidAnswer('the provider signs with no algorithm that is taken here');
    const configuration = new Configuration(
      { ...metadata, id_token_signing_alg_values_supported: usable },
      provider.clientId,
      {},
      provider.secret === '' ? None() : authentication,
    );
    configuration[customFetch] = (url, options) => fetch(url, options);
    configuration.timeout = TIMEOUT_S;
    if (issuer.protocol === 'http:') allowInsecureRequests(configuration);
    enableNonRepudiationChecks(configuration);
    return configuration;
  };

  const keptOf = (provider: Provider): Kept => {
    const key = JSON.stringify([provider.id, provider.issuer, provider.clientId, provider.secret]);
    const known = kept.get(key);
    if (known && known.untilMs > clock.nowMs()) return known;
    const configuration = discover(provider);
    const next: Kept = { configuration, untilMs: clock.nowMs() + KEPT_MS };
    kept.delete(key);
    kept.set(key, next);
    // What failed is asked again the next time.
    configuration.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest);
    return next;
  };
  const configurationOf = (provider: Provider): Promise<Configuration> => keptOf(provider).configuration;

  return {
    configuration: discover,
    async authorizationUrl(provider, redirectUri, { state, nonce, verifier, fresh }) {
      return buildAuthorizationUrl(await configurationOf(provider), {
        redirect_uri: redirectUri,
        scope: provider.scopes,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(fresh && { prompt: 'login', max_age: '0' }),
      });
    },
    async claims(provider, callback, { state, nonce, verifier, fresh }) {
      const configuration = await configurationOf(provider);
      const tokens = await authorizationCodeGrant(configuration, callback, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
        ...(fresh && { maxAge: FRESH_SECONDS }),
      });
      const idToken = tokens.claims();
      if (idToken === undefined) throw invalidAnswer('there is no ID token');
      const { sid } = idToken;
      const there = { session: typeof sid === 'string' ? sid : '', idToken: tokens.id_token ?? '' };
      const known = readClaims(idToken, provider.groupClaim);
      const isWhole = known.email !== '' && (provider.groupClaim === '' || known.groups !== undefined);
      if (isWhole || configuration.serverMetadata().userinfo_endpoint === undefined) return { claims: known, ...there };
      const more = await fetchUserInfo(configuration, tokens.access_token, idToken.sub);
      return { claims: readClaims({ ...more, ...idToken }, provider.groupClaim), ...there };
    },
    async endSessionUrl(provider, idToken, returnTo) {
      const configuration = await configurationOf(provider);
      const { end_session_endpoint: endpoint } = configuration.serverMetadata();
      // Browsers are sent there.
      if (endpoint === undefined || !/^https?:\/\//.test(endpoint)) return undefined;
      return buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: returnTo,
        ...(idToken !== '' && { id_token_hint: idToken }),
      });
    },
    async logoutClaims(provider, logoutToken) {
      const known = keptOf(provider);
      const {
        issuer,
        jwks_uri: keysAt,
        id_token_signing_alg_values_supported,
      } = (await known.configuration).serverMetadata();
      if (keysAt === undefined) throw invalidAnswer('the provider has no keys');
      known.keys ??= createRemoteJWKSet(new URL(keysAt), {
        [fetchKeys]: (url, { headers, method, signal }) =>
          fetch(url, { headers: Object.fromEntries(headers), method, signal }),
      });
      return readLogoutToken(logoutToken, known.keys, {
        ...{ issuer, clientId: provider.clientId, nowMs: clock.nowMs() },
        algorithms: id_token_signing_alg_values_supported ?? [],
      });
    },
  };
};
