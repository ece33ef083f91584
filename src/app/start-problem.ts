import { isDiskFull } from '../platform/disk-space.ts';
import { CertificateProblem } from '../platform/tls/certificate.ts';
import type { Config } from './config.ts';
import { StartRefused } from './start-refused.ts';

interface SystemError extends Error {
  readonly code: string;
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly path?: string;
}

const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

const listenProblem = ({ code, address, port }: SystemError): string | undefined => {
  const where = `${address}, port ${port}`;
  if (code === 'EADDRINUSE')
    return `Another program listens on ${where} already (${code}). End it, or choose another port.`;
  if (code === 'EACCES')
    return `This user may not listen on ${where} (${code}). Choose a port from 1024 up, or let the service use lower ones (CAP_NET_BIND_SERVICE).`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address} (${code}). Correct HOST.`;
  return undefined;
};

const fileProblem = ({ code, path = '' }: SystemError, { dataDirectory, http }: FoldersAndFiles) => {
  const { tls } = http;
  if (tls?.from === 'files' && (path === tls.certFile || path === tls.keyFile))
    return `${path === tls.certFile ? 'TLS_CERT' : 'TLS_KEY'}: ${path} cannot be read (${code}).`;
  if (path === dataDirectory || path.startsWith(`${dataDirectory}/`))
    return `DATA_DIR: ${path} cannot be used (${code}). It must be a folder that this user can read and write.`;
  return undefined;
};

type FoldersAndFiles = Pick<Config, 'dataDirectory' | 'http'>;

/** Why the server does not start, and the remedy, where settings or the machine are the reason; undefined: it is something else. */
export const startProblem = (error: unknown, config: FoldersAndFiles): string | undefined => {
  if (error instanceof StartRefused) return error.message;
  if (error instanceof CertificateProblem) return `TLS_CERT and TLS_KEY: ${error.message}.`;
  if (!isSystemError(error)) return undefined;
  if (isDiskFull(error)) return `The disk of ${config.dataDirectory} is full (${error.code}). Make room on it.`;
  if (error.code === 'SQLITE_NOTADB' || error.code === 'SQLITE_CORRUPT')
    return `The database in ${config.dataDirectory} is damaged (${error.code}). Put a backup back: webmeeting restore FILE --replace.`;
  return error.syscall === 'listen' ? listenProblem(error) : fileProblem(error, config);
};
