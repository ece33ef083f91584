import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { readConfig } from '../../src/app/config.ts';
import { projectRoot } from '../../src/app/project-root.ts';
import { ApiClient } from '../kit/api-client.ts';
import { startBrowsing } from '../kit/browse.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { type Nginx, startNginx } from '../kit/nginx.ts';
import { type OidcProvider, startOidcProvider } from '../kit/oidc-provider.ts';
import { until } from '../kit/scripted-phone.ts';
import { type ScriptedProvider, startScriptedProvider } from '../kit/scripted-provider.ts';
import { freePort } from '../kit/start-app.ts';

const manualOf = (language: string): string =>
  readFileSync(join(projectRoot(), 'docs', 'manual', language, 'administrator.md'), 'utf8');

/** The blocks that are typed or pasted, in their order: what each is, and its lines. */
const blocksOf = (text: string): Array<{ readonly kind: string; readonly lines: readonly string[] }> =>
  [...text.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].map(([, kind = '', body = '']) => ({
    kind,
    lines: body.trimEnd().split('\n'),
  }));

const ADMIN = { email: 'admin@example.org', password: 'a long enough one' } as const;
const TRUNK_PASSWORD = 'trunk-secret';
const execute = promisify(execFile);
const METRICS_TOKEN = 'k7Qm2vXw9LrT4bNc';
/** What stands in the manual for it; the server refuses it. */
const TOKEN_SAMPLE = 'choose-a-word';

