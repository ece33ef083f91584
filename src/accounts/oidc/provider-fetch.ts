import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, fetch } from 'undici';
import { mayConnectTo, type Network } from '../../platform/public-address.ts';

/** Why a provider was not asked, or did not answer. */
export type ProviderFetchCode = 'not-allowed' | 'unreachable' | 'too-slow' | 'too-large' | 'redirected' | 'certificate';

export class ProviderFetchError extends Error {
  override readonly name = 'ProviderFetchError';
  readonly code: ProviderFetchCode;
  constructor(code: ProviderFetchCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
  }
}

interface FetchOptions {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Asks a provider. The answer has been read whole. */
export type ProviderFetch = (url: string, options: FetchOptions) => Promise<Response>;

/** Those of safe-fetch.ts: an administrator's address is no more trusted than a user's. */
const PORTS = ['', '80', '443', '8443'];
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1024 * 1024;

const CERTIFICATE_CODES = /CERT|SIGNATURE|ISSUER|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY/;

const codeOf = (error: unknown): string => {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return '';
};

const readAtMost = async (body: AsyncIterable<Uint8Array> | null): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new ProviderFetchError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/**
 * The one way in which providers of sign-ins are asked: public addresses over https, and whatever is in the networks that the
 * administrator names. The host is looked up once, every address of it is checked, and those are connected to. No redirect is followed.
 */
export const createProviderFetch = ({
  networks,
  resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
}: {
  readonly networks: () => Promise<readonly Network[]>;
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}): ProviderFetch => {
  /** Checked addresses of the host, when all that is asked for is allowed. */
  const addressesOf = async (url: URL): Promise<readonly string[]> => {
    const inside = await networks();
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const found = isIP(host) === 0 ? await resolve(host).catch(() => []) : [host];
    if (found.length === 0) throw new ProviderFetchError('unreachable', `${host} is not known`);
    if (!found.every((address) => mayConnectTo(address, inside))) throw new ProviderFetchError('not-allowed');
    // Inside, where the administrator knows who is there, any port will do, and plain http too.
    const isInside = inside.length > 0 && !found.every((address) => mayConnectTo(address, []));
    const usual = url.protocol === 'https:' && PORTS.includes(url.port);
    if (!usual && !(isInside && url.protocol === 'http:') && !(isInside && url.protocol === 'https:'))
      throw new ProviderFetchError('not-allowed');
    if (url.username + url.password !== '') throw new ProviderFetchError('not-allowed');
    return found;
  };

  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    const all = (await addressesOf(url)).map((one) => ({ address: one, family: one.includes(':') ? 6 : 4 }));
    const agent = new Agent({
      connections: 1,
      connect: {
        lookup: (_host, options, answer) => {
          const [first] = all;
          if (first === undefined) answer(new Error('no address'), '', 0);
          else if (options.all) answer(null, all);
          else answer(null, first.address, first.family);
        },
      },
    });
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const answer = await fetch(url, {
        method,
        headers,
        redirect: 'manual',
        dispatcher: agent,
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        ...(body !== undefined && body !== null && { body: String(body) }),
      });
      if (answer.status >= 300 && answer.status < 400) throw new ProviderFetchError('redirected');
      const bytes = await readAtMost(answer.body);
      return new Response(answer.status === 204 ? null : new Uint8Array(bytes), {
        status: answer.status,
        headers: [...answer.headers.entries()],
      });
    } catch (error) {
      if (error instanceof ProviderFetchError) throw error;
      if (limit.aborted) throw new ProviderFetchError('too-slow');
      const code = codeOf(error);
      throw new ProviderFetchError(CERTIFICATE_CODES.test(code) ? 'certificate' : 'unreachable', code);
    } finally {
      agent.destroy().catch(() => {});
    }
  };
};

/** What was thrown by it, however it was wrapped on its way. */
export const providerFetchProblem = (error: unknown): ProviderFetchError | undefined => {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof ProviderFetchError) return cause;
  return undefined;
};
