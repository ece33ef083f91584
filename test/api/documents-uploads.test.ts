import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Problem } from '../../src/contract/http/problem.ts';
import {
  beginUpload,
  type DocumentPerson,
  type DocumentsServer,
  folder,
  list,
  metadataOf,
  namesIn,
  put,
  startDocumentsServer,
  tryPut,
  tus,
} from '../kit/documents-server.ts';
import { until } from '../kit/own-process.ts';

const MIB = 1024 * 1024;
const HOUR_MS = 3_600_000;

describe('documents: uploads', () => {
  let server: DocumentsServer;
  let olga: DocumentPerson;
  let count = 0;

  before(async () => {
    server = await startDocumentsServer();
  });
  after(() => server.close());
  beforeEach(async () => {
    count += 1;
    olga = await server.person(`olga${count}@example.org`);
    await server.settings({ quotaBytes: 10 * MIB, uploadMaxBytes: 5 * MIB });
  });

  const patch = (path: string, offset: number, body: Uint8Array | ReadableStream): Promise<Response> =>
    tus(olga.api, 'PATCH', path, { 'Upload-Offset': String(offset) }, body);
  const offsetOf = async (path: string): Promise<number> =>
    Number((await tus(olga.api, 'HEAD', path)).headers.get('upload-offset'));
  const problemOf = async (response: Response): Promise<string> => ((await response.json()) as Problem).code;
  const uploadsOnDisk = (): string[] => readdirSync(join(server.directory, 'uploads'));
  const filesOnDisk = (): string[] =>
    readdirSync(join(server.directory, 'documents'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(server.directory, 'documents', name)).isFile(),
    );
  const usage = async (): Promise<number> => (await list(olga.api)).usage.bytes;

  it('come in parts, and go on from where they were', async () => {
    const bytes = randomBytes(3 * MIB);
    const path = await beginUpload(olga.api, 'sound.bin', bytes.length);
    expect(path).to.match(/^\/api\/v1\/uploads\/[A-Za-z0-9_-]{22}$/);
    expect((await patch(path, 0, bytes.subarray(0, MIB))).status).to.equal(204);
    expect(await namesIn(olga.api)).to.deep.equal([]);
    const head = await tus(olga.api, 'HEAD', path);
    expect(head.headers.get('upload-offset')).to.equal(String(MIB));
    expect(head.headers.get('upload-length')).to.equal(String(bytes.length));
    expect(head.headers.get('cache-control')).to.equal('no-store');
    const last = await patch(path, MIB, bytes.subarray(MIB));
    expect(last.status).to.equal(204);
    const id = last.headers.get('x-document-id');
    const answer = await fetch(`${server.url}/api/v1/documents/${id}/content`, { headers: olga.api.headers });
    const received = Buffer.from(await answer.arrayBuffer());
    const sha = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
    expect(sha(received)).to.equal(sha(bytes));
    expect(uploadsOnDisk()).to.deep.equal([]);
  });

  it('tell when they end, and end then', async () => {
    const path = await beginUpload(olga.api, 'a.bin', 10);
    const part = await patch(path, 0, Buffer.from('1234'));
    expect(Date.parse(part.headers.get('upload-expires') ?? '') - server.clock.nowMs()).to.be.within(
      47 * HOUR_MS,
      49 * HOUR_MS,
    );
    expect(await usage()).to.equal(10);
    server.clock.forward(49 * HOUR_MS);
    server.tidyJob.start();
    await server.tidyJob.stop();
    expect((await tus(olga.api, 'HEAD', path)).status).to.equal(404);
    expect(await usage()).to.equal(0);
    expect(uploadsOnDisk()).to.deep.equal([]);
  });

  it('are given up when asked', async () => {
    const path = await beginUpload(olga.api, 'a.bin', 10);
    expect((await tus(olga.api, 'DELETE', path)).status).to.equal(204);
    expect((await tus(olga.api, 'HEAD', path)).status).to.equal(404);
    expect(await usage()).to.equal(0);
    expect(uploadsOnDisk()).to.deep.equal([]);
  });

  it('of nothing become an empty file', async () => {
    expect(await put(olga.api, 'empty.txt', '')).to.include({ bytes: 0, type: 'text/plain' });
  });

  it('that break off keep what has come', async () => {
    const path = await beginUpload(olga.api, 'a.bin', 2 * MIB);
    const cut = new AbortController();
    const endless = new ReadableStream({
      async pull(controller) {
        // A sender that was cut off sends no more, and lets the tests end.
        if (cut.signal.aborted) {
          controller.close();
          return;
        }
        controller.enqueue(randomBytes(64 * 1024));
        await new Promise((resolve) => setTimeout(resolve, 20));
      },
    });
    const sent = fetch(server.url + path, {
      method: 'PATCH',
      headers: {
        ...olga.api.headers,
        'Tus-Resumable': '1.0.0',
        'Upload-Offset': '0',
        'Content-Type': 'application/offset+octet-stream',
      },
      body: endless,
      duplex: 'half',
      signal: cut.signal,
    } as RequestInit).catch(() => undefined);
    const file = join(server.directory, path.replace('/api/v1', ''));
    await until(() => statSync(file).size > 128 * 1024);
    cut.abort();
    await sent;
    const offset = await offsetOf(path);
    expect(offset).to.be.within(128 * 1024, 2 * MIB);
    const last = await patch(path, offset, randomBytes(2 * MIB - offset));
    expect(last.headers.get('x-document-id')).to.be.a('string');
  });

  it('that lie about their size are refused where the lie shows, and nothing that is kept is harmed', async () => {
    const path = await beginUpload(olga.api, 'a.bin', 10);
    const more = await patch(path, 0, Buffer.from('12345678901'));
    expect(more.status).to.equal(413);
    expect(await problemOf(more)).to.equal('too-large');
    // Without a length, too.
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('123456'));
        controller.enqueue(Buffer.from('7890123'));
        controller.close();
      },
    });
    expect((await patch(path, 0, stream)).status).to.equal(413);
    const offset = await offsetOf(path);
    expect(offset).to.be.lessThan(10);
    expect(await namesIn(olga.api)).to.deep.equal([]);
    expect((await patch(path, offset, Buffer.from('1234567890').subarray(offset))).status).to.equal(204);
    expect(await namesIn(olga.api)).to.deep.equal(['a.bin']);
  });

  it('that come twice are one document', async () => {
    const path = await beginUpload(olga.api, 'a.txt', 4);
    const [one, two] = await Promise.all([patch(path, 0, Buffer.from('abcd')), patch(path, 0, Buffer.from('abcd'))]);
    expect([one.status, two.status]).to.include(204);
    for (const { status } of [one, two]) expect(status).to.be.oneOf([204, 409]);
    // The answer was lost: asked again, it says what became of it.
    const again = await tus(olga.api, 'HEAD', path);
    expect(again.headers.get('upload-offset')).to.equal('4');
    expect(again.headers.get('x-document-id')).to.be.a('string');
    expect((await patch(path, 4, Buffer.alloc(0))).headers.get('x-document-id')).to.equal(
      again.headers.get('x-document-id'),
    );
    expect((await patch(path, 0, Buffer.from('abcd'))).status).to.equal(409);
    expect(await namesIn(olga.api)).to.deep.equal(['a.txt']);
    expect(await usage()).to.equal(4);
  });

  it('are refused before they begin when there is no room, by what others still send too', async () => {
    const late = await tryPut(olga.api, 'a.bin', randomBytes(5 * MIB + 1));
    expect([late.status, await problemOf(late)]).to.deep.equal([413, 'too-large']);
    const [one, two] = [await beginUpload(olga.api, 'one', 5 * MIB), await beginUpload(olga.api, 'two', 4 * MIB)];
    const third = await tus(olga.api, 'POST', '/', {
      'Upload-Length': String(2 * MIB),
      'Upload-Metadata': metadataOf('three'),
    });
    expect([third.status, await problemOf(third)]).to.deep.equal([413, 'quota-exceeded']);
    await tus(olga.api, 'DELETE', two);
    await beginUpload(olga.api, 'three', 2 * MIB);
    expect(await usage()).to.equal(7 * MIB);
    await tus(olga.api, 'DELETE', one);
  });

  it('and copies count to the quota, the bin too', async () => {
    await server.settings({ quotaBytes: 10 });
    const file = await put(olga.api, 'a.txt', '123456');
    expect((await olga.api.refused(413, 'POST', `/documents/${file.id}/copy`, {})).code).to.equal('quota-exceeded');
    await olga.api.delete(`/documents/${file.id}`);
    expect((await tryPut(olga.api, 'b.txt', '12345')).status).to.equal(413);
    await olga.api.delete(`/documents/${file.id}?forever=1`);
    await put(olga.api, 'b.txt', '12345');
    // In place, only what is more counts.
    await put(olga.api, 'c.txt', '12345');
    await server.settings({ quotaBytes: 0 });
    await put(olga.api, 'd.txt', '1234567890');
  });

  it('meet a full disk with a clear answer, and go on when there is room', async () => {
    const path = await beginUpload(olga.api, 'a.bin', 4);
    const file = join(server.directory, path.replace('/api/v1', ''));
    rmSync(file);
    symlinkSync('/dev/full', file);
    const full = await patch(path, 0, Buffer.from('abcd'));
    expect([full.status, await problemOf(full)]).to.deep.equal([507, 'disk-full']);
    expect(await namesIn(olga.api)).to.deep.equal([]);
  });

  it('tell their type by their bytes, whatever name and sender say', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const cases: [string, string | Buffer, string][] = [
      ['photo.txt', png, 'image/png'],
      ['page.png', '<!DOCTYPE html><script>alert(1)</script>', 'text/html'],
      ['drawing.jpg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'],
      ['feed.txt', '<?xml version="1.0"?><a/>', 'text/xml'],
      ['list.csv', 'a;b\n1;2\n', 'text/csv'],
      ['notes.md', '# Réunion', 'text/markdown'],
      ['old.txt', Buffer.from('r\xe9union', 'latin1'), 'text/plain'],
      ['noise.pdf', Buffer.from([1, 2, 3, 0, 5]), 'application/octet-stream'],
      ['paper.bin', '%PDF-1.7\n%\xe2\xe3\n', 'application/pdf'],
    ];
    for (const [name, content, type] of cases) expect(await put(olga.api, name, content), name).to.include({ type });
  });

  it('end at the top when their folder goes, and under another name when theirs is taken', async () => {
    const work = await folder(olga.api, 'Work');
    const path = await beginUpload(olga.api, 'a.txt', 1, { parentId: work.id });
    const refusing = await beginUpload(olga.api, 'b.txt', 1, { onConflict: 'refuse' });
    await put(olga.api, 'b.txt', 'x');
    await olga.api.delete(`/documents/${work.id}`);
    await patch(path, 0, Buffer.from('a'));
    await patch(refusing, 0, Buffer.from('b'));
    expect(await namesIn(olga.api)).to.have.members(['a.txt', 'b (2).txt', 'b.txt']);
    const refused = await tryPut(olga.api, 'b.txt', 'x', { onConflict: 'refuse' });
    expect([refused.status, await problemOf(refused)]).to.deep.equal([409, 'already-exists']);
  });

  it('are nobody else’s: unknown and foreign ones are alike, and nobody sends without signing in', async () => {
    const mona = await server.person(`mona${count}@example.org`);
    const path = await beginUpload(olga.api, 'a.txt', 4);
    const unknown = '/api/v1/uploads/AAAAAAAAAAAAAAAAAAAAAA';
    for (const [method, headers] of [
      ['HEAD', {}],
      ['PATCH', { 'Upload-Offset': '0' }],
      ['DELETE', {}],
    ] as const) {
      const body = method === 'PATCH' ? Buffer.from('abcd') : undefined;
      const [foreign, none] = [
        await tus(mona.api, method, path, headers, body),
        await tus(mona.api, method, unknown, headers, body),
      ];
      expect(foreign.status, method).to.equal(404);
      expect([none.status, await none.text()]).to.deep.equal([foreign.status, await foreign.text()]);
      expect((await tus(server.client(), method, path, headers, body)).status).to.equal(401);
    }
    expect((await tryPut(server.client(), 'a.txt', 'x')).status).to.equal(401);
    const theirs = await folder(olga.api, 'Hers');
    expect((await tryPut(mona.api, 'a.txt', 'x', { parentId: theirs.id })).status).to.equal(404);
    // Nor by an address of one's own that ends in theirs.
    const own = await beginUpload(mona.api, 'b.txt', 4);
    const both = `${own}?of=/${path.split('/').at(-1)}`;
    expect((await tus(mona.api, 'PATCH', both, { 'Upload-Offset': '0' }, Buffer.from('abcd'))).status).to.equal(204);
    expect((await tus(mona.api, 'DELETE', both)).status).to.equal(204);
    expect((await tus(mona.api, 'HEAD', own)).status).to.equal(404);
    expect(await offsetOf(path)).to.equal(0);
  });

  it('that are not well-formed are refused in words', async () => {
    const cases: Record<string, string>[] = [
      { 'Upload-Metadata': metadataOf('a') },
      { 'Upload-Defer-Length': '1', 'Upload-Metadata': metadataOf('a') },
      { 'Upload-Length': '-1', 'Upload-Metadata': metadataOf('a') },
      { 'Upload-Length': '1e3', 'Upload-Metadata': metadataOf('a') },
      { 'Upload-Length': '9'.repeat(30), 'Upload-Metadata': metadataOf('a') },
      { 'Upload-Length': '1' },
      { 'Upload-Length': '1', 'Upload-Metadata': 'name %%%' },
      { 'Upload-Length': '1', 'Upload-Metadata': metadataOf('a', { onConflict: 'explode' }) },
      { 'Upload-Length': '1', 'Upload-Metadata': metadataOf('a'), 'Tus-Resumable': '0.2.2' },
    ];
    for (const headers of cases) {
      const answer = await tus(olga.api, 'POST', '/', headers);
      expect(answer.status, JSON.stringify(headers)).to.equal(422);
      expect(await problemOf(answer)).to.equal('invalid-input');
    }
    const path = await beginUpload(olga.api, 'a.txt', 4);
    expect((await tus(olga.api, 'PATCH', path, {}, Buffer.from('abcd'))).status).to.equal(422);
    expect((await tus(olga.api, 'PATCH', path, { 'Upload-Offset': '-1' }, Buffer.from('abcd'))).status).to.equal(422);
    expect(await offsetOf(path)).to.equal(0);
    expect(await usage()).to.equal(4);
  });

  it('keep bytes from other users of the machine, under names that say nothing', async () => {
    await put(olga.api, 'secret.txt', 'x');
    const path = await beginUpload(olga.api, 'a.txt', 4);
    const modeOf = (...names: string[]): string =>
      (statSync(join(server.directory, ...names)).mode & 0o777).toString(8);
    const [name = ''] = filesOnDisk();
    expect(name).to.match(/^([A-Za-z0-9_-]{2})\/\1[A-Za-z0-9_-]{20}$/);
    expect(modeOf('documents')).to.equal('750');
    expect(modeOf('documents', name.slice(0, 2))).to.equal('750');
    expect(modeOf('documents', name)).to.equal('640');
    expect(modeOf('uploads')).to.equal('750');
    expect(modeOf(path.replace('/api/v1', ''))).to.equal('640');
  });

  it('leave no bytes behind when the document goes for ever', async () => {
    const before = filesOnDisk().length;
    const file = await put(olga.api, 'a.txt', 'x');
    const copy = await olga.api.post<{ id: string }>(`/documents/${file.id}/copy`, {});
    for (const { id } of [file, copy]) {
      expect(filesOnDisk()).to.have.lengthOf(before + 1);
      await olga.api.delete(`/documents/${id}`);
      await olga.api.delete(`/documents/${id}?forever=1`);
    }
    expect(filesOnDisk()).to.have.lengthOf(before);
  });
});
