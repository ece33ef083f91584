import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { BackupList } from '../../src/contract/http/backup.ts';
import { ApiClient } from '../kit/api-client.ts';
import { put } from '../kit/documents-server.ts';
import { until } from '../kit/own-process.ts';
import { openRecordedMeeting, recordTalk } from '../kit/recorded-meeting.ts';
import { runCommand, runProgram } from '../kit/run-program.ts';
import { ADMIN } from '../kit/start-app.ts';

/** A PNG of one point. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

describe('the program', () => {
  it('serves, logs JSON lines alone on standard output, keeps its files to itself, and stops cleanly on TERM', async () => {
    const program = await runProgram();
    expect((await fetch(`${program.url}/healthz`)).status).to.equal(200);
    expect(await (await fetch(`${program.url}/readyz`)).text()).to.equal('ready\n');
    const page = await fetch(`${program.url}/sign-in`);
    expect(page.status).to.equal(200);
    expect(page.headers.get('content-security-policy')).to.include("script-src 'self'").and.not.include('unsafe');
    // A request that never ends must not hold the stop up.
    const idle = request(`${program.url}/api/v1/session`, { method: 'POST', headers: { 'Content-Length': '10' } });
    idle.on('error', () => {});
    idle.write('{');
    expect(await program.end('SIGTERM')).to.equal(0);
    const lines = program
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string });
    expect(lines.map(({ msg }) => msg)).to.include.members(['ready', 'stopping', 'stopped']);
    for (const name of ['secret.key', 'webmeeting.sqlite', 'set-up-link.txt']) {
      expect(statSync(join(program.dataDirectory, name)).mode & 0o077, name).to.equal(0);
    }
    expect(program.errors()).to.match(/set-up\/[A-Za-z0-9_-]{22}/);
    expect(program.output(), 'the link is for the terminal, not for the log').to.not.include('/set-up/');
  });

  it('keeps what people put in to itself: documents, recordings, backups, logos, the database and its key (S33)', async () => {
    const program = await runProgram({ ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password });
    try {
      const admin = new ApiClient(program.url);
      await admin.post('/session', ADMIN);
      await put(admin, 'Plan.txt', 'the plan');
      const logo = await fetch(`${program.url}/api/v1/admin/appearance/logo`, {
        method: 'PUT',
        headers: { Cookie: admin.cookie(), Origin: program.url, 'Content-Type': 'image/png' },
        body: LOGO,
      });
      expect(logo.status).to.equal(200);
      const meeting = await openRecordedMeeting(admin);
      await recordTalk(admin, meeting, { ms: 200 });
      meeting.close();
      await admin.post('/admin/backups');
      await until(async () => (await admin.get<BackupList>('/admin/backups')).backups[0]?.state === 'ready');

      const folder = program.dataDirectory;
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      for (const place of ['documents', 'recordings', 'backups', 'appearance', 'secret.key', 'webmeeting.sqlite'])
        expect(names.filter((name) => name.startsWith(place)).length, place).to.be.above(0);
      for (const name of ['', ...names]) {
        const entry = statSync(join(folder, name));
        const tooMuch = entry.isDirectory() ? 0o027 : 0o137;
        expect((entry.mode & tooMuch).toString(8), name).to.equal('0');
      }
    } finally {
      await program.end('SIGTERM');
    }
  }).timeout(60_000);

  it('does not start with a configuration that it cannot use, and says why', async () => {
    const { status, errors } = await runCommand(['serve'], {
      environment: { PORT: 'x', REDIS_URL: 'redis://localhost' },
    });
    expect(status).to.equal(1);
    expect(errors)
      .to.match(/PORT: must be a port number/)
      .and.match(/REDIS_URL: .*not built yet/);
  });

  it('makes accounts from the command line, also while the server runs', async () => {
    const program = await runProgram();
    try {
      const environment = { DATA_DIR: program.dataDirectory };
      const add = (email: string, input: string, ...more: string[]) =>
        runCommand(['account', 'add', email, '--name', 'Zoé Martin', ...more], { input, environment });
      expect(await add('zoe@example.org', 'a long enough one\n', '--admin')).to.include({ status: 0 });
      const again = await add('ZOE@example.org', 'a long enough one\n');
      expect(again.status).to.equal(1);
      expect(again.errors).to.match(/already/);
      expect((await add('not an address', 'a long enough one')).status).to.equal(2);
      expect((await add('bob@example.org', 'short')).errors).to.match(/password/);
      const client = new ApiClient(program.url);
      const { account } = await client.post<{ account: { name: string; admin: boolean } }>('/session', {
        email: 'zoe@example.org',
        password: 'a long enough one',
      });
      expect(account).to.include({ name: 'Zoé Martin', admin: true });
    } finally {
      await program.end('SIGTERM');
    }
  });

  it('leads the address of older mails to the door', async () => {
    const program = await runProgram();
    try {
      const go = async (query: string): Promise<string | null> =>
        (await fetch(`${program.url}/webmail/${query}`, { redirect: 'manual' })).headers.get('location');
      expect(await go('?meeting=351354086')).to.equal('/m/351354086');
      expect(await go('?meeting=//evil.example')).to.equal('/join');
      expect(await go('')).to.equal('/join');
    } finally {
      await program.end('SIGTERM');
    }
  });

  it('tells how it is used', async () => {
    const { status, errors } = await runCommand(['dance'], {
      environment: { DATA_DIR: mkdtempSync(join(tmpdir(), 'webmeeting-none-')) },
    });
    expect(status).to.equal(2);
    expect(errors).to.include('webmeeting serve');
  });

  it('says in a line which option it does not know', async () => {
    const { status, errors } = await runCommand(['account', 'reset', 'ada@example.org', '--dance'], {
      environment: { DATA_DIR: mkdtempSync(join(tmpdir(), 'webmeeting-none-')) },
    });
    expect(status).to.equal(2);
    expect(errors).to.include("Unknown option '--dance'").and.not.include('    at ');
  });
});
