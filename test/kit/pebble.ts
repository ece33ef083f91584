import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeOwnCertificate } from './own-certificate.ts';
import { freePort } from './start-app.ts';

/** An authority on loopback that makes certificates by ACME: Pebble, with a name server of its own for which every name is this machine. */
export interface Pebble {
  /** Address of its directory. */
  readonly directory: string;
  /** File of the certificate of the directory itself. */
  readonly caFile: string;
  /** Where it looks for the challenge. */
  readonly challengePort: number;
  stop(): Promise<void>;
}

export const startPebble = async ({ validitySeconds = 3_600 * 24 * 90 } = {}): Promise<Pebble> => {
  const folder = mkdtempSync(join(tmpdir(), 'pebble-'));
  const own = makeOwnCertificate('localhost');
  const caFile = join(folder, 'own.pem');
  writeFileSync(caFile, own.cert);
  writeFileSync(join(folder, 'own.key'), own.key);
  const [port, managementPort, challengePort, dnsPort, dnsManagement] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const config = join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      pebble: {
        listenAddress: `127.0.0.1:${port}`,
        managementListenAddress: `127.0.0.1:${managementPort}`,
        certificate: caFile,
        privateKey: join(folder, 'own.key'),
        httpPort: challengePort,
        tlsPort: challengePort,
        ocspResponderURL: '',
        externalAccountBindingRequired: false,
        certificateValidityPeriod: validitySeconds,
      },
    }),
  );
  const names = spawn(
    'pebble-challtestsrv',
    [
      ...['-defaultIPv4', '127.0.0.1', '-defaultIPv6', '', '-dns01', `127.0.0.1:${dnsPort}`],
      ...['-management', `127.0.0.1:${dnsManagement}`, '-http01', '', '-https01', '', '-tlsalpn01', ''],
    ],
    { stdio: 'ignore' },
  );
  const authority = spawn('pebble', ['-config', config, '-dnsserver', `127.0.0.1:${dnsPort}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0' },
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk;
      if (/Listening on|ACME directory available/i.test(said)) resolve();
    };
    authority.stdout.on('data', hear);
    authority.stderr.on('data', hear);
    authority.once('error', reject);
    authority.once('exit', () => reject(new Error(`pebble ended: ${said}`)));
  });
  const end = (child: ReturnType<typeof spawn>): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null) resolve();
      child.once('exit', () => resolve());
      child.kill();
    });
  return {
    directory: `https://localhost:${port}/dir`,
    caFile,
    challengePort,
    async stop() {
      await Promise.all([end(authority), end(names)]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
