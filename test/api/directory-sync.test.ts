import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { AdminAccount, AdminAccountList } from '../../src/contract/http/admin-account.ts';
import type { AuditLineBody, AuditList } from '../../src/contract/http/audit.ts';
import type { GroupList } from '../../src/contract/http/group.ts';
import type { Overview } from '../../src/contract/http/overview.ts';
import type { DirectoryRequest, DirectorySyncBody, SignedInDevices } from '../../src/contract/http/sign-in.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { addManyAccounts } from '../kit/many-accounts.ts';
import { groupLdif, PEOPLE_LDIF, personLdif, type Slapd, startSlapd } from '../kit/slapd.ts';
import { freePort, type RunningApp, startApp } from '../kit/start-app.ts';

const PASSWORD = 'a sentence that is kept here';

describe('who is gone from the directory', () => {
  let running: RunningApp;
  let slapd: Slapd;
  let admin: ApiClient;
  let settings: DirectoryRequest;
  before(async () => {
    slapd = await startSlapd();
    slapd.add(PEOPLE_LDIF);
    running = await startApp();
    admin = await running.admin();
    await setDirectory({});
  });
  after(async () => {
    await slapd.stop();
    await running.dispose();
  });

  const setDirectory = async (change: Partial<DirectoryRequest>): Promise<void> => {
    settings = {
      active: true,
      host: 'localhost',
      port: slapd.tlsPort,
      security: 'ldaps',
      ca: slapd.ca,
      bindDn: slapd.bindDn,
      password: slapd.bindPassword,
      base: `ou=people,${slapd.base}`,
      filter: '(&(objectClass=inetOrgPerson)(|(mail={login})(uid={login}))(!(employeeType=gone)))',
      attributes: { id: 'entryUUID', email: 'mail', name: 'cn' },
      groups: { by: 'attribute', attribute: 'memberOf' },
      groupRules: [{ from: 'Operators', rights: ['admin'] }],
      domains: [],
      makesAccounts: true,
      syncMinutes: 15,
      joinsAccounts: true,
      ...change,
    };
    const { status, body } = await admin.call('PUT', '/admin/sign-in-settings/directory', settings);
    expect(status, JSON.stringify(body)).to.equal(200);
  };
  const sync = (): Promise<DirectorySyncBody> => admin.post('/admin/sign-in-settings/directory/sync', {});
  const signIn = async (uid: string, password = `password of ${uid}`): Promise<ApiClient> => {
    const client = running.client();
    await client.post('/session', { email: `${uid}@example.org`, password });
    return client;
  };
  const enter = async (uid: string): Promise<ApiClient> => {
    slapd.add(personLdif(uid));
    return signIn(uid);
  };
  const change = (uid: string, lines: string): void =>
    slapd.modify(`dn: uid=${uid},ou=people,${slapd.base}\nchangetype: ${lines}\n`);
  const leaves = (uid: string): void => change(uid, 'modify\nreplace: employeeType\nemployeeType: gone');
  const comesBack = (uid: string): void => change(uid, 'modify\ndelete: employeeType');
  const accountOf = async (uid: string): Promise<AdminAccount> => {
    const { accounts } = await admin.get<AdminAccountList>(`/admin/accounts?search=${uid}`);
    return admin.get(`/admin/accounts/${accounts[0]?.id}`);
  };
  const linesOf = async (action: string): Promise<AuditLineBody[]> =>
    (await admin.get<AuditList>('/admin/audit?limit=200')).lines.filter((line) => line.action === action);
  const attention = async (): Promise<string[]> =>
    (await admin.get<Overview>('/admin/overview')).attention
      .map(({ code }) => code)
      .filter((code) => code.startsWith('directory'));
  /** A program with a key of each kind. */
  const keysOf = async (client: ApiClient, uid: string): Promise<() => Promise<number[]>> => {
    const { password } = await client.post<{ password: string }>('/app-passwords', { name: 'Phone' });
    const { token } = await client.post<{ token: string }>('/api-tokens', { name: 'S', scopes: ['calendar:read'] });
    const basic = `Basic ${Buffer.from(`${uid}@example.org:${password}`).toString('base64')}`;
    const status = async (path: string, method: string, authorization: string): Promise<number> =>
      (await fetch(`${running.url}${path}`, { method, headers: { authorization, depth: '0' } })).status;
    return async () => [
      await status('/dav/', 'PROPFIND', basic),
      await status('/api/v1/calendars', 'GET', `Bearer ${token}`),
    ];
  };

  it('is signed out, with pages and programs, and has all of it again when the directory does', async () => {
    const ada = await enter('ada');
    const colleague = await enter('colleague');
    const keys = await keysOf(ada, 'ada');
    expect(await keys()).to.deep.equal([207, 200]);
    const stream = await fetch(`${running.url}/api/v1/changes`, { headers: { Cookie: ada.cookie() } });
    expect(await sync()).to.deep.equal({ asked: 2, gone: 0, back: 0, stopped: false });
    await ada.get('/session');

    leaves('ada');
    expect(await sync()).to.deep.equal({ asked: 2, gone: 1, back: 0, stopped: false });
    expect(await stream.text()).to.include('retry');
    await ada.refused(401, 'GET', '/session');
    expect(await keys()).to.deep.equal([401, 401]);
    await colleague.get('/session');
    expect(await accountOf('ada')).to.deep.include({ state: 'suspended', suspendedBy: 'directory', devices: [] });
    expect(
      (await linesOf('account.suspend')).map(({ target, actor }) => `${target?.name} ${actor.kind}`),
    ).to.deep.equal(['ada@example.org system']);
    expect(await linesOf('directory.sync')).to.have.length(1);
    expect(await sync()).to.deep.equal({ asked: 1, gone: 0, back: 0, stopped: false });

    comesBack('ada');
    expect(await sync()).to.deep.equal({ asked: 1, gone: 0, back: 1, stopped: false });
    expect(await keys()).to.deep.equal([207, 200]);
    await ada.refused(401, 'GET', '/session');
    leaves('ada');
    await sync();
    comesBack('ada');
    await signIn('ada');
  });

  it('or deleted there, or shut there, by an identifier of sixteen octets too', async () => {
    const bob = await enter('bob');
    change('bob', 'delete');
    expect((await sync()).gone).to.equal(1);
    await bob.refused(401, 'GET', '/session');

    await setDirectory({ attributes: { id: 'objectGUID', email: 'mail', name: 'cn' } });
    const people: Record<string, ApiClient> = {};
    for (const uid of ['carol', 'dave']) {
      slapd.add(
        `${personLdif(uid)}objectClass: likeActiveDirectory\nuserAccountControl: 512\nobjectGUID:: ${randomBytes(16).toString('base64')}\n`,
      );
      people[uid] = await signIn(uid);
    }
    // Those who are known by another identifier are not people of this directory any more.
    await sync();
    change('carol', 'modify\nreplace: userAccountControl\nuserAccountControl: 514');
    expect((await sync()).gone).to.equal(1);
    await people['carol']?.refused(401, 'GET', '/session');
    await people['dave']?.get('/session');
    await setDirectory({});
    await sync();
  });

  it('stays out when an administrator has suspended them', async () => {
    await enter('erin');
    leaves('erin');
    await sync();
    const { id } = await accountOf('erin');
    await admin.post(`/admin/accounts/${id}/suspend`);
    expect(await accountOf('erin')).to.include({ suspendedBy: 'administrator' });
    comesBack('erin');
    await sync();
    await running
      .client()
      .refused(401, 'POST', '/session', { email: 'erin@example.org', password: 'password of erin' });
    await admin.post(`/admin/accounts/${id}/resume`);
    await signIn('erin');
  });

  it('keeps an account that has a password here: the directory’s sign-ins of it end', async () => {
    await addManyAccounts(running.dataDirectory, ['frank@example.org'], PASSWORD);
    const by = { directory: await enter('frank'), password: await signIn('frank', PASSWORD) };
    leaves('frank');
    expect((await sync()).gone).to.equal(1);
    await by.directory.refused(401, 'GET', '/session');
    const { sessions } = await by.password.get<SignedInDevices>('/account/sessions');
    expect(sessions.map(({ method }) => method)).to.deep.equal(['password']);
  });

  it('and groups give and take rights without another sign-in', async () => {
    const grace = await enter('grace');
    const isAdmin = async (): Promise<boolean> =>
      (await grace.get<{ account: { admin: boolean } }>('/session')).account.admin;
    expect(await isAdmin()).to.equal(false);
    slapd.add(groupLdif('Operators', ['grace', 'ada']));
    await sync();
    expect(await isAdmin()).to.equal(true);
    slapd.modify(`dn: cn=Operators,ou=groups,${slapd.base}
changetype: modify
delete: member
member: uid=grace,ou=people,${slapd.base}
`);
    await sync();
    expect(await isAdmin()).to.equal(false);
  });

  it('when the directory does not answer nothing changes, and after three tries the console says so', async () => {
    const heidi = await enter('heidi');
    leaves('heidi');
    await setDirectory({ port: await freePort() });
    for (const expected of [[], [], ['directory-silent']]) {
      await admin.refused(503, 'POST', '/admin/sign-in-settings/directory/sync', {});
      expect(await attention()).to.deep.equal(expected);
    }
    await heidi.get('/session');
    await setDirectory({});
    await sync();
    expect(await attention()).to.deep.equal([]);
    await heidi.refused(401, 'GET', '/session');
  });

  it('when most would be gone at once, nobody is, and the console says so', async () => {
    const crowd: ApiClient[] = [];
    for (let number = 0; number < 12; number += 1) crowd.push(await enter(`crowd${number}`));
    const before = (await linesOf('directory.sync')).length;
    await setDirectory({ filter: '(&(uid={login})(employeeType=nobody))' });
    for (let times = 0; times < 2; times += 1) {
      const { asked, gone, stopped } = await sync();
      expect({ stopped, all: asked === gone }).to.deep.equal({ stopped: true, all: true });
    }
    for (const client of crowd) await client.get('/session');
    expect(await attention()).to.deep.equal(['directory-doubted']);
    expect(await linesOf('directory.sync'), 'said once').to.have.length(before + 1);
    // An empty base is no different.
    await setDirectory({ base: `ou=groups,${slapd.base}` });
    expect((await sync()).stopped).to.equal(true);
    await setDirectory({});
    expect((await sync()).stopped).to.equal(false);
    expect(await attention()).to.deep.equal([]);
  });

  it('when most would be without their groups at once, they stay in them', async () => {
    await admin.post('/admin/groups', { name: 'Crew', rights: [] });
    const crew = async (): Promise<number | undefined> =>
      (await admin.get<GroupList>('/admin/groups')).groups.find(({ name }) => name === 'Crew')?.members;
    const uids = Array.from({ length: 12 }, (_, number) => `crowd${number}`);
    slapd.add(groupLdif('Crew', uids));
    const groupRules = [
      { from: 'Operators', rights: ['admin' as const] },
      { from: 'Crew', group: 'Crew' },
    ];
    await setDirectory({ groupRules });
    await sync();
    expect(await crew()).to.equal(12);
    await setDirectory({ groupRules, groups: { by: 'attribute', attribute: 'manager' } });
    // With the one operator.
    expect(await sync()).to.include({ gone: 13, stopped: true });
    expect(await crew()).to.equal(12);
    expect(await attention()).to.deep.equal(['directory-doubted']);
    await setDirectory({});
    expect((await sync()).stopped).to.equal(false);
    expect(await crew()).to.equal(0);
  });

  it('is found by the server itself', async () => {
    const ivan = await enter('ivan');
    await running.stop();
    leaves('ivan');
    running = await startApp({ dataDirectory: running.dataDirectory, port: Number(new URL(running.url).port) });
    admin = await running.admin();
    for (let tries = 0; tries < 100 && (await accountOf('ivan')).state !== 'suspended'; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await ivan.refused(401, 'GET', '/session');
  });

  it('and the last administrator, who is not suspended, is signed out, with programs', async () => {
    const judy = await enter('judy');
    const { id } = await accountOf('judy');
    await admin.call('PUT', `/admin/accounts/${id}/rights`, { rights: ['admin', 'caldav', 'webmeeting'] });
    await setDirectory({ groupRules: [] });
    const keys = await keysOf(judy, 'judy');
    expect(await keys()).to.deep.equal([207, 200]);
    const others = (await admin.get<AdminAccountList>('/admin/accounts?limit=100')).accounts.filter(
      (account) => account.rights.includes('admin') && account.id !== id,
    );
    for (const other of others) await judy.call('PUT', `/admin/accounts/${other.id}/rights`, { rights: [] });
    leaves('judy');
    expect(await judy.post<DirectorySyncBody>('/admin/sign-in-settings/directory/sync', {})).to.include({ gone: 1 });
    await judy.refused(401, 'GET', '/session');
    expect(await keys()).to.deep.equal([401, 401]);
    comesBack('judy');
    admin = await signIn('judy');
    expect(await accountOf('judy')).to.include({ state: 'active' });
    expect((await linesOf('account.sign-out')).map(({ target }) => target?.name)).to.deep.equal(['judy@example.org']);
  });
});
