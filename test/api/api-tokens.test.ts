import { expect } from 'chai';
import { tokenRuleOf } from '../../src/app/api-scopes.ts';
import { CALLS } from '../../src/app/openapi.ts';
import type { ApiScope } from '../../src/base/api-scopes.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { ApiTokenList, NewApiToken } from '../../src/contract/http/api-token.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const BOB = { email: 'bob@example.org', password: 'another long password', name: 'Bob' };
const DAY_MS = 24 * 60 * 60_000;

describe('API tokens', () => {
  const clock = createTurnedClock(systemClock.nowMs());
  let running: RunningApp;
  let admin: ApiClient;
  let bob: ApiClient;

  before(async () => {
    running = await startApp({ overrides: { clock } });
    admin = await running.admin();
    await addAccountTo(running.dataDirectory, BOB);
    bob = running.client();
    await bob.post('/session', { email: BOB.email, password: BOB.password });
  });
  after(() => running.dispose());

  const make = (api: ApiClient, scopes: readonly ApiScope[], more: object = {}): Promise<NewApiToken> =>
    api.post<NewApiToken>('/api-tokens', { name: 'Script', scopes, ...more });
  /** A program: without cookies, and with nothing that a browser sends. */
  const program = (token: string): ApiClient => {
    const client = running.client();
    client.headers = { Authorization: `Bearer ${token}`, Origin: 'https://elsewhere.example' };
    return client;
  };
  const calendarOf = async (api: ApiClient) =>
    (await api.get<{ calendars: { id: string }[] }>('/calendars')).calendars[0]?.id ?? '';

  it('are said once, open what their scopes name and nothing else', async () => {
    const { token, id } = await make(bob, ['calendar:read']);
    expect(token).to.match(/^wmt_[A-Za-z0-9_-]{22}$/);
    const list = await bob.get<ApiTokenList>('/api-tokens');
    expect(JSON.stringify(list)).not.to.include(token);
    expect(list.apiTokens.find((one) => one.id === id)).to.deep.include({ scopes: ['calendar:read'], usedAt: null });
    const script = program(token);
    expect(await calendarOf(script)).to.equal(await calendarOf(bob));
    expect((await script.get<{ account: { email: string } }>('/session')).account.email).to.equal(BOB.email);
    await script.refused(403, 'POST', '/calendars', { name: 'Mine' });
    await script.refused(403, 'GET', '/meetings/123456789');
    await script.refused(403, 'GET', '/documents');
    const used = (await bob.get<ApiTokenList>('/api-tokens')).apiTokens.find((one) => one.id === id)?.usedAt;
    expect(used).to.equal(new Date(clock.nowMs()).toISOString());
  });

  it('write with the scope of writing, from any origin', async () => {
    const script = program((await make(bob, ['calendar:write'])).token);
    const { id } = await script.post<{ id: string }>('/calendars', { name: 'By a script' });
    await script.refused(403, 'GET', '/calendars');
    await script.delete(`/calendars/${id}`);
  });

  it('never open the account, its keys or its sign-in', async () => {
    const { token } = await make(bob, ['calendar:read', 'calendar:write', 'meetings:read', 'meetings:write']);
    const script = program(token);
    for (const [method, path] of [
      ['GET', '/api-tokens'],
      ['POST', '/api-tokens'],
      ['GET', '/app-passwords'],
      ['PATCH', '/account'],
      ['POST', '/account/password'],
      ['GET', '/account/sessions'],
      ['DELETE', '/session'],
    ] as const)
      await script.refused(403, method, path, method === 'GET' || method === 'DELETE' ? undefined : {});
  });

  it('open the console to administrators alone, without another proof', async () => {
    const problem = await bob.refused(422, 'POST', '/api-tokens', { name: 'Script', scopes: ['admin:read'] });
    expect(problem.errors?.[0]).to.include({ path: 'scopes', code: 'not-allowed' });
    const script = program((await make(admin, ['admin:read'])).token);
    // Longer ago than the console takes for granted.
    clock.forward(DAY_MS);
    await script.get('/admin/mail-settings');
    await script.refused(403, 'PUT', '/admin/mail-settings', {
      personDomains: [],
      hostingDomains: [],
      hostingPerDay: 1,
      attentionMails: true,
    });
  });

  it('end with their day, when they are revoked, and with the account', async () => {
    const { token: short } = await make(bob, ['calendar:read'], {
      expiresAt: new Date(clock.nowMs() + DAY_MS).toISOString(),
    });
    await bob.refused(422, 'POST', '/api-tokens', {
      name: 'Late',
      scopes: ['calendar:read'],
      expiresAt: new Date(clock.nowMs() - 1000).toISOString(),
    });
    await program(short).get('/calendars');
    clock.forward(DAY_MS);
    await program(short).refused(401, 'GET', '/calendars');
    const { token, id } = await make(bob, ['calendar:read']);
    await admin.refused(404, 'DELETE', `/api-tokens/${id}`);
    await bob.delete(`/api-tokens/${id}`);
    await program(token).refused(401, 'GET', '/calendars');
    await program('wmt_nothing').refused(401, 'GET', '/site');
  });

  it('are refused beyond what a minute may hold, and told when to come again', async () => {
    const script = program((await make(bob, ['calendar:read'])).token);
    let answer = await script.call('GET', '/session');
    for (let calls = 1; calls < 700 && answer.status === 200; calls += 50) {
      const some = await Promise.all(Array.from({ length: 50 }, () => script.call('GET', '/session')));
      answer = some.find(({ status }) => status !== 200) ?? answer;
    }
    expect(answer.status).to.equal(429);
    expect(Number(answer.headers.get('retry-after'))).to.be.within(1, 60);
    await program((await make(bob, ['calendar:read'])).token).get('/session');
  });

  it('have a rule for every call that there is', () => {
    const without = Object.keys(CALLS).filter((call) => {
      const [method = '', path = ''] = call.split(' ');
      return tokenRuleOf(method, path) === undefined;
    });
    expect(without).to.deep.equal([]);
  });

  it('need a scope of the console for every call of the console', () => {
    for (const [call, { who }] of Object.entries(CALLS)) {
      if (who !== 'admin') continue;
      const [method = '', path = ''] = call.split(' ');
      const rule = tokenRuleOf(method, path);
      expect(Array.isArray(rule) && rule.every((scope) => scope.startsWith('admin:')), call).to.equal(true);
    }
  });
});
