import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { SETTINGS } from '../../src/app/environment-settings.ts';
import { projectRoot } from '../../src/app/project-root.ts';
import { makeOwnCertificate } from '../kit/own-certificate.ts';

const root = projectRoot();
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

describe('the installation on Debian', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'webmeeting-install-'));
    execFileSync(join(root, 'packaging', 'install'), {
      env: { ...process.env, DESTDIR: folder, WEBMEETING_KEEP_MODULES: '1', WEBMEETING_KEEP_BUILD: '1' },
      stdio: 'pipe',
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('puts program, settings and service where Debian has them, the settings for nobody else to read', () => {
    for (const name of [
      'usr/lib/webmeeting/dist/src/main.js',
      'usr/bin/webmeeting',
      'etc/webmeeting/webmeeting.env',
      'lib/systemd/system/webmeeting.service',
      'usr/share/doc/webmeeting/configuration.md',
    ])
      expect(existsSync(join(folder, name)), name).to.equal(true);
    expect(statSync(join(folder, 'etc/webmeeting/webmeeting.env')).mode & 0o777).to.equal(0o640);
    expect(statSync(join(folder, 'etc/webmeeting')).mode & 0o007).to.equal(0);
  });

  it('has a folder for backups that the service and its command line may write to', () => {
    expect(statSync(join(folder, 'var/backups/webmeeting')).mode & 0o777).to.equal(0o700);
    expect(read('packaging/install')).to.match(/^install -d -o webmeeting .* \/var\/backups\/webmeeting$/m);
    expect(read('packaging/systemd/webmeeting.service')).to.match(/^ReadWritePaths=-\/var\/backups\/webmeeting$/m);
    // As root the command line becomes the service's user: every file that the manual names lies where that user may.
    for (const language of ['en', 'fr'])
      for (const [, file = ''] of read(`docs/manual/${language}/administrator.md`).matchAll(
        /^webmeeting (?:backup|backup verify|restore) (\/\S+)$/gm,
      ))
        expect(file).to.match(/^\/var\/backups\/webmeeting\//);
  });

  it('runs from there', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'usr/lib/webmeeting/dist/src/main.js'), 'help'],
      { encoding: 'utf8' },
    );
    expect(status).to.equal(0);
    expect(stdout + stderr).to.include('webmeeting serve');
  });

  it('is run again for an upgrade, and leaves the settings as they are', () => {
    const settings = join(folder, 'etc/webmeeting/webmeeting.env');
    writeFileSync(settings, 'PUBLIC_URL=https://mine.example\n');
    execFileSync(join(root, 'packaging', 'install'), {
      env: { ...process.env, DESTDIR: folder, WEBMEETING_KEEP_MODULES: '1', WEBMEETING_KEEP_BUILD: '1' },
      stdio: 'pipe',
    });
    expect(readFileSync(settings, 'utf8')).to.equal('PUBLIC_URL=https://mine.example\n');
    expect(readdirSync(join(folder, 'usr/lib')).sort()).to.deep.equal(['webmeeting', 'webmeeting.old']);
  });

  it('builds what is newer than the last build: an upgrade installs what was pulled', () => {
    const checkout = join(folder, 'checkout');
    for (const name of ['packaging', 'README.md', 'CHANGELOG.md', 'docs/configuration.md'])
      cpSync(join(root, name), join(checkout, name), { recursive: true });
    for (const name of ['src', 'migrations', 'scripts', 'public', 'node_modules'])
      mkdirSync(join(checkout, name), { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) writeFileSync(join(checkout, name), '{}');
    writeFileSync(
      join(checkout, 'scripts/build.js'),
      "const fs = require('fs'); fs.cpSync('src', 'dist/src', { recursive: true });",
    );
    const install = (release: string, changed: Date): string => {
      const main = join(checkout, 'src/main.js');
      writeFileSync(main, release);
      utimesSync(main, changed, changed);
      execFileSync(join(checkout, 'packaging', 'install'), {
        env: { ...process.env, DESTDIR: join(folder, 'target'), WEBMEETING_KEEP_MODULES: '1' },
        stdio: 'pipe',
      });
      return readFileSync(join(folder, 'target/usr/lib/webmeeting/dist/src/main.js'), 'utf8');
    };
    expect(install('// first', new Date())).to.equal('// first');
    expect(install('// second', new Date(Date.now() + 60_000))).to.equal('// second');
  });

  it('has a unit that systemd finds right, and little exposed', () => {
    const unit = join(folder, 'webmeeting.service');
    writeFileSync(
      unit,
      readFileSync(join(folder, 'lib/systemd/system/webmeeting.service'), 'utf8').replace(
        '/usr/bin/webmeeting',
        join(folder, 'usr/bin/webmeeting'),
      ),
    );
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', unit], {
      encoding: 'utf8',
    });
    expect(verified.stderr + verified.stdout).to.equal('');
    expect(verified.status).to.equal(0);
    // In tenths: 3.0 at the most.
    const judged = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=30', unit], {
      encoding: 'utf8',
    });
    expect(judged.status, judged.stdout).to.equal(0);
  });
});

