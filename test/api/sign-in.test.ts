import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import type {
  RecoveryCodes,
  SecondFactorBody,
  SecondFactorDraft,
  SessionBody,
  SignedInDevices,
} from '../../src/contract/http/sign-in.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { addManyAccounts } from '../kit/many-accounts.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ADA = { email: 'ada@example.org', password: 'a sentence of Ada', name: 'Ada' } as const;
const EVE = { email: 'eve@example.org', password: 'a sentence of Eve', name: 'Eve' } as const;

describe('signing in', () => {
  const clock = createTurnedClock(Date.now());
  let running: RunningApp;
  before(async () => {
    running = await startApp({ overrides: { clock }, environment: { TRUST_PROXY: '127.0.0.1,::1' } });
    for (const person of [ADA, EVE]) await addAccountTo(running.dataDirectory, person);
  });
  after(() => running.dispose());

  /** Each person from a network of their own, as the limits see it. */
  let networks = 0;
  const clientFrom = (network?: string): ApiClient => {
    networks += 1;
    const client = running.client();
    client.headers = { 'X-Forwarded-For': network ?? `198.51.${Math.floor(networks / 250)}.${networks % 250}` };
    return client;
  };
  const signedIn = async ({ email, password }: { email: string; password: string }): Promise<ApiClient> => {
    const client = clientFrom();
    await client.post('/session', { email, password });
    client.confirms = false;
    return client;
  };
  const codeOf = (secret: string): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.nowMs() });
  const holding = (cookie: string): ApiClient => {
    const client = running.client();
    client.headers = { Cookie: cookie };
    return client;
  };

  describe('the console', () => {
    it('is open after signing in, and closes after a quarter of an hour without use', async () => {
      const admin = await signedIn(ADMIN);
      await admin.get('/admin/outbox');
      clock.forward(15 * MINUTE_MS + 1);
      expect((await admin.refused(403, 'GET', '/admin/outbox')).code).to.equal('confirm-identity');
      await admin.get('/session');
      await admin.post('/session/confirm', { password: ADMIN.password });
      await admin.get('/admin/outbox');
    });

    it('stays open as long as it is used, for eight hours at most', async () => {
      const admin = await signedIn(ADMIN);
      for (let quarters = 1; quarters <= 32; quarters += 1) {
        clock.forward(15 * MINUTE_MS - 1_000);
        await admin.get('/admin/outbox');
      }
      clock.forward(10 * MINUTE_MS);
      expect((await admin.refused(403, 'GET', '/admin/outbox')).code).to.equal('confirm-identity');
    });

    it('is not kept open by the use of the calendar', async () => {
      const admin = await signedIn(ADMIN);
      for (let minutes = 0; minutes < 20; minutes += 10) {
        clock.forward(10 * MINUTE_MS);
        await admin.get('/events?from=2027-01-01&to=2027-01-02');
      }
      expect((await admin.refused(403, 'GET', '/admin/outbox')).code).to.equal('confirm-identity');
    });

    it('stays shut when the password is wrong, and to those who do not administer', async () => {
      const admin = await signedIn(ADMIN);
      clock.forward(HOUR_MS);
      const wrong = await admin.refused(401, 'POST', '/session/confirm', { password: 'not this one' });
      expect(wrong.code).to.equal('wrong-credentials');
      await admin.refused(403, 'GET', '/admin/outbox');
      const ada = await signedIn(ADA);
      expect((await ada.refused(403, 'GET', '/admin/outbox')).code).to.equal('not-allowed');
    });

    it('cannot be guessed open: after ten wrong passwords it has to wait', async () => {
      const admin = await signedIn(ADMIN);
      for (let count = 0; count < 10; count += 1)
        await admin.refused(401, 'POST', '/session/confirm', { password: 'not this one' });
      const refusal = await admin.refused(429, 'POST', '/session/confirm', { password: ADMIN.password });
      expect(refusal.code).to.equal('too-many-attempts');
    });
  });

  describe('a session', () => {
    it('gets another token when it is confirmed, and the old one opens nothing (S26)', async () => {
      const admin = await signedIn(ADMIN);
      const before = admin.cookie();
      await admin.post('/session/confirm', { password: ADMIN.password });
      expect(admin.cookie()).to.not.equal(before);
      await holding(before).refused(401, 'GET', '/session');
      await admin.get('/session');
    });

    it('that was there before signing in is not taken over (S26)', async () => {
      const planted = await signedIn(EVE);
      const cookie = planted.cookie();
      const victim = clientFrom();
      victim.headers = { ...victim.headers, Cookie: cookie };
      await victim.post('/session', { email: ADA.email, password: ADA.password });
      await holding(cookie).refused(401, 'GET', '/session');
    });

    it('gets another token when the password is changed, and every other device is out', async () => {
      const here = await signedIn(EVE);
      const there = await signedIn(EVE);
      const before = here.cookie();
      await here.post('/account/password', { current: EVE.password, next: 'another sentence of Eve' });
      await here.get('/session');
      await holding(before).refused(401, 'GET', '/session');
      await there.refused(401, 'GET', '/session');
      await here.post('/account/password', { current: 'another sentence of Eve', next: EVE.password });
    });

    it('lasts thirty days after its last use in the calendar, and no longer', async () => {
      const ada = await signedIn(ADA);
      for (let weeks = 0; weeks < 6; weeks += 1) {
        clock.forward(7 * 24 * HOUR_MS);
        await ada.get('/session');
      }
      clock.forward(30 * 24 * HOUR_MS + 1);
      await ada.refused(401, 'GET', '/session');
    });

    it('is listed with its network and how it was signed in; all others are signed out together', async () => {
      const here = await signedIn(ADA);
      const there = await signedIn(ADA);
      const { sessions } = await here.get<SignedInDevices>('/account/sessions');
      const current = sessions.find((session) => session.current);
      expect(current).to.include({ method: 'password', network: here.headers['X-Forwarded-For'] });
      await here.delete('/account/sessions');
      await there.refused(401, 'GET', '/session');
      const left = await here.get<SignedInDevices>('/account/sessions');
      expect(left.sessions.map((session) => session.current)).to.deep.equal([true]);
    });
  });

  it('the audit log tells of coming, going and trying, of unknown people only whence, and of no secret (S32)', async () => {
    const ada = await signedIn(ADA);
    const { 'X-Forwarded-For': network = '' } = ada.headers;
    await ada.delete('/session');
    const stranger = clientFrom();
    const guess = 'a password that nobody has';
    await stranger.refused(401, 'POST', '/session', { email: 'unknown.person@example.org', password: guess });
    await stranger.refused(401, 'POST', '/session', { email: EVE.email, password: guess });
    const admin = await signedIn(ADMIN);
    await admin.post('/session/confirm', { password: ADMIN.password });
    const text = JSON.stringify(await admin.get('/admin/audit'));
    for (const action of ['sign-in.done', 'sign-in.out', 'sign-in.refused', 'sign-in.confirmed'])
      expect(text).to.include(action);
    expect(text).to.include(network).and.include(EVE.email);
    for (const secret of [guess, ADMIN.password, ADA.password, 'unknown.person']) expect(text).to.not.include(secret);
  });

  describe('limits', () => {
    it('two hundred people behind one address sign in in a minute, all at once (S25)', async () => {
      const password = 'a sentence of the school';
      const emails = Array.from({ length: 200 }, (_, index) => `pupil${index}@example.org`);
      await addManyAccounts(running.dataDirectory, emails, password);
      const attempts = emails.map((email) => clientFrom('203.0.113.7').call('POST', '/session', { email, password }));
      const statuses = new Set((await Promise.all(attempts)).map(({ status }) => status));
      expect([...statuses]).to.deep.equal([200]);
    }).timeout(60_000);

    it('an address is counted as it came to the proxy that is trusted, and no other is believed (S25)', async () => {
      const spoofing = running.client();
      for (let count = 0; count < 10; count += 1) {
        spoofing.headers = { 'X-Forwarded-For': `192.0.2.${count}, 203.0.113.50` };
        await spoofing.refused(401, 'POST', '/session', { email: 'nobody@example.org', password: 'wrong password' });
      }
      await spoofing.refused(429, 'POST', '/session', { email: 'nobody@example.org', password: 'wrong password' });
    });

    it('ten thousand addresses of one IPv6 network are one (S25)', async () => {
      const client = running.client();
      const attempt = { email: 'nobody.six@example.org', password: 'wrong password' };
      for (let count = 0; count < 10; count += 1) {
        client.headers = { 'X-Forwarded-For': `2001:db8:1:2:${count}::1` };
        await client.refused(401, 'POST', '/session', attempt);
      }
      client.headers = { 'X-Forwarded-For': '2001:db8:1:2:ffff::9' };
      await client.refused(429, 'POST', '/session', attempt);
    });

    it('many networks together guess one password no faster, and its owner still comes in from where they are known', async () => {
      const victim = { email: 'victim@example.org', password: 'a sentence of the victim' };
      await addManyAccounts(running.dataDirectory, [victim.email], victim.password);
      await clientFrom('203.0.113.99').post('/session', victim);
      for (let network = 0; network < 10; network += 1)
        for (let count = 0; count < 5; count += 1)
          await clientFrom(`192.0.2.${100 + network}`).refused(401, 'POST', '/session', {
            ...victim,
            password: 'wrong password',
          });
      await clientFrom('192.0.2.200').refused(429, 'POST', '/session', victim);
      await clientFrom('203.0.113.99').post('/session', victim);
    }).timeout(30_000);
  });

  describe('the second factor', () => {
    const turnOn = async (
      client: ApiClient,
      password: string,
    ): Promise<{ secret: string; recoveryCodes: string[] }> => {
      const { draft, secret, uri } = await client.post<SecondFactorDraft>('/account/second-factor/draft');
      expect(uri).to.match(/^otpauth:\/\/totp\/localhost:/);
      const { recoveryCodes } = await client.post<RecoveryCodes>('/account/second-factor', {
        draft,
        password,
        code: codeOf(secret),
      });
      return { secret, recoveryCodes };
    };
    const ofAda = { email: ADA.email, password: ADA.password };
    let secret = '';
    let recoveryCodes: string[] = [];

    it('is on after the password and a first code, and shows ten recovery codes once', async () => {
      const ada = await signedIn(ADA);
      const before = ada.cookie();
      const { draft, secret: drafted } = await ada.post<SecondFactorDraft>('/account/second-factor/draft');
      const wish = { draft, password: ADA.password, code: codeOf(drafted) };
      const wrongPassword = await ada.refused(422, 'POST', '/account/second-factor', { ...wish, password: 'wrong' });
      expect(wrongPassword.errors?.[0]).to.include({ path: 'password', code: 'wrong' });
      const wrongCode = await ada.refused(422, 'POST', '/account/second-factor', { ...wish, code: '000000' });
      expect(wrongCode.errors?.[0]).to.include({ path: 'code', code: 'wrong' });
      ({ secret, recoveryCodes } = await turnOn(ada, ADA.password));
      expect(recoveryCodes).to.have.length(10);
      expect(new Set(recoveryCodes).size).to.equal(10);
      expect(await ada.get<SecondFactorBody>('/account/second-factor')).to.include({ on: true, recoveryCodesLeft: 10 });
      await holding(before).refused(401, 'GET', '/session');
    });

    it('a draft of somebody else, or an old one, is refused', async () => {
      const eve = await signedIn(EVE);
      const ada = clientFrom();
      clock.forward(MINUTE_MS);
      await ada.post('/session', { ...ofAda, code: codeOf(secret) });
      const { draft, secret: drafted } = await ada.post<SecondFactorDraft>('/account/second-factor/draft');
      const stolen = { draft, password: EVE.password, code: codeOf(drafted) };
      const refusal = await eve.refused(422, 'POST', '/account/second-factor', stolen);
      expect(refusal.errors?.[0]?.path).to.equal('draft');
      const own = await eve.post<SecondFactorDraft>('/account/second-factor/draft');
      clock.forward(31 * MINUTE_MS);
      const late = { draft: own.draft, password: EVE.password, code: codeOf(own.secret) };
      expect((await eve.refused(422, 'POST', '/account/second-factor', late)).errors?.[0]?.path).to.equal('draft');
    });

    it('is asked for only once the password was right', async () => {
      const client = clientFrom();
      const wrong = await client.refused(401, 'POST', '/session', { ...ofAda, password: 'wrong password' });
      expect(wrong.code).to.equal('wrong-credentials');
      expect((await client.refused(401, 'POST', '/session', ofAda)).code).to.equal('code-required');
      expect(client.cookie()).to.equal('');
      clock.forward(MINUTE_MS);
      await client.post('/session', { ...ofAda, code: codeOf(secret) });
    });

    it('a code is good once, and those of half a minute before and after are taken', async () => {
      clock.forward(10 * MINUTE_MS);
      const code = codeOf(secret);
      await clientFrom().post('/session', { ...ofAda, code });
      const again = await clientFrom().refused(422, 'POST', '/session', { ...ofAda, code });
      expect(again.errors?.[0]).to.include({ path: 'code', code: 'wrong' });
      clock.forward(30_000);
      const late = codeOf(secret);
      clock.forward(30_000);
      await clientFrom().post('/session', { ...ofAda, code: late });
      const old = codeOf(secret);
      clock.forward(90_000);
      await clientFrom().refused(422, 'POST', '/session', { ...ofAda, code: old });
    });

    it('a recovery code is good once, however it is typed', async () => {
      const [first = ''] = recoveryCodes;
      await clientFrom().post('/session', { ...ofAda, code: first.toUpperCase().replace('-', ' ') });
      await clientFrom().refused(422, 'POST', '/session', { ...ofAda, code: first });
      clock.forward(MINUTE_MS);
      const ada = clientFrom();
      await ada.post('/session', { ...ofAda, code: codeOf(secret) });
      expect(await ada.get<SecondFactorBody>('/account/second-factor')).to.include({ recoveryCodesLeft: 9 });
      const fresh = await ada.post<RecoveryCodes>('/account/second-factor/recovery-codes', { password: ADA.password });
      await clientFrom().refused(422, 'POST', '/session', { ...ofAda, code: recoveryCodes[1] });
      recoveryCodes = fresh.recoveryCodes;
      await clientFrom().post('/session', { ...ofAda, code: recoveryCodes[1] });
    });

    it('codes cannot be guessed: after ten wrong ones even the right one has to wait', async () => {
      clock.forward(MINUTE_MS);
      for (let count = 0; count < 10; count += 1)
        await clientFrom().refused(422, 'POST', '/session', { ...ofAda, code: '000000' });
      const right = await clientFrom().refused(429, 'POST', '/session', { ...ofAda, code: codeOf(secret) });
      expect(right.code).to.equal('too-many-attempts');
    });

    it('of an administrator is asked for by the console too, and goes with the password alone', async () => {
      const admin = await signedIn(ADMIN);
      const made = await turnOn(admin, ADMIN.password);
      clock.forward(HOUR_MS);
      expect(await admin.get('/session/confirm')).to.deep.equal({ code: true });
      const without = await admin.refused(401, 'POST', '/session/confirm', { password: ADMIN.password });
      expect(without.code).to.equal('code-required');
      await admin.post('/session/confirm', { password: ADMIN.password, code: codeOf(made.secret) });
      await admin.get('/admin/outbox');
      await admin.refused(422, 'POST', '/account/second-factor/off', { password: 'wrong password' });
      await admin.post('/account/second-factor/off', { password: ADMIN.password });
      await signedIn(ADMIN);
    });

    it('asked for by the policy leads there at the next sign-in: nothing else is open before', async () => {
      const before = await signedIn(ADMIN);
      clock.forward(1_000);
      await before.call('PUT', '/admin/sign-in-settings/policy', { secondFactor: 'administrators', networks: [] });
      await before.get('/events?from=2027-01-01&to=2027-01-02');
      clock.forward(1_000);
      const admin = await signedIn(ADMIN);
      expect(await admin.get<SessionBody>('/session')).to.include({ secondFactorDue: true });
      const shut = await admin.refused(401, 'GET', '/events?from=2027-01-01&to=2027-01-02');
      expect(shut.code).to.equal('code-required');
      expect(shut.errors?.[0]?.code).to.equal('second-factor-due');
      await admin.refused(401, 'GET', '/admin/outbox');
      await turnOn(admin, ADMIN.password);
      expect(await admin.get<SessionBody>('/session')).to.include({ secondFactorDue: false });
      await admin.get('/admin/outbox');
      await admin.call('PUT', '/admin/sign-in-settings/policy', { secondFactor: 'nobody', networks: [] });
      await admin.post('/account/second-factor/off', { password: ADMIN.password });
    });
  });
});
