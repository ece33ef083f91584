import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import knex from 'knex';
import { Secret, TOTP } from 'otpauth';
import type { Log } from '../../src/base/log.ts';
import type { NewApiToken } from '../../src/contract/http/api-token.ts';
import type { NewAppPassword } from '../../src/contract/http/app-password.ts';
import type { BackupList } from '../../src/contract/http/backup.ts';
import type { RecoveryCodes, SecondFactorDraft } from '../../src/contract/http/sign-in.ts';
import type { NewWebhook } from '../../src/contract/http/webhook.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { ADMIN, freePort, type RunningApp, startApp } from '../kit/start-app.ts';

const ANN = { email: 'ann@example.org', password: 'planted-password-of-ann' };

describe('secrets', () => {
  let running: RunningApp;
  let admin: ApiClient;
  const lines: string[] = [];
  const note =
    (level: string) =>
    (fields: object, message: string): void => {
      lines.push(`${level} ${message} ${inspect(fields, { depth: 12, maxStringLength: null, showHidden: true })}`);
    };
  const log: Log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  /** By what they are. */
  const planted = new Map<string, string>([
    ['the password of the administrator', ADMIN.password],
    ['the password of Ann', ANN.password],
    ['the password of the mail server', 'planted-smtp-password'],
  ]);
  const plant = (what: string, secret: string | undefined): string => {
    expect(secret, what).to.be.a('string').with.length.above(5);
    planted.set(what, secret ?? '');
    return secret ?? '';
  };
  const sessionOf = (client: ApiClient): string => client.cookie().split('=').at(-1) ?? '';

  before(async function () {
    this.timeout(60_000);
    const shut = await freePort();
    const environment = { SMTP_URL: `smtp://mailer:planted-smtp-password@127.0.0.1:${shut}` };
    running = await startApp({ environment, overrides: { log } });
    admin = await running.admin();
    plant('the cookie of the administrator', sessionOf(admin));

    // People and their keys
    await admin.post('/admin/accounts', { ...ANN, name: 'Ann' });
    const ann = running.client();
    await ann.post('/session', ANN);
    const { draft, secret } = await ann.post<SecondFactorDraft>('/account/second-factor/draft');
    const code = new TOTP({ secret: Secret.fromBase32(plant('the TOTP secret', secret)) }).generate();
    const on = { draft, code, password: ANN.password };
    const { recoveryCodes } = await ann.post<RecoveryCodes>('/account/second-factor', on);
    plant('a recovery code', recoveryCodes[0]);
    plant('the cookie of Ann', sessionOf(ann));
    const { token } = await admin.post<NewApiToken>('/api-tokens', { name: 'Script', scopes: ['admin:read'] });
    plant('an API token', token);
    plant('an app password', (await admin.post<NewAppPassword>('/app-passwords', { name: 'Phone' })).password);

    // What the server knows of others; nobody is there, so that each of them goes wrong
    const provider = {
      ...{ name: 'Login', issuer: `https://127.0.0.1:${shut}`, clientId: 'x', scopes: 'openid', label: '' },
      ...{ groupClaim: '', groupRules: [], domains: [], makesAccounts: true, active: true },
      secret: plant('the secret of the provider', 'planted-provider-secret'),
    };
    await admin.call('PUT', '/admin/sign-in-settings/policy', { secondFactor: 'nobody', networks: ['127.0.0.0/8'] });
    expect((await admin.call('PUT', '/admin/sign-in-settings/providers/corp', provider)).status).to.equal(200);
    await fetch(`${running.url}/sign-in/oidc/corp?next=/`, { redirect: 'manual' });
    const directory = {
      ...{ active: true, host: '127.0.0.1', port: shut, security: 'ldaps', ca: '', bindDn: 'cn=reader', base: 'o=x' },
      ...{ filter: '(uid={login})', attributes: { id: 'entryUUID', email: 'mail', name: 'cn' }, groupRules: [] },
      ...{ groups: { by: 'none' }, domains: [], makesAccounts: true, joinsAccounts: false },
      password: plant('the password of the directory', 'planted-directory-password'),
    };
    expect((await admin.call('PUT', '/admin/sign-in-settings/directory', directory)).status).to.equal(200);
    await running.client().call('POST', '/session', {
      email: 'carl',
      password: plant('a password that the directory is asked for', 'planted-password-of-carl'),
    });
    const webhook = await admin.post<NewWebhook>('/webhooks', {
      ...{ name: 'Chat', form: 'json', events: ['meeting.scheduled'] },
      url: `https://127.0.0.1:8443/hooks/${plant('the key in the address of a webhook', 'planted-webhook-key')}`,
    });
    plant('the secret of a webhook', webhook.secret ?? '');
    await admin.post(`/webhooks/${webhook.webhook.id}/test`);
    const passphrase = plant('the passphrase of the backups', 'planted-backup-passphrase');
    const { plan } = await admin.get<BackupList>('/admin/backups');
    const { passphraseSet: _, ...wanted } = { ...plan, encrypted: true };
    expect((await admin.call('PUT', '/admin/backups/plan', { ...wanted, passphrase })).status).to.equal(200);

    // What people get wrong, and what breaks
    const wrong = plant('a wrong password', 'planted-wrong-password');
    const visitor = running.client();
    await visitor.refused(401, 'POST', '/session', { email: ADMIN.email, password: wrong });
    await visitor.refused(404, 'POST', '/password/link', { token: plant('a guessed link', 'plantedLinkGuess000000') });
    await visitor.call('POST', '/password/forgotten', { email: ANN.email });
    visitor.headers = { Authorization: `Bearer ${plant('a guessed token', 'wmt_plantedTokenGuess00000')}` };
    await visitor.refused(401, 'GET', '/events?from=2027-03-01&to=2027-03-02');
    const database = knex({
      client: 'better-sqlite3',
      connection: { filename: join(running.dataDirectory, 'webmeeting.sqlite') },
      useNullAsDefault: true,
    });
    try {
      await database.schema.renameTable('calendar_feeds', 'calendar_feeds_away');
      await admin.call('GET', '/calendars');
      await database.schema.renameTable('app_passwords', 'app_passwords_away');
      await admin.refused(500, 'POST', '/app-passwords', {
        name: plant('what a broken call was sent', 'planted-name'),
      });
    } finally {
      await database.schema.renameTable('app_passwords_away', 'app_passwords');
      await database.schema.renameTable('calendar_feeds_away', 'calendar_feeds');
      await database.destroy();
    }
  });
  after(() => running.dispose());

  const foundIn = (text: string): string[] =>
    [...planted].filter(([, secret]) => text.includes(secret)).map(([what]) => what);

  it('are not in the log, whatever went wrong (S32)', () => {
    expect(lines.filter((line) => line.startsWith('error')).length, 'something is logged').to.be.at.least(1);
    expect(foundIn(lines.join('\n'))).to.deep.equal([]);
  });

  it('are not in the audit log, nor in the figures for the monitoring (S32)', async () => {
    const audit = await admin.get<object>('/admin/audit?limit=100');
    expect(foundIn(JSON.stringify(audit))).to.deep.equal([]);
    expect(foundIn(await (await fetch(`${running.url}/metrics`)).text())).to.deep.equal([]);
  });

  it('are in no file of the server as they are: hashed, or sealed with its key (S37)', () => {
    const found = readdirSync(running.dataDirectory, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(running.dataDirectory, name)).isFile())
      .flatMap((name) => foundIn(readFileSync(join(running.dataDirectory, name), 'latin1')));
    expect(found).to.deep.equal([]);
  });

  it('that are passwords are hashed by argon2id, with 19 MiB and two passes at least (S37)', async () => {
    const database = readFileSync(join(running.dataDirectory, 'webmeeting.sqlite'), 'latin1');
    const wal = readFileSync(join(running.dataDirectory, 'webmeeting.sqlite-wal'), 'latin1');
    const hashes = [...`${database}${wal}`.matchAll(/\$argon2(\w+)\$v=19\$m=(\d+),t=(\d+),p=1\$/g)];
    expect(hashes.length).to.be.at.least(2);
    for (const [, kind, memory, passes] of hashes) {
      expect(kind).to.equal('id');
      expect(Number(memory)).to.be.at.least(19_456);
      expect(Number(passes)).to.be.at.least(2);
    }
  });

  it('that somebody makes up open nothing: tokens, cookies, JSON web tokens without a signature (S8)', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { account } = await admin.get<{ account: { id: string } }>('/session');
    const claims = part({ sub: account.id, email: ADMIN.email, admin: true, exp: 4_000_000_000 });
    const own = planted.get('an API token') ?? '';
    const session = sessionOf(admin);
    const altered = (text: string): string => text.slice(0, -1) + (text.endsWith('A') ? 'Q' : 'A');
    for (const forged of [
      `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`,
      `${part({ alg: 'HS256', typ: 'JWT' })}.${claims}.${'A'.repeat(43)}`,
      ...[altered(own), own.slice(4), `${own} `, own.toUpperCase(), `wmt_${session}`, altered(session), account.id],
      ...['', 'null', 'undefined', '[object Object]', '%00', '../', 'wmt_', `wmt_${'A'.repeat(22)}`],
    ]) {
      for (const headers of [
        { Authorization: `Bearer ${forged}` },
        { Cookie: `wm_session=${encodeURIComponent(forged)}` },
      ]) {
        const { status } = await fetch(`${running.url}/api/v1/account/sessions`, { headers });
        expect(status, JSON.stringify(headers)).to.be.oneOf([401, 403]);
      }
    }
  });
});
