import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ApiClient } from '../kit/api-client.ts';
import { put, tryPut } from '../kit/documents-server.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

describe('documents in the whole server', () => {
  let running: RunningApp;
  let api: ApiClient;
  before(async () => {
    running = await startApp();
    api = await running.admin();
  });
  after(() => running.dispose());

  it('take uploads from our own pages, whatever the size, and from no other', async () => {
    const large = Buffer.alloc(3 * 1024 * 1024, 'x');
    const file = await put(api, 'large.txt', large);
    expect(file.bytes).to.equal(large.length);
    const { url } = api;
    const foreign = {
      url,
      cookie: () => api.cookie(),
      headers: { Origin: 'https://evil.example' },
    } as unknown as ApiClient;
    expect((await tryPut(foreign, 'a.txt', 'x')).status).to.equal(403);
  });

  it('show previews to the one who is signed in, in a sandbox', async () => {
    const file = await put(api, 'a.txt', 'words');
    const headers = { Cookie: api.cookie() };
    const answer = await fetch(`${running.url}/f/${file.id}`, { headers });
    expect([answer.status, await answer.text()]).to.deep.equal([200, 'words']);
    expect(answer.headers.get('content-security-policy')).to.include('sandbox');
    expect(answer.headers.get('content-disposition')).to.equal('inline; filename=a.txt');
    expect((await fetch(`${running.url}/f/${file.id}`)).status).to.equal(404);
  });

  it('are readable by the group of the server at the most', () => {
    for (const name of ['documents', 'uploads'])
      expect((statSync(join(running.dataDirectory, name)).mode & 0o777).toString(8)).to.equal('750');
  });
});
