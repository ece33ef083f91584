import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

interface SessionAnswer {
  account: { email: string; name: string; admin: boolean; webMeeting: boolean; language: string; timeZone: string };
}

describe('accounts', () => {
  let running: RunningApp;
  before(async () => {
    running = await startApp();
  });
  after(() => running.dispose());

  it('the administrator of the configuration signs in and out', async () => {
    const client = running.client();
    const { account } = await client.post<SessionAnswer>('/session', ADMIN);
    expect(account).to.include({ email: ADMIN.email, admin: true, webMeeting: true });
    expect((await client.get<SessionAnswer>('/session')).account.email).to.equal(ADMIN.email);
    const cookie = client.cookie();
    await client.delete('/session');
    const stolen = running.client();
    stolen.headers = { Cookie: cookie };
    expect((await stolen.refused(401, 'GET', '/session')).code).to.equal('not-signed-in');
  });

  it('the session cookie is out of reach of scripts and of other sites', async () => {
    const answer = await running.client().call('POST', '/session', ADMIN);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie)
      .to.match(/^wm_session=[A-Za-z0-9_-]{22};/)
      .and.include('HttpOnly')
      .and.include('SameSite=Lax')
      .and.include('Path=/');
  });

  it('a wrong password and an unknown address are refused alike', async () => {
    const wrong = await running.client().refused(401, 'POST', '/session', { ...ADMIN, password: 'wrong password' });
    const unknown = await running
      .client()
      .refused(401, 'POST', '/session', { email: 'nobody@example.org', password: 'wrong password' });
    expect(wrong).to.deep.equal(unknown);
    expect(wrong.code).to.equal('wrong-credentials');
  });

  it('after ten wrong passwords for one address it must wait, and others need not', async () => {
    const client = running.client();
    const attempt = { email: 'victim@example.org', password: 'wrong password' };
    for (let count = 0; count < 10; count += 1) await client.refused(401, 'POST', '/session', attempt);
    const refusal = await client.refused(429, 'POST', '/session', attempt);
    expect(refusal.code).to.equal('too-many-attempts');
    expect(refusal.retryAfterSeconds).to.be.greaterThan(60);
    await client.post('/session', ADMIN);
  });

  it('a page of another site can neither sign in nor write', async () => {
    const client = await running.admin();
    client.headers = { Origin: 'https://evil.example' };
    expect((await client.refused(403, 'PATCH', '/account', { name: 'Eve' })).code).to.equal('foreign-origin');
    expect((await client.refused(403, 'POST', '/session', ADMIN)).code).to.equal('foreign-origin');
    client.headers = { Origin: 'null' };
    expect((await client.refused(403, 'DELETE', '/session')).code).to.equal('foreign-origin');
  });

  it('language, time zone and name are the account’s own to change, and each bad value is named', async () => {
    const client = await running.admin();
    const changed = await client.patch<SessionAnswer>('/account', {
      name: 'Ada',
      language: 'en',
      timeZone: 'Asia/Tokyo',
    });
    expect(changed.account).to.include({ name: 'Ada', language: 'en', timeZone: 'Asia/Tokyo' });
    const refusal = await client.refused(422, 'PATCH', '/account', {
      name: 'a\r\nb',
      language: 'de',
      timeZone: 'Mars/Olympus',
      admin: true,
    });
    expect(refusal.errors?.map(({ path }) => path).sort()).to.deep.equal(['admin', 'language', 'name', 'timeZone']);
    expect((await client.get<SessionAnswer>('/session')).account.name).to.equal('Ada');
  });

  it('a changed password signs out every other device', async () => {
    const here = await running.admin();
    const there = await running.admin();
    const wrong = await here.refused(422, 'POST', '/account/password', {
      current: 'not this one',
      next: 'a new long password',
    });
    expect(wrong.errors?.[0]?.path).to.equal('current');
    await here.post('/account/password', { current: ADMIN.password, next: 'a new long password' });
    await here.get('/session');
    await there.refused(401, 'GET', '/session');
    await running.client().refused(401, 'POST', '/session', ADMIN);
    await here.post('/account/password', { current: 'a new long password', next: ADMIN.password });
  });

  it('devices are listed without their tokens and can be signed out one by one', async () => {
    const here = await running.admin();
    const there = await running.admin();
    const { sessions } = await here.get<{ sessions: Array<{ id: string; current: boolean }> }>('/account/sessions');
    expect(sessions.filter(({ current }) => current)).to.have.length(1);
    expect(JSON.stringify(sessions)).to.not.include(there.cookie().slice('wm_session='.length));
    const { sessions: ofThere } = await there.get<{ sessions: Array<{ id: string; current: boolean }> }>(
      '/account/sessions',
    );
    const other = ofThere.find(({ current }) => current);
    await here.delete(`/account/sessions/${other?.id}`);
    await there.refused(401, 'GET', '/session');
    await here.refused(404, 'DELETE', '/account/sessions/unknown');
  });

  it('everything under the API but the doors needs a signed-in account', async () => {
    const client = running.client();
    const calls: Array<[string, string]> = [
      ['GET', '/session'],
      ['PATCH', '/account'],
      ['POST', '/account/password'],
      ['GET', '/account/sessions'],
      ['DELETE', '/account/sessions/x'],
      ['GET', '/events?from=2027-01-01&to=2027-01-02'],
      ['POST', '/events'],
      ['GET', '/events/x'],
      ['PATCH', '/events/x'],
      ['DELETE', '/events/x'],
      ['POST', '/events/x/start'],
      ['POST', '/meetings'],
      ['GET', '/invitations'],
      ['GET', '/admin/outbox'],
      ['GET', '/admin/outbox/x'],
      ['GET', '/admin/outbox/x/eml'],
      ['POST', '/admin/outbox/x/retry'],
    ];
    for (const [method, path] of calls) {
      const refusal = await client.refused(401, method, path, method === 'GET' ? undefined : {});
      expect(refusal.code, `${method} ${path}`).to.equal('not-signed-in');
    }
  });

  it('unknown paths, broken JSON and bodies too large get a problem document', async () => {
    const client = await running.admin();
    expect((await client.refused(404, 'GET', '/nothing')).code).to.equal('not-found');
    expect((await client.refused(422, 'PATCH', '/account', '{"name":')).code).to.equal('invalid-input');
    expect(
      (await client.refused(413, 'PATCH', '/account', JSON.stringify({ name: 'a'.repeat(2_000_000) }))).code,
    ).to.equal('too-large');
  });
});

