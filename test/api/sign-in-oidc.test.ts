import { expect } from 'chai';
import type { ProviderRequest, SignedInDevices, TestOutcome } from '../../src/contract/http/sign-in.ts';
import { awaitMailsTo } from '../kit/account-mails.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type Browsing, startBrowsing } from '../kit/browse.ts';
import { type Lie, type LyingProvider, startLyingProvider } from '../kit/lying-provider.ts';
import { addManyAccounts } from '../kit/many-accounts.ts';
import { type OidcProvider, startOidcProvider } from '../kit/oidc-provider.ts';
import { OPEN_REDIRECTS } from '../kit/open-redirects.ts';
import { ADMIN, freePort, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const MINUTE_MS = 60_000;
const PASSWORD = 'a sentence for all of them';

const settingsOf = (change: Partial<ProviderRequest>): ProviderRequest => ({
  name: 'Example login',
  issuer: '',
  clientId: 'webmeeting',
  scopes: 'openid email profile groups',
  label: '',
  groupClaim: 'groups',
  groupRules: [],
  domains: [],
  makesAccounts: true,
  signsOut: false,
  sessionDays: 7,
  active: true,
  ...change,
});

describe('signing in by a provider (OpenID Connect)', () => {
  let clock: ReturnType<typeof createTurnedClock>;
  let running: RunningApp;
  let provider: OidcProvider;
  let admin: ApiClient;
  before(async () => {
    // Tokens bear the time of the provider, which has the real one.
    clock = createTurnedClock(Date.now());
    const port = await freePort();
    provider = await startOidcProvider([`http://localhost:${port}/sign-in/oidc/example/callback`]);
    running = await startApp({ port, overrides: { clock } });
    admin = await running.admin();
    await admin.call('PUT', '/admin/sign-in-settings/policy', {
      secondFactor: 'nobody',
      networks: ['127.0.0.0/8', '::1'],
    });
    await setProvider({});
  });
  after(async () => {
    await provider.stop();
    await running.dispose();
  });

  const setProvider = async (change: Partial<ProviderRequest>): Promise<void> => {
    const wish = settingsOf({ issuer: provider.issuer, secret: provider.clientSecret, ...change });
    const { status, body } = await admin.call('PUT', '/admin/sign-in-settings/providers/example', wish);
    expect(status, JSON.stringify(body)).to.equal(200);
  };
  const signInAs = async (
    sub: string | undefined,
    query = '',
    browsing: Browsing = startBrowsing(),
  ): Promise<{ browsing: Browsing; url: URL }> => {
    provider.signsIn = sub;
    const { url } = await browsing.open(`${running.url}/sign-in/oidc/example${query}`);
    return { browsing, url };
  };
  const clientOf = (browsing: Browsing): ApiClient => {
    const client = running.client();
    client.headers = { Cookie: browsing.cookies(running.url) };
    return client;
  };
  const emailOf = async (browsing: Browsing): Promise<string> =>
    (await clientOf(browsing).get<{ account: { email: string } }>('/session')).account.email;
  const person = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({
    sub: `subject-of-${name}`,
    email: `${name}@example.org`,
    email_verified: true,
    name: name.toUpperCase(),
    ...more,
  });

  it('offers the provider on the sign-in page, without its secret', async () => {
    const ways = await running.client().get('/sign-in/ways');
    expect(ways).to.deep.equal({ providers: [{ id: 'example', label: 'Example login' }], forgotten: false });
    const settings = JSON.stringify(await admin.get('/admin/sign-in-settings'));
    expect(settings).to.include('"hasSecret":true').and.not.include(provider.clientSecret);
  });

  it('makes an account at the first sign-in, finds it at the next, and goes on to where one wanted', async () => {
    provider.people = [person('ada')];
    const first = await signInAs('subject-of-ada', '?next=/invitations');
    expect(first.url.href).to.equal(`${running.url}/invitations`);
    const { account } = await clientOf(first.browsing).get<{ account: { id: string } }>('/session');
    expect(account).to.include({ email: 'ada@example.org', name: 'ADA', admin: false });
    provider.people = [person('ada', { email: 'ada.renamed@example.org' })];
    const again = await signInAs('subject-of-ada');
    const same = await clientOf(again.browsing).get<{ account: { id: string } }>('/session');
    expect(same.account.id).to.equal(account.id);
    const { sessions } = await clientOf(again.browsing).get<SignedInDevices>('/account/sessions');
    expect(sessions.find(({ current }) => current)).to.include({ method: 'provider', provider: 'Example login' });
    await running.client().refused(401, 'POST', '/session', { email: 'ada@example.org', password: 'anything at all' });
  });

  it('joins an account that is here by an address that is verified, never by one that is not (S4)', async () => {
    await addManyAccounts(running.dataDirectory, ['bob@example.org', 'carol@example.org'], PASSWORD);
    provider.people = [person('bob'), person('carol', { email_verified: false })];
    const bob = await signInAs('subject-of-bob');
    expect(await emailOf(bob.browsing)).to.equal('bob@example.org');
    const carol = await signInAs('subject-of-carol');
    expect(carol.url.pathname + carol.url.search).to.equal('/sign-in?problem=email-unverified&provider=example');
    await clientOf(carol.browsing).refused(401, 'GET', '/session');
    provider.people = [{ sub: 'another', email: ADMIN.email, email_verified: 'no' }];
    const stranger = await signInAs('another');
    expect(stranger.url.searchParams.get('problem')).to.equal('email-unverified');
  });

  it('somebody else who has got an address gets no account with it', async () => {
    provider.people = [person('bob', { sub: 'the-next-bob' })];
    const { url } = await signInAs('the-next-bob');
    expect(url.searchParams.get('problem')).to.equal('other-person');
  });

  it('nobody gets an account with the address of the conference service', async () => {
    provider.people = [person('conference', { email: 'conference@localhost' })];
    const { url } = await signInAs('subject-of-conference');
    expect(url.searchParams.get('problem')).to.equal('other-person');
  });

  it('lets in only the domains and people that it is told to', async () => {
    await setProvider({ domains: ['example.org'] });
    provider.people = [person('dave', { email: 'dave@elsewhere.example' }), person('erin')];
    expect((await signInAs('subject-of-dave')).url.searchParams.get('problem')).to.equal('domain-refused');
    await setProvider({ makesAccounts: false });
    expect((await signInAs('subject-of-erin')).url.searchParams.get('problem')).to.equal('no-account');
    await setProvider({ active: false });
    expect((await signInAs('subject-of-ada')).url.searchParams.get('problem')).to.equal('provider-unknown');
    expect(await running.client().get('/sign-in/ways')).to.deep.include({ providers: [] });
    await setProvider({});
  });

  it('groups of the provider give groups and rights here, and take them away again', async () => {
    await admin.post('/admin/groups', { name: 'Staff', rights: [] });
    await setProvider({
      groupRules: [
        { from: 'staff', group: 'Staff' },
        { from: 'operators', rights: ['admin'] },
      ],
    });
    provider.people = [person('frank', { groups: ['STAFF', 'operators', 'others'] })];
    const frank = await signInAs('subject-of-frank');
    const session = await clientOf(frank.browsing).get<{ account: { admin: boolean } }>('/session');
    expect(session.account.admin).to.equal(true);
    const membersOf = async (): Promise<number> => {
      const { groups } = await admin.get<{ groups: Array<{ name: string; members: number }> }>('/admin/groups');
      return groups.find(({ name }) => name === 'Staff')?.members ?? -1;
    };
    expect(await membersOf()).to.equal(1);
    provider.people = [person('frank', { groups: [] })];
    const later = await signInAs('subject-of-frank');
    const after = await clientOf(later.browsing).get<{ account: { admin: boolean } }>('/session');
    expect(after.account.admin).to.equal(false);
    expect(await membersOf()).to.equal(0);
    await setProvider({});
  });

  it('who cancels at the provider comes back to a page that says so', async () => {
    const { url } = await signInAs(undefined, '?next=/invitations');
    expect(url.pathname).to.equal('/sign-in');
    expect(Object.fromEntries(url.searchParams)).to.deep.equal({
      problem: 'provider-refused',
      provider: 'example',
      next: '/invitations',
    });
  });

  it('an answer without the cookie of its round, from another browser, or a second time opens nothing', async () => {
    provider.people = [person('grace')];
    provider.signsIn = 'subject-of-grace';
    const grace = startBrowsing();
    let url = `${running.url}/sign-in/oidc/example`;
    while (!url.includes('/callback')) {
      const answer = await grace.step(url);
      url = new URL(answer.headers.get('location') ?? '', url).href;
    }
    const flow = grace.cookies(running.url);
    const victim = startBrowsing();
    expect((await victim.open(url)).url.searchParams.get('problem')).to.equal('round-over');
    // Somebody else's round: their own cookie does not fit this state.
    const other = startBrowsing();
    await other.step(`${running.url}/sign-in/oidc/example`);
    expect((await other.open(url)).url.searchParams.get('problem')).to.equal('provider-answer');
    await grace.open(url);
    expect(await emailOf(grace)).to.equal('grace@example.org');
    const replay = startBrowsing();
    replay.setCookies(running.url, flow);
    expect((await replay.open(url)).url.searchParams.get('problem')).to.equal('round-over');
  });

  it('a round that took too long is over', async () => {
    const slow = startBrowsing();
    await slow.step(`${running.url}/sign-in/oidc/example`);
    clock.forward(16 * MINUTE_MS);
    const { url } = await slow.open(`${running.url}/sign-in/oidc/example/callback?code=x&state=y`);
    expect(url.searchParams.get('problem')).to.equal('round-over');
  });

  it('the console is confirmed by a fresh sign-in at the provider, of the same person', async () => {
    await setProvider({ groupRules: [{ from: 'operators', rights: ['admin'] }] });
    provider.people = [person('heidi', { groups: ['operators'] }), person('ivan')];
    const { browsing } = await signInAs('subject-of-heidi');
    await clientOf(browsing).get('/admin/outbox');
    clock.forward(20 * MINUTE_MS);
    const shut = await clientOf(browsing).refused(403, 'GET', '/admin/outbox');
    expect(shut.code).to.equal('confirm-identity');
    expect(await clientOf(browsing).get('/session/confirm')).to.deep.equal({
      provider: { id: 'example', name: 'Example login' },
      code: false,
    });
    const before = browsing.cookies(running.url);
    const asked = provider.asked();
    const { url } = await signInAs('subject-of-heidi', '?confirm=1', browsing);
    expect(url.pathname + url.search).to.equal('/sign-in?confirmed=1');
    expect(provider.asked(), 'the provider asked once more').to.equal(asked + 1);
    await clientOf(browsing).get('/admin/outbox');
    const old = running.client();
    old.headers = { Cookie: before };
    await old.refused(401, 'GET', '/session');
    clock.forward(20 * MINUTE_MS);
    const colleague = startBrowsing();
    colleague.setCookies(running.url, browsing.cookies(running.url));
    const wrong = await signInAs('subject-of-ivan', '?confirm=1', colleague);
    expect(wrong.url.searchParams.get('problem')).to.equal('other-account');
    await clientOf(browsing).refused(403, 'GET', '/admin/outbox');
    await setProvider({});
  });

  it('passwords of the provider are not changed here, and no link resets them', async () => {
    provider.people = [person('kim')];
    const kim = clientOf((await signInAs('subject-of-kim')).browsing);
    const wish = { current: 'anything at all', next: 'a new long password' };
    const refusal = await kim.refused(422, 'POST', '/account/password', wish);
    expect(refusal.errors?.[0]).to.include({ path: 'current', code: 'elsewhere' });
    const { id } = (await kim.get<{ account: { id: string } }>('/session')).account;
    const reset = await admin.refused(422, 'POST', `/admin/accounts/${id}/reset`, { by: 'link' });
    expect(reset.errors?.[0]).to.include({ path: 'account', code: 'elsewhere' });
    await running.client().post('/password/forgotten', { email: 'kim@example.org' });
    const [mail] = await awaitMailsTo(admin, 'kim@example.org', 1);
    expect(mail?.text).to.include('/sign-in').and.not.include('/set-password/');
  });

  it('suspended accounts do not come in', async () => {
    provider.people = [person('judy')];
    const judy = await signInAs('subject-of-judy');
    const { account } = await clientOf(judy.browsing).get<{ account: { id: string } }>('/session');
    await admin.post(`/admin/accounts/${account.id}/suspend`, {});
    await clientOf(judy.browsing).refused(401, 'GET', '/session');
    expect((await signInAs('subject-of-judy')).url.searchParams.get('problem')).to.equal('suspended');
  });

  it('the test in the console says what the provider answered', async () => {
    const wish = settingsOf({ issuer: provider.issuer, secret: provider.clientSecret });
    const good = await admin.post<TestOutcome>('/admin/sign-in-settings/providers/test', { id: 'x', provider: wish });
    expect(good.steps.map(({ step, ok }) => `${step} ${ok}`)).to.deep.equal([
      'discovery true',
      'issuer true',
      'endpoints true',
      'keys true',
    ]);
    const bad = await admin.post<TestOutcome>('/admin/sign-in-settings/providers/test', {
      id: 'x',
      provider: { ...wish, issuer: `http://localhost:${await freePort()}` },
    });
    expect(bad.steps.map(({ step, ok, code }) => [step, ok, code])).to.deep.equal([
      ['discovery', false, 'unreachable'],
    ]);
  });

  it('a provider inside that the administrator has not allowed is not asked (S16)', async () => {
    await admin.call('PUT', '/admin/sign-in-settings/policy', { secondFactor: 'nobody', networks: [] });
    for (const issuer of ['http://127.0.0.1:1', 'https://[::1]:8443', 'https://localhost', 'http://169.254.169.254']) {
      const { steps } = await admin.post<TestOutcome>('/admin/sign-in-settings/providers/test', {
        id: 'x',
        provider: settingsOf({ issuer }),
      });
      expect(steps[0]?.code, issuer).to.equal('not-allowed');
    }
    await admin.call('PUT', '/admin/sign-in-settings/policy', {
      secondFactor: 'nobody',
      networks: ['127.0.0.0/8', '::1'],
    });
  });

  describe('from a provider that lies', () => {
    const SECRET = 'a secret between the two of us';
    let liar: LyingProvider;
    before(async () => {
      liar = await startLyingProvider(SECRET);
      const wish = settingsOf({ issuer: liar.issuer, secret: SECRET, groupClaim: '', scopes: 'openid email' });
      await admin.call('PUT', '/admin/sign-in-settings/providers/liar', wish);
    });
    after(() => liar.stop());

    const problemOf = async (lie: Lie): Promise<string | null> => {
      liar.lie = lie;
      // What it says of itself is kept for a while.
      clock.forward(11 * MINUTE_MS);
      const { url } = await startBrowsing().open(`${running.url}/sign-in/oidc/liar`);
      return url.searchParams.get('problem');
    };
    const claims = (change: Readonly<Record<string, unknown>>): Lie => ({
      claims: (honest) => ({ ...honest, ...change }),
    });

    it('nothing is wrong with what it says when it does not', async () => {
      expect(await problemOf({})).to.equal(null);
    });

    const LIES: Readonly<Record<string, () => Lie>> = {
      'a nonce of another round': () => claims({ nonce: 'another' }),
      'no nonce': () => claims({ nonce: undefined }),
      'a token for another client': () => claims({ aud: 'another' }),
      'a token for several, without saying for whom': () => claims({ aud: ['webmeeting', 'another'] }),
      'a token that has run out': () => claims({ exp: Math.floor(Date.now() / 1000) - 3_600 }),
      'a token of the future': () =>
        claims({ iat: Math.floor(Date.now() / 1000) + 3_600, nbf: Math.floor(Date.now() / 1000) + 3_600 }),
      'another issuer': () => claims({ iss: 'https://login.example.com' }),
      'no subject': () => claims({ sub: undefined }),
      'no signature (alg none)': () => ({ header: { alg: 'none' }, signature: 'none' }),
      'a signature by the shared secret (HS256)': () => ({ header: { alg: 'HS256' }, signature: 'shared' }),
      'a signature by a key that is not its own': () => ({ signature: 'foreign' }),
      'no ID token': () => ({ withoutIdToken: true }),
      'an error in place of tokens': () => ({ tokenStatus: 500 }),
      'the state of another round': () => ({
        answer: (honest) => new URLSearchParams({ code: honest.get('code') ?? '', state: 'another' }),
      }),
      'no state': () => ({ answer: (honest) => new URLSearchParams({ code: honest.get('code') ?? '' }) }),
      'two states': () => ({
        answer: (honest) => new URLSearchParams([...honest, ['state', 'another']]),
      }),
      'itself under another name': () => ({
        metadata: (honest) => ({ ...honest, issuer: 'https://login.example.com' }),
      }),
    };
    for (const [name, lie] of Object.entries(LIES))
      it(`${name}: refused`, async () => {
        expect(await problemOf(lie())).to.equal('provider-answer');
      });

    it('endpoints inside the network behind a public name are not asked', async () => {
      const lie: Lie = { metadata: (honest) => ({ ...honest, token_endpoint: 'http://169.254.169.254/token' }) };
      expect(await problemOf(lie)).to.equal('provider-unreachable');
    });
  });

  describe('goes on to a path of this site and nowhere else (S27)', () => {
    for (const payload of OPEN_REDIRECTS)
      it(JSON.stringify(payload.slice(0, 40)), async () => {
        provider.people = [person('mallet')];
        const { url } = await signInAs('subject-of-mallet', `?next=${encodeURIComponent(payload)}`);
        expect(url.origin).to.equal(running.url);
        expect(url.host).to.equal(new URL(running.url).host);
        expect(url.pathname.startsWith('//')).to.equal(false);
      });
  });
});
