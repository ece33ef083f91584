import { expect } from 'chai';
import type {
  AccountBulkAnswer,
  AdminAccount,
  AdminAccountList,
  AdminAccountRow,
} from '../../src/contract/http/admin-account.ts';
import { mailsTo, tokenIn } from '../kit/account-mails.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const PASSWORD = 'a long enough password';

describe('accounts in the console', () => {
  let running: RunningApp;
  let admin: ApiClient;
  before(async () => {
    running = await startApp();
    admin = await running.admin();
  });
  after(() => running.dispose());

  const create = async (email: string, more: object = {}): Promise<AdminAccount> => {
    const person = { email, name: email.split('@')[0], password: PASSWORD, ...more };
    return (await admin.post<{ account: AdminAccount }>('/admin/accounts', person)).account;
  };
  const signIn = async (email: string, password = PASSWORD): Promise<ApiClient> => {
    const client = running.client();
    await client.post('/session', { email, password });
    return client;
  };
  const list = (query: string): Promise<AdminAccountList> => admin.get<AdminAccountList>(`/admin/accounts?${query}`);
  const emails = ({ accounts }: AdminAccountList): string[] => accounts.map(({ email }) => email);
  const auditOf = async (target: string): Promise<string[]> => {
    const { lines } = await admin.get<{ lines: Array<{ action: string; target: { name: string } }> }>('/admin/audit');
    return lines.filter((line) => line.target.name === target).map(({ action }) => action);
  };

  it('an account with a password signs in at once, with the rights that it was given', async () => {
    const account = await create('paul@example.org', {
      name: 'Paul',
      rights: ['webmeeting', 'documents'],
      language: 'en',
    });
    expect(account).to.deep.include({
      state: 'active',
      rights: ['webmeeting', 'documents'],
      seenAt: null,
      origin: 'local',
    });
    const paul = await signIn('paul@example.org');
    const { account: own } = await paul.get<{ account: { rights: string[]; language: string } }>('/session');
    expect(own).to.deep.include({ rights: ['webmeeting', 'documents'], language: 'en' });
    const seen = await admin.get<AdminAccount>(`/admin/accounts/${account.id}`);
    expect(seen.seenAt).to.be.a('string');
    expect(seen.devices).to.have.length(1);
  });

  it('an address that has an account is refused, and so is a password beside an invitation', async () => {
    await create('twice@example.org');
    const person = { email: 'TWICE@example.org', name: 'Twice' };
    expect((await admin.refused(409, 'POST', '/admin/accounts', { ...person, password: PASSWORD })).code).to.equal(
      'already-exists',
    );
    const both = { ...person, email: 'both@example.org', password: PASSWORD, invite: 'mail' };
    expect((await admin.refused(422, 'POST', '/admin/accounts', both)).errors?.[0]?.path).to.equal('password');
    const { password: _, invite: __, ...neither } = both;
    expect((await admin.refused(422, 'POST', '/admin/accounts', neither)).errors?.[0]?.path).to.equal('password');
  });

  it('the list finds the beginning of any word, without accents, and of the address', async () => {
    await create('zoe.martin@example.com', { name: 'Zoé Martin-Dupré' });
    for (const search of ['zoé', 'ZOE', 'mart', 'zoe.mar', 'martin zo'])
      expect(emails(await list(`search=${encodeURIComponent(search)}`)), search).to.include('zoe.martin@example.com');
    for (const search of ['oe', 'artin', '%', 'z_e'])
      expect(emails(await list(`search=${encodeURIComponent(search)}`)), search).to.deep.equal([]);
  });

  it('the list is narrowed down by right, group, state and whether anybody has ever signed in', async () => {
    const { id: group } = await admin.post<{ id: string }>('/admin/groups', { name: 'Choir', rights: ['caldav'] });
    const member = await create('singer@example.org', { rights: ['webmeeting'], groups: [group] });
    expect(member.groups).to.deep.equal([{ id: group, name: 'Choir' }]);
    expect(member).to.deep.include({
      ownRights: ['webmeeting'],
      groupRights: ['caldav'],
      rights: ['webmeeting', 'caldav'],
    });
    expect(emails(await list(`group=${group}`))).to.deep.equal(['singer@example.org']);
    expect(emails(await list('right=admin'))).to.deep.equal([ADMIN.email]);
    expect(emails(await list('neverSignedIn=true')))
      .to.include('singer@example.org')
      .and.not.include(ADMIN.email);
    await admin.post(`/admin/accounts/${member.id}/suspend`);
    expect(emails(await list('state=suspended'))).to.deep.equal(['singer@example.org']);
    expect(emails(await list('state=active'))).to.not.include('singer@example.org');
    await admin.post(`/admin/accounts/${member.id}/resume`);
  });

  it('pages follow one another in the order that was asked for', async () => {
    const all = await list('sort=email&limit=200');
    const [one, two] = [await list('sort=email&limit=2'), await list('sort=email&limit=2&offset=2')];
    expect([...emails(one), ...emails(two)]).to.deep.equal(emails(all).slice(0, 4));
    expect(emails(await list('sort=email&descending=true&limit=200'))).to.deep.equal(emails(all).toReversed());
    expect(one.total).to.equal(all.accounts.length);
  });

  it('the server’s own account is in no list and can be neither seen nor changed', async () => {
    expect(emails(await list('limit=200'))).to.not.include('meet@localhost');
    await admin.refused(404, 'GET', '/admin/accounts/unknown');
    await admin.refused(404, 'POST', '/admin/accounts/unknown/suspend', {});
    await admin.refused(404, 'PUT', '/admin/accounts/unknown/rights', { rights: [] });
  });

  it('an administrator corrects name, language, zone and address; links to the old address die', async () => {
    const { id } = await create('typo@example.org');
    const { link } = await admin.post<{ link: string }>(`/admin/accounts/${id}/reset`, { by: 'link' });
    const changed = await admin.patch<AdminAccount>(`/admin/accounts/${id}`, {
      ...{ email: 'right@example.org', name: 'Éric', language: 'en', timeZone: 'Asia/Tokyo' },
    });
    expect(changed).to.include({ email: 'right@example.org', name: 'Éric', language: 'en', timeZone: 'Asia/Tokyo' });
    expect(emails(await list('search=eric'))).to.deep.equal(['right@example.org']);
    await running.client().refused(404, 'POST', '/password/link', { token: tokenIn(link) });
    await signIn('right@example.org');
    const taken = await admin.refused(409, 'PATCH', `/admin/accounts/${id}`, { email: ADMIN.email });
    expect(taken.code).to.equal('already-exists');
    expect(await auditOf('right@example.org')).to.include('account.change');
  });

  it('who is suspended is out at once, on every device and with every program, and comes in nowhere', async () => {
    const { id } = await create('leaver@example.org');
    const leaver = await signIn('leaver@example.org');
    const { password } = await leaver.post<{ password: string }>('/app-passwords', { name: 'Phone' });
    const stream = await fetch(`${running.url}/api/v1/changes`, { headers: { Cookie: leaver.cookie() } });
    const suspended = await admin.post<AdminAccount>(`/admin/accounts/${id}/suspend`);
    expect(suspended).to.deep.include({ state: 'suspended', devices: [] });
    expect(await stream.text()).to.include('retry');
    await leaver.refused(401, 'GET', '/session');
    await running.client().refused(401, 'POST', '/session', { email: 'leaver@example.org', password: PASSWORD });
    const dav = await fetch(`${running.url}/dav/`, {
      method: 'PROPFIND',
      headers: {
        Authorization: `Basic ${Buffer.from(`leaver@example.org:${password}`).toString('base64')}`,
        Depth: '0',
      },
    });
    expect(dav.status).to.equal(401);
    expect(await auditOf('leaver@example.org')).to.include('account.suspend');
    await admin.post(`/admin/accounts/${id}/resume`);
    await signIn('leaver@example.org');
  });

  it('the last administrator keeps the console: neither suspended, nor without the right, nor deleted', async () => {
    const self = (await list(`search=${ADMIN.email}`)).accounts[0] as AdminAccountRow;
    const refusal = await admin.refused(422, 'POST', `/admin/accounts/${self.id}/suspend`, {});
    expect(refusal.errors?.[0]).to.include({ path: 'account', code: 'self' });
    const rights = await admin.refused(409, 'PUT', `/admin/accounts/${self.id}/rights`, { rights: ['webmeeting'] });
    expect(rights.errors?.[0]?.code).to.equal('last-administrator');
    const deletion = { confirm: ADMIN.email, meetings: 'cancel' };
    await admin.refused(422, 'POST', `/admin/accounts/${self.id}/delete`, deletion);
  });

  it('all devices and programs are signed out without a word about the password', async () => {
    const { id } = await create('devices@example.org');
    const [one, two] = [await signIn('devices@example.org'), await signIn('devices@example.org')];
    const { password } = await one.post<{ password: string }>('/app-passwords', { name: 'Phone' });
    const { token } = await one.post<{ token: string }>('/api-tokens', { name: 'Script', scopes: ['calendar:read'] });
    const opens = async (): Promise<number[]> => {
      const basic = Buffer.from(`devices@example.org:${password}`).toString('base64');
      const asked = [
        fetch(`${running.url}/dav/`, { method: 'PROPFIND', headers: { Depth: '0', Authorization: `Basic ${basic}` } }),
        fetch(`${running.url}/api/v1/session`, { headers: { Authorization: `Bearer ${token}` } }),
      ];
      return (await Promise.all(asked)).map(({ status }) => status);
    };
    expect(await opens()).to.deep.equal([207, 200]);
    const { appPasswords, apiTokens } = await admin.get<AdminAccount>(`/admin/accounts/${id}`);
    expect([appPasswords, apiTokens]).to.deep.equal([1, 1]);
    const after = await admin.post<AdminAccount>(`/admin/accounts/${id}/sign-out`);
    expect(after).to.deep.include({ devices: [], appPasswords: 0, apiTokens: 0 });
    expect(await opens()).to.deep.equal([401, 401]);
    await one.refused(401, 'GET', '/session');
    await two.refused(401, 'GET', '/session');
    await signIn('devices@example.org');
  });

  it('many accounts are put into a group, given a right, invited and suspended at once', async () => {
    const invited = await admin.post<{ account: AdminAccount; link: string }>('/admin/accounts', {
      ...{ email: 'bulk1@example.org', name: 'Bulk One', invite: 'link', rights: [] },
    });
    const known = await create('bulk2@example.org', { rights: [] });
    const ids = [invited.account.id, known.id];
    const { id: group } = await admin.post<{ id: string }>('/admin/groups', { name: 'Bulk', rights: ['documents'] });
    const bulk = (body: object): Promise<AccountBulkAnswer> => admin.post('/admin/accounts/bulk', { ids, ...body });
    expect((await bulk({ do: 'add-to-group', group })).done).to.equal(2);
    await bulk({ do: 'give-right', right: 'record' });
    for (const { rights } of (await list(`group=${group}`)).accounts)
      expect(rights).to.deep.equal(['record', 'documents']);
    const answer = await bulk({ do: 'invite' });
    expect(answer).to.deep.equal({ done: 1, skipped: [{ email: 'bulk2@example.org', code: 'has-password' }] });
    expect(await mailsTo(admin, 'bulk1@example.org')).to.have.length(1);
    // The link that was made before is not the newest any more.
    await running.client().refused(404, 'POST', '/password/link', { token: tokenIn(invited.link) });
    expect((await bulk({ do: 'suspend' })).done).to.equal(2);
    expect((await list(`group=${group}&state=suspended`)).total).to.equal(2);
  });

  it('the list as a file begins no cell like a formula, and is what the import reads', async () => {
    await create('formula@example.org', { name: '=HYPERLINK("https://evil.example")' });
    const file = await admin.get<string>('/admin/accounts.csv?search=formula');
    expect(file.split('\r\n')[1]).to.include('"formula@example.org","\'=HYPERLINK(""https://evil.example"")"');
  });

  it('nobody but administrators sees or changes accounts', async () => {
    const { id } = await create('curious@example.org');
    const curious = await signIn('curious@example.org');
    for (const [method, path] of [
      ['GET', '/admin/accounts'],
      ['GET', '/admin/accounts.csv'],
      ['POST', '/admin/accounts'],
      ['POST', '/admin/accounts/bulk'],
      ['POST', '/admin/accounts/import'],
      ['GET', `/admin/accounts/${id}`],
      ['PATCH', `/admin/accounts/${id}`],
      ['PUT', `/admin/accounts/${id}/rights`],
      ['POST', `/admin/accounts/${id}/reset`],
      ['POST', `/admin/accounts/${id}/delete`],
    ] as const) {
      const body = method === 'GET' ? undefined : {};
      expect((await curious.refused(403, method, path, body)).code, path).to.equal('not-allowed');
      await running.client().refused(401, method, path, body);
    }
  });
});