describe('set-up', () => {
  it('the link printed at the first start makes the first administrator, once', async () => {
    let said = '';
    const running = await startApp({
      environment: { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' },
      overrides: {
        say: (text) => {
          said += text;
        },
      },
    });
    try {
      const link = /http:\/\/localhost:\d+\/set-up\/([A-Za-z0-9_-]{22})/.exec(said);
      const token = link?.[1] ?? '';
      expect(readFileSync(join(running.dataDirectory, 'set-up-link.txt'), 'utf8').trim()).to.equal(link?.[0]);
      const client = running.client();
      expect((await client.get<{ needsSetUp: boolean }>('/site')).needsSetUp).to.equal(true);
      const person = { email: 'first@example.org', name: 'First', password: 'a long enough one' };
      expect((await client.refused(404, 'POST', '/set-up', { ...person, token: 'A'.repeat(22) })).code).to.equal(
        'unknown-link',
      );
      expect(
        (await client.refused(422, 'POST', '/set-up', { ...person, token, password: 'short' })).errors?.[0]?.path,
      ).to.equal('password');
      const { account } = await client.post<SessionAnswer>('/set-up', {
        ...person,
        token,
        language: 'en',
        timeZone: 'Europe/Paris',
      });
      expect(account).to.include({ email: 'first@example.org', admin: true, language: 'en', timeZone: 'Europe/Paris' });
      expect((await client.get<SessionAnswer>('/session')).account.name).to.equal('First');
      const again = await running
        .client()
        .refused(409, 'POST', '/set-up', { ...person, email: 'second@example.org', token });
      expect(again.code).to.equal('set-up-done');
    } finally {
      await running.dispose();
    }
  });

  it('ADMIN_EMAIL never overwrites an account', async () => {
    const first = await startApp();
    await first.stop();
    const second = await startApp({
      dataDirectory: first.dataDirectory,
      environment: { ADMIN_PASSWORD: 'another password' },
    });
    try {
      await second.admin();
      await second.client().refused(401, 'POST', '/session', { email: ADMIN.email, password: 'another password' });
    } finally {
      await second.dispose();
    }
  });
});
