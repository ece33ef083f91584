import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OPENSSL = '/usr/bin/openssl';

/** An authority of certificates that nobody knows but who is given `ca`. */
export interface TestAuthority {
  /** PEM. */
  readonly ca: string;
  /** For `name`, or an address, good for so many days from now; fewer than none: it has ended. Files in PEM. */
  issue(name: string, days: number): { readonly certFile: string; readonly keyFile: string };
  remove(): void;
}

export const createTestAuthority = (): TestAuthority => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-authority-'));
  const openssl = (...args: string[]): void =>
    void execFileSync(OPENSSL, args, { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] });
  const newKey = ['-newkey', 'rsa:2048', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-subj',
    '/CN=Test authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  );
  let issued = 0;
  return {
    ca: readFileSync(join(folder, 'ca.pem'), 'utf8'),
    issue(name, days) {
      issued += 1;
      const [key, request, cert, extra] = [`${issued}.key`, `${issued}.csr`, `${issued}.pem`, `${issued}.ext`];
      writeFileSync(join(folder, extra), `subjectAltName=${isIP(name) === 0 ? 'DNS' : 'IP'}:${name}\n`);
      openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', key, '-out', request);
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
      openssl('x509', '-req', '-in', request, ...by, '-days', String(days), '-extfile', extra, '-out', cert);
      return { certFile: join(folder, cert), keyFile: join(folder, key) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
