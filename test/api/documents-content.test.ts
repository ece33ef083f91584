import { expect } from 'chai';
import { parse as parseDisposition } from 'content-disposition';
import type { DocumentBody } from '../../src/contract/http/document.ts';
import { cleanName } from '../../src/documents/document-name.ts';
import { type DocumentPerson, type DocumentsServer, put, startDocumentsServer } from '../kit/documents-server.ts';
import { HOSTILE_NAMES } from '../kit/hostile-names.ts';

const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'self'";
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('documents: what is served', () => {
  let server: DocumentsServer;
  let olga: DocumentPerson;
  before(async () => {
    server = await startDocumentsServer();
    olga = await server.person('olga@example.org');
  });
  after(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    fetch(server.url + path, { method, headers: { ...olga.api.headers, ...headers } });
  const download = (file: DocumentBody, headers?: Record<string, string>, method?: string): Promise<Response> =>
    get(`/api/v1/documents/${file.id}/content`, headers, method);

  it('keeps hostile names from doing anything, uploaded and downloaded', async () => {
    const { id: folderId } = await olga.api.post<DocumentBody>('/documents', { kind: 'folder', name: 'Names' });
    expect(HOSTILE_NAMES.length).to.be.at.least(40);
    for (const [index, name] of HOSTILE_NAMES.entries()) {
      const parent = await olga.api.post<DocumentBody>('/documents', {
        kind: 'folder',
        name: String(index),
        parentId: folderId,
      });
      const file = await put(olga.api, name, 'content', { parentId: parent.id });
      const label = JSON.stringify(name);
      expect(file.name, label).to.equal(cleanName(Buffer.from(name).toString()));
      const answer = await download(file);
      expect(answer.status, label).to.equal(200);
      expect(await answer.text()).to.equal('content');
      const disposition = parseDisposition(answer.headers.get('content-disposition') ?? '');
      expect(disposition.type, label).to.equal('attachment');
      expect(disposition.parameters['filename'], label).to.equal(file.name);
      expect(answer.headers.get('set-cookie')).to.equal(null);
    }
  });

  it('refuses names that people type and that no system can keep, with the reason', async () => {
    const file = await put(olga.api, 'fine.txt', 'x');
    for (const [name, code] of [
      ['../x', 'characters'],
      ['a\\b', 'characters'],
      ['a\u0000b', 'characters'],
      ['a\u202eb', 'characters'],
      ['..', 'dots'],
      ['end.', 'dots'],
      ['CON', 'reserved'],
      ['   ', 'empty'],
      ['a'.repeat(300), 'too-long'],
    ] as const) {
      const renamed = await olga.api.refused(422, 'PATCH', `/documents/${file.id}`, { name });
      expect(renamed.errors?.[0]).to.include({ path: 'name', code });
      await olga.api.refused(422, 'POST', '/documents', { kind: 'folder', name });
      await olga.api.refused(422, 'POST', `/documents/${file.id}/copy`, { name });
    }
  });

  it('answers ranges, conditions and HEAD', async () => {
    const file = await put(olga.api, 'a.txt', '0123456789');
    const whole = await download(file);
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).to.match(/^"[\w-]{22}"$/);
    expect(whole.headers.get('accept-ranges')).to.equal('bytes');
    expect(whole.headers.get('content-length')).to.equal('10');

    const part = await download(file, { Range: 'bytes=2-4' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).to.deep.equal([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    expect(await (await download(file, { Range: 'bytes=-3' })).text()).to.equal('789');
    expect(await (await download(file, { Range: 'bytes=8-' })).text()).to.equal('89');
    const outside = await download(file, { Range: 'bytes=10-' });
    expect([outside.status, outside.headers.get('content-range'), await outside.text()]).to.deep.equal([
      416,
      'bytes */10',
      '',
    ]);
    expect((await download(file, { Range: 'bytes=2-4', 'If-Range': etag })).status).to.equal(206);
    expect((await download(file, { Range: 'bytes=2-4', 'If-Range': '"other"' })).status).to.equal(200);
    // fetch would add "no-cache" by itself, which asks for the whole.
    const fresh = { 'Cache-Control': 'max-age=0' };
    expect((await download(file, { ...fresh, 'If-None-Match': etag })).status).to.equal(304);
    expect((await download(file, { 'If-Match': '"other"' })).status).to.equal(412);

    const head = await download(file, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).to.deep.equal([200, '10', '']);
    await put(olga.api, 'a.txt', '9876543210', { onConflict: 'replace' });
    expect((await download(file, { ...fresh, 'If-None-Match': etag })).status).to.equal(200);
  });

  it('shows only what cannot do harm, and everything in a sandbox', async () => {
    const html = '<!DOCTYPE html><script>top.hacked = 1</script>';
    const gifThatIsHtml = Buffer.concat([Buffer.from('GIF89a/*'), Buffer.alloc(64), Buffer.from(`*/=1;${html}`)]);
    const cases: [string, string | Buffer, string, string][] = [
      ['picture.png', PNG, 'inline', 'image/png'],
      ['page.html', html, 'attachment', 'application/octet-stream'],
      ['page.png', html, 'attachment', 'application/octet-stream'],
      ['hidden.txt', `some words\n${html}`, 'attachment', 'application/octet-stream'],
      [
        'd.svg',
        '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        'attachment',
        'application/octet-stream',
      ],
      [
        'd2.svg',
        `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`,
        'attachment',
        'application/octet-stream',
      ],
      ['x.xml', '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>', 'attachment', 'application/octet-stream'],
      ['both.gif', gifThatIsHtml, 'inline', 'image/gif'],
      ['words.txt', 'plain words', 'inline', 'text/plain; charset=utf-8'],
      ['code.js', 'alert(1)', 'inline', 'text/plain; charset=utf-8'],
      ['paper.pdf', '%PDF-1.4\n', 'inline', 'application/pdf'],
      [
        'archive.zip',
        Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
        'attachment',
        'application/octet-stream',
      ],
    ];
    for (const [name, content, disposition, type] of cases) {
      const file = await put(olga.api, name, content);
      for (const path of [`/f/${file.id}`, `/api/v1/documents/${file.id}/content`]) {
        const answer = await get(path);
        const { headers } = answer;
        const expected = path.startsWith('/f/') ? disposition : 'attachment';
        expect(parseDisposition(headers.get('content-disposition') ?? '').type, name).to.equal(expected);
        expect(headers.get('content-type'), name).to.equal(type);
        expect(headers.get('content-security-policy'), name).to.equal(SANDBOX);
        expect(headers.get('x-content-type-options'), name).to.equal('nosniff');
        expect(headers.get('cross-origin-resource-policy'), name).to.equal('same-origin');
        expect(Buffer.from(await answer.arrayBuffer()), name).to.deep.equal(Buffer.from(content));
      }
    }
  });

  it('of a folder there is no content', async () => {
    const { id } = await olga.api.post<DocumentBody>('/documents', { kind: 'folder', name: 'Folder' });
    expect((await get(`/f/${id}`)).status).to.equal(404);
    expect((await get(`/api/v1/documents/${id}/content`)).status).to.equal(404);
  });
});
