import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/app/project-root.ts';
import { makeOwnCertificate } from './own-certificate.ts';
import { freePort } from './start-app.ts';

/** Debian's nginx in front of a server, with the configuration that we recommend: TLS, and what it passes on. */
export interface Nginx {
  readonly port: number;
  /** What people open. */
  readonly url: string;
  /** Its certificate, which it signed itself. */
  readonly certificate: string;
  /** What it complained about. */
  readonly errors: () => string;
  stop(): Promise<void>;
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

export const startNginx = async ({
  upstreamPort,
  port,
  change = (text) => text,
}: {
  readonly upstreamPort: number;
  readonly port?: number;
  /** Makes it another configuration than the recommended one. */
  readonly change?: (configuration: string) => string;
}): Promise<Nginx> => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-nginx-'));
  const own = makeOwnCertificate('localhost');
  writeFileSync(join(folder, 'own.pem'), own.cert);
  writeFileSync(join(folder, 'own.key'), own.key);
  for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, name));
  const https = port ?? (await freePort());
  const plain = await freePort();
  const site = readFileSync(join(projectRoot(), 'packaging', 'nginx', 'webmeeting.conf'), 'utf8')
    .replaceAll(/^ *listen \[::\].*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443', `listen 127.0.0.1:${https}`)
    .replaceAll('server_name meet.example.org', 'server_name localhost')
    .replace(/\/etc\/letsencrypt\S+fullchain\.pem/, join(folder, 'own.pem'))
    .replace(/\/etc\/letsencrypt\S+privkey\.pem/, join(folder, 'own.key'))
    .replace('127.0.0.1:3000', `127.0.0.1:${upstreamPort}`);
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log stderr warn;\nevents {}\nhttp {\naccess_log off;\n${[
      'client_body',
      'proxy',
      'fastcgi',
      'uwsgi',
      'scgi',
    ]
      .map((name) => `${name}_temp_path ${folder}/${name.replace('client_', '')};`)
      .join('\n')}\n${change(site)}\n}\n`,
  );
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-c', file, '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  while (!(await isListening(https))) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${errors}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port: https,
    url: `https://localhost:${https}`,
    certificate: own.cert,
    errors: () => errors,
    async stop() {
      child.kill('SIGQUIT');
      const force = setTimeout(() => child.kill('SIGKILL'), 2_000);
      await gone;
      clearTimeout(force);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
