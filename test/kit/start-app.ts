import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, buildApp, type Overrides } from '../../src/app/build-app.ts';
import { readConfig } from '../../src/app/config.ts';
import { ApiClient } from './api-client.ts';

/** A port of this machine that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

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
  const url = `http://localhost:${port}`;
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDirectory,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ...options.environment,
  });
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
