import { Agent, request } from 'node:http';

/** Where the objects are, and how to be let in. */
export interface DavPlace {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The path of the calendar, with its last slash. */
  readonly calendar: string;
  readonly authorization: string;
}

export interface DavCall {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly depth?: '0' | '1';
  readonly type?: string;
}

export interface DavReply {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

export interface DavClient {
  readonly place: DavPlace;
  /** From the first octet of the request to the last of the answer. Rejects what is no success. */
  call(call: DavCall): Promise<DavReply>;
  close(): void;
}

/** The initial view of a large calendar takes some servers most of a minute. */
const PATIENCE_MS = 300_000;

/** A program with so many connections, kept open where the server keeps them open. */
export const openDavClient = (place: DavPlace, connections: number): DavClient => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ask = (call: DavCall): Promise<DavReply> =>
    new Promise((resolve, reject) => {
      const { method, path, body = '', depth, type = 'application/xml; charset=utf-8' } = call;
      const bytes = Buffer.from(body);
      const startedMs = performance.now();
      const outgoing = request(new URL(path, place.origin), {
        method,
        agent,
        timeout: PATIENCE_MS,
        headers: {
          Authorization: place.authorization,
          'Content-Length': bytes.length,
          ...(bytes.length > 0 && { 'Content-Type': type }),
          ...(depth !== undefined && { Depth: depth }),
        },
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed a connection that rested while the others were asked.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(ask(call));
        else reject(error);
      });
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path}: no answer in ${PATIENCE_MS} ms`)));
      outgoing.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const ms = performance.now() - startedMs;
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), ms });
        });
      });
      outgoing.end(bytes);
    });
  return {
    place,
    async call(call) {
      const reply = await ask(call);
      if (reply.status >= 400)
        throw new Error(`${place.origin}: ${call.method} ${call.path}: ${reply.status} ${reply.text.slice(0, 300)}`);
      return reply;
    },
    close: () => agent.destroy(),
  };
};
