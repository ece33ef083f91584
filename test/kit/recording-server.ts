import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createPages } from '../../src/app/pages.ts';
import type { ShareBody } from '../../src/contract/http/document.ts';
import type { RecordingPage } from '../../src/contract/http/recording.ts';
import { createSecurityHeaders } from '../../src/platform/security-headers.ts';

/** The built page of recordings over answers that a test chooses: recordings in every state, without a meeting before it. */
export interface RecordingServer {
  readonly url: string;
  /** By ID; a test may change them at any time. */
  readonly recordings: Map<string, RecordingPage>;
  readonly shares: ShareBody[];
  /** What was asked for with a change in mind: `POST /recordings/rec-1/retry`, in order. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

interface ServerOptions {
  readonly clientDirectory: string;
  /** An Ogg file that all of them play. */
  readonly audioFile: string;
}

export const startRecordingServer = async ({ clientDirectory, audioFile }: ServerOptions): Promise<RecordingServer> => {
  const recordings = new Map<string, RecordingPage>();
  const shares: ShareBody[] = [];
  const asked: string[] = [];
  const app = express();
  app.use(...createSecurityHeaders({ https: false }));
  const api = express.Router();
  api.use(express.json(), (request, _response, next) => {
    if (request.method !== 'GET') asked.push(`${request.method} ${request.path}`);
    next();
  });
  const refuse = (response: express.Response, status: number, code: string): void => {
    response.status(status).type('application/problem+json').send({ code, status, title: code });
  };
  const found = (id: string | undefined, response: express.Response): RecordingPage | undefined => {
    if (id === 'private') refuse(response, 403, 'not-allowed');
    else if (id === 'signed-out') refuse(response, 401, 'not-signed-in');
    else if (!recordings.has(id ?? '')) refuse(response, 404, 'not-found');
    return recordings.get(id ?? '');
  };
  api.get('/recordings/:id', (request, response) => {
    const page = found(request.params.id, response);
    if (page) response.send(page);
  });
  api.get('/recordings/:id/audio', (_request, response) => {
    response.sendFile(audioFile, { headers: { 'Content-Type': 'audio/ogg' } });
  });
  api.post('/recordings/:id/outputs', (request, response) => {
    const page = found(request.params.id, response);
    if (!page) return;
    const { kind } = request.body as { kind: 'mp3' };
    recordings.set(page.id, { ...page, outputs: [...page.outputs, { kind, state: 'asked' }] });
    response.status(202).send({});
  });
  api.post('/recordings/:id/retry', (request, response) => {
    const page = found(request.params.id, response);
    if (!page) return;
    recordings.set(page.id, { ...page, state: 'rendering', progress: 0 });
    response.status(204).end();
  });
  api.delete('/recordings/:id', (request, response) => {
    recordings.delete(request.params.id);
    response.status(204).end();
  });
  api.get('/documents/:id/shares', (_request, response) => {
    response.send({ shares, session: true });
  });
  api.post('/documents/:id/shares', (request, response) => {
    const wanted = request.body as Pick<ShareBody, 'kind'> & { email?: string; expiresAt?: string | null };
    const share: ShareBody = {
      id: `share-${shares.length + 1}`,
      kind: wanted.kind,
      ...(wanted.email === undefined ? {} : { email: wanted.email }),
      ...(wanted.kind === 'link' ? { url: `http://localhost/s/${'k'.repeat(43)}` } : {}),
      expiresAt: wanted.expiresAt ?? null,
      expired: false,
      createdAt: new Date().toISOString(),
    };
    shares.push(share);
    response.status(201).send(share);
  });
  api.delete('/documents/:id/shares/:share', (request, response) => {
    const index = shares.findIndex(({ id }) => id === request.params.share);
    if (index >= 0) shares.splice(index, 1);
    response.status(204).end();
  });
  app.use('/api/v1', api);
  app.use(createPages({ clientDirectory }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    recordings,
    shares,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
