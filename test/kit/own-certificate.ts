import { execFileSync } from 'node:child_process';

const OPENSSL = '/usr/bin/openssl';

/** A certificate for this name that it signed itself, good for two days. */
export const makeOwnCertificate = (name: string): { readonly key: string; readonly cert: string } => {
  const made = execFileSync(
    OPENSSL,
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
      ...['-addext', `subjectAltName=DNS:${name}`, '-keyout', '-', '-out', '-'],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const at = made.indexOf('-----BEGIN CERTIFICATE-----');
  return { key: made.slice(0, at), cert: made.slice(at) };
};
