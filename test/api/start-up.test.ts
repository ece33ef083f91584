import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { projectRoot } from '../../src/app/project-root.ts';
import { lockFolder } from '../../src/platform/folder-lock-store.ts';

/** Runs the program from its sources to its end; `ended` is null when it had to be ended. */
const runSources = async (args: readonly string[], environment: Readonly<Record<string, string>>, input = '') => {
  const child = spawn(process.execPath, ['--import', 'tsx/esm', join(projectRoot(), 'src', 'main.ts'), ...args], {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const deadline = setTimeout(() => child.kill('SIGKILL'), 40_000);
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  clearTimeout(deadline);
  return { ended: await ended, told: output + errors };
};

describe('the program', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'webmeeting-start-up-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('ends and says why when its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const address = other.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const { ended, told } = await runSources(['serve'], { PORT: String(port), DATA_DIR: directory });
      expect(ended).to.equal(1);
      expect(told).to.include(`Another program listens on 127.0.0.1, port ${port} already (EADDRINUSE)`);
      expect(told).not.to.include('at Server');
    } finally {
      other.close();
    }
  }).timeout(60_000);

  it('ends and says why while another server runs with its data folder', async () => {
    const letGo = lockFolder(directory);
    expect(letGo).to.be.a('function');
    const { ended, told } = await runSources(['serve'], {
      PORT: '0',
      PUBLIC_URL: 'http://x.example',
      DATA_DIR: directory,
    });
    expect(ended).to.equal(1);
    expect(told).to.include(`A server runs with ${directory} already`);
    expect(readdirSync(directory)).to.deep.equal(['.running']);
    letGo?.();
    const again = lockFolder(directory);
    expect(again).to.be.a('function');
    again?.();
  }).timeout(60_000);

  it('keeps what it writes from other users of the machine, from the command line too', async () => {
    chmodSync(directory, 0o755);
    const args = ['account', 'add', 'ada@example.org', '--name', 'Ada'];
    const { ended } = await runSources(args, { DATA_DIR: directory }, 'a long enough one\n');
    expect(ended).to.equal(0);
    for (const name of readdirSync(directory)) {
      expect(statSync(join(directory, name)).mode & 0o077, name).to.equal(0);
    }
  }).timeout(60_000);
});
