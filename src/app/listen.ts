import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer, Server as HttpsServer } from 'node:https';
import type express from 'express';
import { keepBodyPace } from '../platform/body-pace.ts';
import type { Certificate } from '../platform/tls/certificate.ts';
import type { Config } from './config.ts';

/** The server of the web port; https when there is a certificate, which is shown from `showCertificate` on. */
export const createWebServer = (isHttps: boolean, web: express.Express): Server => {
  const server = isHttps ? createHttpsServer({}, web) : createHttpServer(web);
  keepBodyPace(server);
  server.headersTimeout = 20_000;
  return server;
};

/** Before connections are taken: the certificate of now, and each that follows it. Connections that are open stay. */
export const showCertificate = async (server: Server, certificate: Certificate): Promise<void> => {
  await certificate.start();
  if (!(server instanceof HttpsServer)) return;
  server.setSecureContext({ ...certificate.current() });
  certificate.onRenewed((material) => server.setSecureContext({ ...material }));
};

/** Resolves with the port once connections are taken; rejects when the address cannot be had. */
export const listen = (server: Server, { host, port }: Config['http']): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/** Takes no new connections and ends the idle ones; those still busy after `patienceMs` are cut. */
export const stopListening = async (server: Server, patienceMs: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(cut);
};
