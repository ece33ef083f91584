import { connect } from 'node:net';
import { expect } from 'chai';
import { readDocumentSettings, writeDocumentSettings } from '../../src/documents/document-settings.ts';
import { readXml } from '../../src/protocols/dav/read-xml.ts';
import { propfindBody, responsesOf } from './dav-house.ts';
import { type DocumentsHouse, type DocumentsPerson, startDocumentsHouse } from './documents-house.ts';

const MIB = 1024 * 1024;

describe('WebDAV over documents', () => {
  let house: DocumentsHouse;
  let anna: DocumentsPerson;
  before(async () => {
    house = await startDocumentsHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
  });
  after(() => house.stop());
  afterEach(() => expect(house.failures.splice(0)).to.deep.equal([]));

  const put = async (path: string, body = 'text'): Promise<string> => {
    const answer = await anna.send('PUT', path, { body });
    expect(answer.status, `${path} ${answer.text}`).to.be.oneOf([201, 204]);
    return answer.headers.get('etag') ?? '';
  };
  const folder = async (path: string): Promise<void> => {
    expect((await anna.send('MKCOL', path)).status, path).to.equal(201);
  };
  const read = async (path: string): Promise<string> => (await anna.send('GET', path)).text;
  const statusOf = async (path: string): Promise<number> => (await anna.send('HEAD', path)).status;
  const list = async (path: string): Promise<string[]> => {
    const answer = await anna.send('PROPFIND', path, { headers: { depth: '1' }, body: propfindBody('D:displayname') });
    expect(answer.status).to.equal(207);
    return [...responsesOf(answer.text).keys()].map((href) => href.replace(/^\/dav\/documents\//, ''));
  };
  const destination = (path: string, headers: Record<string, string> = {}) => ({
    headers: { destination: `${house.url}/dav/documents/${path}`, ...headers },
  });
  const settings = async (change: { quotaBytes?: number; uploadMaxBytes?: number }): Promise<() => Promise<void>> => {
    const before = await readDocumentSettings(house.settings);
    await writeDocumentSettings(house.settings, { ...before, ...change });
    return () => writeDocumentSettings(house.settings, before);
  };

  describe('who comes in', () => {
    it('tells its classes to everybody, and the rest to who has an app password', async () => {
      for (const path of ['/dav/documents', '/dav/documents/', '/']) {
        const answer = await house.send('OPTIONS', path);
        expect(answer.status, path).to.equal(200);
        expect(answer.headers.get('dav')).to.equal('1, 2, 3');
        expect(answer.headers.get('ms-author-via')).to.equal('DAV');
        expect(answer.headers.get('allow')).to.contain('LOCK').and.contain('COPY');
      }
      for (const method of ['GET', 'PUT', 'PROPFIND', 'DELETE', 'LOCK']) {
        const answer = await house.send(method, 'x.txt', { ...(method === 'PUT' && { body: 'x' }) });
        expect(answer.status, method).to.equal(401);
        expect(answer.headers.get('www-authenticate')).to.match(/^Basic /);
      }
      expect((await anna.send('PROPFIND', '', { headers: { 'x-forwarded-proto': 'http' } })).status).to.equal(403);
    });

    it('shows nobody what is somebody else’s', async () => {
      const boris = await house.addPerson('boris@example.org', 'Boris');
      await put('mine.txt', 'anna');
      expect((await boris.send('GET', 'mine.txt')).status).to.equal(404);
      expect((await boris.send('DELETE', 'mine.txt')).status).to.equal(404);
      expect((await boris.send('PUT', 'mine.txt', { body: 'boris' })).status).to.equal(201);
      expect(await read('mine.txt')).to.equal('anna');
    });

    it('answers an unknown method with those that it knows', async () => {
      const answer = await anna.send('REPORT', 'x');
      expect(answer.status).to.equal(405);
      expect(answer.headers.get('allow')).to.contain('UNLOCK');
    });
  });

  describe('files', () => {
    it('come back byte for byte, as something to save that runs nowhere', async () => {
      await put('page.html', '<script>alert(1)</script>');
      const answer = await anna.send('GET', 'page.html');
      expect(answer.text).to.equal('<script>alert(1)</script>');
      expect(answer.headers.get('content-security-policy')).to.equal("sandbox; default-src 'none'");
      expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(answer.headers.get('content-disposition')).to.equal('attachment');
      expect(answer.headers.get('content-length')).to.equal('25');
    });

    it('may be empty', async () => {
      await put('empty', '');
      const answer = await anna.send('GET', 'empty');
      expect([answer.status, answer.text, answer.headers.get('content-length')]).to.deep.equal([200, '', '0']);
    });

    it('are read in parts, even when they changed meanwhile', async () => {
      const etag = await put('digits', '0123456789');
      for (const [range, status, text, field] of [
        ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
        ['bytes=7-', 206, '789', 'bytes 7-9/10'],
        ['bytes=-3', 206, '789', 'bytes 7-9/10'],
        ['bytes=-30', 206, '0123456789', 'bytes 0-9/10'],
        ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
        ['bytes=10-', 416, '', 'bytes */10'],
        ['bytes=-0', 416, '', 'bytes */10'],
        ['bytes=4-2', 200, '0123456789', null],
        ['bytes=0-1,3-4', 200, '0123456789', null],
        ['lines=1-2', 200, '0123456789', null],
      ] as const) {
        const answer = await anna.send('GET', 'digits', { headers: { range } });
        expect([answer.status, answer.text, answer.headers.get('content-range')], range).to.deep.equal([
          status,
          text,
          field,
        ]);
      }
      const headers = { range: 'bytes=0-0', 'if-range': etag };
      expect((await anna.send('GET', 'digits', { headers })).status).to.equal(206);
      await put('digits', 'abcdefghij');
      expect((await anna.send('GET', 'digits', { headers })).text).to.equal('abcdefghij');
    });

    it('have a tag that changes with the content, and conditions that hold', async () => {
      const first = await put('tagged', 'one');
      expect((await anna.send('GET', 'tagged', { headers: { 'if-none-match': first } })).status).to.equal(304);
      const second = await put('tagged', 'two');
      expect(second)
        .to.match(/^"[\w-]+"$/)
        .and.not.equal(first);
      const write = async (headers: Record<string, string>) =>
        (await anna.send('PUT', 'tagged', { headers, body: 'three' })).status;
      expect(await write({ 'if-match': first })).to.equal(412);
      expect(await write({ 'if-none-match': '*' })).to.equal(412);
      expect(await read('tagged')).to.equal('two');
      expect(await write({ 'if-match': second })).to.equal(204);
      expect((await anna.send('DELETE', 'tagged', { headers: { 'if-match': second } })).status).to.equal(412);
    });

    it('keep who they are when they are written over', async () => {
      await put('stays.txt', 'one');
      const before = await house.documents.findByName(anna.account.id, '', 'stays.txt');
      await put('stays.txt', 'two');
      await put('stays.tmp', 'three');
      expect((await anna.send('MOVE', 'stays.tmp', destination('stays.txt'))).status).to.equal(204);
      const after = await house.documents.findByName(anna.account.id, '', 'stays.txt');
      expect(after?.id).to.equal(before?.id);
      expect(await read('stays.txt')).to.equal('three');
      expect(await statusOf('stays.tmp')).to.equal(404);
    });

    it('are refused where a folder is, where none is, in parts, and packed', async () => {
      await folder('a-folder');
      const status = async (path: string, headers: Record<string, string> = {}) =>
        (await anna.send('PUT', path, { body: 'x', headers })).status;
      expect(await status('a-folder')).to.equal(405);
      expect(await status('a-folder/')).to.equal(405);
      expect(await status('')).to.equal(405);
      expect(await status('nowhere/x')).to.equal(409);
      expect(await status('part', { 'content-range': 'bytes 0-0/5' })).to.equal(400);
      expect(await status('packed', { 'content-encoding': 'gzip' })).to.equal(415);
      await put('a-file');
      expect(await status('a-file/x')).to.equal(409);
    });

    it('come without a length', async () => {
      const answer = await anna.send('PUT', 'chunked', { body: 'in three parts', inPieces: true });
      expect(answer.status).to.equal(201);
      expect(await read('chunked')).to.equal('in three parts');
    });

    it('change nothing when they break off half-way, and leave no bytes behind', async () => {
      await put('whole', 'as it was');
      const files = house.blobFiles();
      for (const [name, announced] of [
        ['whole', 'Content-Length: 1000'],
        ['new', 'Content-Length: 1000'],
        ['whole', 'Transfer-Encoding: chunked'],
      ] as const) {
        const socket = connect(house.port, '127.0.0.1');
        socket.on('error', () => {});
        socket.write(
          `PUT /dav/documents/${name} HTTP/1.1\r\nHost: x\r\nAuthorization: ${anna.authorization}\r\n${announced}\r\n\r\n5\r\nhalf-`,
        );
        while (!house.blobFiles().some((file) => file.endsWith('.part'))) await anna.send('HEAD', 'whole');
        socket.destroy();
        while (house.blobFiles().some((file) => file.endsWith('.part'))) await anna.send('HEAD', 'whole');
      }
      expect(await read('whole')).to.equal('as it was');
      expect(await statusOf('new')).to.equal(404);
      expect(house.blobFiles()).to.deep.equal(files);
    });
  });

  describe('room', () => {
    it('refuses a file that is too large, announced or not, and hears it out', async () => {
      const restore = await settings({ uploadMaxBytes: 1024 });
      try {
        expect((await anna.send('PUT', 'large', { body: 'x'.repeat(1025) })).status).to.equal(413);
        const answer = await anna.send('PUT', 'large', { body: 'x'.repeat(3 * MIB), inPieces: true });
        expect(answer.status).to.equal(413);
        expect(await statusOf('large')).to.equal(404);
        expect((await anna.send('PUT', 'fits', { body: 'x'.repeat(1024) })).status).to.equal(201);
      } finally {
        await restore();
      }
    });

    it('refuses what a full disk cannot keep, announced or not, and keeps what there was', async () => {
      await put('kept', 'as it was');
      const files = house.blobFiles();
      house.disk.freeBytes = 4 * MIB;
      try {
        const refused = await anna.send('PUT', 'kept', { body: 'x'.repeat(5 * MIB) });
        expect(refused.status).to.equal(507);
        expect(refused.text).to.contain('<D:sufficient-disk-space/>');
        house.disk.freeBytes = MIB;
        expect((await anna.send('PUT', 'kept', { body: 'x'.repeat(MIB), inPieces: true })).status).to.equal(507);
      } finally {
        house.disk.freeBytes = Number.MAX_SAFE_INTEGER;
      }
      expect(await read('kept')).to.equal('as it was');
      expect(house.blobFiles()).to.deep.equal(files);
    });

    it('refuses what is beyond the quota with its own word, and tells what is left', async () => {
      const clara = await house.addPerson('clara@example.org', 'Clara');
      const restore = await settings({ quotaBytes: 100 });
      try {
        expect((await clara.send('PUT', 'a', { body: 'x'.repeat(60) })).status).to.equal(201);
        const refused = await clara.send('PUT', 'b', { body: 'x'.repeat(41) });
        expect(refused.status).to.equal(507);
        expect(refused.text).to.contain('<D:quota-not-exceeded/>');
        const chunked = await clara.send('PUT', 'b', { body: 'x'.repeat(41), inPieces: true });
        expect(chunked.status).to.equal(507);
        // What is written over makes room for itself.
        expect((await clara.send('PUT', 'a', { body: 'y'.repeat(100) })).status).to.equal(204);
        expect((await clara.send('COPY', 'a', destination('c'))).status).to.equal(507);
        const found = await clara.send('PROPFIND', '', {
          headers: { depth: '0' },
          body: propfindBody('D:quota-available-bytes', 'D:quota-used-bytes'),
        });
        expect(found.text).to.contain('<D:quota-available-bytes>0<').and.contain('<D:quota-used-bytes>100<');
      } finally {
        await restore();
      }
    });
  });

  describe('folders', () => {
    it('are made one at a time, without a body', async () => {
      await folder('dir');
      await folder('dir/inner/');
      const status = async (path: string, body?: string) =>
        (await anna.send('MKCOL', path, { ...(body !== undefined && { body }) })).status;
      expect(await status('dir')).to.equal(405);
      expect(await status('')).to.equal(405);
      expect(await status('missing/x')).to.equal(409);
      expect(await status('dir2', '<x/>')).to.equal(415);
      expect(await list('dir/')).to.deep.equal(['dir/', 'dir/inner/']);
    });

    it('go into the bin with all that is in them, and come back', async () => {
      await folder('gone');
      await put('gone/file', 'still here');
      expect((await anna.send('DELETE', 'gone', { headers: { depth: '0' } })).status).to.equal(400);
      expect((await anna.send('DELETE', 'gone')).status).to.equal(204);
      expect(await statusOf('gone/file')).to.equal(404);
      const [binned] = (await house.documents.listBin(anna.account.id)).documents;
      expect(binned?.name).to.equal('gone');
      await house.documents.restore(anna.account.id, binned?.id ?? '');
      expect(await read('gone/file')).to.equal('still here');
      expect((await anna.send('DELETE', '')).status).to.equal(403);
    });

    it('are not listed without end', async () => {
      for (const headers of [{ depth: 'infinity' }, {}] as Record<string, string>[]) {
        const answer = await anna.send('PROPFIND', '', { headers });
        expect(answer.status).to.equal(403);
        expect(answer.text).to.contain('<D:propfind-finite-depth/>');
      }
    });
  });

  describe('COPY and MOVE', () => {
    const tree = async (name: string): Promise<void> => {
      await folder(name);
      await folder(`${name}/sub`);
      await put(`${name}/sub/file`, `of ${name}`);
    };

    it('take whole trees along', async () => {
      await tree('t1');
      expect((await anna.send('COPY', 't1', destination('t2'))).status).to.equal(201);
      expect((await anna.send('MOVE', 't1/', destination('t3/'))).status).to.equal(201);
      expect(await statusOf('t1')).to.equal(404);
      expect(await read('t2/sub/file')).to.equal('of t1');
      expect(await read('t3/sub/file')).to.equal('of t1');
      expect((await anna.send('COPY', 't2', destination('t4', { depth: '0' }))).status).to.equal(201);
      expect(await list('t4/')).to.deep.equal(['t4/']);
    });

    it('overwrite only when they may, and what was there is in the bin', async () => {
      await tree('o1');
      await tree('o2');
      await put('o2/kept', 'in the bin');
      for (const method of ['COPY', 'MOVE']) {
        const answer = await anna.send(method, 'o1', destination('o2', { overwrite: 'F' }));
        expect(answer.status, method).to.equal(412);
      }
      expect((await anna.send('COPY', 'o1', destination('o2'))).status).to.equal(204);
      expect(await read('o2/sub/file')).to.equal('of o1');
      expect(await statusOf('o2/kept')).to.equal(404);
      const bin = (await house.documents.listBin(anna.account.id)).documents;
      expect(bin.map(({ name }) => name)).to.include('o2');
      await put('o-file', 'file');
      expect((await anna.send('MOVE', 'o1', destination('o-file'))).status).to.equal(204);
      expect(await read('o-file/sub/file')).to.equal('of o1');
    });

    it('go nowhere that makes no sense', async () => {
      await tree('n');
      for (const [to, status] of [
        ['n', 403],
        ['n/sub/deeper', 403],
        ['missing/x', 409],
        ['', 403],
        ['a%2Fb', 403],
        ['%2e%2e/x', 403],
      ] as const)
        for (const method of ['COPY', 'MOVE'])
          expect((await anna.send(method, 'n', destination(to))).status, `${method} ${to}`).to.equal(status);
      expect((await anna.send('MOVE', 'n/sub', destination('n'))).status).to.equal(403);
      const status = async (to: string | undefined) =>
        (await anna.send('MOVE', 'n', { headers: to === undefined ? {} : { destination: to } })).status;
      expect(await status(undefined)).to.equal(400);
      expect(await status('//x')).to.equal(400);
      expect(await status('https://elsewhere.example/dav/documents/x')).to.equal(502);
      expect(await status(`${house.url}/dav/calendars/x`)).to.equal(403);
      expect(await read('n/sub/file')).to.equal('of n');
      // As it is known from outside, behind a proxy.
      expect(await status('https://meet.example.org/dav/documents/n9')).to.equal(201);
    });

    it('put back what was in the way when they fail', async () => {
      const dora = await house.addPerson('dora@example.org', 'Dora');
      const restore = await settings({ quotaBytes: 100 });
      try {
        await dora.send('MKCOL', 'big');
        await dora.send('PUT', 'big/a', { body: 'x'.repeat(80) });
        await dora.send('MKCOL', 'way');
        await dora.send('PUT', 'way/b', { body: 'kept' });
        expect((await dora.send('COPY', 'big', destination('way'))).status).to.equal(507);
        expect((await dora.send('GET', 'way/b')).text).to.equal('kept');
      } finally {
        await restore();
      }
    });
  });

  describe('properties', () => {
    const NS = 'xmlns:D="DAV:" xmlns:Z="urn:schemas-microsoft-com:"';
    const patch = (path: string, inside: string, headers: Record<string, string> = {}) =>
      anna.send('PROPPATCH', path, { headers, body: `<D:propertyupdate ${NS}>${inside}</D:propertyupdate>` });
    const set = (prop: string): string => `<D:set><D:prop>${prop}</D:prop></D:set>`;
    const find = async (path: string, body: string, depth = '0'): Promise<string> => {
      const answer = await anna.send('PROPFIND', path, { headers: { depth }, body });
      expect(answer.status, answer.text).to.equal(207);
      expect(readXml(new TextEncoder().encode(answer.text)).ok, answer.text).to.equal(true);
      return answer.text;
    };

    it('of a file are those of its header fields', async () => {
      await put('props.txt', 'twelve bytes');
      const { headers } = await anna.send('GET', 'props.txt');
      const text = await find(
        'props.txt',
        propfindBody(
          'D:getetag',
          'D:getcontenttype',
          'D:getcontentlength',
          'D:getlastmodified',
          'D:creationdate',
          'D:displayname',
          'D:resourcetype',
          'D:supportedlock',
          'D:lockdiscovery',
        ),
      );
      for (const part of [
        `<D:getetag>${headers.get('etag')?.replaceAll('"', '&quot;')}</D:getetag>`,
        `<D:getcontenttype>${headers.get('content-type')}</D:getcontenttype>`,
        '<D:getcontentlength>12</D:getcontentlength>',
        `<D:getlastmodified>${headers.get('last-modified')}</D:getlastmodified>`,
        '<D:creationdate>2027-02-01T09:00:00.000Z</D:creationdate>',
        '<D:displayname>props.txt</D:displayname>',
        '<D:resourcetype/>',
        '<D:lockdiscovery/>',
        '<D:lockentry><D:lockscope><D:shared/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockentry>',
      ])
        expect(text).to.contain(part);
    });

    it('of a folder say that it is one, and how much room there is', async () => {
      await folder('props');
      const names = ['D:resourcetype', 'D:quota-used-bytes', 'D:getetag', 'D:getcontentlength'];
      const text = await find('props', propfindBody(...names));
      expect(text).to.contain('<D:href>/dav/documents/props/</D:href>').and.contain('<D:collection/>');
      expect(text)
        .to.match(/<D:quota-used-bytes>\d+</)
        .and.match(/<D:getetag\/><D:getcontentlength\/>.*404/);
      expect(await find('', propfindBody('D:resourcetype', 'D:displayname'))).to.contain('<D:collection/>');
    });

    it('that Windows and others set are kept, all or none', async () => {
      await put('win.txt');
      const done = await patch('win.txt', set('<Z:Win32FileAttributes>00000020</Z:Win32FileAttributes>'));
      expect(done.text).to.contain('200 OK');
      const asked = `<D:propfind ${NS}><D:prop><Z:Win32FileAttributes/></D:prop></D:propfind>`;
      expect(await find('win.txt', asked)).to.contain('>00000020<');
      for (const name of ['getetag', 'displayname', 'lockdiscovery', 'quota-used-bytes']) {
        const refused = await patch('win.txt', set(`<D:${name}>x</D:${name}><Z:Other>1</Z:Other>`));
        expect(refused.text, name).to.contain('<D:cannot-modify-protected-property/>').and.contain('424');
      }
      expect(await find('win.txt', asked.replace('Win32FileAttributes', 'Other'))).to.contain('404');
      const removed = await patch('win.txt', `<D:remove><D:prop><Z:Win32FileAttributes/></D:prop></D:remove>`);
      expect(removed.text).to.contain('200 OK');
      expect(await find('win.txt', asked)).to.contain('404');
      const large = await patch('win.txt', set(`<Z:Large>${'x'.repeat(70_000)}</Z:Large>`));
      expect(large.text).to.contain('507');
    });

    it('go along with copies and moves, of all that is inside too', async () => {
      await folder('p1');
      await put('p1/file');
      for (const path of ['p1', 'p1/file']) await patch(path, set('<Z:Mark>seen</Z:Mark>'));
      await anna.send('COPY', 'p1', destination('p2'));
      await anna.send('MOVE', 'p1', destination('p3'));
      const asked = `<D:propfind ${NS}><D:prop><Z:Mark/></D:prop></D:propfind>`;
      for (const path of ['p2', 'p2/file', 'p3', 'p3/file'])
        expect(await find(path, asked), path).to.contain('<Mark xmlns="urn:schemas-microsoft-com:">seen</Mark>');
    });

    it('are all told to who asks for all, and named to who asks for names', async () => {
      await put('all.txt');
      await patch('all.txt', set('<Z:Mark>seen</Z:Mark>'));
      const all = await find('all.txt', '');
      for (const part of ['getetag', 'supportedlock', 'lockdiscovery', '>seen<']) expect(all).to.contain(part);
      expect(all).to.not.contain('quota');
      const names = await find('all.txt', `<D:propfind ${NS}><D:propname/></D:propfind>`);
      expect(names).to.contain('<D:getetag/>').and.contain('Mark').and.not.contain('seen');
    });
  });

  describe('names (S18)', () => {
    it('that climb out, hide something or cannot be stored are refused everywhere', async () => {
      for (const name of [
        '%2e%2e',
        '%2E%2E%2Fetc',
        '..%5c..%5cwin.ini',
        'a%2Fb',
        'a%5Cb',
        'nul%00.txt',
        'line%0Abreak',
        'bell%07',
        'tru%E2%80%AEcod.exe',
        '%ff%fe',
        '%',
        'x'.repeat(300),
        '%C3%A9'.repeat(150),
        'blank%20',
        '%20blank',
        'dot.',
        'CON',
        'lpt1.txt',
        '%E2%80%8B',
        'zero%E2%80%8Bwidth',
      ]) {
        for (const [method, body] of [
          ['PUT', 'x'],
          ['MKCOL', undefined],
        ] as const) {
          const answer = await anna.send(method, name, { ...(body !== undefined && { body }) });
          expect(answer.status, `${method} ${name}`).to.equal(403);
        }
        expect(await statusOf(name), name).to.equal(404);
      }
    });

    it('in every other script come back as they were, composed', async () => {
      await folder('names');
      for (const name of [
        'Réunion d’été.txt',
        '会議 #1?.ogg',
        '🎙️ & <x>.wav',
        "100 % 'a'.txt",
        '._Finder',
        '.DS_Store',
        '~$doc.docx',
      ])
        await put(`names/${encodeURIComponent(name)}`, name);
      const decomposed = encodeURIComponent('Réunion d’été.txt'.normalize('NFD'));
      expect(await read(`names/${decomposed}`)).to.equal('Réunion d’été.txt');
      const hrefs = await list('names/');
      expect(hrefs.map((href) => decodeURIComponent(href))).to.include.members([
        'names/Réunion d’été.txt',
        'names/会議 #1?.ogg',
        'names/🎙️ & <x>.wav',
        "names/100 % 'a'.txt",
        'names/._Finder',
      ]);
      for (const href of hrefs.slice(1)) expect(await statusOf(href), href).to.equal(200);
    });

    it('lie no deeper than a tree may be', async () => {
      let path = 'deep';
      await folder(path);
      for (let depth = 1; depth < 50; depth += 1) {
        path += '/d';
        await folder(path);
      }
      expect((await anna.send('MKCOL', `${path}/d`)).status).to.be.oneOf([403, 413]);
      expect((await anna.send('PUT', `${path}${'/d'.repeat(300)}`, { body: 'x' })).status).to.equal(403);
    });

    it('with a fragment delete nothing', async () => {
      await folder('frag');
      const socket = connect(house.port, '127.0.0.1');
      const answer = await new Promise<string>((resolve) => {
        socket.once('data', (data) => resolve(data.toString()));
        socket.write(
          `DELETE /dav/documents/frag/#ment HTTP/1.1\r\nHost: x\r\nAuthorization: ${anna.authorization}\r\nConnection: close\r\n\r\n`,
        );
      });
      socket.destroy();
      expect(answer).to.match(/^HTTP\/1.1 4\d\d/);
      expect(await statusOf('frag')).to.equal(200);
    });
  });

  it('files that together are beyond the quota leave no bytes of those that are refused', async () => {
    const frieda = await house.addPerson('frieda@example.org', 'Frieda');
    await frieda.send('PUT', 'first', { body: '' });
    const files = house.blobFiles().length;
    const restore = await settings({ quotaBytes: 100 });
    try {
      const names = ['a', 'b', 'c', 'd', 'e'];
      const answers = await Promise.all(names.map((name) => frieda.send('PUT', name, { body: 'x'.repeat(60) })));
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 507, 507, 507, 507]);
      expect(house.blobFiles()).to.have.length(files + 1);
    } finally {
      await restore();
    }
  });

  it('many at once neither lose nor double anything', async () => {
    await folder('race');
    const made = await Promise.all(Array.from({ length: 10 }, () => anna.send('MKCOL', 'race/one')));
    expect(made.map(({ status }) => status).sort()).to.deep.equal([201, ...Array.from({ length: 9 }, () => 405)]);
    const written = await Promise.all(
      Array.from({ length: 10 }, (_, index) => anna.send('PUT', 'race/file', { body: String(index) })),
    );
    expect(written.filter(({ status }) => status === 201)).to.have.length(1);
    expect(written.filter(({ status }) => status === 204)).to.have.length(9);
    expect(await list('race/')).to.have.length(3);
  });
});
