import { expect } from 'chai';
import type { ProviderRequest, SignedInDevices, SignedOut } from '../../src/contract/http/sign-in.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type Browsing, startBrowsing } from '../kit/browse.ts';
import { type Lie, type LyingProvider, startLyingProvider } from '../kit/lying-provider.ts';
import { type OidcProvider, startOidcProvider } from '../kit/oidc-provider.ts';
import { freePort, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const DAY_MS = 24 * 3_600_000;
const SECRET = 'a secret between the two of us';
const PEOPLE = ['ada', 'bob', 'carol', 'dave'].map((name) => ({
  sub: name,
  email: `${name}@example.org`,
  email_verified: true,
  name,
}));

describe('signing out, here and at the provider (OpenID Connect)', () => {
  let clock: ReturnType<typeof createTurnedClock>;
  let running: RunningApp;
  let provider: OidcProvider;
  let liar: LyingProvider;
  let admin: ApiClient;
  before(async () => {
    // Tokens bear the time of the provider, which has the real one.
    clock = createTurnedClock(Date.now());
    const port = await freePort();
    const here = `http://localhost:${port}`;
    provider = await startOidcProvider([`${here}/sign-in/oidc/example/callback`], {
      signedOutUri: `${here}/sign-in`,
      backchannelUri: `${here}/sign-in/oidc/example/backchannel-logout`,
    });
    provider.people = PEOPLE;
    liar = await startLyingProvider(SECRET);
    running = await startApp({ port, overrides: { clock }, environment: { TRUST_PROXY: '127.0.0.1,::1' } });
    admin = await running.admin();
    await admin.call('PUT', '/admin/sign-in-settings/policy', {
      secondFactor: 'nobody',
      networks: ['127.0.0.0/8', '::1'],
    });
    await setProvider('example', {});
    await setProvider('liar', { issuer: liar.issuer, secret: SECRET });
  });
  after(async () => {
    await liar.stop();
    await provider.stop();
    await running.dispose();
  });

  const setProvider = async (id: string, change: Partial<ProviderRequest>): Promise<void> => {
    const wish: ProviderRequest = {
      ...{ name: 'Example login', issuer: provider.issuer, secret: provider.clientSecret, clientId: 'webmeeting' },
      ...{ scopes: 'openid email profile', label: '', groupClaim: '', groupRules: [], domains: [] },
      ...{ makesAccounts: true, signsOut: true, sessionDays: 7, active: true },
      ...change,
    };
    const { status, body } = await admin.call('PUT', `/admin/sign-in-settings/providers/${id}`, wish);
    expect(status, JSON.stringify(body)).to.equal(200);
  };
  const clientOf = (browsing: Browsing): ApiClient => {
    const client = running.client();
    client.headers = { Cookie: browsing.cookies(running.url) };
    return client;
  };
  const signIn = async (sub: string, id = 'example', browsing = startBrowsing()): Promise<Browsing> => {
    provider.signsIn = sub;
    await browsing.open(`${running.url}/sign-in/oidc/${id}`);
    await clientOf(browsing).get('/session');
    return browsing;
  };
  const isOut = (browsing: Browsing) => clientOf(browsing).refused(401, 'GET', '/session');
  const signOut = async (browsing: Browsing): Promise<string | undefined> =>
    (await clientOf(browsing).call<SignedOut>('DELETE', '/session')).body.continueAt;
  /** Says yes on the provider's page; answers where that leads. */
  const leaveProvider = async (browsing: Browsing, url: string): Promise<string> => {
    const page = await browsing.open(url);
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page.text) ?? [];
    const answer = await browsing.step(`${provider.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    return answer.headers.get('location') ?? '';
  };

  it('leads to the provider, which signs out as well and sends back', async () => {
    const ada = await signIn('ada');
    const url = new URL((await signOut(ada)) ?? '');
    await isOut(ada);
    expect(url.origin).to.equal(provider.issuer);
    expect([...url.searchParams.keys()]).to.have.members(['client_id', 'id_token_hint', 'post_logout_redirect_uri']);
    expect(await leaveProvider(ada, url.href)).to.equal(`${running.url}/sign-in`);
    const asked = provider.asked();
    await signIn('ada', 'example', ada);
    expect(provider.asked(), 'who it is, once more').to.equal(asked + 1);
  });

  it('leads nowhere when the setting or the provider does not want it, or names no web page', async () => {
    await setProvider('example', { signsOut: false });
    expect(await signOut(await signIn('ada'))).to.equal(undefined);
    await setProvider('example', {});
    expect(await signOut(await signIn('mallory', 'liar'))).to.equal(undefined);
    liar.lie = { metadata: (honest) => ({ ...honest, end_session_endpoint: 'javascript:alert(1)' }) };
    await setProvider('liar', { issuer: liar.issuer, secret: `${SECRET}!` });
    expect(await signOut(await signIn('mallory', 'liar'))).to.equal(undefined);
    liar.lie = {};
    await setProvider('liar', { issuer: liar.issuer, secret: SECRET });
  });

  it('at the provider ends that sign-in here, with its open pages, and no other', async () => {
    const [first, second] = [await signIn('bob'), await signIn('bob')];
    const stream = await fetch(`${running.url}/api/v1/changes`, { headers: { Cookie: first.cookies(running.url) } });
    await leaveProvider(first, `${provider.issuer}/session/end?client_id=webmeeting`);
    await isOut(first);
    expect(await stream.text()).to.include('retry');
    await clientOf(second).get('/session');
    const { lines } = await admin.get<{ lines: Array<{ action: string; target?: { name: string } }> }>('/admin/audit');
    expect(lines.find(({ action }) => action === 'account.sign-out')?.target?.name).to.equal('bob@example.org');
  });

  const claims = (change: Readonly<Record<string, unknown>>): Lie => ({
    claims: (honest) => ({ ...honest, ...change }),
  });

  it('leads to the provider by which one is signed in, when another has confirmed who it is since', async () => {
    const ada = await signIn('ada');
    const before = ada.cookies(running.url);
    liar.lie = claims({ sub: 'ada-there', email: 'ada@example.org', sid: 'there' });
    const { url } = await ada.open(`${running.url}/sign-in/oidc/liar?confirm=1`);
    liar.lie = {};
    expect(url.search).to.equal('?confirmed=1');
    expect(ada.cookies(running.url)).to.not.equal(before);
    const [, hint = ''] = (new URL((await signOut(ada)) ?? '').searchParams.get('id_token_hint') ?? '').split('.');
    expect(JSON.parse(Buffer.from(hint, 'base64url').toString())).to.include({ iss: provider.issuer });
  });

  describe('by a logout token', () => {
    const tell = async (
      token: string,
      id = 'liar',
      from: Readonly<Record<string, string>> = {},
    ): Promise<{ status: number; cache: string | null }> => {
      const body = new URLSearchParams({ logout_token: token });
      const url = `${running.url}/sign-in/oidc/${id}/backchannel-logout`;
      const { status, headers } = await fetch(url, { method: 'POST', body, headers: from });
      return { status, cache: headers.get('cache-control') };
    };
    const nowS = (): number => Math.floor(Date.now() / 1000);

    it('of a person all their sign-ins by it end, and it serves once', async () => {
      const [first, second] = [await signIn('mallory', 'liar'), await signIn('mallory', 'liar')];
      const token = liar.logoutToken();
      expect(await tell(token)).to.deep.equal({ status: 200, cache: 'no-store' });
      await isOut(first);
      await isOut(second);
      const third = await signIn('mallory', 'liar');
      expect((await tell(token)).status).to.equal(400);
      await clientOf(third).get('/session');
      // Somebody who has never been here is signed out already.
      expect((await tell(liar.logoutToken(claims({ sub: 'nobody' })))).status).to.equal(200);
      expect((await tell(liar.logoutToken({ header: { typ: 'JWT' } }))).status).to.equal(200);
      await isOut(third);
    });

    it('of a session that was never named here: those of that person end whose session has no name', async () => {
      const unnamed = await signIn('mallory', 'liar');
      liar.lie = claims({ sid: 'named' });
      const named = await signIn('mallory', 'liar');
      liar.lie = {};
      expect((await tell(liar.logoutToken(claims({ sid: 'never said' })))).status).to.equal(200);
      await isOut(unnamed);
      await clientOf(named).get('/session');
      const later = await signIn('mallory', 'liar');
      expect((await tell(liar.logoutToken(claims({ sid: 'named' })))).status).to.equal(200);
      await isOut(named);
      await clientOf(later).get('/session');
    });

    it('is heard from a network whose browsers have used up their wrong answers', async () => {
      const from = { 'X-Forwarded-For': '203.0.113.7' };
      const url = `${running.url}/sign-in/oidc/liar/callback?code=x&state=y`;
      let last = '';
      for (let answers = 0; answers <= 100; answers += 1)
        last = (await fetch(url, { headers: from, redirect: 'manual' })).headers.get('location') ?? '';
      expect(last).to.include('problem=too-many');
      const browsing = await signIn('mallory', 'liar');
      expect((await tell(liar.logoutToken(), 'liar', from)).status).to.equal(200);
      await isOut(browsing);
    });

    const LIES: Readonly<Record<string, () => Lie>> = {
      'for another client': () => claims({ aud: 'another' }),
      'of another issuer': () => claims({ iss: 'https://login.example.com' }),
      'without a time': () => claims({ iat: undefined }),
      'of an hour ago': () => claims({ iat: nowS() - 3_600, exp: undefined }),
      'that has run out': () => claims({ exp: nowS() - 300 }),
      'of the future': () => claims({ iat: nowS() + 3_600 }),
      'without a name of its own': () => claims({ jti: undefined }),
      'with a nonce, as an ID token': () => claims({ nonce: 'n' }),
      'without the event': () => claims({ events: {} }),
      'with the event as a word': () => claims({ events: 'http://schemas.openid.net/event/backchannel-logout' }),
      'of nobody': () => claims({ sub: undefined }),
      'without signature (alg none)': () => ({ header: { alg: 'none' }, signature: 'none' }),
      'signed by the shared secret (HS256)': () => ({ header: { alg: 'HS256' }, signature: 'shared' }),
      'signed by a key that is not its own': () => ({ signature: 'foreign' }),
      'of another kind': () => ({ header: { typ: 'at+jwt' } }),
    };
    for (const [name, lie] of Object.entries(LIES))
      it(`${name}: refused (S8)`, async () => {
        const browsing = await signIn('mallory', 'liar');
        expect((await tell(liar.logoutToken(lie()))).status).to.equal(400);
        await clientOf(browsing).get('/session');
      });

    it('of one provider means nothing to another, and none is no token', async () => {
      expect((await tell(liar.logoutToken(), 'example')).status).to.equal(400);
      expect((await tell(liar.logoutToken(), 'unknown')).status).to.equal(400);
      for (const body of ['', 'logout_token=', 'logout_token=x&logout_token=y', `logout_token=${'a.'.repeat(9_000)}`]) {
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const url = `${running.url}/sign-in/oidc/liar/backchannel-logout`;
        expect((await fetch(url, { method: 'POST', headers, body })).status, body.slice(0, 40)).to.equal(400);
      }
    });
  });

  describe('by the calendar', () => {
    it('sign-ins by a provider end after some days, however much they are used', async () => {
      const carol = await signIn('carol');
      for (let day = 0; day < 6; day += 1) {
        clock.forward(DAY_MS);
        await clientOf(carol).get('/session');
      }
      clock.forward(DAY_MS);
      await isOut(carol);
      admin = await running.admin();
      await setProvider('example', { sessionDays: 1 });
      const dave = await signIn('dave');
      clock.forward(DAY_MS);
      await isOut(dave);
      await admin.get('/session');
    });

    it('signing in again as the same person goes on with the same device, by another token; as somebody else it ends', async () => {
      const devices = async (browsing: Browsing) =>
        (await clientOf(browsing).get<SignedInDevices>('/account/sessions')).sessions.map(({ id }) => id);
      const dave = await signIn('dave');
      const ids = await devices(dave);
      const tokens: string[] = [];
      const again = async (): Promise<void> => {
        tokens.push(dave.cookies(running.url));
        await dave.open(`${running.url}/sign-in/oidc/example`);
        expect(tokens).to.not.include(dave.cookies(running.url));
        expect(await devices(dave)).to.deep.equal(ids);
      };
      await again();
      clock.forward(DAY_MS);
      await isOut(dave);
      await again();
      tokens.push(dave.cookies(running.url));
      await signIn('mallory', 'liar', dave);
      for (const token of tokens) {
        const old = running.client();
        old.headers = { Cookie: token };
        await old.refused(401, 'GET', '/session');
      }
    });
  });
});
