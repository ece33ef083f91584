import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type App, buildApp } from '../../src/app/build-app.ts';
import { readConfig } from '../../src/app/config.ts';
import type { Site } from '../../src/contract/http/account.ts';
import { ApiClient } from '../kit/api-client.ts';
import { freePort } from '../kit/start-app.ts';

/** What scanners try first, and what manuals of others have as an example. */
const USUAL = ['admin', 'administrator', 'password', 'passw0rd', 'changeme', 'webmeeting', 'root', '123456', 'secret'];

describe('a server that was just installed (S9)', () => {
  const directories: string[] = [];
  const apps: App[] = [];
  const install = async (): Promise<{ readonly client: ApiClient; readonly directory: string }> => {
    const directory = mkdtempSync(join(tmpdir(), 'webmeeting-fresh-'));
    const port = await freePort();
    const app = await buildApp(readConfig({ PORT: String(port), DATA_DIR: directory }));
    await app.start();
    directories.push(directory);
    apps.push(app);
    return { client: new ApiClient(`http://localhost:${port}`), directory };
  };
  after(async () => {
    for (const app of apps) await app.stop();
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  });

  it('knows nobody, and opens to nobody but by the link that only its owner can read', async () => {
    const { client } = await install();
    expect((await client.get<Site>('/site')).needsSetUp).to.equal(true);
    for (const name of USUAL.slice(0, 4))
      for (const address of [name, `${name}@localhost`])
        await client.refused(401, 'POST', '/session', { email: address, password: name });
    for (const token of [...USUAL, 'A'.repeat(22)].map((text) => text.padEnd(22, 'x').slice(0, 22)))
      await client.refused(404, 'POST', '/set-up', {
        ...{ token, email: 'eve@example.org', name: 'Eve', password: 'a long enough password' },
      });
    for (const [method, path] of [
      ['POST', '/meetings'],
      ['POST', '/events'],
      ['GET', '/admin/overview'],
    ] as const)
      await client.refused(401, method, path, method === 'POST' ? {} : undefined);
    expect((await client.get<Site>('/site')).needsSetUp).to.equal(true);
  });

  it('has a key of its own, which nobody else has', async () => {
    const { directory } = await install();
    const keys = directories.map((one) => readFileSync(join(one, 'secret.key'), 'latin1'));
    expect(new Set(keys).size).to.equal(directories.length);
    expect(keys[0]?.length).to.be.at.least(32);
    expect(statSync(join(directory, 'secret.key')).mode & 0o077).to.equal(0);
  });
});
