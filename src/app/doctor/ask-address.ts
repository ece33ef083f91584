import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';

/** What came back: the answer to a request, or to the wish for a WebSocket. */
export interface Answer {
  readonly status: number;
  readonly upgraded: boolean;
  /** The first 64 kB. */
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

const PATIENCE_MS = 8_000;
const MOST_BYTES = 65_536;

/** The host without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/**
 * Asks `url` of the machine at `address`, as a browser would that found it there. Certificates are not judged here: a bad one must not
 * hide what is behind it.
 */
export const askAddress = (
  url: URL,
  address: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const host = hostOf(url);
    const isTls = url.protocol === 'https:';
    const options: RequestOptions & { servername?: string; rejectUnauthorized?: boolean } = {
      host: address,
      port: url.port === '' ? (isTls ? 443 : 80) : url.port,
      path: `${url.pathname}${url.search}`,
      headers: { Host: url.host, ...headers },
      agent: false,
      timeout: PATIENCE_MS,
      ...(isTls && { rejectUnauthorized: false, ...(isIP(host) === 0 && { servername: host }) }),
    };
    const asked = isTls ? httpsRequest(options) : httpRequest(options);
    const deadline = setTimeout(() => asked.destroy(new Error('no answer in time')), PATIENCE_MS);
    const done = (answer: Answer): void => {
      clearTimeout(deadline);
      resolve(answer);
      asked.destroy();
    };
    asked.once('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      const finish = (): void =>
        done({ status: response.statusCode ?? 0, upgraded: false, body, headers: response.headers });
      response.on('data', (piece: string) => {
        body += piece;
        if (body.length > MOST_BYTES) finish();
      });
      response.once('end', finish);
      response.once('error', finish);
    });
    asked.once('upgrade', (response, socket) => {
      socket.destroy();
      done({ status: response.statusCode ?? 0, upgraded: true, body: '', headers: response.headers });
    });
    asked.once('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', (error) => {
      clearTimeout(deadline);
      reject(error);
    });
    asked.end();
  });