describe('the files for containers and proxies', () => {
  it('name only settings that there are', () => {
    const named = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);
    const environment = [
      ...named(read('compose.yaml'), /^ {6}(?:# )?([A-Z_]+):/gm),
      ...named(read('packaging/webmeeting.env'), /^#?([A-Z_]+)=/gm),
      ...named(read('Dockerfile'), /(HOST|PORT|DATA_DIR)=/g),
    ]
      .filter((name) => !['WEBMEETING_HOST', 'WEBMEETING_UPSTREAM'].includes(name))
      .map((name) => name.replace(/_FILE$/, ''));
    expect(environment.length).to.be.greaterThan(15);
    for (const name of environment) expect(Object.keys(SETTINGS), name).to.include(name);
  });

  it('have a configuration for Caddy that it finds right', () => {
    const judged = spawnSync(
      'caddy',
      ['validate', '--adapter', 'caddyfile', '--config', join(root, 'packaging/caddy/Caddyfile')],
      { encoding: 'utf8', env: { ...process.env, XDG_DATA_HOME: tmpdir(), WEBMEETING_HOST: 'meet.example.org' } },
    );
    expect(judged.status, judged.stderr).to.equal(0);
  });

  it('look after a server that speaks plainly and one that speaks TLS, and see one that is gone', async () => {
    const [, command = '[]'] = /^HEALTHCHECK [^\n]*\\\n +CMD (.*)$/m.exec(read('Dockerfile')) ?? [];
    const [program = '', ...parameters]: string[] = JSON.parse(command);
    const check = (environment: Readonly<Record<string, string>>): Promise<number | null> =>
      new Promise((resolve) => {
        const child = spawn(program, parameters, {
          env: { PATH: process.env['PATH'], ...environment },
          stdio: 'ignore',
        });
        child.once('close', resolve);
      });
    const answer: RequestListener = ({ url }, response) => response.writeHead(url === '/healthz' ? 200 : 404).end();
    for (const [server, environment] of [
      [createServer(answer), {}],
      [createTlsServer(makeOwnCertificate('meet.example.org'), answer), { TLS_CERT: '/cert.pem' }],
    ] as const) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const PORT = String(typeof address === 'object' ? address?.port : '');
      expect(await check({ ...environment, PORT })).to.equal(0);
      await new Promise((resolve) => server.close(resolve));
      expect(await check({ ...environment, PORT })).to.equal(1);
    }
  });

  it('give a stop the time that those in rooms are given by default, and fifteen seconds', () => {
    const longestSeconds = Number(SETTINGS.DRAIN_SECONDS.default) + 15;
    const [, compose] = /^ {4}stop_grace_period: (\d+)s$/m.exec(read('compose.yaml')) ?? [];
    const [, unit] = /^TimeoutStopSec=(\d+)$/m.exec(read('packaging/systemd/webmeeting.service')) ?? [];
    for (const seconds of [compose, unit]) expect(Number(seconds)).to.be.at.least(longestSeconds);
  });

  it('pass on exactly the ports of calls that the server uses, and need nothing but what the first lines name', () => {
    // With the telephone switched on, as the comments say.
    const compose = read('compose.yaml').replace(/^( +)# (?=SIP_PORT|MEDIA_ADDRESS|RTP_PORTS|ports:| *- ")/gm, '$1');
    const [, sip] = /^ {6}SIP_PORT: (\d+)$/m.exec(compose) ?? [];
    const [, sound] = /^ {6}RTP_PORTS: ([\d-]+)$/m.exec(compose) ?? [];
    const passed = [...compose.matchAll(/^ {6}- "(.*)"$/gm)].map(([, ports]) => ports);
    expect(passed).to.deep.equal([`${sip}:${sip}/udp`, `${sip}:${sip}/tcp`, `${sound}:${sound}/udp`]);
    const [from = 0, to = 0] = (sound ?? '').split('-').map(Number);
    expect((to - from) % 2, 'two for each call').to.equal(1);
    const named = [...compose.matchAll(/^# {3}([A-Z_]+)=/gm)].map(([, name]) => name);
    const used = new Set([...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
    used.delete('PUBLIC_ADDRESS'); // says itself that it is missing
    expect([...used].sort()).to.deep.equal(named.sort());
    expect(compose, 'a file that is not there keeps it from starting').to.not.match(/^secrets:/m);
  });

  it('have the command that the pages name, and logs that end', () => {
    expect(read('docs/doctor.md')).to.include('docker compose exec webmeeting webmeeting doctor');
    expect(read('Dockerfile')).to.match(/^RUN ln -s \/app\/bin\/webmeeting\.js \/usr\/local\/bin\/webmeeting$/m);
    expect(statSync(join(root, 'bin/webmeeting.js')).mode & 0o111).to.equal(0o111);
    expect(read('compose.yaml').match(/^ {4}logging: \{ driver: local \}$/gm)).to.have.length(2);
  });

  it('do not run as root, and write nowhere but into the data folder', () => {
    expect(read('Dockerfile')).to.match(/^USER 10001:10001$/m);
    expect(read('compose.yaml')).to.match(/^ {4}read_only: true$/m);
    expect(read('compose.yaml')).to.match(/^ {4}tmpfs: \[\/tmp\]$/m);
    expect(read('compose.yaml')).to.match(/^ {4}volumes: \[data:\/data\]$/m);
    expect(read('Dockerfile')).to.match(/^VOLUME \/data$/m);
    expect(read('compose.yaml')).to.include('no-new-privileges:true');
    expect(read('compose.yaml')).to.match(/^ {4}cap_drop: \[ALL\]$/m);
  });
});
