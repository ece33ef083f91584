import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, buildApp, type Overrides } from '../../src/app/build-app.ts';
import { readConfig } from '../../src/app/config.ts';
import { ApiClient } from './api-client.ts';
import { putMigratedDatabase } from './migrated-database.ts';

const isFreeForDatagrams = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createSocket('udp4');
    probe.once('error', () => probe.close(() => resolve(false)));
    probe.bind(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** Answers the port; 0: any that is free. Undefined: somebody listens there. */
const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });

/** A port of this machine that nobody listens on, over TCP or UDP: telephones use both. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = await tryPort(0);
    if (port !== undefined && (await isFreeForDatagrams(port))) return port;
  }
};

/** A port whose next one is free as well: SIP over TLS takes it. */
export const freePortPair = async (): Promise<number> => {
  for (;;) {
    const port = await freePort();
    if ((await tryPort(port + 1)) !== undefined) return port;
  }
};

export const ADMIN = { email: 'admin@example.org', password: 'correct horse battery' } as const;

export interface RunningApp {
  readonly app: App;
  readonly url: string;
  readonly dataDirectory: string;
  /** A client that nobody is signed in with. */
  readonly client: () => ApiClient;
  /** A client signed in as the first administrator. */
  readonly admin: () => Promise<ApiClient>;
  /** Stops the server; the data stay for `startApp({dataDirectory})`. */
  readonly stop: () => Promise<void>;
  /** Stops the server and removes its data. */
  readonly dispose: () => Promise<void>;
}

const folders = new Map<string, string>();

/** Where the server of this address keeps its data. */
export const dataDirectoryOf = (url: string): string => {
  const folder = folders.get(url);
  if (folder === undefined) throw new Error(`no server of this process has the address ${url}`);
  return folder;
};

/** The real server on a free port of loopback, with a database of its own and the administrator ADMIN. */
export const startApp = async (
  options: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly overrides?: Overrides;
    readonly dataDirectory?: string;
    readonly port?: number;
  } = {},
): Promise<RunningApp> => {
  const port = options.port ?? (await freePort());
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'webmeeting-test-'));
  if (options.dataDirectory === undefined) await putMigratedDatabase(join(dataDirectory, 'webmeeting.sqlite'));
  const url = `http://localhost:${port}`;
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDirectory,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ...options.environment,
  });
  folders.set(url, dataDirectory);
  const app = await buildApp(config, options.overrides);
  await app.start();
  const client = (): ApiClient => new ApiClient(url);
  const stop = (): Promise<void> => app.stop();
  return {
    app,
    url,
    dataDirectory,
    client,
    admin: async () => {
      const signedIn = client();
      await signedIn.post('/session', ADMIN);
      return signedIn;
    },
    stop,
    dispose: async () => {
      await stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
};
