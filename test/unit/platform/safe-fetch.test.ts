import { execFileSync } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { readNetworks } from '../../../src/platform/public-address.ts';
import {
  createSafeFetch,
  type Fetched,
  type FetchProblem,
  type SafeFetchOptions,
} from '../../../src/platform/safe-fetch.ts';
import { insideAddresses } from '../../kit/inside-addresses.ts';

const OPENSSL = '/usr/bin/openssl';
const LOOPBACK = readNetworks(['127.0.0.1']);
const MEBIBYTE = 1024 * 1024;

const listen = async (
  handler: RequestListener,
  host: string,
): Promise<{ server: Server; port: number; origin: string }> => {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return { server, port, origin: `http://127.0.0.1:${port}` };
};

describe('safe fetch', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
  const serve = async (handler: RequestListener, host = '127.0.0.1') => {
    const served = await listen(handler, host);
    servers.push(served.server);
    return served;
  };

  const refusalOf = async (
    address: string,
    options: Partial<SafeFetchOptions> & { ports: readonly number[] },
  ): Promise<FetchProblem | Fetched> => {
    const outcome = await createSafeFetch({ plainHttp: true, ...options }).fetch(address);
    if (outcome.ok) return outcome.value;
    const { ok: _ok, ...problem } = outcome;
    return problem;
  };

  describe('of addresses that lead inside', () => {
    let connections = 0;
    let attempts = 0;
    const countAttempt = (): void => {
      attempts += 1;
    };
    before(() => diagnostics.subscribe('undici:client:beforeConnect', countAttempt));
    after(() => diagnostics.unsubscribe('undici:client:beforeConnect', countAttempt));

    const canary = async (host?: string): Promise<number> => {
      connections = 0;
      attempts = 0;
      const { server, port } = await serve((_request, response) => response.end('inside'), host);
      server.on('connection', () => {
        connections += 1;
      });
      return port;
    };

    /** Refused by their text alone. */
    const BAD = [
      'http://user@127.0.0.1:P/',
      'http://example.org:P@127.0.0.1:P/',
      'http://user:password@example.org:P/',
      'gopher://127.0.0.1:P/_GET%20/',
      'file:///etc/passwd',
      'ftp://127.0.0.1:P/',
      'data:text/calendar,BEGIN:VCALENDAR',
      'javascript:1',
      'ws://127.0.0.1:P/',
      'http://127.0.0.1:22/',
      'http://127.0.0.1:0/',
      'http://127.0.0.1:99999/',
      'http://[fe80::1%25eth0]:P/',
      'http://',
      '127.0.0.1:P',
      '//127.0.0.1:P/',
      '',
      `http://example.org:P/${'a'.repeat(3_000)}`,
    ];

    it('opens no connection, and says the same for all of them', async () => {
      const port = await canary();
      for (const address of insideAddresses(port)) {
        const outcome = await refusalOf(address, { ports: [port] });
        expect(outcome, address).to.deep.equal({ code: 'unreachable' });
      }
      expect({ connections, attempts }).to.deep.equal({ connections: 0, attempts: 0 });
    });

    it('refuses by the text what is no web address of a usual port without user', async () => {
      const port = await canary();
      for (const address of BAD)
        expect(await refusalOf(address.replaceAll(':P', `:${port}`), { ports: [port] }), address).to.deep.equal({
          code: 'bad-address',
        });
      expect({ connections, attempts }).to.deep.equal({ connections: 0, attempts: 0 });
    });

    it('a name with one address inside among public ones is not connected to', async () => {
      const port = await canary();
      const resolve = async (): Promise<string[]> => ['193.0.6.139', '127.0.0.1'];
      expect(await refusalOf(`http://two-faced.example:${port}/`, { ports: [port], resolve })).to.deep.equal({
        code: 'unreachable',
      });
      expect({ connections, attempts }).to.deep.equal({ connections: 0, attempts: 0 });
    });

    it('a name is looked up once for each connection, which goes to the address that was checked', async () => {
      const port = await canary();
      const answers = [['127.0.0.1'], ['127.0.0.2'], ['10.0.0.1']];
      let asked = 0;
      const resolve = async (): Promise<string[]> => {
        asked += 1;
        return answers[asked - 1] ?? ['10.0.0.1'];
      };
      const outcome = await refusalOf(`http://rebinding.example:${port}/`, {
        ports: [port],
        resolve,
        allowed: LOOPBACK,
      });
      expect(outcome).to.include({ changed: true });
      expect({ asked, connections }).to.deep.equal({ asked: 1, connections: 1 });
    });

    it('a redirect inside is not followed', async () => {
      const port = await canary('127.0.0.2');
      const targets = [
        '127.0.0.2',
        '127.2',
        '0x7f.2',
        '2130706434',
        '[::ffff:7f00:2]',
        '[::1]',
        'localhost',
        'inside.example',
      ];
      const bad = [
        'gopher://127.0.0.2/',
        'file:///etc/passwd',
        `http://user@outside.example:${port}/`,
        'http://outside.example:22/',
      ];
      for (const target of [...targets.map((host) => `//${host}:${port}/`), ...bad]) {
        const outside = await serve((_request, response) => response.writeHead(302, { Location: target }).end());
        const outcome = await refusalOf(`http://outside.example:${outside.port}/`, {
          ports: [port, outside.port],
          allowed: LOOPBACK,
          resolve: async (host) => (host === 'outside.example' ? ['127.0.0.1'] : ['127.0.0.2']),
        });
        expect(outcome, target).to.deep.equal({ code: 'unreachable' });
      }
      expect(connections).to.equal(0);
      expect(attempts, 'those to the outside').to.equal(targets.length + bad.length);
    });
  });

  describe('of servers that answer', () => {
    const open = (port: number, options: Partial<SafeFetchOptions> = {}) =>
      createSafeFetch({ plainHttp: true, ports: [port], allowed: LOOPBACK, timeoutMs: 5_000, ...options });
    const codeOf = async (handler: RequestListener, options: Partial<SafeFetchOptions> = {}): Promise<unknown> => {
      const { port, origin } = await serve(handler);
      const outcome = await open(port, options).fetch(`${origin}/`);
      return outcome.ok ? 'fetched' : 'status' in outcome ? `${outcome.code} ${outcome.status}` : outcome.code;
    };

    it('brings the body and what the server says of it, and sends nothing about us', async () => {
      const seen: unknown[] = [];
      const { port, origin } = await serve((request, response) => {
        seen.push(request.url, Object.keys(request.headers).sort());
        response
          .writeHead(200, { 'Content-Type': 'text/calendar', ETag: '"v1"', 'Set-Cookie': 'a=b' })
          .end('BEGIN:VCALENDAR');
      });
      const outcome = await open(port).fetch(`${origin}/a/b.ics?c=d#e`);
      expect(outcome).to.deep.equal({
        ok: true,
        value: {
          changed: true,
          body: Buffer.from('BEGIN:VCALENDAR'),
          contentType: 'text/calendar',
          validators: { etag: '"v1"' },
        },
      });
      await open(port).fetch(`${origin}/`);
      const headers = ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'];
      expect(seen).to.deep.equal(['/a/b.ics?c=d', headers, '/', headers]);
    });

    it('asks whether it changed, by both validators', async () => {
      const modified = 'Mon, 01 Mar 2027 10:00:00 GMT';
      const { port, origin } = await serve((request, response) => {
        const same = request.headers['if-none-match'] === '"v1"' && request.headers['if-modified-since'] === modified;
        response.writeHead(same ? 304 : 200, { ETag: '"v1"', 'Last-Modified': modified }).end(same ? undefined : 'new');
      });
      const first = await open(port).fetch(`${origin}/`);
      expect(first.ok && first.value.changed && first.value.validators).to.deep.equal({
        etag: '"v1"',
        lastModified: modified,
      });
      const second = await open(port).fetch(`${origin}/`, { etag: '"v1"', lastModified: modified });
      expect(second).to.deep.equal({ ok: true, value: { changed: false } });
    });

    it('reads what was compressed', async () => {
      const packed = {
        gzip: gzipSync('text'),
        deflate: deflateSync('text'),
        br: brotliCompressSync('text'),
        identity: 'text',
      };
      for (const [coding, bytes] of Object.entries(packed)) {
        const { port, origin } = await serve((_request, response) =>
          response.writeHead(200, { 'Content-Encoding': coding }).end(bytes),
        );
        const outcome = await open(port).fetch(`${origin}/`);
        expect(outcome.ok && outcome.value.changed && outcome.value.body.toString(), coding).to.equal('text');
      }
    });

    it('follows three redirects, not four', async () => {
      const { port, origin } = await serve((request, response) => {
        const left = Number(request.url?.slice(1));
        if (left === 0) response.end('there');
        else response.writeHead(left % 2 ? 301 : 307, { Location: `/${left - 1}` }).end();
      });
      expect(await open(port).fetch(`${origin}/3`)).to.include({ ok: true });
      expect(await open(port).fetch(`${origin}/4`)).to.deep.equal({ ok: false, code: 'too-many-redirects' });
    });

    it('says with which status it was refused', async () => {
      expect(await codeOf((_request, response) => response.writeHead(403).end('secret'))).to.equal('refused 403');
      expect(await codeOf((_request, response) => response.writeHead(302).end())).to.equal('refused 302');
      expect(await codeOf((_request, response) => response.writeHead(206).end('part'))).to.equal('refused 206');
    });

    it('drops a bomb at its first byte too many', async () => {
      const bomb = gzipSync(Buffer.alloc(256 * MEBIBYTE), { level: 9 });
      const handler: RequestListener = (_request, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb);
      const before = process.memoryUsage().arrayBuffers;
      expect(await codeOf(handler)).to.equal('too-large');
      expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(32 * MEBIBYTE);
    });

    it('drops an endless body, one that is announced too long, endless headers and what is not compressed as it says', async () => {
      const endless: RequestListener = (_request, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
      };
      expect(await codeOf(endless)).to.equal('too-large');
      expect(
        await codeOf((_request, response) => {
          response.writeHead(200, { 'Content-Length': 3 * MEBIBYTE });
          response.write('begin');
        }),
      ).to.equal('too-large');
      expect(
        await codeOf((_request, response) => response.writeHead(200, { 'X-Long': 'a'.repeat(60_000) }).end()),
      ).to.equal('unreachable');
      const coded =
        (coding: string): RequestListener =>
        (_request, response) =>
          response.writeHead(200, { 'Content-Encoding': coding }).end('not compressed at all');
      for (const coding of ['gzip', 'br', 'zstd', 'gzip, gzip'])
        expect(await codeOf(coded(coding)), coding).to.equal('unreadable');
    });

    it('gives up on a server that never answers and on one that drips', async () => {
      expect(await codeOf(() => {}, { timeoutMs: 100 })).to.equal('too-slow');
      const drip: RequestListener = (_request, response) => {
        const timer = setInterval(() => response.write('.'), 5);
        response.on('close', () => clearInterval(timer));
      };
      expect(await codeOf(drip, { timeoutMs: 150 })).to.equal('too-slow');
      const looks = createSafeFetch({ plainHttp: true, timeoutMs: 50, resolve: () => new Promise(() => {}) });
      expect(await looks.fetch('http://slow.example/')).to.deep.equal({ ok: false, code: 'too-slow' });
    });

    it('ends what is under way when it is stopped, and begins nothing more', async () => {
      let arrived: () => void = () => {};
      const arrival = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const { port, origin } = await serve(() => arrived());
      const fetcher = open(port);
      const under = fetcher.fetch(`${origin}/`);
      await arrival;
      fetcher.stop();
      expect(await under).to.deep.equal({ ok: false, code: 'stopped' });
      expect(await fetcher.fetch(`${origin}/`)).to.deep.equal({ ok: false, code: 'stopped' });
    });

    it('is one and the same unreachable: no server, no such name, a connection that breaks', async () => {
      const { server, port, origin } = await serve(() => {});
      await new Promise((resolve) => server.close(resolve));
      expect(await open(port).fetch(`${origin}/`)).to.deep.equal({ ok: false, code: 'unreachable' });
      expect(await open(port).fetch(`http://no-such-name.invalid:${port}/`)).to.deep.equal({
        ok: false,
        code: 'unreachable',
      });
      expect(await codeOf((request) => request.socket.destroy())).to.equal('unreachable');
    });

    it('takes https alone unless plain http is opened, redirects included', async () => {
      const { port, origin } = await serve((_request, response) => response.end('plain'));
      expect(await open(port, { plainHttp: false }).fetch(`${origin}/`)).to.deep.equal({
        ok: false,
        code: 'bad-address',
      });
      expect(await open(port).fetch(`https://127.0.0.1:${port}/`), 'no TLS there').to.deep.equal({
        ok: false,
        code: 'unreachable',
      });
    });

    it('speaks TLS with the name that was asked for, and takes no certificate of another', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'webmeeting-tls-'));
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
      const made = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=calendar.example -addext subjectAltName=DNS:calendar.example -keyout ${key} -out ${cert}`;
      execFileSync(OPENSSL, made.split(' '), { stdio: 'ignore' });
      const ca = readFileSync(cert, 'utf8');
      const names: unknown[] = [];
      const server = createTlsServer({ key: readFileSync(key), cert: ca }, (request, response) => {
        names.push((request.socket as TLSSocket).servername);
        response.end('sealed');
      });
      rmSync(folder, { recursive: true });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      servers.push(server);
      const { port } = server.address() as AddressInfo;
      const resolve = async (): Promise<string[]> => ['127.0.0.1'];
      const outcomeOf = async (host: string, options: Partial<SafeFetchOptions>): Promise<unknown> => {
        const outcome = await open(port, { resolve, plainHttp: false, ...options }).fetch(`https://${host}:${port}/`);
        return outcome.ok ? outcome.value.changed && outcome.value.body.toString() : outcome.code;
      };
      expect(await outcomeOf('calendar.example', { ca })).to.equal('sealed');
      expect(await outcomeOf('other.example', { ca })).to.equal('unreachable');
      expect(await outcomeOf('calendar.example', {}), 'signed by nobody').to.equal('unreachable');
      expect(names).to.deep.equal(['calendar.example']);
    });

    it('uses the ports 80, 443 and 8443 unless it is told others', async () => {
      const asked: string[] = [];
      const resolve = async (host: string): Promise<string[]> => {
        asked.push(host);
        return [];
      };
      const standard = createSafeFetch({ plainHttp: true, resolve });
      const codes: unknown[] = [];
      for (const address of [
        'http://a/',
        'https://b/',
        'https://c:8443/',
        'http://d:443/',
        'http://e:8080/',
        'https://f:22/',
      ]) {
        const outcome = await standard.fetch(address);
        codes.push(outcome.ok || outcome.code);
      }
      expect(codes).to.deep.equal([
        'unreachable',
        'unreachable',
        'unreachable',
        'unreachable',
        'bad-address',
        'bad-address',
      ]);
      expect(asked).to.deep.equal(['a', 'b', 'c', 'd']);
    });
  });
});
