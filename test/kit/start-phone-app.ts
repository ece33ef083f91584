import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhoneStatus } from '../../src/contract/http/phone.ts';
import type { ApiClient } from './api-client.ts';
import { until } from './own-process.ts';
import { freePortPair, type RunningApp, startApp } from './start-app.ts';

export interface PhoneApp extends RunningApp {
  /** The address of somebody on this server, as a telephone dials it. */
  sip(user: string, transport?: 'udp' | 'tcp' | 'tls'): string;
  /** Behind `sip`: its TLS port is the next one. */
  readonly sipPort: number;
  readonly log: () => string;
}

/** Beside those of other tests that run at the same time. */
const RTP_FROM = 41_000 + (process.pid % 20) * 100;
const RTP_PORTS = `${RTP_FROM}-${RTP_FROM + 99}`;
const OPENSSL = '/usr/bin/openssl';

/** A certificate for `localhost` that it signed itself, as two files. */
const writeCertificate = (folder: string): { readonly cert: string; readonly key: string } => {
  const made = execFileSync(
    OPENSSL,
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', '-', '-out', '-'],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const at = made.indexOf('-----BEGIN CERTIFICATE-----');
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  writeFileSync(key, made.slice(0, at));
  writeFileSync(cert, made.slice(at));
  return { cert, key };
};

/** The real server with its telephone; `tls`: with a certificate of its own, for SIP and the web alike. */
export const startPhoneApp = async ({
  environment = {},
  tls = false,
  dataDirectory,
}: {
  readonly environment?: Readonly<Record<string, string>>;
  readonly tls?: boolean;
  readonly dataDirectory?: string;
} = {}): Promise<PhoneApp> => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-phone-'));
  const sipPort = await freePortPair();
  const certificate = tls ? writeCertificate(folder) : undefined;
  const lines: string[] = [];
  const write = (fields: object, message: string): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const running = await startApp({
    ...(dataDirectory !== undefined && { dataDirectory }),
    environment: {
      SIP_PORT: String(sipPort),
      RTP_PORTS,
      ...(certificate && { TLS_CERT: certificate.cert, TLS_KEY: certificate.key }),
      ...environment,
    },
    overrides: { log: { debug: () => {}, info: write, warn: write, error: write } },
  });
  return {
    ...running,
    sipPort,
    sip: (user, transport = 'udp') =>
      `sip:${user}@127.0.0.1:${transport === 'tls' ? sipPort + 1 : sipPort};transport=${transport}`,
    log: () => lines.join('\n'),
    async dispose() {
      await running.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const TRUNK_PATIENCE_MS = 20_000;

/** Resolves once the trunk is in that state. */
export const untilTrunk = (admin: ApiClient, state: PhoneStatus['trunk']['state']): Promise<void> =>
  until(async () => (await admin.get<PhoneStatus>('/admin/phone-status')).trunk.state === state, TRUNK_PATIENCE_MS);
