import { createServer, type Server } from 'node:net';
import { expect } from 'chai';
import type { DirectoryRequest, SignedInDevices, TestOutcome } from '../../src/contract/http/sign-in.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { addManyAccounts } from '../kit/many-accounts.ts';
import { makeOwnCertificate } from '../kit/own-certificate.ts';
import { groupLdif, PEOPLE_LDIF, personLdif, type Slapd, startSlapd } from '../kit/slapd.ts';
import { ADMIN, freePort, type RunningApp, startApp } from '../kit/start-app.ts';

const PASSWORD = 'a sentence that is kept here';

describe('signing in by the directory (LDAP)', () => {
  let running: RunningApp;
  let slapd: Slapd;
  let admin: ApiClient;
  before(async () => {
    slapd = await startSlapd();
    slapd.add(PEOPLE_LDIF);
    for (const uid of ['ada', 'bob', 'carol', 'dave', 'erin', 'frank']) slapd.add(personLdif(uid));
    slapd.add(personLdif('star', { name: 'A (star) * of \\ them' }));
    slapd.add(groupLdif('Staff', ['ada', 'star']));
    slapd.add(groupLdif('Operators', ['ada']));
    running = await startApp();
    admin = await running.admin();
    await admin.post('/admin/groups', { name: 'Staff', rights: [] });
    await setDirectory({});
  });
  after(async () => {
    await slapd.stop();
    await running.dispose();
  });

  const settingsOf = (change: Partial<DirectoryRequest>): DirectoryRequest => ({
    active: true,
    host: 'localhost',
    port: slapd.tlsPort,
    security: 'ldaps',
    ca: slapd.ca,
    bindDn: slapd.bindDn,
    password: slapd.bindPassword,
    base: `ou=people,${slapd.base}`,
    filter: '(&(objectClass=inetOrgPerson)(|(mail={login})(uid={login})))',
    attributes: { id: 'entryUUID', email: 'mail', name: 'cn' },
    groups: { by: 'attribute', attribute: 'memberOf' },
    groupRules: [],
    domains: [],
    makesAccounts: true,
    syncMinutes: 15,
    joinsAccounts: false,
    ...change,
  });
  const setDirectory = async (change: Partial<DirectoryRequest>): Promise<void> => {
    const { status, body } = await admin.call('PUT', '/admin/sign-in-settings/directory', settingsOf(change));
    expect(status, JSON.stringify(body)).to.equal(200);
  };
  const signIn = async (email: string, password: string): Promise<ApiClient> => {
    const client = running.client();
    await client.post('/session', { email, password });
    return client;
  };
  const refused = async (email: string, password: string): Promise<string> =>
    (await running.client().refused(401, 'POST', '/session', { email, password })).code;

  it('makes an account at the first sign-in, by address or by name, and finds it at the next', async () => {
    const ada = await signIn('ada@example.org', 'password of ada');
    const { account } = await ada.get<{ account: { id: string } }>('/session');
    expect(account).to.include({ email: 'ada@example.org', name: 'ADA', admin: false });
    const again = await signIn('ada', 'password of ada');
    expect((await again.get<{ account: { id: string } }>('/session')).account.id).to.equal(account.id);
    const { sessions } = await again.get<SignedInDevices>('/account/sessions');
    expect(sessions.every(({ method }) => method === 'directory')).to.equal(true);
  });

  it('by StartTLS as well, and by a search for groups', async () => {
    await setDirectory({
      port: slapd.port,
      security: 'starttls',
      groups: { by: 'search', base: `ou=groups,${slapd.base}`, filter: '(&(objectClass=groupOfNames)(member={dn}))' },
      groupRules: [{ from: 'staff', group: 'Staff' }],
    });
    await signIn('star', 'password of star');
    const { groups } = await admin.get<{ groups: Array<{ name: string; members: number }> }>('/admin/groups');
    expect(groups.find(({ name }) => name === 'Staff')?.members).to.equal(1);
    await setDirectory({});
  });

  it('a wrong password, an empty one, and nobody’s name are refused alike', async () => {
    expect(await refused('ada@example.org', 'password of bob')).to.equal('wrong-credentials');
    expect(await refused('nobody@example.org', 'password of ada')).to.equal('wrong-credentials');
    const empty = await running.client().refused(422, 'POST', '/session', { email: 'ada', password: '' });
    expect(empty.errors?.[0]?.path).to.equal('password');
  });

  it('what is typed stays a value, whatever it means in a filter', async () => {
    for (const login of ['*', 'a*', 'ada)(uid=*', '*)(objectClass=*', 'ada\\2a', '(uid=ada)', 'ada)(|(uid=*'])
      expect(await refused(login, 'password of ada'), login).to.equal('wrong-credentials');
  });

  it('the groups of the directory give groups and rights here, and take them away again', async () => {
    await setDirectory({
      groupRules: [
        { from: 'Staff', group: 'Staff' },
        { from: `cn=operators,ou=groups,${slapd.base}`, rights: ['admin'] },
      ],
    });
    const ada = await signIn('ada', 'password of ada');
    expect((await ada.get<{ account: { admin: boolean } }>('/session')).account.admin).to.equal(true);
    slapd.modify(`dn: cn=Operators,ou=groups,${slapd.base}
changetype: modify
add: member
member: uid=bob,ou=people,${slapd.base}
-
delete: member
member: uid=ada,ou=people,${slapd.base}
`);
    const later = await signIn('ada', 'password of ada');
    expect((await later.get<{ account: { admin: boolean } }>('/session')).account.admin).to.equal(false);
    await setDirectory({});
  });

  it('an administrator of the directory opens the console with the directory’s password', async () => {
    await setDirectory({ groupRules: [{ from: 'Operators', rights: ['admin'] }] });
    const bob = await signIn('bob', 'password of bob');
    await bob.refused(401, 'POST', '/session/confirm', { password: 'password of ada' });
    await bob.post('/session/confirm', { password: 'password of bob' });
    await bob.get('/admin/outbox');
    await setDirectory({});
  });

  it('an account with a password here is not taken over by an entry with its address', async () => {
    slapd.add(personLdif('evil', { mail: ADMIN.email }));
    expect(await refused(ADMIN.email, 'password of evil')).to.equal('wrong-credentials');
    expect(await refused('evil', 'password of evil')).to.equal('wrong-credentials');
    await addManyAccounts(running.dataDirectory, ['carol@example.org'], PASSWORD);
    expect(await refused('carol@example.org', 'password of carol')).to.equal('wrong-credentials');
    await setDirectory({ joinsAccounts: true });
    await signIn('carol@example.org', 'password of carol');
    await signIn('carol@example.org', PASSWORD);
    await setDirectory({});
  });

  it('who is shut in the directory, or not let in by the rules, stays out', async () => {
    slapd.modify(`dn: uid=dave,ou=people,${slapd.base}
changetype: modify
replace: employeeType
employeeType: gone
`);
    await setDirectory({ filter: '(&(uid={login})(!(employeeType=gone)))' });
    expect(await refused('dave', 'password of dave')).to.equal('wrong-credentials');
    await setDirectory({ makesAccounts: false });
    expect(await refused('erin', 'password of erin')).to.equal('wrong-credentials');
    await setDirectory({ domains: ['elsewhere.example'] });
    expect(await refused('erin', 'password of erin')).to.equal('wrong-credentials');
    await setDirectory({});
  });

  it('passwords of the directory are not changed here, and no link resets them', async () => {
    const ada = await signIn('ada', 'password of ada');
    const wish = { current: 'password of ada', next: 'a new long password' };
    const refusal = await ada.refused(422, 'POST', '/account/password', wish);
    expect(refusal.errors?.[0]).to.include({ path: 'current', code: 'elsewhere' });
    const { id } = (await ada.get<{ account: { id: string } }>('/session')).account;
    const reset = await admin.refused(422, 'POST', `/admin/accounts/${id}/reset`, { by: 'link' });
    expect(reset.errors?.[0]).to.include({ path: 'account', code: 'elsewhere' });
  });

  describe('that is not there', () => {
    let silent: Server;
    before(async () => {
      silent = createServer(() => {});
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    });
    after(() => {
      silent.close();
    });

    it('shuts nobody out who has a password here, and says to the others that it is away', async () => {
      await setDirectory({ port: await freePort() });
      await signIn(ADMIN.email, ADMIN.password);
      await running.client().refused(503, 'POST', '/session', { email: 'ada', password: 'password of ada' });
      await setDirectory({});
    });

    it('is given up after a few seconds when it only keeps silent', async () => {
      const address = silent.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      await setDirectory({ port });
      const started = Date.now();
      await running.client().refused(503, 'POST', '/session', { email: 'ada', password: 'password of ada' });
      expect(Date.now() - started).to.be.lessThan(12_000);
      await setDirectory({});
    }).timeout(20_000);
  });

  describe('the test in the console', () => {
    const test = async (change: Partial<DirectoryRequest>, somebody: object = {}): Promise<TestOutcome['steps']> =>
      (
        await admin.post<TestOutcome>('/admin/sign-in-settings/directory/test', {
          directory: settingsOf(change),
          ...somebody,
        })
      ).steps;
    const short = (steps: TestOutcome['steps']) => steps.map(({ step, ok, code }) => `${step} ${ok ? 'ok' : code}`);

    it('says step by step what worked', async () => {
      const steps = await test({}, { login: 'ada', loginPassword: 'password of ada' });
      expect(short(steps)).to.deep.equal([
        'connect ok',
        'bind ok',
        'base ok',
        'find ok',
        'enabled ok',
        'attributes ok',
        'groups ok',
        'password ok',
      ]);
      expect(steps.find(({ step }) => step === 'groups')?.detail).to.include('Staff');
      expect(short(await test({ port: slapd.port, security: 'starttls' }))).to.deep.equal([
        'connect ok',
        'bind ok',
        'base ok',
      ]);
    });

    it('a certificate that nobody here trusts is refused with the reason, both ways', async () => {
      const { cert } = makeOwnCertificate('localhost');
      for (const ca of ['', cert])
        for (const way of [{}, { port: slapd.port, security: 'starttls' as const }]) {
          const [step] = await test({ ca, ...way });
          expect(step).to.include({ step: 'connect', ok: false, code: 'certificate' });
          expect(step?.detail).to.match(/self.signed|signature/i);
        }
      const [other] = await test({ host: '127.0.0.1' });
      expect(other).to.include({ step: 'connect', ok: false, code: 'certificate' });
      await setDirectory({ ca: '' });
      await running.client().refused(503, 'POST', '/session', { email: 'ada', password: 'password of ada' });
      await setDirectory({});
    });

    it('names the step that failed', async () => {
      expect(short(await test({ port: await freePort() }))).to.deep.equal(['connect unreachable']);
      expect(short(await test({ password: 'wrong' }))).to.deep.equal(['bind refused-bind']);
      expect(short(await test({ base: 'ou=nowhere,dc=example,dc=org' })).at(-1)).to.equal('base refused');
      expect(short(await test({}, { login: 'nobody' })).at(-1)).to.equal('find nobody');
      const several = await test({ filter: '(|(uid={login})(objectClass=inetOrgPerson))' }, { login: 'ada' });
      expect(short(several).at(-1)).to.equal('find several');
      const wrong = await test({}, { login: 'ada', loginPassword: 'password of bob' });
      expect(short(wrong).at(-1)).to.equal('password wrong-password');
    });

    it('keeps the password that is not sent, but never takes it to another server', async () => {
      const { password: _, ...rest } = settingsOf({});
      const kept = await admin.post<TestOutcome>('/admin/sign-in-settings/directory/test', { directory: rest });
      expect(short(kept.steps).at(-1)).to.equal('base ok');
      const elsewhere = { ...rest, host: '127.0.0.1', ca: '' };
      await admin.call('PUT', '/admin/sign-in-settings/directory', elsewhere);
      const { directory } = await admin.get<{ directory: { hasPassword: boolean } }>('/admin/sign-in-settings');
      expect(directory.hasPassword).to.equal(false);
      expect(JSON.stringify(directory)).to.not.include(slapd.bindPassword);
      await setDirectory({});
    });
  });
});
