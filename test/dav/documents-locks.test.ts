import { expect } from 'chai';
import { DomainError } from '../../src/base/errors.ts';
import { createDocumentLockStore } from '../../src/documents/dav/document-lock-store.ts';
import { createMayReplace, refuseLocked } from '../../src/documents/refuse-locked.ts';
import { readXml } from '../../src/protocols/dav/read-xml.ts';
import { propfindBody, responsesOf } from './dav-house.ts';
import { type DocumentsHouse, type DocumentsPerson, startDocumentsHouse } from './documents-house.ts';

const info = (scope: 'exclusive' | 'shared', owner = 'Anna'): string =>
  `<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:${scope}/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>${owner}</D:owner></D:lockinfo>`;

describe('locks over documents', () => {
  let house: DocumentsHouse;
  let anna: DocumentsPerson;
  before(async () => {
    house = await startDocumentsHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
  });
  after(() => house.stop());
  afterEach(() => expect(house.failures.splice(0)).to.deep.equal([]));

  const status = async (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string,
  ): Promise<number> => (await anna.send(method, path, { headers, ...(body !== undefined && { body }) })).status;
  const put = (path: string, headers: Record<string, string> = {}) => status('PUT', path, headers, 'text');
  const folder = async (path: string) => expect(await status('MKCOL', path)).to.equal(201);
  const take = async (
    path: string,
    { scope = 'exclusive', ...headers }: { scope?: 'exclusive' | 'shared'; [name: string]: string } = {},
  ): Promise<string> => {
    const answer = await anna.send('LOCK', path, { headers: { depth: 'infinity', ...headers }, body: info(scope) });
    expect(answer.status, `${path} ${answer.text}`).to.be.oneOf([200, 201]);
    expect(readXml(new TextEncoder().encode(answer.text)).ok).to.equal(true);
    const [, token = ''] = /^<(opaquelocktoken:[0-9a-f-]{36})>$/.exec(answer.headers.get('lock-token') ?? '') ?? [];
    expect(answer.text).to.contain(`<D:locktoken><D:href>${token}</D:href></D:locktoken>`);
    return token;
  };
  const release = (path: string, token: string) => status('UNLOCK', path, { 'lock-token': `<${token}>` });
  const to = (path: string, headers: Record<string, string> = {}) => ({
    destination: `/dav/documents/${path}`,
    ...headers,
  });
  const discover = async (path: string): Promise<string> =>
    (await anna.send('PROPFIND', path, { headers: { depth: '0' }, body: propfindBody('D:lockdiscovery') })).text;

  it('an exclusive one keeps everybody out who does not say its token', async () => {
    await put('held');
    const token = await take('held');
    const held = { if: `(<${token}>)` };
    const refused = await anna.send('PUT', 'held', { body: 'x' });
    expect(refused.status).to.equal(423);
    expect(refused.text).to.contain('<D:lock-token-submitted><D:href>/dav/documents/held</D:href>');
    const PATCH =
      '<D:propertyupdate xmlns:D="DAV:"><D:set><D:prop><x xmlns="y">1</x></D:prop></D:set></D:propertyupdate>';
    expect(await status('PROPPATCH', 'held', {}, PATCH)).to.equal(423);
    expect(await status('DELETE', 'held')).to.equal(423);
    expect(await status('MOVE', 'held', to('held2'))).to.equal(423);
    expect(await status('GET', 'held')).to.equal(200);
    expect(await status('COPY', 'held', to('held-copy'))).to.equal(201);
    expect(await put('held', held)).to.equal(204);
    expect(await status('PROPPATCH', 'held', held, PATCH)).to.equal(207);
    expect(await status('COPY', 'held-copy', to('held'))).to.equal(423);
    expect(await status('COPY', 'held-copy', to('held', { if: `</dav/documents/held> (<${token}>)` }))).to.equal(204);
    expect(await put('held', { if: '(<opaquelocktoken:of-nobody>)' })).to.equal(412);
    expect(await put('held', { if: '(<opaquelocktoken:of-nobody>) (Not <DAV:no-lock>)' })).to.equal(423);
    expect(await release('held', token)).to.equal(204);
    expect(await put('held')).to.equal(204);
  });

  it('is told, with its owner and what is left of its time', async () => {
    await put('told');
    const answer = await anna.send('LOCK', 'told', {
      headers: { timeout: 'Second-600', depth: '0' },
      body: info('exclusive', '<D:href>mailto:anna@example.org</D:href>'),
    });
    house.clock.forward(100_000);
    const text = await discover('told');
    expect(text).to.contain('<D:owner><D:href>mailto:anna@example.org</D:href></D:owner>');
    expect(text).to.contain('<D:timeout>Second-500</D:timeout>').and.contain('<D:depth>0</D:depth>');
    expect(text).to.contain('<D:lockroot><D:href>/dav/documents/told</D:href></D:lockroot>');
    await release('told', answer.headers.get('lock-token')?.slice(1, -1) ?? '');
    expect(await discover('told')).to.contain('<D:lockdiscovery/>');
  });

  it('shared ones stand beside each other, and each of them opens', async () => {
    await put('shared');
    const first = await take('shared', { scope: 'shared' });
    const second = await take('shared', { scope: 'shared' });
    const refused = await anna.send('LOCK', 'shared', { body: info('exclusive') });
    expect(refused.status).to.equal(423);
    expect(refused.text).to.contain('<D:no-conflicting-lock>');
    expect(await put('shared')).to.equal(423);
    expect(await put('shared', { if: `(<${second}>)` })).to.equal(204);
    await release('shared', second);
    expect(await put('shared', { if: `(<${second}>)` })).to.equal(412);
    expect(await put('shared', { if: `(<${first}>)` })).to.equal(204);
    await release('shared', first);
    const exclusive = await take('shared');
    expect(await status('LOCK', 'shared', {}, info('shared'))).to.equal(423);
    await release('shared', exclusive);
  });

  it('of a folder holds for all that is in it, now and later', async () => {
    await folder('dir');
    await folder('dir/sub');
    await put('dir/sub/file');
    const token = await take('dir');
    const held = { if: `(<${token}>)` };
    for (const path of ['dir/new', 'dir/sub/file', 'dir/sub/new']) expect(await put(path), path).to.equal(423);
    expect(await status('MKCOL', 'dir/sub/x')).to.equal(423);
    expect(await discover('dir/sub/file')).to.contain('<D:lockroot><D:href>/dav/documents/dir/</D:href></D:lockroot>');
    expect(await put('dir/new', held)).to.equal(201);
    expect(await put('dir/new')).to.equal(423);
    expect(await status('LOCK', 'dir/sub/file', {}, info('exclusive'))).to.equal(423);
    // Refreshed and taken away through anything that it holds for.
    expect(await status('LOCK', 'dir/sub/file', held)).to.equal(200);
    expect(await release('dir/sub', token)).to.equal(204);
    expect(await put('dir/new')).to.equal(204);
  });

  it('of depth 0 keeps who is in the folder, not what is in its files', async () => {
    await folder('flat');
    await put('flat/file');
    const token = await take('flat', { depth: '0' });
    expect(await put('flat/file')).to.equal(204);
    expect(await put('flat/new')).to.equal(423);
    expect(await status('DELETE', 'flat/file')).to.equal(423);
    expect(await status('MOVE', 'flat/file', to('flat-out'))).to.equal(423);
    expect(await status('DELETE', 'flat/file', { if: `</dav/documents/flat/> (<${token}>)` })).to.equal(204);
    await release('flat', token);
  });

  it('deep in a tree keeps the whole tree, which says where', async () => {
    await folder('tree');
    await folder('tree/a');
    await put('tree/a/file');
    await put('tree/b');
    const token = await take('tree/a/file');
    for (const [method, headers] of [
      ['DELETE', {}],
      ['MOVE', to('elsewhere')],
    ] as const) {
      const answer = await anna.send(method, 'tree', { headers });
      expect(answer.status).to.equal(207);
      const parts = responsesOf(answer.text);
      expect(parts.get('/dav/documents/tree/a/file')).to.contain('423 Locked').and.contain('lock-token-submitted');
      expect(parts.get('/dav/documents/tree/')).to.contain('424');
    }
    expect(await status('GET', 'tree/b')).to.equal(200);
    const conflict = await anna.send('LOCK', 'tree', { body: info('exclusive') });
    expect(conflict.status).to.equal(207);
    expect(responsesOf(conflict.text).get('/dav/documents/tree/a/file')).to.contain('423');
    await folder('over');
    expect(await status('COPY', 'over', to('tree'))).to.equal(207);
    expect(await status('DELETE', 'tree', { if: `</dav/documents/tree/a/file> (<${token}>)` })).to.equal(204);
    expect(await status('GET', 'tree/b')).to.equal(404);
  });

  it('does not go along with a move or a copy, nor into the bin', async () => {
    await put('m1');
    const token = await take('m1');
    expect(await status('MOVE', 'm1', to('m2', { if: `(<${token}>)` }))).to.equal(201);
    expect(await discover('m2')).to.contain('<D:lockdiscovery/>');
    expect(await put('m2')).to.equal(204);
    expect(await put('m1')).to.equal(201);
    const other = await take('m1');
    await status('DELETE', 'm1', { if: `(<${other}>)` });
    expect(await put('m1')).to.equal(201);
  });

  it('where nothing is makes an empty file', async () => {
    const answer = await anna.send('LOCK', 'fresh', { headers: { depth: '0' }, body: info('exclusive') });
    expect(answer.status).to.equal(201);
    const token = answer.headers.get('lock-token')?.slice(1, -1) ?? '';
    expect((await anna.send('GET', 'fresh')).text).to.equal('');
    expect(await put('fresh')).to.equal(423);
    expect(await put('fresh', { if: `(<${token}>)` })).to.equal(204);
    await release('fresh', token);
    expect(await status('LOCK', 'nowhere/x', {}, info('exclusive'))).to.equal(409);
    expect(await status('LOCK', 'a%2Fb', {}, info('exclusive'))).to.equal(403);
    expect(await status('LOCK', '', {}, info('exclusive'))).to.equal(403);
    expect(await status('LOCK', 'fresh', { depth: '1' }, info('exclusive'))).to.equal(400);
  });

  it('ends by itself, unless it is refreshed', async () => {
    await put('timed');
    const token = await take('timed', { timeout: 'Second-60' });
    house.clock.forward(50_000);
    const refreshed = await anna.send('LOCK', 'timed', { headers: { if: `(<${token}>)`, timeout: 'Second-60' } });
    expect(refreshed.status).to.equal(200);
    expect(refreshed.text).to.contain('<D:timeout>Second-60</D:timeout>');
    house.clock.forward(50_000);
    expect(await put('timed')).to.equal(423);
    house.clock.forward(11_000);
    expect(await put('timed')).to.equal(204);
    expect(await status('LOCK', 'timed', { if: `(<${token}>)` })).to.equal(412);
    expect(await release('timed', token)).to.equal(409);
    expect(await status('LOCK', 'timed')).to.equal(412);
  });

  it('is taken away only where it holds', async () => {
    await put('u1');
    await put('u2');
    const token = await take('u1');
    expect(await status('UNLOCK', 'u1')).to.equal(400);
    const refused = await anna.send('UNLOCK', 'u2', { headers: { 'lock-token': `<${token}>` } });
    expect(refused.status).to.equal(409);
    expect(refused.text).to.contain('<D:lock-token-matches-request-uri/>');
    const boris = await house.addPerson('boris@example.org', 'Boris');
    await boris.send('PUT', 'u1', { body: 'his own' });
    expect((await boris.send('UNLOCK', 'u1', { headers: { 'lock-token': `<${token}>` } })).status).to.equal(409);
    expect(await put('u1')).to.equal(423);
    expect(await release('u1', token)).to.equal(204);
  });

  it('goes with the tags of what it speaks of', async () => {
    await put('cond');
    const etag = (await anna.send('HEAD', 'cond')).headers.get('etag') ?? '';
    const token = await take('cond');
    expect(await put('cond', { if: `(<${token}> ["other"])` })).to.equal(412);
    expect(await put('cond', { if: `(<${token}> [${etag}])` })).to.equal(204);
    expect(await put('cond', { if: `(<${token}> [${etag}])` })).to.equal(412);
    expect(await put('cond', { if: `(["other"]) (<${token}>)` })).to.equal(204);
    expect(await put('cond', { if: '(broken' })).to.equal(400);
    await release('cond', token);
  });

  it('of one program among many at once is one', async () => {
    await put('race');
    const all = await Promise.all(
      Array.from({ length: 10 }, () => anna.send('LOCK', 'race', { body: info('exclusive') })),
    );
    expect(all.filter((answer) => answer.status === 200)).to.have.length(1);
    expect(all.filter((answer) => answer.status === 423)).to.have.length(9);
  });

  it('holds against our own pages too', async () => {
    await folder('web');
    await folder('web/inner');
    await put('web/inner/file');
    await put('web/free');
    const { documents, database, clock } = house;
    const held = { locks: createDocumentLockStore(database), clock };
    const pages = refuseLocked(documents, held);
    const mayReplace = createMayReplace(documents, held);
    const { id } = anna.account;
    const find = async (...names: string[]) => {
      let parent = '';
      for (const name of names) parent = (await documents.findByName(id, parent, name))?.id ?? 'missing';
      return parent;
    };
    const web = await find('web');
    const inner = await find('web', 'inner');
    const file = await find('web', 'inner', 'file');
    const free = await find('web', 'free');
    const token = await take('web/inner/file');
    const code = async (work: Promise<unknown>): Promise<string> => {
      try {
        await work;
        return 'done';
      } catch (error) {
        return error instanceof DomainError ? error.code : String(error);
      }
    };
    for (const one of [file, inner, web]) {
      expect(await code(pages.rename(id, one, 'other'))).to.equal('locked');
      expect(await code(pages.remove(id, one))).to.equal('locked');
      if (one !== web) expect(await code(pages.move(id, one, ''))).to.equal('locked');
    }
    const document = await documents.find(file);
    if (document?.blobId === undefined) throw new Error('no bytes');
    const blob = { id: document.blobId, bytes: document.bytes, type: document.type, sha256: '' };
    expect(await code(pages.replaceContent(id, document.id, blob))).to.equal('locked');
    expect(await code(pages.addFile(id, inner, 'file', blob, { onConflict: 'replace' }))).to.equal('locked');
    expect(await code(pages.addFile(id, inner, 'file', blob, { onConflict: 'rename' }))).to.equal('done');
    expect(await code(pages.rename(id, free, 'still free'))).to.equal('done');
    // What uploads ask before they write over a file.
    expect(await mayReplace(id, inner, 'file')).to.equal(false);
    expect(await mayReplace(id, inner, 'another')).to.equal(true);
    await release('web/inner/file', token);
    expect(await mayReplace(id, inner, 'file')).to.equal(true);
    expect(await code(pages.rename(id, file, 'other'))).to.equal('done');
  });
});
