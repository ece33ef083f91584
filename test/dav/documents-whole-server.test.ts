import { expect } from 'chai';
import type { ApiClient } from '../kit/api-client.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';
import { propfindBody, responsesOf } from './dav-house.ts';

interface Listed {
  readonly documents: { readonly id: string; readonly name: string; readonly kind: string }[];
}

describe('WebDAV in the whole server', () => {
  let app: RunningApp;
  let admin: ApiClient;
  let authorization: string;
  before(async () => {
    app = await startApp();
    admin = await app.admin();
    const { password } = await admin.post<{ password: string }>('/app-passwords', { name: 'Files' });
    authorization = `Basic ${Buffer.from(`admin@example.org:${password}`).toString('base64')}`;
  });
  after(() => app.dispose());

  const send = async (method: string, path: string, headers: Record<string, string> = {}, body?: string) => {
    const answer = await fetch(`${app.url}${path}`, {
      method,
      headers: { authorization, ...headers },
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const listed = async (folder = ''): Promise<Listed['documents']> =>
    (await admin.get<Listed>(`/documents${folder === '' ? '' : `?folder=${folder}`}`)).documents;

  it('is found from /dav/, beside the calendars', async () => {
    const root = await send('PROPFIND', '/dav/', { depth: '1' }, propfindBody('D:resourcetype'));
    expect([...responsesOf(root.text).keys()]).to.include.members(['/dav/calendars/', '/dav/documents/']);
    for (const path of ['/dav/documents', '/dav/documents/']) {
      const top = await send('PROPFIND', path, { depth: '1' }, propfindBody('D:resourcetype', 'D:lockdiscovery'));
      expect(top.status).to.equal(207);
      expect(top.headers.get('dav')).to.equal('1, 2, 3');
    }
  });

  it('shows in the pages what a file manager brings, and the other way round', async () => {
    expect((await send('MKCOL', '/dav/documents/Minutes')).status).to.equal(201);
    expect((await send('PUT', '/dav/documents/Minutes/march.txt', {}, 'decided')).status).to.equal(201);
    const folder = (await listed()).find(({ name }) => name === 'Minutes');
    expect((await listed(folder?.id)).map(({ name }) => name)).to.deep.equal(['march.txt']);
    await admin.post('/documents', { kind: 'folder', name: 'From the pages' });
    expect((await send('HEAD', '/dav/documents/From%20the%20pages')).status).to.equal(200);
    expect((await send('DELETE', '/dav/documents/Minutes/march.txt')).status).to.equal(204);
    const bin = await admin.get<Listed>('/documents?bin=1');
    expect(bin.documents.map(({ name }) => name)).to.deep.equal(['march.txt']);
  });

  it('keeps pages from what a program has open', async () => {
    const lock =
      '<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>';
    const taken = await send('LOCK', '/dav/documents/open.odt', { depth: '0' }, lock);
    expect(taken.status).to.equal(201);
    const document = (await listed()).find(({ name }) => name === 'open.odt');
    const path = `/documents/${document?.id}`;
    for (const [method, body] of [
      ['PATCH', { name: 'other.odt' }],
      ['DELETE', undefined],
    ] as const) {
      const problem = await admin.refused(423, method, path, body);
      expect(problem.code, method).to.equal('locked');
    }
    const token = taken.headers.get('lock-token') ?? '';
    expect((await send('UNLOCK', '/dav/documents/open.odt', { 'lock-token': token })).status).to.equal(204);
    expect((await admin.call('PATCH', path, { name: 'other.odt' })).status).to.equal(200);
  });
});