/** A machine in a folder: what `packaging/install` puts below it, run as the unit of systemd and the wrapper say. */
class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), 'webmeeting-machine-'));
  readonly settings = join(this.folder, 'etc/webmeeting/webmeeting.env');
  private child: ChildProcess | undefined;
  private said = '';

  /** Everything of the checkout that the commands of the manual touch. */
  checkOut(): void {
    const checkout = join(this.folder, 'usr/src/webmeeting');
    mkdirSync(checkout, { recursive: true });
    for (const name of ['packaging', 'scripts', 'dist', 'public', 'docs', 'README.md', 'CHANGELOG.md'])
      cpSync(join(projectRoot(), name), join(checkout, name), { recursive: true });
    for (const name of ['package.json', 'package-lock.json'])
      copyFileSync(join(projectRoot(), name), join(checkout, name));
    symlinkSync(join(projectRoot(), 'node_modules'), join(checkout, 'node_modules'));
  }
  install(): void {
    execFileSync('bash', ['packaging/install'], {
      cwd: join(this.folder, 'usr/src/webmeeting'),
      env: { ...process.env, DESTDIR: this.folder, WEBMEETING_KEEP_MODULES: '1', WEBMEETING_KEEP_BUILD: '1' },
      stdio: 'pipe',
    });
    const wrapper = join(this.folder, 'usr/bin/webmeeting');
    const here = readFileSync(wrapper, 'utf8').replaceAll(
      /(?<![\w$])\/(usr\/lib|etc|var\/lib)\/webmeeting/g,
      `${this.folder}/$1/webmeeting`,
    );
    writeFileSync(wrapper, here);
    chmodSync(wrapper, 0o755);
    mkdirSync(join(this.folder, 'var/lib'), { recursive: true });
  }
  private environment(): NodeJS.ProcessEnv {
    return { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: join(this.folder, 'proxy.pem'), DRAIN_SECONDS: '0' };
  }
  /** Beside the mail server of the test, which is in this process. */
  command(line: string): Promise<{ status: number; output: string }> {
    const [, ...words] = line.split(' ').map((word) => word.replace(/^\/var\//, `${this.folder}/var/`));
    return new Promise((resolve) => {
      execFile(
        join(this.folder, 'usr/bin/webmeeting'),
        words,
        { env: this.environment(), encoding: 'utf8' },
        (error, stdout, stderr) => {
          const status = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
          resolve({ status, output: status === 0 ? stdout : `${stdout}${stderr}` });
        },
      ).stdin?.end();
    });
  }
  /** `systemctl start`: what the unit runs. */
  async start(): Promise<void> {
    const unit = readFileSync(join(this.folder, 'lib/systemd/system/webmeeting.service'), 'utf8');
    const [, program = '', words = ''] = /^ExecStart=(\S+) (.*)$/m.exec(unit) ?? [];
    const child = spawn(join(this.folder, program), words.split(' '), {
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.said = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        this.said += chunk.toString();
        if (this.said.includes('"msg":"ready"')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', () => reject(new Error(`the service ended: ${this.said}`)));
    });
  }
  async stop(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe('the administrator’s manual, followed', function () {
  this.timeout(120_000);
  const blocks = blocksOf(manualOf('en'));
  const block = (index: number): readonly string[] => blocks[index]?.lines ?? [];
  const usual = getGlobalDispatcher();
  const machine = new Machine();
  const other = new Machine();
  let catcher: MailCatcher;
  let proxy: Nginx;
  let login: OidcProvider;
  let trunk: ScriptedProvider;
  let port: number;
  let admin: ApiClient;

  before(async () => {
    catcher = await catchMails();
    port = await freePort();
    proxy = await startNginx({ upstreamPort: port });
    login = await startOidcProvider([`${proxy.url}/sign-in/oidc/example/callback`]);
    trunk = await startScriptedProvider({ password: TRUNK_PASSWORD });
    for (const { folder } of [machine, other]) writeFileSync(join(folder, 'proxy.pem'), proxy.certificate);
    setGlobalDispatcher(new Agent({ connect: { ca: proxy.certificate } }));
  });
  after(async () => {
    await machine.remove();
    await other.remove();
    await getGlobalDispatcher().close();
    setGlobalDispatcher(usual);
    await Promise.all([trunk?.close(), login?.stop(), proxy?.stop(), catcher?.close()]);
  });

  /** What stands in the manual for what every installation has of its own. */
  const ours = (line: string): string =>
    line
      .replace('https://meet.example.org', proxy.url)
      .replace(TOKEN_SAMPLE, METRICS_TOKEN)
      .replace('smtps://user:password@mail.example.org', catcher.url)
      .replace('SIP_PORT=5060', `SIP_PORT=${port + 1}`)
      .replace('SIP_HOST=0.0.0.0', 'SIP_HOST=127.0.0.1')
      .replace('203.0.113.7', '127.0.0.1')
      .replace('sip:user:password@sip.example.org', `sip:user:${TRUNK_PASSWORD}@127.0.0.11:${trunk.port}`);
  const signIn = async (): Promise<ApiClient> => {
    const client = new ApiClient(proxy.url);
    await client.post('/session', ADMIN);
    return client;
  };

  it('says the same to be typed in both languages', () => {
    const french = blocksOf(manualOf('fr').replaceAll(' --language fr', ''));
    expect(french).to.deep.equal(blocks);
    expect(blocks.map(({ kind }) => kind)).to.deep.equal([
      'sh',
      'env',
      'env acme',
      'sh',
      'sh',
      'env telephone',
      'yaml prometheus',
      'sh',
      'sh restore',
      'sh upgrade',
    ]);
  });

  it('1: installs', () => {
    const [packages = '', clone, folder, modules, install] = block(0);
    expect([folder, modules, install]).to.deep.equal(['cd /usr/src/webmeeting', 'npm ci', 'packaging/install']);
    expect(clone).to.match(/^git clone https:\S+ \/usr\/src\/webmeeting$/);
    // Simulated: whoever runs the tests need not be root.
    execFileSync('apt-get', ['install', '-s', ...packages.split(' ').slice(3)], { stdio: 'pipe' });
    machine.checkOut();
    machine.install();
    expect(existsSync(machine.settings)).to.equal(true);
  });

  it('2: takes the settings, those of the certificate by ACME too', () => {
    writeFileSync(machine.settings, `${block(1).map(ours).join('\n')}\nPORT=${port}\n`);
    expect(block(1).map((line) => line.split('=')[0])).to.include.members(['PUBLIC_URL', 'SMTP_URL', 'METRICS_TOKEN']);
    expect(block(2)).to.include('ACME_DIRECTORY=letsencrypt');
  });

  it('3: starts, makes the first account by the link in the file, and is found well by the doctor', async () => {
    const [start, wait = '', ...more] = block(3);
    expect([start, ...more]).to.deep.equal(['systemctl enable --now webmeeting']);
    // As one pastes it: before the server has written the link.
    const linkShown = execute('sh', ['-c', wait.replace('/var/', `${machine.folder}/var/`)]);
    await machine.start();
    const link = (await linkShown).stdout.trim();
    expect(link.startsWith(`${proxy.url}/set-up/`)).to.equal(true);
    admin = new ApiClient(proxy.url);
    await admin.post('/set-up', { token: link.slice(link.lastIndexOf('/') + 1), name: 'Ada', ...ADMIN });
    expect(block(4)).to.deep.equal(['webmeeting doctor']);
    const { output } = await machine.command('webmeeting doctor --json');
    const { findings } = JSON.parse(output) as { findings: Array<{ check: string; verdict: string; code: string }> };
    // What example.org publishes for its mail is not ours.
    const failed = findings.filter(({ check, verdict }) => verdict === 'fail' && check !== 'mail-dns');
    expect(failed, JSON.stringify(failed)).to.deep.equal([]);
    const well = findings.filter(({ verdict }) => verdict === 'ok').map(({ check }) => check);
    expect(well).to.include.members(['websocket', 'mail-out', 'database']);
  });

  it('5 and 6: people come in by the provider of sign-ins', async () => {
    await admin.call('PUT', '/admin/sign-in-settings/policy', {
      secondFactor: 'nobody',
      networks: ['127.0.0.0/8', '::1'],
    });
    const { status, body } = await admin.call('PUT', '/admin/sign-in-settings/providers/example', {
      name: 'Example login',
      issuer: login.issuer,
      clientId: login.clientId,
      secret: login.clientSecret,
      scopes: 'openid email profile groups',
      label: '',
      groupClaim: 'groups',
      groupRules: [],
      domains: [],
      makesAccounts: true,
      active: true,
    });
    expect(status, JSON.stringify(body)).to.equal(200);
    login.people = [{ sub: 'zoe', email: 'zoe@example.org', email_verified: true, name: 'Zoé' }];
    login.signsIn = 'zoe';
    const browsing = startBrowsing();
    const { url } = await browsing.open(`${proxy.url}/sign-in/oidc/example?next=/invitations`);
    expect(url.pathname).to.equal('/invitations');
    const zoe = new ApiClient(proxy.url);
    zoe.headers = { Cookie: browsing.cookies(proxy.url) };
    const event = await zoe.post<{ meeting: { joinUrl: string } }>('/events', {
      title: 'First meeting',
      start: '2031-03-03T10:00',
      end: '2031-03-03T11:00',
      timeZone: 'Europe/Paris',
      invitees: [{ email: 'guest@example.net' }],
      webMeeting: true,
    });
    expect(event.meeting.joinUrl).to.match(/\/m\/\d{9}$/);
    await until('the invitation', () => catcher.sentTo('guest@example.net').length > 0);
  });

  it('7: the trunk knows the server', async () => {
    await machine.stop();
    appendFileSync(machine.settings, `${block(5).map(ours).join('\n')}\n`);
    await machine.start();
    admin = await signIn();
    const stateOf = async (): Promise<string> =>
      (await admin.get<{ trunk: { state: string } }>('/admin/phone-status')).trunk.state;
    let state = '';
    const deadline = Date.now() + 15_000;
    while (state !== 'registered' && Date.now() < deadline) {
      state = await stateOf();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(state).to.equal('registered');
  });

  it('8: Prometheus takes its configuration and rules, and reads with the token', async () => {
    const folder = join(machine.folder, 'prometheus');
    mkdirSync(folder);
    writeFileSync(join(folder, 'prometheus.yml'), `${block(6).join('\n')}\n`);
    copyFileSync(join(projectRoot(), 'docs/grafana/alerts.yml'), join(folder, 'alerts.yml'));
    expect(block(6).join('\n')).to.include(`credentials: ${TOKEN_SAMPLE}`);
    expect(() => readConfig({ METRICS_TOKEN: TOKEN_SAMPLE })).to.throw('METRICS_TOKEN');
    execFileSync('promtool', ['check', 'config', join(folder, 'prometheus.yml')], { stdio: 'pipe' });
    const metrics = await fetch(`${proxy.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    expect(metrics.status).to.equal(200);
    expect(await metrics.text()).to.match(/^webmeeting_build_info\{/m);
    expect((await fetch(`${proxy.url}/metrics`)).status).to.equal(404);
  });

  it('9: is backed up while it runs, and restored on an empty machine', async () => {
    const [backup = '', verify = ''] = block(7);
    for (const line of [backup, verify]) {
      expect(line).to.match(/^webmeeting backup /);
      const { status, output } = await machine.command(line);
      expect(status, output).to.equal(0);
    }
    await machine.stop();
    other.checkOut();
    other.install();
    copyFileSync(machine.settings, other.settings);
    const kept = 'var/backups/webmeeting/by-hand.tar';
    copyFileSync(join(machine.folder, kept), join(other.folder, kept));
    expect(block(8)).to.deep.equal([
      `chown webmeeting: /${kept}`,
      `webmeeting restore /${kept}`,
      'systemctl enable --now webmeeting',
    ]);
    const { status, output } = await other.command(block(8)[1] ?? '');
    expect(status, output).to.equal(0);
    await other.start();
    const client = await signIn();
    const { accounts } = await client.get<{ accounts: Array<{ email: string }> }>('/admin/accounts');
    expect(accounts.map(({ email }) => email).sort()).to.deep.equal(['admin@example.org', 'zoe@example.org']);
    const browsing = startBrowsing();
    await browsing.open(`${proxy.url}/sign-in/oidc/example`);
    const zoe = new ApiClient(proxy.url);
    zoe.headers = { Cookie: browsing.cookies(proxy.url) };
    const { events } = await zoe.get<{ events: Array<{ title: string }> }>('/events?from=2031-03-01&to=2031-03-31');
    expect(events.map(({ title }) => title)).to.deep.equal(['First meeting']);
  });

  it('10: is upgraded by installing again, with settings and data kept', async () => {
    expect(block(9)).to.deep.equal([
      'cd /usr/src/webmeeting',
      'git pull',
      'npm ci',
      'packaging/install',
      'systemctl restart webmeeting',
    ]);
    await other.stop();
    other.install();
    await other.start();
    expect((await (await signIn()).get<{ account: { email: string } }>('/session')).account.email).to.equal(
      ADMIN.email,
    );
  });
});
