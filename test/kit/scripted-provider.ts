import { createHash, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { openPhoneSound, type PhoneSound } from './phone-sound.ts';
import { readPhoneSdp, writePhoneSdp } from './scripted-phone.ts';
import {
  createSipCutter,
  headerOf,
  headersOf,
  parameterOf,
  readSipText,
  type SipText,
  uriOf,
  writeSipText,
} from './sip-text.ts';

type Headers = ReadonlyArray<readonly [string, string]>;

/** What a test lets the provider say to an INVITE; each call sends one response. */
export type Reply = (
  status: number,
  options?: { readonly headers?: Headers; readonly body?: string; readonly tag?: string },
) => void;

export interface ProviderSettings {
  readonly transport?: 'udp' | 'tcp' | 'tls';
  /** Another server of the same provider is 127.0.0.12. */
  readonly address?: string;
  readonly port?: number;
  readonly password?: string;
  readonly algorithm?: 'MD5' | 'SHA-256';
  readonly tls?: { readonly cert: string; readonly key: string };
  /** What REGISTER is answered, instead of asking for the password: a status, or undefined to go on. */
  readonly register?: (
    request: SipText,
    count: number,
  ) => { readonly status: number; readonly headers?: Headers } | undefined;
  readonly invite?: (request: SipText, reply: Reply, provider: ScriptedProvider) => void;
  readonly expires?: number;
}

/** A provider of telephone numbers: a registrar that checks the password, and a telephone behind it. */
export interface ScriptedProvider {
  readonly port: number;
  readonly requests: readonly SipText[];
  /** Of the telephone behind it, once a call was answered by `answer`. */
  sound(): PhoneSound | undefined;
  /** 200 with SDP, as a telephone that was picked up. */
  answer(invite: SipText, reply: Reply, tag?: string): Promise<void>;
  /** A request to the other side within the call of this INVITE, along the way that it came. */
  send(invite: SipText, method: string, tag?: string): void;
  /** Breaks the connections of TCP and TLS. */
  breakConnections(): void;
  close(): Promise<void>;
}

const hash = (algorithm: 'MD5' | 'SHA-256', text: string): string =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex');

const fieldOf = (authorization: string, name: string): string =>
  new RegExp(`[ ,]${name}="?([^",]*)"?`).exec(authorization)?.[1] ?? '';

/** RFC 7616 3.4.1 with qop=auth, worked out apart from the server's own. */
export const isRightProof = (
  authorization: string,
  method: string,
  password: string,
  algorithm: 'MD5' | 'SHA-256',
): boolean => {
  const get = (name: string): string => fieldOf(authorization, name);
  const ha1 = hash(algorithm, `${get('username')}:${get('realm')}:${password}`);
  const ha2 = hash(algorithm, `${method}:${get('uri')}`);
  const wanted = hash(algorithm, [ha1, get('nonce'), get('nc'), get('cnonce'), 'auth', ha2].join(':'));
  return get('response') === wanted;
};

const TAG = 'provider-tag';

export const startScriptedProvider = async (settings: ProviderSettings = {}): Promise<ScriptedProvider> => {
  const {
    transport = 'udp',
    address = '127.0.0.11',
    password = 'secret',
    algorithm = 'MD5',
    expires = 3_600,
  } = settings;
  const requests: SipText[] = [];
  const seen = new Set<string>();
  const ways = new Map<string, (text: string) => void>();
  const nonce = randomBytes(8).toString('hex');
  let registers = 0;
  let sound: PhoneSound | undefined;

  const replyTo =
    (request: SipText, back: (text: string) => void): Reply =>
    (status, { headers = [], body = '', tag = TAG } = {}) => {
      const copied = ['Via', 'From', 'Call-ID', 'CSeq'].flatMap((name) =>
        headersOf(request, name.toLowerCase()).map((value) => [name, value] as const),
      );
      const to = headerOf(request, 'to');
      const tagged = status > 100 && !to.includes(';tag=') ? `${to};tag=${tag}` : to;
      back(writeSipText(`SIP/2.0 ${status} Said`, [...copied, ['To', tagged], ...headers], body));
    };

  const challenge = (): readonly [string, string] => [
    'WWW-Authenticate',
    `Digest realm="provider", nonce="${nonce}", algorithm=${algorithm}, qop="auth"`,
  ];
  const isProved = (request: SipText): boolean => {
    const proof = headerOf(request, 'authorization');
    return fieldOf(proof, 'nonce') === nonce && isRightProof(proof, request.method, password, algorithm);
  };

  const register = (request: SipText, reply: Reply): void => {
    registers += 1;
    const own = settings.register?.(request, registers);
    if (own !== undefined) reply(own.status, { headers: own.headers ?? [] });
    else if (!isProved(request)) reply(401, { headers: [challenge()] });
    else reply(200, { headers: [['Contact', `${headerOf(request, 'contact')};expires=${expires}`]] });
  };

  const take = (text: string, back: (text: string) => void): void => {
    const request = readSipText(text);
    const key = `${parameterOf(headerOf(request, 'via'), 'branch')} ${request.method}`;
    if (request.status !== 0 || (seen.has(key) && request.method !== 'ACK')) return;
    seen.add(key);
    requests.push(request);
    ways.set(headerOf(request, 'call-id'), back);
    const reply = replyTo(request, back);
    if (request.method === 'REGISTER') register(request, reply);
    else if (request.method === 'INVITE' && settings.invite !== undefined) settings.invite(request, reply, provider);
    else if (request.method !== 'ACK') reply(200);
  };

  const udp = transport === 'udp' ? createSocket('udp4') : undefined;
  const sockets = new Set<Socket>();
  const connected = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    const cut = createSipCutter((text) => take(text, (answer) => socket.write(answer)));
    socket.on('data', (chunk: Buffer) => cut(chunk));
  };
  const tcp =
    transport === 'tls'
      ? createTlsServer({ ...settings.tls }, connected)
      : transport === 'tcp'
        ? createServer(connected)
        : undefined;
  if (udp !== undefined) {
    udp.on('message', (bytes, from) => {
      if (bytes.length > 4) take(bytes.toString(), (answer) => udp.send(answer, from.port, from.address, () => {}));
    });
    udp.bind(settings.port ?? 0, address);
    await once(udp, 'listening');
  }
  if (tcp !== undefined) {
    tcp.listen(settings.port ?? 0, address);
    await once(tcp, 'listening');
  }
  const bound = udp?.address() ?? tcp?.address();

  const provider: ScriptedProvider = {
    port: typeof bound === 'object' && bound !== null ? bound.port : 0,
    requests,
    sound: () => sound,
    async answer(invite, reply, tag = TAG) {
      sound ??= await openPhoneSound(address);
      const offered = readPhoneSdp(invite.body);
      sound.configure({
        codec: 'PCMA',
        payloadType: 8,
        eventType: 101,
        remote: { address: offered.address, port: offered.port },
      });
      reply(200, {
        tag,
        headers: [
          ['Contact', `<sip:telephone@${address}:${provider.port}>`],
          ['Content-Type', 'application/sdp'],
        ],
        body: writePhoneSdp(address, sound.port, 'PCMA'),
      });
    },
    send(invite, method, tag = TAG) {
      ways.get(headerOf(invite, 'call-id'))?.(
        writeSipText(`${method} ${uriOf(headerOf(invite, 'contact'))} SIP/2.0`, [
          [
            'Via',
            `SIP/2.0/${transport.toUpperCase()} ${address}:${provider.port};branch=z9hG4bK${randomBytes(6).toString('hex')}`,
          ],
          ['Max-Forwards', '70'],
          ['From', `${headerOf(invite, 'to')};tag=${tag}`],
          ['To', headerOf(invite, 'from')],
          ['Call-ID', headerOf(invite, 'call-id')],
          ['CSeq', `1 ${method}`],
        ]),
      );
    },
    breakConnections() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      await sound?.close();
      for (const socket of sockets) socket.destroy();
      await Promise.all([
        udp === undefined ? undefined : new Promise<void>((resolve) => udp.close(() => resolve())),
        tcp === undefined ? undefined : new Promise<void>((resolve) => tcp.close(() => resolve())),
      ]);
    },
  };
  return provider;
};
