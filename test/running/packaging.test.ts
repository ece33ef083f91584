import { execFileSync, spawnSync } from 'node:child_process';
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
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { SETTINGS } from '../../src/app/environment-settings.ts';
import { projectRoot } from '../../src/app/project-root.ts';

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

  it('do not run as root, and write nowhere but into the data folder', () => {
    expect(read('Dockerfile')).to.match(/^USER 10001:10001$/m);
    expect(read('compose.yaml')).to.match(/^ {4}read_only: true$/m);
    expect(read('compose.yaml')).to.match(/^ {4}cap_drop: \[ALL\]$/m);
  });
});
