import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface CaughtCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks on loopback: keeps every call, and answers as it is told. */
export interface WebhookCatcher {
  readonly url: string;
  readonly calls: readonly CaughtCall[];
  /** What the next calls are answered with; 200 at first. */
  answer(status: number, headers?: Readonly<Record<string, string>>, body?: string): void;
  /** Leaves the next calls without an answer, until `answer` is said. */
  hold(): void;
  /** Resolves with the call of that position, once it came. */
  call(position: number): Promise<CaughtCall>;
  close(): Promise<void>;
}

const PATIENCE_MS = 8_000;

/** Whether a call is signed with this secret, as docs/webhooks.md says. */
export const isSigned = ({ headers, body }: CaughtCall, secret: string): boolean => {
  const [, seconds = '', signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['webmeeting-signature'])) ?? [];
  return signature === createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
};

export const startWebhookCatcher = async (): Promise<WebhookCatcher> => {
  const calls: CaughtCall[] = [];
  const waiting = new Set<() => void>();
  let given: { status: number; headers: Readonly<Record<string, string>>; body: string } = {
    status: 200,
    headers: {},
    body: 'ok',
  };
  let held = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      calls.push({ method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') });
      if (!held) response.writeHead(given.status, given.headers).end(given.body);
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    answer(status, headers = {}, body = '') {
      given = { status, headers, body };
      held = false;
    },
    hold() {
      held = true;
    },
    call: (position) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`Only ${calls.length} calls came, not ${position + 1}`));
        }, PATIENCE_MS);
        const look = (): void => {
          const found = calls[position];
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
