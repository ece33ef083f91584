import { expect } from 'chai';
import type { Problem } from '../../src/contract/http/problem.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const EVENT = { title: 'Budget', start: '2027-03-01T10:00', end: '2027-03-01T11:00', timeZone: 'Europe/Paris' };

describe('a request', () => {
  let running: RunningApp;
  let admin: ApiClient;
  before(async () => {
    running = await startApp({ environment: { TRUST_PROXY: '127.0.0.1,::1' } });
    admin = await running.admin();
  });
  after(() => running.dispose());

  /** A call with these headers and no others, as a program or a strange browser sends it. */
  const send = async (method: string, path: string, headers: Record<string, string>, body = '{"name":"Eve"}') => {
    const response = await fetch(`${running.url}/api/v1${path}`, { method, headers, body });
    return { status: response.status, body: (await response.json()) as Partial<Problem> };
  };
  const json = { 'Content-Type': 'application/json' };
  const nameNow = async (): Promise<string> =>
    (await admin.get<{ account: { name: string } }>('/session')).account.name;

  it('that a cookie signs writes from no other origin than ours, whatever else it carries', async () => {
    const before = await nameNow();
    const signed = { ...json, Cookie: admin.cookie() };
    const strange: Array<Record<string, string>> = [
      { Origin: 'null' },
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ];
    for (const headers of strange) {
      const { status, body } = await send('PATCH', '/account', { ...signed, ...headers });
      expect([status, body.code], JSON.stringify(headers)).to.deep.equal([403, 'foreign-origin']);
    }
    expect(await nameNow()).to.equal(before);
    // A program, which no page can lead, says nothing of an origin.
    for (const own of [{ 'Sec-Fetch-Site': 'same-origin' }, {}]) {
      expect((await send('PATCH', '/account', { ...signed, ...own })).status).to.equal(200);
    }
  });

  it('with a Bearer token that is not good is not signed by its cookie instead', async () => {
    const before = await nameNow();
    for (const token of ['x', 'A'.repeat(22)]) {
      const headers = { ...json, Cookie: admin.cookie(), Authorization: `Bearer ${token}` };
      const { status } = await send(
        'PATCH',
        '/account',
        { ...headers, Origin: 'https://evil.example' },
        '{"name":"E"}',
      );
      expect(status).to.equal(401);
    }
    expect(await nameNow()).to.equal(before);
  });

  it('whose body is not JSON is refused, not taken for an empty one', async () => {
    const { id } = await admin.post<{ id: string }>('/events', EVENT);
    const client = await running.admin();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      client.headers = { 'Content-Type': type };
      expect((await client.refused(422, 'PATCH', `/events/${id}`, '{"title":"New"}')).code).to.equal('invalid-input');
      await client.refused(422, 'POST', '/meetings', '{"title":"New"}');
    }
  });

  it('with a field in the wrong place, address or body, is refused with its name', async () => {
    const misplaced = await admin.refused(422, 'POST', '/events?notify=false', EVENT);
    expect(misplaced.errors?.[0]).to.include({ path: 'notify', code: 'unknown-field' });
    const { id } = await admin.post<{ id: string }>('/events', EVENT);
    const silent = await admin.refused(422, 'DELETE', `/events/${id}`, { notify: false });
    expect(silent.errors?.[0]).to.include({ path: 'notify', code: 'unknown-field' });
    await admin.get(`/events/${id}`);
  });

  it('with ten thousand wrong fields is told of the first thousand', async () => {
    const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field${index}`, 1]));
    const { errors = [] } = await admin.refused(422, 'POST', '/events', fields);
    expect(errors).to.have.length(1_000);
  });

  it('is small as long as nobody has signed in', async () => {
    const body = { email: 'a@example.org', password: 'x', more: 'x'.repeat(100_000) };
    expect((await running.client().refused(413, 'POST', '/session', body)).code).to.equal('too-large');
    expect((await running.client().refused(413, 'POST', '/events', body)).code).to.equal('too-large');
    await admin.refused(422, 'POST', '/events', body);
  });

  it('to sign in counts against its network only when it fails', async () => {
    const client = running.client();
    for (let count = 0; count < 110; count += 1) {
      client.headers = { 'X-Forwarded-For': '192.0.2.1' };
      const { status } = await client.call('POST', '/session', ADMIN);
      expect(status, `sign-in ${count}`).to.equal(200);
    }
  }).timeout(60_000);

  it('that shows who is signed in keeps the device signed in for as long again', async () => {
    const answer = await admin.call('GET', '/session');
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie)
      .to.match(/^wm_session=[A-Za-z0-9_-]{22};/)
      .and.include(`Max-Age=${30 * 24 * 3_600}`);
  });

  it('carries the cookies of a few meetings at most, the last ones', async () => {
    const guest = running.client();
    let last = '';
    for (let count = 0; count < 14; count += 1) {
      const { id, pin } = await admin.post<{ id: string; pin: string }>('/meetings');
      await guest.post(`/meetings/${id}/join`, { name: 'Gus', pin });
      last = id;
    }
    const names = guest
      .cookie()
      .split('; ')
      .map((pair) => pair.slice(0, pair.indexOf('=')));
    expect(names).to.have.length(10).and.include(`wm_${last}`);
    expect(await guest.get(`/meetings/${last}`)).to.include({ needsPin: false });
  }).timeout(20_000);
});
