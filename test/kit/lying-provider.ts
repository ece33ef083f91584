import { createHmac, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { freePort } from './start-app.ts';

/** What the provider is to do wrong; nothing of it: it is a plain honest one. */
export interface Lie {
  readonly claims?: (honest: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  readonly header?: { readonly alg?: string; readonly typ?: string };
  /** How the ID token is signed in place of its key: not at all, by the client's secret, by a key that is not published. */
  readonly signature?: 'none' | 'shared' | 'foreign';
  /** What comes back with the code in place of what was sent. */
  readonly answer?: (honest: URLSearchParams) => URLSearchParams;
  readonly metadata?: (honest: Record<string, unknown>) => Record<string, unknown>;
  readonly withoutIdToken?: boolean;
  /** In place of the answer of the token endpoint. */
  readonly tokenStatus?: number;
}

/** A provider of sign-ins that says what it is told to say. */
export interface LyingProvider {
  readonly issuer: string;
  lie: Lie;
  /** A logout token of the person whom it signs in, as `lie` has it. */
  logoutToken(lie?: Lie): string;
  /** How often it was asked for tokens. */
  readonly redeemed: () => number;
  stop(): Promise<void>;
}

const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const startLyingProvider = async (clientSecret: string): Promise<LyingProvider> => {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const state = { lie: {} as Lie, redeemed: 0 };
  const rounds = new Map<string, { readonly nonce: string; readonly clientId: string }>();

  const sign = (honest: Readonly<Record<string, unknown>>, typ: string, lie: Lie): string => {
    const { claims = (same) => ({ ...same }), header, signature } = lie;
    const signed = `${text({ alg: 'RS256', kid: 'own', typ, ...header })}.${text(claims(honest))}`;
    if (signature === 'none') return `${signed}.`;
    if (signature === 'shared')
      return `${signed}.${createHmac('sha256', clientSecret).update(signed).digest('base64url')}`;
    const key = signature === 'foreign' ? foreign.privateKey : own.privateKey;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
  };

  const idToken = (code: string): string => {
    const { nonce, clientId } = rounds.get(code) ?? { nonce: '', clientId: '' };
    const nowS = Math.floor(Date.now() / 1000);
    const honest = {
      iss: issuer,
      sub: 'mallory',
      aud: clientId,
      exp: nowS + 300,
      iat: nowS,
      auth_time: nowS,
      nonce,
      email: 'mallory@example.org',
      email_verified: true,
      name: 'Mallory',
    };
    return sign(honest, 'JWT', state.lie);
  };

  const logoutToken = (lie: Lie = {}): string => {
    const nowS = Math.floor(Date.now() / 1000);
    const honest = {
      iss: issuer,
      sub: 'mallory',
      aud: 'webmeeting',
      iat: nowS,
      exp: nowS + 120,
      jti: randomUUID(),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    };
    return sign(honest, 'logout+jwt', lie);
  };

  const pages: Readonly<Record<string, (url: URL, body: URLSearchParams) => object | URL>> = {
    '/.well-known/openid-configuration': () => {
      const honest = {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      };
      return state.lie.metadata?.(honest) ?? honest;
    },
    '/keys': () => ({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] }),
    '/authorize': (url) => {
      const code = `code-${rounds.size + 1}`;
      const { searchParams: asked } = url;
      rounds.set(code, { nonce: asked.get('nonce') ?? '', clientId: asked.get('client_id') ?? '' });
      const honest = new URLSearchParams({ code, state: asked.get('state') ?? '' });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = String(state.lie.answer?.(honest) ?? honest);
      return back;
    },
    '/token': (_url, body) => {
      state.redeemed += 1;
      return {
        access_token: 'an access token',
        token_type: 'Bearer',
        ...(!state.lie.withoutIdToken && { id_token: idToken(body.get('code') ?? '') }),
      };
    },
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = pages[url.pathname]?.(url, new URLSearchParams(Buffer.concat(chunks).toString()));
    if (answer instanceof URL) response.writeHead(302, { location: answer.href }).end();
    else
      response
        .writeHead(url.pathname === '/token' ? (state.lie.tokenStatus ?? 200) : 200, {
          'content-type': 'application/json',
        })
        .end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    issuer,
    get lie() {
      return state.lie;
    },
    set lie(lie) {
      state.lie = lie;
    },
    logoutToken,
    redeemed: () => state.redeemed,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
