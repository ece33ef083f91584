import type { Network } from './public-address.ts';
import { agentFor, createAddressCheck, headerOf, readAnswer } from './safe-fetch.ts';

/** Why nothing came back. As with SafeFetch, nothing tells what is inside the server's own network. */
export type SendProblem =
  | 'bad-address'
  | 'unreachable'
  | 'too-slow'
  | 'too-large'
  | 'unreadable'
  | 'redirected'
  | 'stopped';

export type Sent =
  | { readonly ok: true; readonly status: number; readonly body: Buffer; readonly retryAfterMs?: number }
  | { readonly ok: false; readonly code: SendProblem };

export interface SafeSend {
  send(request: {
    readonly method: 'POST' | 'PUT';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }): Promise<Sent>;
  /** Whether something could be sent there as far as the text tells. */
  isAddress(url: string): boolean;
  /** Ends what is under way; nothing is sent any more. */
  stop(): void;
}

export interface SafeSendOptions {
  readonly plainHttp: boolean;
  /** Networks inside that the administrator opens; there any port may be reached. */
  readonly allowed?: readonly Network[];
  /** Kept for tests, whose servers have ports and certificates of their own. */
  readonly ports?: readonly number[];
  readonly ca?: string;
  readonly timeoutMs?: number;
  /** Of an answer. */
  readonly maxBytes?: number;
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;
const LONGEST_WAIT_S = 24 * 60 * 60;

/** RFC 9110 10.2.3, in seconds; a date is not read. */
const retryAfterOf = (text: string | undefined): { readonly retryAfterMs?: number } => {
  const seconds = /^\d{1,9}$/.test(text ?? '') ? Math.min(Number(text), LONGEST_WAIT_S) : 0;
  return seconds > 0 ? { retryAfterMs: seconds * 1000 } : {};
};

/** The one way in which the server sends something to an address that a user gave: never inside, and never on to where it is sent. */
export const createSafeSend = (options: SafeSendOptions): SafeSend => {
  const { ca, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = options;
  const { readAddress, checkedAddresses } = createAddressCheck({ ...options, anyPortInside: true });
  const running = new Set<(code: SendProblem) => void>();
  let stopped = false;

  const exchange = async (
    url: URL,
    { method, headers, body }: Parameters<SafeSend['send']>[0],
    signal: AbortSignal,
  ): Promise<Sent> => {
    const agent = agentFor(await checkedAddresses(url), ca);
    signal.throwIfAborted();
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: { 'user-agent': 'WebMeeting', 'accept-encoding': 'gzip, deflate, br', ...headers },
        body,
        signal,
      });
      const status = answer.statusCode;
      const text = await readAnswer(answer, maxBytes);
      if (status >= 300 && status < 400) return { ok: false, code: 'redirected' };
      return { ok: true, status, body: text, ...retryAfterOf(headerOf(answer, 'retry-after')) };
    } finally {
      agent.destroy().catch(() => {});
    }
  };

  /** Looking a name up cannot be cut short, so the end is kept beside it too. */
  const within = async (work: (signal: AbortSignal) => Promise<Sent>): Promise<Sent> => {
    const controller = new AbortController();
    let end: (code: SendProblem) => void = () => {};
    const ended = new Promise<Sent>((resolve) => {
      end = (code) => {
        resolve({ ok: false, code });
        controller.abort();
      };
    });
    running.add(end);
    const timer = setTimeout(() => end('too-slow'), timeoutMs);
    const worked = work(controller.signal).catch((error: unknown): Sent => ({ ok: false, code: problemOf(error) }));
    try {
      return await Promise.race([worked, ended]);
    } finally {
      clearTimeout(timer);
      running.delete(end);
    }
  };

  return {
    isAddress: (url) => readAddress(url) !== undefined,
    async send(request) {
      const url = readAddress(request.url);
      if (url === undefined) return { ok: false, code: 'bad-address' };
      if (stopped) return { ok: false, code: 'stopped' };
      return await within((signal) => exchange(url, request, signal));
    },
    stop() {
      stopped = true;
      for (const end of running) end('stopped');
    },
  };
};

const KNOWN = new Set<string>(['too-large', 'unreadable'] satisfies SendProblem[]);

/** What SafeFetch's parts throw says why; everything else is a connection that did not come about. */
const problemOf = (error: unknown): SendProblem => {
  const code = error instanceof Error ? error.message : '';
  return KNOWN.has(code) ? (code as SendProblem) : 'unreachable';
};
