import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Upload } from 'tus-js-client';
import { DomainError } from '../../src/base/errors.ts';
import { createBlobStore } from '../../src/documents/blob-store.ts';
import type { DiskRoom } from '../../src/documents/disk-room.ts';
import { createFileBlobs } from '../../src/documents/file-blobs.ts';
import { ApiClient } from '../kit/api-client.ts';
import {
  beginUpload,
  type DocumentsServer,
  list,
  namesIn,
  put,
  startDocumentsServer,
  tus,
} from '../kit/documents-server.ts';
import { ADMIN, freePort } from '../kit/start-app.ts';

const HOUR_MS = 3_600_000;
const KIB = 1024;
const SCRIPT = fileURLToPath(new URL('../kit/documents-process.ts', import.meta.url));

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(directory, name)).isFile(),
  );

describe('documents: a server that is killed', () => {
  let directory: string;
  let port: number;
  let child: ChildProcess;

  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      child = fork(SCRIPT, [directory, String(port)], { execArgv: ['--import', 'tsx/esm'], silent: true });
      let errors = '';
      child.stderr?.on('data', (text) => {
        errors += text;
      });
      child.stdout?.once('data', () => resolve());
      child.once('exit', (code, signal) => signal !== 'SIGKILL' && reject(new Error(`ended: ${code} ${errors}`)));
    });
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });

  before(async function () {
    this.timeout(60_000);
    directory = mkdtempSync(join(tmpdir(), 'webmeeting-killed-'));
    port = await freePort();
    await start();
  });
  after(async () => {
    await kill();
    rmSync(directory, { recursive: true, force: true });
  });

  it('goes on with an upload where it was, and makes one document of it', async function () {
    this.timeout(180_000);
    const api = new ApiClient(`http://localhost:${port}`);
    await api.post('/session', ADMIN);
    const bytes = randomBytes(4 * 1024 * KIB);
    const killAt = [600, 3_500].map((kib) => kib * KIB);
    const offsets: number[] = [];

    await new Promise<void>((resolve, reject) => {
      const upload = new Upload(bytes, {
        endpoint: `${api.url}/api/v1/uploads/`,
        metadata: { name: 'sound.bin' },
        headers: { Cookie: api.cookie(), Origin: api.url },
        chunkSize: 128 * KIB,
        retryDelays: Array.from({ length: 200 }, () => 250),
        onError: reject,
        onSuccess: () => resolve(),
        onChunkComplete: (_size, accepted) => {
          offsets.push(accepted);
          if (killAt[0] === undefined || accepted < killAt[0]) return;
          killAt.shift();
          kill().then(start).catch(reject);
        },
      });
      upload.start();
    });

    expect(killAt).to.deep.equal([]);
    // Nothing that was acknowledged was sent again.
    expect([...offsets].sort((one, other) => one - other)).to.deep.equal(offsets);
    const { documents, usage } = await list(api);
    expect(documents.map(({ name }) => name)).to.deep.equal(['sound.bin']);
    expect(usage.bytes).to.equal(bytes.length);
    const answer = await fetch(`${api.url}/api/v1/documents/${documents[0]?.id}/content`, {
      headers: { Cookie: api.cookie() },
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).to.equal(true);
    expect(filesBelow(join(directory, 'uploads'))).to.deep.equal([]);
    expect(filesBelow(join(directory, 'documents'))).to.have.lengthOf(1);
  });
});

describe('documents: what a kill leaves', () => {
  let server: DocumentsServer;
  before(async () => {
    server = await startDocumentsServer();
  });
  after(() => server.close());

  const onDisk = (): string[] => filesBelow(join(server.directory, 'documents'));

  it('a whole upload without its document gets it at the next start, or when it is asked for', async () => {
    const olga = await server.person('olga@example.org');
    // As a kill leaves them: all bytes in their files, nothing after.
    const paths = await Promise.all(['a.txt', 'b.txt'].map((name) => beginUpload(olga.api, name, 4)));
    for (const path of paths) writeFileSync(join(server.directory, path.replace('/api/v1', '')), 'abcd');
    const asked = await tus(olga.api, 'HEAD', paths[0] ?? '');
    expect(asked.headers.get('x-document-id')).to.be.a('string');
    expect(await namesIn(olga.api)).to.deep.equal(['a.txt']);
    await server.recover();
    expect(await namesIn(olga.api)).to.deep.equal(['a.txt', 'b.txt']);
    await server.recover();
    expect(await namesIn(olga.api)).to.deep.equal(['a.txt', 'b.txt']);
  });

  it('bytes without a row go at the next start; bytes that nothing names go after an hour, not before', async () => {
    const olga = await server.person('mona@example.org');
    const kept = await put(olga.api, 'kept.txt', 'kept');
    const before = onDisk();
    const strays = ['AAAAAAAAAAAAAAAAAAAAAA', 'AABAAAAAAAAAAAAAAAAAAA.part'];
    mkdirSync(join(server.directory, 'documents', 'AA'), { recursive: true });
    for (const name of strays) writeFileSync(join(server.directory, 'documents', 'AA', name), 'x');
    writeFileSync(join(server.directory, 'uploads', 'BBBBBBBBBBBBBBBBBBBBBB'), 'x');
    await server.recover();
    expect(onDisk()).to.have.members(before);
    expect(filesBelow(join(server.directory, 'uploads'))).to.deep.equal([]);

    await server.blobs.write(
      (async function* () {
        yield Buffer.from('nobody wants this');
      })(),
    );
    await server.blobs.sweep();
    expect(onDisk()).to.have.lengthOf(before.length + 1);
    server.clock.forward(HOUR_MS + 1);
    await server.blobs.sweep();
    expect(onDisk()).to.have.members(before);
    expect(await (await fetch(`${server.url}/f/${kept.id}`, { headers: olga.api.headers })).text()).to.equal('kept');
  });

  it('a write that fails leaves nothing', async () => {
    const before = onDisk();
    const failing = async function* () {
      yield Buffer.from('half');
      throw new Error('the sender is gone');
    };
    const large = async function* () {
      for (let part = 0; part < 10; part += 1) yield Buffer.alloc(1_000);
    };
    const { database, unitOfWork } = server.house;
    const onFullDisk = createFileBlobs({
      directory: join(server.directory, 'documents'),
      store: createBlobStore(database),
      unitOfWork,
      clock: server.clock,
      // Room for the first part alone.
      disk: {
        looks: 0,
        async require() {
          this.looks += 1;
          if (this.looks > 1) throw new DomainError('disk-full');
        },
      } as DiskRoom & { looks: number },
    });
    const larger = async function* () {
      for (let part = 0; part < 20; part += 1) yield Buffer.alloc(1024 * KIB);
    };
    for (const work of [
      server.blobs.write(failing()),
      server.blobs.write(large(), { maxBytes: 5_000 }),
      onFullDisk.write(larger()),
    ]) {
      const error = await work.then(
        () => undefined,
        (reason: Error) => reason.message,
      );
      expect(error).to.be.oneOf(['the sender is gone', 'too-large', 'disk-full']);
    }
    expect(onDisk()).to.have.members(before);
  });
});
