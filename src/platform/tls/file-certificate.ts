import { readFileSync, statSync } from 'node:fs';
import type { Log } from '../../base/log.ts';
import { type Certificate, type CertificateStatus, checkMaterial, type TlsMaterial } from './certificate.ts';

/** Programs that renew certificates write both files within seconds. */
const LOOK_EVERY_MS = 30_000;

/**
 * A certificate in two files that another program renews. They are looked at twice a minute; a new pair is taken once it fits
 * together, and until then the old one stays.
 */
export const createFileCertificate = ({
  certFile,
  keyFile,
  log,
  lookEveryMs = LOOK_EVERY_MS,
}: {
  readonly certFile: string;
  readonly keyFile: string;
  readonly log: Log;
  readonly lookEveryMs?: number;
}): Certificate => {
  const listeners = new Set<(material: TlsMaterial) => void>();
  let material: TlsMaterial | undefined;
  let status: CertificateStatus = { from: 'files', endsMs: undefined, problem: undefined };
  let seen = '';
  let timer: NodeJS.Timeout | undefined;

  const mark = (): string =>
    [certFile, keyFile]
      .map((file) => {
        const { mtimeMs, size, ino } = statSync(file);
        return `${mtimeMs} ${size} ${ino}`;
      })
      .join();
  const read = (): TlsMaterial => ({ cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') });
  const take = (): void => {
    const found = mark();
    const next = read();
    const { endsMs } = checkMaterial(next);
    seen = found;
    material = next;
    status = { from: 'files', endsMs, problem: undefined };
  };
  const look = (): void => {
    try {
      if (mark() === seen) return;
      take();
      log.info({ endsMs: status.endsMs }, 'the certificate was renewed');
      if (material) for (const listener of listeners) listener(material);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      // Said once; a pair of which one half is written is whole at the next look.
      if (problem !== status.problem) log.warn({ problem }, 'the new certificate cannot be used; the old one stays');
      status = { ...status, problem };
    }
  };

  return {
    start: async () => {
      take();
      timer = setInterval(look, lookEveryMs);
      timer.unref();
    },
    stop: () => clearInterval(timer),
    current() {
      if (!material) throw new Error('no certificate was read yet');
      return material;
    },
    onRenewed(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    status: () => status,
  };
};
