import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { createAcmeCertificate } from '../platform/tls/acme-certificate.ts';
import type { Certificate } from '../platform/tls/certificate.ts';
import { createFileCertificate } from '../platform/tls/file-certificate.ts';
import type { Config } from './config.ts';

/** The certificate of https and of SIP over TLS; undefined where the server speaks http, behind a proxy. */
export const buildCertificate = (config: Config, clock: Clock, log: Log): Certificate | undefined => {
  const { tls, host } = config.http;
  if (tls === undefined) return undefined;
  if (tls.from === 'files') return createFileCertificate({ ...tls, log });
  return createAcmeCertificate({
    settings: {
      ...tls,
      host: new URL(config.publicUrl).hostname,
      listenHost: host,
      publicUrl: config.publicUrl,
    },
    folder: join(config.dataDirectory, 'acme'),
    clock,
    log,
  });
};
