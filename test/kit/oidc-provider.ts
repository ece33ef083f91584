import { createServer, type Server } from 'node:http';
import Provider from 'oidc-provider';
import { freePort } from './start-app.ts';

/** Somebody at the provider: claims of OpenID Connect Core 5.1. */
export type ProviderPerson = Readonly<Record<string, unknown>> & { readonly sub: string };

/** A certified OpenID provider (`oidc-provider`), where whoever `signsIn` names signs in as soon as they are asked. */
export interface OidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  people: ProviderPerson[];
  /** The subject of who is at the keyboard; undefined: they press "cancel". */
  signsIn: string | undefined;
  /** How often somebody was asked to sign in. */
  readonly asked: () => number;
  stop(): Promise<void>;
}

const CLIENT = { id: 'webmeeting', secret: 'a secret of the client that is long enough' } as const;

const closing = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Signing out: where people are sent afterwards, and where it is told. */
interface SigningOut {
  readonly signedOutUri: string;
  readonly backchannelUri: string;
}

export const startOidcProvider = async (
  redirectUris: readonly string[],
  signingOut?: SigningOut,
): Promise<OidcProvider> => {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const state = { people: [] as ProviderPerson[], signsIn: undefined as string | undefined, asked: 0 };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [...redirectUris],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        ...(signingOut && {
          post_logout_redirect_uris: [signingOut.signedOutUri],
          backchannel_logout_uri: signingOut.backchannelUri,
          backchannel_logout_session_required: true,
        }),
      },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    cookies: { keys: ['keys of a test'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: signingOut !== undefined } },
    pkce: { required: () => true },
    // Without its dispatcher, which refuses loopback.
    fetch(url, options) {
      const { dispatcher: _, ...plain } = options ?? {};
      return fetch(url, plain);
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    async findAccount(_context, id) {
      const person = state.people.find(({ sub }) => sub === id);
      return person && { accountId: id, claims: async () => ({ ...person }) };
    },
    async loadExistingGrant({ oidc }) {
      const { client, session, provider: own } = oidc;
      const grant = new own.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
      grant.addOIDCScope('openid email profile groups');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) {
      void answer(request, response);
      return;
    }
    state.asked += 1;
    const outcome =
      state.signsIn === undefined
        ? { error: 'access_denied', error_description: 'The person does not want to' }
        : { login: { accountId: state.signsIn } };
    void provider.interactionFinished(request, response, outcome);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    get people() {
      return state.people;
    },
    set people(people) {
      state.people = people;
    },
    get signsIn() {
      return state.signsIn;
    },
    set signsIn(sub) {
      state.signsIn = sub;
    },
    asked: () => state.asked,
    stop: () => closing(server),
  };
};
