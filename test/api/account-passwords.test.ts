import { expect } from 'chai';
import type { AdminAccount, PasswordLink } from '../../src/contract/http/admin-account.ts';
import { awaitMailsTo, mailsTo, tokenIn } from '../kit/account-mails.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';
import { createTurnedClock, type TurnedClock } from '../kit/turned-clock.ts';

const HOUR_MS = 3_600_000;
const PASSWORD = 'a long enough password';
const NEXT = 'quite another password';

describe('passwords by links', () => {
  let running: RunningApp;
  let admin: ApiClient;
  let clock: TurnedClock;
  before(async () => {
    clock = createTurnedClock(Date.UTC(2027, 2, 1, 9));
    running = await startApp({ overrides: { clock } });
  });
  after(() => running.dispose());
  // Turned on, the clock has closed the console.
  beforeEach(async () => {
    admin = await running.admin();
  });

  const invite = async (email: string, language = 'fr'): Promise<string> => {
    await admin.post('/admin/accounts', { email, name: 'Zoé Martin', language, invite: 'mail' });
    const [mail] = await mailsTo(admin, email);
    return tokenIn(mail?.text ?? '');
  };
  const withPassword = async (email: string): Promise<AdminAccount> =>
    (await admin.post<{ account: AdminAccount }>('/admin/accounts', { email, name: 'Paul', password: PASSWORD }))
      .account;
  const choose = (token: string, password = NEXT) =>
    running.client().call<{ email: string }>('POST', '/password/choose', { token, password });
  const forget = (email: string) => running.client().call('POST', '/password/forgotten', { email });

  it('an invitation says in both languages what to do, and its link lets the person in once', async () => {
    const token = await invite('zoe@example.com');
    const [mail] = await mailsTo(admin, 'zoe@example.com');
    expect(mail?.subject).to.equal('Votre compte WebMeeting / Your WebMeeting account');
    expect(mail?.text).to.include('Choisir un mot de passe').and.include('Choose a password');
    expect(mail?.text).to.include('8 mars 2027');
    const whose = await running.client().post<PasswordLink>('/password/link', { token });
    expect(whose).to.deep.include({ purpose: 'invitation', name: 'Zoé Martin', email: 'zoe@example.com' });
    expect((await choose(token, 'short')).status).to.equal(422);
    expect((await choose(token)).body).to.deep.equal({ email: 'zoe@example.com' });
    await running.client().post('/session', { email: 'zoe@example.com', password: NEXT });
    expect((await choose(token)).status).to.equal(404);
    // The first password changes none: only the invitation was mailed.
    expect(await mailsTo(admin, 'zoe@example.com')).to.have.length(1);
  });

  it('until a password was chosen nobody signs in, whatever they type', async () => {
    await invite('empty@example.com');
    for (const password of ['', 'x', NEXT]) {
      const answer = await running.client().call('POST', '/session', { email: 'empty@example.com', password });
      expect(answer.status, password).to.be.oneOf([401, 422]);
    }
  });

  it('an invitation opens for seven days, and the newest alone', async () => {
    const first = await invite('late@example.com');
    const { accounts } = await admin.get<{ accounts: Array<{ id: string; state: string }> }>(
      '/admin/accounts?search=late',
    );
    expect(accounts[0]?.state).to.equal('invited');
    await admin.post(`/admin/accounts/${accounts[0]?.id}/invite`, { by: 'mail' });
    await running.client().refused(404, 'POST', '/password/link', { token: first });
    const tokens = (await mailsTo(admin, 'late@example.com')).map(({ text }) => tokenIn(text));
    const second = tokens.find((token) => token !== first) ?? '';
    clock.forward(7 * 24 * HOUR_MS - 1_000);
    await running.client().post('/password/link', { token: second });
    clock.forward(1_000);
    const refusal = await running.client().refused(404, 'POST', '/password/link', { token: second });
    expect(refusal.code).to.equal('unknown-link');
  });

  it('a link looked at by GET tells nothing and stays good', async () => {
    const token = await invite('scanned@example.com');
    const page = await fetch(`${running.url}/set-password/${token}`, { headers: { Accept: 'text/html' } });
    expect(await page.text()).to.not.include('scanned@example.com');
    await running.client().refused(404, 'GET', `/password/link?token=${token}`);
    expect((await choose(token)).status).to.equal(200);
  });

  it('whoever forgot their password gets a link of an hour, and every device is signed out when it is used', async () => {
    await withPassword('paul@example.org');
    const device = running.client();
    await device.post('/session', { email: 'paul@example.org', password: PASSWORD });
    expect((await forget('PAUL@example.org')).status).to.equal(204);
    const [mail] = await awaitMailsTo(admin, 'paul@example.org', 1);
    expect(mail?.subject).to.equal('Choisissez un nouveau mot de passe / Choose a new password');
    await device.get('/session');
    const token = tokenIn(mail?.text ?? '');
    expect((await choose(token)).status).to.equal(200);
    await device.refused(401, 'GET', '/session');
    await running.client().refused(401, 'POST', '/session', { email: 'paul@example.org', password: PASSWORD });
    await running.client().post('/session', { email: 'paul@example.org', password: NEXT });
    expect((await choose(token)).status).to.equal(404);
    const subjects = (await mailsTo(admin, 'paul@example.org')).map(({ subject }) => subject);
    expect(subjects).to.include('Votre mot de passe a été modifié / Your password was changed');
  });

  it('a second request makes the first link die, and an hour both', async () => {
    await withPassword('again@example.org');
    await forget('again@example.org');
    const [first] = await awaitMailsTo(admin, 'again@example.org', 1);
    await forget('again@example.org');
    const both = await awaitMailsTo(admin, 'again@example.org', 2);
    const second = both.map(({ text }) => tokenIn(text)).find((token) => token !== tokenIn(first?.text ?? '')) ?? '';
    await running.client().refused(404, 'POST', '/password/link', { token: tokenIn(first?.text ?? '') });
    await running.client().post('/password/link', { token: second });
    clock.forward(HOUR_MS);
    expect((await choose(second)).status).to.equal(404);
  });

  it('an unknown, a suspended and a known address are answered alike, and only the known one gets a mail', async () => {
    await withPassword('known@example.org');
    const { id } = await withPassword('suspended@example.org');
    await admin.post(`/admin/accounts/${id}/suspend`);
    const answers = await Promise.all(['nobody@example.org', 'suspended@example.org', 'known@example.org'].map(forget));
    for (const { status, body } of answers) expect({ status, body }).to.deep.equal({ status: 204, body: '' });
    await awaitMailsTo(admin, 'known@example.org', 1);
    expect(await mailsTo(admin, 'nobody@example.org')).to.deep.equal([]);
    expect(await mailsTo(admin, 'suspended@example.org')).to.deep.equal([]);
  });

  it('after three requests for one address it must wait, known or not', async () => {
    await withPassword('flooded@example.org');
    for (const email of ['flooded@example.org', 'stranger@example.org']) {
      for (let count = 0; count < 3; count += 1) expect((await forget(email)).status, email).to.equal(204);
      expect((await forget(email)).status, email).to.equal(429);
    }
    expect(await awaitMailsTo(admin, 'flooded@example.org', 3)).to.have.length(3);
  });

  it('after twenty requests from one network it must wait, whatever the address', async () => {
    const answers = [];
    for (let count = 0; count < 21; count += 1) answers.push((await forget(`person${count}@example.org`)).status);
    expect(new Set(answers)).to.deep.equal(new Set([204, 429]));
    expect(answers.at(-1)).to.equal(429);
  });

  it('the link of somebody who was suspended since opens nothing', async () => {
    const { id } = await withPassword('gone@example.org');
    const { link } = await admin.post<{ link: string }>(`/admin/accounts/${id}/reset`, { by: 'link' });
    await admin.post(`/admin/accounts/${id}/suspend`);
    expect((await choose(tokenIn(link))).status).to.equal(404);
    await admin.post(`/admin/accounts/${id}/resume`);
    expect((await choose(tokenIn(link))).status).to.equal(404);
  });

  it('two who use one link at the same moment do not both set a password', async () => {
    const { id } = await withPassword('race@example.org');
    const { link } = await admin.post<{ link: string }>(`/admin/accounts/${id}/reset`, { by: 'link' });
    const answers = await Promise.all([choose(tokenIn(link)), choose(tokenIn(link), 'a third long password')]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 404]);
  });

  it('guessed links are counted by network', async () => {
    const client = running.client();
    const answers = [];
    for (let count = 0; count < 31; count += 1)
      answers.push((await client.call('POST', '/password/link', { token: String(count).padStart(22, 'A') })).status);
    expect(answers[0]).to.equal(404);
    expect(answers.at(-1)).to.equal(429);
  });
});
