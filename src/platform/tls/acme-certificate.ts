import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { axios, Client, crypto, directory } from 'acme-client';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { type Certificate, type CertificateStatus, checkMaterial, type TlsMaterial } from './certificate.ts';

export interface AcmeSettings {
  /** RFC 8555 7.1.1; `letsencrypt` for that of Let's Encrypt. */
  readonly directory: string;
  readonly email: string | undefined;
  /** The one name of the certificate. */
  readonly host: string;
  /** On which the authority looks for its challenge (RFC 8555 8.3): 80, or where 80 is passed on to. */
  readonly port: number;
  readonly listenHost: string;
  /** PEM of the authority that signs the directory's own certificate, for an authority inside the organisation. */
  readonly ca: string | undefined;
  /** Whither other requests on that port are led. */
  readonly publicUrl: string;
}

const DAY_MS = 86_400_000;
/** Let's Encrypt asks for a third of the lifetime. */
const RENEW_BEFORE_MS = 30 * DAY_MS;
/** Short-lived certificates are renewed when a third is left. */
const LEFT_PART = 1 / 3;
const LOOK_EVERY_MS = 3_600_000;
const RETRY_FIRST_MS = 15_000;
const RETRY_MOST_MS = 3_600_000;
const CHALLENGE = /^\/\.well-known\/acme-challenge\/([A-Za-z0-9_-]{1,200})$/;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/** Answers the authority's challenges; everybody else is led to the https address, or told that there is none yet. */
const createChallengeListener =
  (answers: ReadonlyMap<string, string>, publicUrl: string, status: () => CertificateStatus): RequestListener =>
  ({ url = '/', method }, response) => {
    const token = CHALLENGE.exec(url)?.[1];
    if (token !== undefined) {
      const answer = answers.get(token);
      response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/octet-stream' });
      response.end(answer);
      return;
    }
    if (status().endsMs === undefined) {
      response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '30' });
      response.end('The certificate of this server is being made. Try again in a moment.\n');
      return;
    }
    const isRead = method === 'GET' || method === 'HEAD';
    response.writeHead(isRead ? 301 : 403, { Location: `${publicUrl}${url.startsWith('/') ? url : '/'}` });
    response.end();
  };

/**
 * A certificate that the server has made for itself by ACME (RFC 8555, challenge http-01) and renews. It and the account's key stand
 * in `folder`. Without one yet, `start` waits until there is: the reason of each failure is told in the log and in `status`.
 */
export const createAcmeCertificate = ({
  settings,
  folder,
  clock,
  log,
}: {
  readonly settings: AcmeSettings;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}): Certificate => {
  const listeners = new Set<(material: TlsMaterial) => void>();
  const answers = new Map<string, string>();
  let material: TlsMaterial | undefined;
  let lifeMs = 0;
  let status: CertificateStatus = { from: 'acme', endsMs: undefined, problem: undefined };
  let server: Server | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let wake: (() => void) | undefined;

  const fileOf = (name: string): string => join(folder, name);
  const keep = (name: string, text: string): void => {
    writeFileSync(fileOf(`.${name}`), text, { mode: 0o600 });
    renameSync(fileOf(`.${name}`), fileOf(name));
  };
  const readKept = (name: string): string | undefined => {
    try {
      return readFileSync(fileOf(name), 'utf8');
    } catch {
      return undefined;
    }
  };
  const take = (next: TlsMaterial): void => {
    const { beginsMs, endsMs } = checkMaterial(next);
    // Of all of it, not of what is left: a server that is restarted each night would put the renewal off for ever.
    lifeMs = endsMs - beginsMs;
    material = next;
    status = { from: 'acme', endsMs, problem: undefined };
  };

  const order = async (): Promise<TlsMaterial> => {
    if (settings.ca !== undefined) axios.defaults.httpsAgent = new Agent({ ca: settings.ca });
    const accountKey = readKept('account.key') ?? (await crypto.createPrivateEcdsaKey()).toString();
    keep('account.key', accountKey);
    const client = new Client({
      directoryUrl: settings.directory === 'letsencrypt' ? directory.letsencrypt.production : settings.directory,
      accountKey,
    });
    const [key, csr] = await crypto.createCsr({ altNames: [settings.host] }, await crypto.createPrivateEcdsaKey());
    const cert = await client.auto({
      csr,
      ...(settings.email !== undefined && { email: settings.email }),
      termsOfServiceAgreed: true,
      challengePriority: ['http-01'],
      // The authority looks; from here our own port may be out of sight.
      skipChallengeVerification: true,
      challengeCreateFn: async (_authorization, { token }, answer) => void answers.set(token, answer),
      challengeRemoveFn: async (_authorization, { token }) => void answers.delete(token),
    });
    return { cert, key: key.toString() };
  };
  const renew = async (): Promise<boolean> => {
    try {
      const next = await order();
      take(next);
      // One file: a kill between two would leave a key without its certificate.
      keep('certificate.pem', `${next.key.trim()}\n${next.cert.trim()}\n`);
      log.info({ endsMs: status.endsMs }, 'a certificate was made');
      for (const listener of listeners) listener(next);
      return true;
    } catch (error) {
      status = { ...status, problem: wordsOf(error) };
      log.warn({ problem: status.problem }, 'no certificate could be had; this is tried again');
      return false;
    }
  };
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, ms);
    });
  const isDue = (): boolean =>
    status.endsMs === undefined ||
    status.endsMs - clock.nowMs() < Math.min(RENEW_BEFORE_MS, Math.max(lifeMs, DAY_MS) * LEFT_PART);
  const look = async (): Promise<void> => {
    let waitMs = LOOK_EVERY_MS;
    for (;;) {
      await pause(waitMs);
      if (stopped) return;
      waitMs = isDue() && !(await renew()) ? RETRY_MOST_MS : LOOK_EVERY_MS;
    }
  };
  const readOld = (): void => {
    const [, key, cert] =
      /^([\s\S]*?-----END [A-Z ]*PRIVATE KEY-----)\s*([\s\S]+)$/.exec(readKept('certificate.pem') ?? '') ?? [];
    if (key === undefined || cert === undefined) return;
    try {
      take({ key, cert });
    } catch (error) {
      log.warn({ problem: wordsOf(error) }, 'the kept certificate cannot be used; another one is asked for');
    }
  };

  return {
    async start() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      readOld();
      const listener = createServer(createChallengeListener(answers, settings.publicUrl, () => status));
      server = listener;
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject);
        listener.listen(settings.port, settings.listenHost, () => resolve());
      });
      let waitMs = RETRY_FIRST_MS;
      // An old one that has not ended serves while a new one is had.
      while (!stopped && (status.endsMs === undefined || status.endsMs <= clock.nowMs()) && !(await renew())) {
        await pause(waitMs);
        waitMs = Math.min(waitMs * 2, RETRY_MOST_MS);
      }
      void look();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      wake?.();
      server?.close();
      server?.closeAllConnections();
    },
    current() {
      if (!material) throw new Error('there is no certificate yet');
      return material;
    },
    onRenewed(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    status: () => status,
  };
};
