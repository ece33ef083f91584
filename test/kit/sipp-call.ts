import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endServer } from './own-process.ts';
import { coderOf, PHONE_RATE_HZ } from './phone-sound.ts';
import type { PhoneWav } from './phone-wav.ts';
import { type SippSettings, sippArguments } from './sipp.ts';

export interface SippCallSettings extends Pick<SippSettings, 'server' | 'user' | 'transport'> {
  /** What it says into the call, again and again, by PCMA: at 8 kHz. */
  readonly speaks: PhoneWav;
}

/** A call of Debian's sipp that goes on until the other side ends it. */
export interface SippCall {
  /** By INFO. */
  press(digits: string): Promise<void>;
  /** What came to its port, up to now. */
  heard(): PhoneWav;
  /** Resolves once the other side has ended it; rejects when anything went otherwise than its scenario says. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 15_000;
const PRESS_APART_MS = 300;
const RTP_HEADER_BYTES = 12;
const PCMA_TYPE = 8;
/** What sipp ends its messages to another sipp with, and we ours. */
const END = '\x1b';

const within = <T>(what: string, promise: Promise<T>, ms = START_MS): Promise<T> => {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`sipp: ${what}: not within ${ms} ms`)), ms).unref();
  });
  return Promise.race([promise, late]);
};

/** Its call and its port, as the scenario tells them to whom it takes for another sipp. */
const readTold = (socket: Socket): Promise<{ readonly callId: string; readonly port: number }> =>
  new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const [, callId, port] = /Call-ID: (\S+)\s+Port: (\d+)/.exec(text) ?? [];
      if (callId !== undefined && text.includes(END)) resolve({ callId, port: Number(port) });
    });
  });

/** sipp keeps nothing of what it hears: the packets are read off the network, which needs root. */
const listenTo = async (port: number, hear: (payload: Uint8Array) => void): Promise<ChildProcess> => {
  const child = spawn('tshark', ['-i', 'lo', '-f', `udp dst port ${port}`, '-l', '-T', 'fields', '-e', 'udp.payload'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface(child.stdout).on('line', (line) => {
    const packet = Buffer.from(line.replaceAll(':', ''), 'hex');
    if (((packet[1] ?? 0) & 0x7f) === PCMA_TYPE) hear(packet.subarray(RTP_HEADER_BYTES));
  });
  let said = '';
  const begun = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('Capturing on')) resolve();
    });
  });
  await within('tshark listens', begun);
  return child;
};

const openTwin = async (): Promise<{ readonly server: Server; readonly port: number }> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
};

/** Calls, and resolves once the call is on and listened to. */
export const callBySipp = async ({ speaks, ...settings }: SippCallSettings): Promise<SippCall> => {
  if (speaks.rateHz !== PHONE_RATE_HZ) throw new Error('sipp speaks PCMA, at 8 kHz');
  const { encode, decode } = coderOf('PCMA');
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-sipp-call-'));
  const spoken = Int16Array.from(speaks.samples, (sample) => Math.round(sample * 32_767));
  writeFileSync(join(folder, 'speaks.al'), encode(spoken));
  const errorFile = join(folder, 'errors');
  const twin = await openTwin();
  const connected = once(twin.server, 'connection') as Promise<[Socket]>;
  const child = spawn(
    'sipp',
    [
      ...sippArguments({ ...settings, scenario: 'spoken-call' }),
      ...['-m', '1', '-3pcc', `127.0.0.1:${twin.port}`, '-trace_err', '-error_file', errorFile],
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(([status]) => {
    const errors = existsSync(errorFile) ? readFileSync(errorFile, 'utf8') : '';
    if (status !== 0) throw new Error(`sipp ended with ${status}\n${errors}`);
  });
  ended.catch(() => {});
  const refused = ended.then(() => Promise.reject(new Error('sipp: the call was over at once')));
  refused.catch(() => {});
  const [socket] = await within('starts', Promise.race([connected, refused]));
  socket.on('error', () => {});
  const { callId, port } = await within('is answered', Promise.race([readTold(socket), refused]));
  const chunks: Int16Array[] = [];
  const ear = await listenTo(port, (payload) => chunks.push(decode(payload)));

  return {
    ended,
    async press(digits) {
      for (const digit of digits) {
        socket.write(`Call-ID: ${callId}\r\nPress: ${digit}\r\n\r\n${END}`);
        await new Promise((resolve) => setTimeout(resolve, PRESS_APART_MS));
      }
    },
    heard: () => ({
      rateHz: PHONE_RATE_HZ,
      samples: Float32Array.from(
        chunks.flatMap((chunk) => [...chunk]),
        (sample) => sample / 32_768,
      ),
    }),
    async stop() {
      process.removeListener('exit', kill);
      await Promise.all([endServer(child, 'SIGKILL'), endServer(ear)]);
      socket.destroy();
      twin.server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
