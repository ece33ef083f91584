import { createServer, type Server } from 'node:net';
import { expect } from 'chai';
import { TOTP } from 'otpauth';
import { pino } from 'pino';
import type { NewApiToken } from '../../src/contract/http/api-token.ts';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import type { DirectoryRequest, ProviderRequest, SecondFactorDraft } from '../../src/contract/http/sign-in.ts';
import type { NewWebhook } from '../../src/contract/http/webhook.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { connectHeadless } from '../kit/headless-client.ts';
import { until } from '../kit/scripted-phone.ts';
import { ADMIN, freePort, type RunningApp, startApp } from '../kit/start-app.ts';

/** Planted into settings; each is a word that nothing else can be. */
const PLANTED = {
  smtpPassword: 'planted-smtp-7f3a',
  imapPassword: 'planted-imap-1c9b',
  trunkPassword: 'planted-trunk-52de',
  metricsToken: 'planted-metrics-90aa-long-enough',
  bindPassword: 'planted-ldap-bind-3e01',
  personPassword: 'planted-ldap-person-77b2',
  clientSecret: 'planted-oidc-6d6d',
  chatKey: 'planted-chat-key-b00c',
  matrixToken: 'planted-matrix-4411',
  passphrase: 'planted passphrase 8a8a',
  wrongPassword: 'planted-wrong-password-0d0d',
  newPassword: 'planted-new-password-e1e1',
  wrongCode: 'planted-wrong-link-22222',
} as const;

/** As a mail server that hangs up in the middle: what fails is logged with its error. */
const hangsUp = (): Promise<{ readonly server: Server; readonly port: number }> =>
  new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('500 go away\r\n');
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address ? address.port : 0 });
    });
  });

