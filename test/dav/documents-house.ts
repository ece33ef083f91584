import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Account } from '../../src/accounts/account.ts';
import { createAccountStore } from '../../src/accounts/account-store.ts';
import { createAppPasswordStore } from '../../src/accounts/app-password-store.ts';
import { createAppPasswords } from '../../src/accounts/app-passwords.ts';
import { createDavSignIn } from '../../src/accounts/dav-sign-in.ts';
import { buildDocumentsDav } from '../../src/app/build-documents-dav.ts';
import { buildGround } from '../../src/app/build-ground.ts';
import { readConfig } from '../../src/app/config.ts';
import { DomainError } from '../../src/base/errors.ts';
import { type AccountId, newId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { USUAL_RIGHTS } from '../../src/base/rights.ts';
import { createBlobStore } from '../../src/documents/blob-store.ts';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { createDocumentStore } from '../../src/documents/document-store.ts';
import { createFileBlobs } from '../../src/documents/file-blobs.ts';
import { createFileWriter } from '../../src/documents/file-writer.ts';
import { createPlaces } from '../../src/documents/place.ts';
import { createQuota } from '../../src/documents/quota.ts';
import { createUploadStore } from '../../src/documents/upload-store.ts';
import { createRateLimit } from '../../src/platform/rate-limit.ts';
import { createTurnedClock } from '../kit/turned-clock.ts';
import { type DavAnswer, type SendOptions, START_MS } from './dav-house.ts';

export interface DocumentSendOptions extends SendOptions {
  /** The body goes out in chunks, its length unsaid. */
  readonly inPieces?: boolean;
}

const PIECE_BYTES = 65_536;

/** One account's file manager. */
export interface DocumentsPerson {
  readonly account: Account;
  readonly password: string;
  readonly authorization: string;
  /** `path` is below `/dav/documents/` unless it begins with a slash. */
  send(method: string, path: string, options?: DocumentSendOptions): Promise<DavAnswer>;
}

/** WebDAV on a free port of loopback, with real documents on a disk of its own and a clock turned by hand. */
export const startDocumentsHouse = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-documents-'));
  const clock = createTurnedClock(START_MS);
  const config = readConfig({
    DATA_DIR: directory,
    PUBLIC_URL: 'https://meet.example.org',
    MAIL_FROM: 'meet@example.org',
  });
  const ground = await buildGround(config, clock, silentLog);
  const { database, unitOfWork, settings } = ground;
  const store = createDocumentStore(database);
  const blobStore = createBlobStore(database);
  const blobsDirectory = join(directory, 'documents');
  const blobs = createFileBlobs({ directory: blobsDirectory, store: blobStore, unitOfWork, clock });
  const places = createPlaces({ store });
  const quota = createQuota({ store, uploads: createUploadStore(database), settings });
  const files = createFileWriter({ store, blobStore, places, clock });
  const documents = createDocuments({ store, blobStore, blobs, places, quota, files, unitOfWork, clock });
  const accounts = createAccountStore(database);
  const appPasswords = createAppPasswords({ store: createAppPasswordStore(database), accounts, clock });
  const limits = {
    person: createRateLimit({ points: 20, windowMs: 60_000 }),
    network: createRateLimit({ points: 200, windowMs: 60_000 }),
  };
  const signIn = createDavSignIn({ passwords: appPasswords, limits });
  /** How much room the disk says that it has, in bytes. */
  const disk = { freeBytes: Number.MAX_SAFE_INTEGER };
  const dav = buildDocumentsDav(ground, {
    documents,
    blobs,
    signIn,
    disk: {
      async require(bytes) {
        if (bytes > disk.freeBytes) throw new DomainError('disk-full');
      },
    },
  });
  const web = express();
  web.set('trust proxy', ['loopback']);
  web.use(dav.routes);
  web.use((_request, response) => {
    response.status(404).end('pages');
  });
  const failures: unknown[] = [];
  const onFailure: express.ErrorRequestHandler = (error, _request, response, next) => {
    failures.push(error);
    if (response.headersSent) next(error);
    else response.status(500).end('bug');
  };
  web.use(onFailure);
  const server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  /** The path goes out as it is written: fetch would take the dots out of it. */
  const send = (
    method: string,
    path: string,
    { body, headers = {}, inPieces = false }: DocumentSendOptions = {},
  ): Promise<DavAnswer> =>
    new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        // A connection of its own: one that was kept may just be closing.
        agent: false,
        port,
        method,
        path: path.startsWith('/') ? path : `/dav/documents/${path}`,
        headers: {
          ...headers,
          ...(body !== undefined && !inPieces && { 'content-length': Buffer.byteLength(body) }),
        },
      };
      const outgoing = request(options, (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const fields = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
            values.map((value): [string, string] => [name, value]),
          );
          const text = Buffer.concat(parts).toString();
          resolve({ status: incoming.statusCode ?? 0, headers: new Headers(fields), text });
        });
      });
      outgoing.on('error', reject);
      if (inPieces && body !== undefined) {
        // Without a length, chunk after chunk.
        const bytes = Buffer.from(body);
        for (let at = 0; at < bytes.length; at += PIECE_BYTES) outgoing.write(bytes.subarray(at, at + PIECE_BYTES));
        outgoing.end();
      } else outgoing.end(body);
    });

  const addPerson = async (email: string, name: string): Promise<DocumentsPerson> => {
    const account: Account = {
      id: newId<AccountId>(),
      email,
      name,
      language: 'fr',
      timeZone: 'Europe/Paris',
      rights: USUAL_RIGHTS,
      admin: false,
      webMeeting: true,
      suspended: false,
    };
    const { suspended: _suspended, ...row } = account;
    await accounts.insert({ ...row, passwordHash: 'none', createdMs: START_MS });
    const { password } = await appPasswords.create(account, 'test');
    const authorization = `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
    return {
      account,
      password,
      authorization,
      send: (method, path, options = {}) =>
        send(method, path, { ...options, headers: { authorization, ...options.headers } }),
    };
  };

  return {
    url,
    port,
    disk,
    clock,
    settings,
    database,
    documents,
    /** What was thrown and is no refusal. */
    failures,
    send,
    addPerson,
    /** Names of the files with bytes, unfinished ones included. */
    blobFiles: (): string[] =>
      readdirSync(blobsDirectory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.destroy();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

export type DocumentsHouse = Awaited<ReturnType<typeof startDocumentsHouse>>;
