import { expect } from 'chai';
import type { AppPasswordList, NewAppPassword } from '../../src/contract/http/app-password.ts';
import type { AuditList } from '../../src/contract/http/audit.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

describe('app passwords', () => {
  let running: RunningApp;
  let api: ApiClient;

  before(async () => {
    running = await startApp();
    api = await running.admin();
  });
  after(() => running.dispose());

  const list = async () => (await api.get<AppPasswordList>('/app-passwords')).appPasswords;
  const opens = async (user: string, password: string): Promise<number> => {
    const answer = await fetch(`${running.url}/dav/`, {
      method: 'PROPFIND',
      headers: { Depth: '0', Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
    });
    await answer.text();
    return answer.status;
  };

  it('are said once, open CalDAV for their account, and are revoked one by one', async () => {
    const phone = await api.post<NewAppPassword>('/app-passwords', { name: 'Phone' });
    const laptop = await api.post<NewAppPassword>('/app-passwords', { name: 'Laptop' });
    expect(phone.password)
      .to.match(/^[A-Za-z0-9_-]{22}$/)
      .and.not.to.equal(laptop.password);
    expect(JSON.stringify(await list())).not.to.include(phone.password);
    expect((await list()).map(({ name, usedAt }) => [name, usedAt])).to.have.deep.members([
      ['Phone', null],
      ['Laptop', null],
    ]);
    expect(await opens(ADMIN.email, phone.password)).to.equal(207);
    expect((await list()).find(({ id }) => id === phone.id)?.usedAt).to.be.a('string');
    expect(await opens('other@example.org', phone.password)).to.equal(401);
    await api.delete(`/app-passwords/${phone.id}`);
    expect(await opens(ADMIN.email, phone.password)).to.equal(401);
    expect(await opens(ADMIN.email, laptop.password)).to.equal(207);
    await api.refused(404, 'DELETE', `/app-passwords/${phone.id}`);
    const { lines } = await api.get<AuditList>('/admin/audit?group=keys');
    expect(lines.map(({ action, target }) => `${action} ${target.name}`)).to.deep.equal([
      'app-password.revoke Phone',
      'app-password.create Laptop',
      'app-password.create Phone',
    ]);
    expect(JSON.stringify(lines)).not.to.include(phone.password);
  });

  it('do not sign in to the pages, and the password of the account does not open CalDAV', async () => {
    const { password } = await api.post<NewAppPassword>('/app-passwords', { name: 'Tablet' });
    await running.client().refused(401, 'POST', '/session', { email: ADMIN.email, password });
    expect(await opens(ADMIN.email, ADMIN.password)).to.equal(401);
  });

  it('have a name', async () => {
    await api.refused(422, 'POST', '/app-passwords', { name: '' });
    await running.client().refused(401, 'GET', '/app-passwords');
  });
});