describe('the log of a server through which secrets go (S32)', function () {
  this.timeout(60_000);
  const lines: string[] = [];
  const secrets = new Map<string, string>(Object.entries(PLANTED));
  let running: RunningApp;
  let rude: Server;
  let admin: ApiClient;

  before(async () => {
    const { server, port } = await hangsUp();
    rude = server;
    // As `serve` makes it, and every level of it.
    const log = pino(
      { base: null, level: 'trace', timestamp: pino.stdTimeFunctions.isoTime },
      { write: (line: string) => void lines.push(line) },
    );
    running = await startApp({
      environment: {
        SMTP_URL: `smtp://meet:${PLANTED.smtpPassword}@127.0.0.1:${port}`,
        MAIL_FROM: 'meet@example.org',
        INBOX_IMAP_URL: `imap://meet:${PLANTED.imapPassword}@127.0.0.1:${port}`,
        SIP_PORT: String(await freePort()),
        SIP_DOMAIN: 'example.org',
        SIP_TRUNK_URL: `sip:trunk:${PLANTED.trunkPassword}@127.0.0.1:${await freePort()}`,
        METRICS_TOKEN: PLANTED.metricsToken,
        // Where no folder can be: a backup fails.
        BACKUP_DIR: '/dev/null/backups',
      },
      overrides: { log },
    });
    secrets.set('adminPassword', ADMIN.password);
    admin = await running.admin();
    secrets.set('sessionCookie', admin.cookie().split('=')[1] ?? '');
  });
  after(async () => {
    await running.dispose();
    await new Promise((resolve) => rude.close(resolve));
  });

  const directory: DirectoryRequest = {
    ...{ active: true, host: 'localhost', port: 9, security: 'ldaps', ca: '', bindDn: 'cn=admin' },
    ...{ password: PLANTED.bindPassword, base: 'dc=example', filter: '(mail={login})', groups: { by: 'none' } },
    ...{ attributes: { id: 'entryUUID', email: 'mail', name: 'cn' }, groupRules: [], domains: [] },
    ...{ makesAccounts: true, syncMinutes: 15, joinsAccounts: false },
  };
  const provider: ProviderRequest = {
    ...{ name: 'Login', issuer: 'https://localhost:9', clientId: 'us', scopes: 'openid', label: '', groupClaim: '' },
    ...{
      groupRules: [],
      domains: [],
      signsOut: true,
      sessionDays: 7,
      makesAccounts: true,
      active: true,
      secret: PLANTED.clientSecret,
    },
  };

  it('has what people sign in with go through it', async () => {
    const nobody = running.client();
    await nobody.call('POST', '/session', { email: ADMIN.email, password: PLANTED.wrongPassword });
    await nobody.call('POST', '/password/link', { token: PLANTED.wrongCode });
    await nobody.call('GET', `/session?token=${PLANTED.wrongCode}`);
    await admin.post('/admin/accounts', { email: 'zoe@example.org', name: 'Zoé', language: 'fr', invite: 'mail' });
    await running.client().call('POST', '/password/forgotten', { email: 'zoe@example.org' });
    const changed = await admin.call('POST', '/account/password', {
      ...{ current: ADMIN.password, next: PLANTED.newPassword },
    });
    expect(changed.status).to.be.within(200, 204);
    const { draft, secret } = await admin.post<SecondFactorDraft>('/account/second-factor/draft');
    secrets.set('secondFactor', secret);
    const code = new TOTP({ secret }).generate();
    const { recoveryCodes } = await admin.post<{ recoveryCodes: string[] }>('/account/second-factor', {
      ...{ draft, password: PLANTED.newPassword, code },
    });
    secrets.set('recoveryCode', recoveryCodes[0] ?? '');
    await admin.post('/account/second-factor/off', { password: PLANTED.newPassword });
  });

  it('has what programs carry go through it', async () => {
    const { token } = await admin.post<NewApiToken>('/api-tokens', { name: 'Script', scopes: ['calendar:read'] });
    secrets.set('apiToken', token);
    const program = running.client();
    program.headers = { Authorization: `Bearer ${token}` };
    await program.get('/calendars');
    const { password } = await admin.post<{ password: string }>('/app-passwords', { name: 'Phone' });
    secrets.set('appPassword', password);
    for (const given of [password, PLANTED.wrongPassword])
      await fetch(`${running.url}/dav/`, {
        method: 'PROPFIND',
        headers: { Authorization: `Basic ${Buffer.from(`${ADMIN.email}:${given}`).toString('base64')}` },
      });
    secrets.set('basic', Buffer.from(`${ADMIN.email}:${password}`).toString('base64'));
    const { calendars } = await admin.get<{ calendars: { id: string }[] }>('/calendars');
    const feed = await admin.post<{ url: string }>(`/calendars/${calendars[0]?.id}/feeds`, { detail: 'full' });
    secrets.set('feed', new URL(feed.url).pathname.split('/').at(-1)?.replace('.ics', '') ?? '');
    await fetch(feed.url);
    await fetch(`${running.url}/metrics`, { headers: { Authorization: `Bearer ${PLANTED.metricsToken}` } });
  });

  it('has what opens a room go through it', async () => {
    const { id, pin = '' } = await admin.post<MeetingBody>('/meetings', {});
    secrets.set('pin', pin);
    await running.client().call('POST', `/meetings/${id}/join`, { name: 'Eve', pin: '000000' });
    const joined = await running.client().post<{ ticket: string }>(`/meetings/${id}/join`, { name: 'Ada', pin });
    secrets.set('ticket', joined.ticket);
    const ada = await connectHeadless(running.url, { ticket: joined.ticket });
    const welcome = await ada.next('welcome');
    secrets.set('resumeToken', welcome.resumeToken);
    await ada.leave();
    ada.close();
  });

  it('has the keys of other servers go through it', async () => {
    for (const [method, path, body] of [
      ['PUT', '/admin/sign-in-settings/directory', directory],
      [
        'POST',
        '/admin/sign-in-settings/directory/test',
        { directory, login: 'ada', loginPassword: PLANTED.personPassword },
      ],
      ['PUT', '/admin/sign-in-settings/providers/login', provider],
      ['POST', '/admin/sign-in-settings/providers/test', { id: 'login', provider }],
      ['POST', '/session', { email: 'ada@example.org', password: PLANTED.personPassword }],
      [
        'PUT',
        '/admin/backups/plan',
        {
          ...{ active: false, at: '03:00', daily: 1, weekly: 0, monthly: 0 },
          encrypted: true,
          passphrase: PLANTED.passphrase,
        },
      ],
      ['POST', '/admin/backups', {}],
    ] as const) {
      const { status } = await admin.call(method, path, body);
      expect(status, `${method} ${path}`).to.be.oneOf([200, 202, 401, 422, 503]);
    }
    const chat = { name: 'Chat', form: 'mattermost', url: `https://chat.example.invalid/hooks/${PLANTED.chatKey}` };
    const matrix = { name: 'Matrix', form: 'matrix', url: 'https://matrix.example.invalid', room: '!a:example.org' };
    const plain = { name: 'Ours', form: 'json', url: `https://hooks.example.invalid/${PLANTED.chatKey}` };
    for (const wish of [chat, { ...matrix, accessToken: PLANTED.matrixToken }, plain]) {
      const made = await admin.call<NewWebhook>('POST', '/webhooks', { ...wish, events: ['meeting.started'] });
      expect(made.status, `${wish.form} ${JSON.stringify(made.body)}`).to.equal(201);
      if (made.body.secret !== null) secrets.set('webhookSecret', made.body.secret);
      await admin.call('POST', `/webhooks/${made.body.webhook.id}/test`, {});
    }
    await admin.post('/meetings', {});
  });

  it('holds none of them, though much has failed', async () => {
    await until('the backup has failed', () => lines.some((line) => line.includes('BackupProblem')));
    await running.stop();
    const text = lines.join('');
    for (const failed of ['the mailbox cannot be read now', 'DirectoryError', 'BackupProblem'])
      expect(text, failed).to.include(failed);
    expect(secrets.size).to.be.at.least(20);
    for (const [what, secret] of secrets) {
      expect(secret.length, what).to.be.greaterThan(3);
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
        expect(text.includes(form), what).to.equal(false);
    }
  });
});
