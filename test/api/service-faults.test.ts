import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { outboxListSchema } from '../../src/contract/http/outbox.ts';
import type { PhoneSettings } from '../../src/contract/http/phone.ts';
import type { ServiceBody, ServiceList } from '../../src/contract/http/service.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { until } from '../kit/own-process.ts';
import { type ScriptedProvider, startScriptedProvider } from '../kit/scripted-provider.ts';
import { freePort, freePortPair, type RunningApp, startApp } from '../kit/start-app.ts';
import { createTestAuthority, type TestAuthority } from '../kit/test-authority.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';

const serviceOf = async (admin: ApiClient, name: ServiceBody['name']): Promise<ServiceBody> => {
  const found = (await admin.get<ServiceList>('/admin/services')).services.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
};
const problemOf = async (admin: ApiClient, name: ServiceBody['name']) => (await serviceOf(admin, name)).problem;
const restart = async (admin: ApiClient, name: ServiceBody['name']): Promise<void> => {
  for (const change of ['stop', 'start']) await admin.call('POST', `/admin/services/${name}/${change}`);
};

describe('what is wrong with a service, told by the server that has it', function () {
  this.timeout(30_000);
  const running: RunningApp[] = [];
  const catchers: MailCatcher[] = [];
  const start = async (options: Parameters<typeof startApp>[0]) => {
    const app = await startApp(options);
    running.push(app);
    return { app, admin: await app.admin() };
  };
  afterEach(async () => {
    for (const app of running.splice(0)) await app.dispose();
    // After those who hold a connection to it.
    for (const catcher of catchers.splice(0)) await catcher.close();
  });

  it('mail out: the mail server is gone, since when and what it says, and is well when it is back', async () => {
    const clock = createTurnedClock(Date.UTC(2027, 2, 1, 9));
    const port = await freePort();
    const { admin } = await start({
      environment: { SMTP_URL: `smtp://127.0.0.1:${port}` },
      overrides: { clock, quietMs: 0 },
    });
    await admin.post('/events', {
      ...{ title: 'Review', start: '2027-03-03T10:00', end: '2027-03-03T11:00', timeZone: 'UTC', webMeeting: true },
      invitees: [{ email: 'ann@example.com', name: 'Ann', language: 'en' }],
    });
    const mails = async () => outboxListSchema.parse(await admin.get('/admin/outbox?state=waiting')).mails;
    await until(async () => {
      const waiting = await mails();
      return waiting.some(({ lastError }) => lastError !== null);
    });
    expect(await problemOf(admin, 'mail-out'), 'a quarter of an hour is no trouble').to.equal(undefined);
    clock.forward(16 * 60_000);
    const troubled = await serviceOf(admin, 'mail-out');
    expect(troubled).to.include({ state: 'troubled', runs: true, since: new Date(clock.nowMs()).toISOString() });
    expect(troubled.problem?.code).to.equal('mail-delayed');
    expect(troubled.problem?.values?.['said']).to.match(/\S/);
    const since = troubled.since;
    clock.forward(60_000);
    expect((await serviceOf(admin, 'mail-out')).since, 'it began then').to.equal(since);
    const catcher = await catchMails(port);
    catchers.push(catcher);
    // A server that was not reached is left alone for a minute.
    clock.forward(2 * 60_000);
    for (const { id } of await mails()) await admin.call('POST', `/admin/outbox/${id}/retry`);
    await catcher.waitFor(2);
    await until(async () => (await serviceOf(admin, 'mail-out')).state === 'running');
  });

  it('mail in: another program has the port of LMTP, or the mailbox is not there', async () => {
    const port = await freePort();
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
    const { admin } = await start({
      environment: { INBOX_SMTP_PORT: String(port), INBOX_SMTP_PROTOCOL: 'lmtp' },
    });
    expect(await serviceOf(admin, 'mail-in')).to.deep.include({
      ...{ state: 'troubled', runs: false },
      problem: { code: 'port-taken' },
    });
    await new Promise((resolve) => holder.close(resolve));
    await admin.call('POST', '/admin/services/mail-in/start');
    expect(await serviceOf(admin, 'mail-in')).to.include({ state: 'running', runs: true });

    const mailbox = await start({
      environment: { INBOX_IMAP_URL: `imap://meet:secret@127.0.0.1:${await freePort()}` },
    });
    await until(async () => (await problemOf(mailbox.admin, 'mail-in'))?.code === 'mailbox-unreachable');
  });

  describe('telephone', () => {
    let authority: TestAuthority;
    const providers: ScriptedProvider[] = [];
    const ADDRESS = '127.0.0.11';
    before(() => {
      authority = createTestAuthority();
    });
    after(() => authority.remove());
    afterEach(async () => {
      for (const provider of providers.splice(0)) await provider.close();
    });

    it('the provider refuses the registration', async () => {
      const provider = await startScriptedProvider({ register: () => ({ status: 403 }) });
      providers.push(provider);
      const { admin } = await start({
        environment: {
          SIP_PORT: String(await freePortPair()),
          SIP_TRUNK_URL: `sip:4711:secret@${ADDRESS}:${provider.port}`,
        },
      });
      await until(async () => (await problemOf(admin, 'telephone')) !== undefined);
      expect(await problemOf(admin, 'telephone')).to.deep.equal({
        code: 'trunk-failed',
        values: { server: ADDRESS, said: '403' },
      });
    });

    it('the provider’s certificate is of an authority of its own, until that is given', async () => {
      const { certFile, keyFile } = authority.issue(ADDRESS, 2);
      const tls = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
      const provider = await startScriptedProvider({ transport: 'tls', tls });
      providers.push(provider);
      const { admin } = await start({
        environment: {
          SIP_PORT: String(await freePortPair()),
          SIP_TRUNK_URL: `sip:4711:secret@${ADDRESS}:${provider.port};transport=tls`,
        },
      });
      await until(async () => (await problemOf(admin, 'telephone')) !== undefined);
      expect(await problemOf(admin, 'telephone')).to.deep.equal({
        code: 'trunk-certificate',
        values: { server: ADDRESS, said: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      });
      expect(provider.requests, 'who is not trusted hears nothing').to.deep.equal([]);

      const settings = await admin.get<PhoneSettings>('/admin/phone-settings');
      expect(
        (await admin.call('PUT', '/admin/phone-settings', { ...settings, trunkCa: authority.ca })).status,
      ).to.equal(200);
      await restart(admin, 'telephone');
      await until(() => provider.requests.length === 2);
      await until(async () => (await serviceOf(admin, 'telephone')).state === 'running');
      const { trunk } = await admin.get<{ trunk: object }>('/admin/phone-status');
      expect(trunk).to.include({ state: 'registered', server: ADDRESS });
    });
  });

  it('documents: the disk is full, no file is taken, and there is room again', async function () {
    const folder = mkdtempSync(join(tmpdir(), 'webmeeting-small-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      // Only root may make a small disk.
      rmSync(folder, { recursive: true, force: true });
      this.skip();
    }
    try {
      const { app, admin } = await start({ dataDirectory: join(folder, 'data') });
      const upload = async (): Promise<number> => {
        const headers = {
          ...{ Cookie: admin.cookie(), Origin: app.url, 'Tus-Resumable': '1.0.0', 'Upload-Length': '1000' },
          'Upload-Metadata': `filename ${Buffer.from('notes.txt').toString('base64')}`,
        };
        return (await fetch(`${app.url}/api/v1/uploads`, { method: 'POST', headers })).status;
      };
      expect(await serviceOf(admin, 'documents')).to.include({ state: 'running' });
      expect(await upload()).to.equal(201);
      const ballast = join(folder, 'ballast');
      writeFileSync(ballast, Buffer.alloc(50 * 1024 ** 2));
      const { state, problem } = await serviceOf(admin, 'documents');
      expect(state).to.equal('troubled');
      expect(problem?.code).to.equal('disk-full');
      expect(problem?.values?.['megabytes']).to.be.within(50, 110);
      expect((await problemOf(admin, 'web'))?.code).to.equal('disk-low');
      expect(await upload()).to.equal(507);
      rmSync(ballast);
      expect(await serviceOf(admin, 'documents')).to.include({ state: 'running' });
      expect(await upload()).to.equal(201);
      await app.stop();
      running.length = 0;
    } finally {
      execFileSync('umount', [folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
