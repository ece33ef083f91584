import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import { ok, type Result } from '../base/result.ts';
import { mayConnectTo, type Network } from './public-address.ts';

/**
 * Why nothing was fetched. These words go to whoever gave the address, so none tells what is in the server's own network: an
 * address inside is as unreachable as one that nobody has.
 */
export type FetchProblem =
  | { readonly code: 'bad-address' | 'unreachable' | 'too-slow' | 'too-large' | 'too-many-redirects' | 'unreadable' }
  /** This server is being stopped. */
  | { readonly code: 'stopped' }
  | { readonly code: 'refused'; readonly status: number };

/** What an earlier answer said of its version, to be asked whether it still holds. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export type Fetched =
  | { readonly changed: false }
  | {
      readonly changed: true;
      readonly body: Buffer;
      readonly contentType: string;
      readonly validators: Validators;
    };

export interface SafeFetch {
  fetch(address: string, validators?: Validators): Promise<Result<Fetched, FetchProblem>>;
  /** Ends what is under way; nothing is fetched any more. */
  stop(): void;
}

export interface SafeFetchOptions {
  /** Plain http too; without it a redirect to http is refused as well. */
  readonly plainHttp: boolean;
  /** Networks inside that the administrator opens, `readNetworks`. */
  readonly allowed?: readonly Network[];
  /** Kept for tests, whose servers have ports of their own. */
  readonly ports?: readonly number[];
  /** Likewise: the certificate (PEM) to trust in the place of the usual ones. */
  readonly ca?: string;
  readonly timeoutMs?: number;
  /** Of the body, after decompression. */
  readonly maxBytes?: number;
  readonly accept?: string;
  /** All addresses of a host name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const PORTS = [80, 443, 8443];
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 2 * 1024 * 1024;
const REDIRECTS = 3;
const ADDRESS_CHARACTERS = 2_048;
const HEADER_BYTES = 16_384;
const DEFAULT_PORT: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
const IS_REDIRECT = new Set([301, 302, 303, 307, 308]);

const resolveBySystem = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

const problem = (code: Exclude<FetchProblem['code'], 'refused'>): { readonly ok: false } & FetchProblem => ({
  ok: false,
  code,
});

/** Ends one fetch from inside the chain of streams and promises. */
class Abandoned extends Error {
  readonly problem: FetchProblem;
  constructor(reason: FetchProblem) {
    super(reason.code);
    this.problem = reason;
  }
}

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export const headerOf = (answer: Dispatcher.ResponseData, name: string): string | undefined => {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** The body as it was before compression; a coding that we did not ask for cannot be read. */
const decoded = (answer: Dispatcher.ResponseData): { stream: AsyncIterable<Buffer>; source: Readable } => {
  const coding = headerOf(answer, 'content-encoding')?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return { stream: answer.body, source: answer.body };
  const decoder = DECODERS[coding]?.();
  if (decoder === undefined) throw new Abandoned({ code: 'unreadable' });
  answer.body.on('error', (error) => decoder.emit('error', error));
  return { stream: answer.body.pipe(decoder) as unknown as AsyncIterable<Buffer>, source: answer.body };
};

/** Counts while it reads, so that a bomb is dropped at its first byte too many. */
export const readAnswer = async (answer: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> => {
  const { stream, source } = decoded(answer);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new Abandoned({ code: 'too-large' });
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Abandoned ? error : new Abandoned({ code: 'unreadable' });
  } finally {
    source.on('error', () => {});
    source.destroy();
  }
  return Buffer.concat(chunks);
};

/** Connects to the addresses that were checked and to no other: the name is not looked up again. */
export const agentFor = (addresses: readonly string[], ca: string | undefined): Agent => {
  const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return new Agent({
    connections: 1,
    pipelining: 1,
    maxHeaderSize: HEADER_BYTES,
    connect: {
      ...(ca !== undefined && { ca }),
      lookup: (_host, options, answer) => {
        const [first] = all;
        if (first === undefined) answer(new Error('no address'), '', 0);
        else if (options.all) answer(null, all);
        else answer(null, first.address, first.family);
      },
    },
  });
};

/** What addresses may be asked, by their text and by where they lead. With `anyPortInside` opened networks are reached at any port. */
export const createAddressCheck = ({
  plainHttp,
  allowed = [],
  ports = PORTS,
  anyPortInside = false,
  resolve = resolveBySystem,
}: Pick<SafeFetchOptions, 'plainHttp' | 'allowed' | 'ports' | 'resolve'> & { readonly anyPortInside?: boolean }) => {
  const protocols = plainHttp ? ['https:', 'http:'] : ['https:'];
  const portOf = ({ port, protocol }: URL): number | undefined => (port === '' ? DEFAULT_PORT[protocol] : Number(port));
  const isUsualPort = (url: URL): boolean => ports.includes(portOf(url) ?? 0);
  const isInside = (address: string): boolean => !mayConnectTo(address, []) && mayConnectTo(address, allowed);

  return {
    /** The address as a URL when its text alone shows nothing wrong. */
    readAddress(address: string, base?: URL): URL | undefined {
      if (address.length > ADDRESS_CHARACTERS || !URL.canParse(address, base?.href)) return undefined;
      const url = new URL(address, base?.href);
      if (!protocols.includes(url.protocol) || !(anyPortInside || isUsualPort(url))) return undefined;
      return url.username + url.password === '' && url.hostname !== '' ? url : undefined;
    },
    /** Every address of the host, when the server may connect to every one of them. */
    async checkedAddresses(url: URL): Promise<readonly string[]> {
      const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
      const addresses = isIP(host) === 0 ? await resolve(host) : [host];
      const may = (address: string): boolean =>
        mayConnectTo(address, allowed) && (isUsualPort(url) || isInside(address));
      if (addresses.length === 0 || !addresses.every(may)) throw new Abandoned({ code: 'unreachable' });
      return addresses;
    },
  };
};

/** The one way in which the server fetches an address that a user gave. */
export const createSafeFetch = ({
  plainHttp,
  allowed = [],
  ports = PORTS,
  ca,
  timeoutMs = TIMEOUT_MS,
  maxBytes = MAX_BYTES,
  accept = '*/*',
  resolve = resolveBySystem,
}: SafeFetchOptions): SafeFetch => {
  const { readAddress, checkedAddresses } = createAddressCheck({ plainHttp, allowed, ports, resolve });

  const headersFor = (validators: Validators): Record<string, string> => ({
    accept,
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'WebMeeting',
    ...(validators.etag !== undefined && { 'if-none-match': validators.etag }),
    ...(validators.lastModified !== undefined && { 'if-modified-since': validators.lastModified }),
  });

  const read = async (answer: Dispatcher.ResponseData): Promise<Fetched> => {
    if (answer.statusCode === 304) return { changed: false };
    if (answer.statusCode !== 200) throw new Abandoned({ code: 'refused', status: answer.statusCode });
    if (Number(headerOf(answer, 'content-length') ?? 0) > maxBytes) throw new Abandoned({ code: 'too-large' });
    const body = await readAnswer(answer, maxBytes);
    const etag = headerOf(answer, 'etag');
    const lastModified = headerOf(answer, 'last-modified');
    return {
      changed: true,
      body,
      contentType: headerOf(answer, 'content-type') ?? '',
      validators: { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) },
    };
  };

  /** One connection. Answers what it brought, or where it was sent on to. */
  const hop = async (url: URL, validators: Validators, signal: AbortSignal): Promise<Fetched | URL> => {
    const agent = agentFor(await checkedAddresses(url), ca);
    signal.throwIfAborted();
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: headersFor(validators),
        signal,
      });
      const location = headerOf(answer, 'location');
      if (!IS_REDIRECT.has(answer.statusCode) || location === undefined) return await read(answer);
      const next = readAddress(location, url);
      if (next === undefined) throw new Abandoned({ code: 'unreachable' });
      return next;
    } finally {
      agent.destroy().catch(() => {});
    }
  };

  const follow = async (start: URL, validators: Validators, signal: AbortSignal): Promise<Fetched> => {
    let url = start;
    for (let redirects = 0; redirects <= REDIRECTS; redirects += 1) {
      const outcome = await hop(url, validators, signal);
      if (!(outcome instanceof URL)) return outcome;
      url = outcome;
    }
    throw new Abandoned({ code: 'too-many-redirects' });
  };

  /** Each ends one fetch that is under way. */
  const running = new Set<(reason: FetchProblem) => void>();
  let stopped = false;

  /** Looking a name up cannot be cut short, so the end is kept beside it too. */
  const within = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const controller = new AbortController();
    let end: (reason: FetchProblem) => void = () => {};
    const ended = new Promise<never>((_resolve, reject) => {
      end = (reason) => {
        reject(new Abandoned(reason));
        controller.abort();
      };
    });
    running.add(end);
    const timer = setTimeout(() => end({ code: 'too-slow' }), timeoutMs);
    try {
      return await Promise.race([work(controller.signal), ended]);
    } finally {
      clearTimeout(timer);
      running.delete(end);
    }
  };

  return {
    async fetch(address, validators = {}) {
      const url = readAddress(address);
      if (url === undefined) return problem('bad-address');
      if (stopped) return problem('stopped');
      try {
        return ok(await within((signal) => follow(url, validators, signal)));
      } catch (error) {
        return error instanceof Abandoned ? { ok: false, ...error.problem } : problem('unreachable');
      }
    },
    stop() {
      stopped = true;
      for (const end of running) end({ code: 'stopped' });
    },
  };
};
