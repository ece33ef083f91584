import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { io, type Socket } from 'socket.io-client';
import { createNetworkOf } from '../../src/app/peer-network.ts';
import { audioPayload, formatAudioFrame, isDirectFrame, parseAudioFrame } from '../../src/audio/audio-frame.ts';
import { createRealtime } from '../../src/platform/realtime.ts';
import { attachEcho, ECHO_MS, ECHOES_PER_NETWORK } from '../../src/room/echo-socket.ts';

const WAIT_MS = 5_000;

const frame = (sequence: number, bytes = 60): Buffer =>
  Buffer.from(
    formatAudioFrame(
      { participant: 0, sequence, captureMs: sequence * 20, level: 20, endOfTalkspurt: false },
      new Uint8Array(bytes).fill(sequence),
    ),
  );

const until = async (condition: () => boolean, what: string): Promise<void> => {
  const deadlineMs = performance.now() + WAIT_MS;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`${what} did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

interface Tester {
  readonly socket: Socket;
  readonly frames: Buffer[];
  /** Why the connection was refused or closed. */
  readonly over: string[];
}

describe('the echo test before a meeting', () => {
  let url = '';
  let time = { nowMs: 0 };
  let timers: Array<{ readonly ms: number; readonly work: () => void; off: boolean }> = [];
  let stop: () => Promise<void>;
  const testers: Tester[] = [];

  beforeEach(async () => {
    time = { nowMs: 0 };
    timers = [];
    const httpServer = createServer();
    const realtime = createRealtime({
      httpServer,
      isOwnOrigin: ({ headers }) => headers.origin !== 'https://evil.example',
    });
    // The room's own namespace stays shut to who has no ticket.
    realtime.use((_socket, next) => next(new Error('no ticket')));
    attachEcho({
      realtime,
      networkOf: createNetworkOf(['loopback']),
      clock: { nowMs: () => time.nowMs },
      after: (ms, work) => {
        const timer = { ms, work, off: false };
        timers.push(timer);
        return () => {
          timer.off = true;
        };
      },
    });
    await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
    stop = async () => {
      await realtime.close();
    };
  });
  afterEach(async () => {
    for (const { socket } of testers.splice(0)) socket.disconnect();
    await stop();
  });

  const open = (headers: Record<string, string> = {}): Tester => {
    const socket = io(`${url}/echo`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
    });
    const tester: Tester = { socket, frames: [], over: [] };
    socket.on('audio', (bytes: Buffer) => tester.frames.push(bytes));
    socket.on('disconnect', (reason) => tester.over.push(reason));
    socket.on('connect_error', (error) => tester.over.push(error.message));
    testers.push(tester);
    return tester;
  };
  const connected = async (headers?: Record<string, string>): Promise<Tester> => {
    const tester = open(headers);
    await until(() => tester.socket.connected, 'the connection');
    return tester;
  };

  it('sends each frame back to its sender alone, as it was, and says so', async () => {
    const [ann, bob] = [await connected(), await connected()];
    for (let sequence = 1; sequence <= 100; sequence += 1) {
      ann.socket.emit('audio', frame(sequence));
      // All at once would be a backlog, and sound that comes too late is dropped.
      if (sequence % 20 === 0) await until(() => ann.frames.length === sequence, `${sequence} frames`);
    }
    ann.frames.forEach((bytes, index) => {
      expect(parseAudioFrame(bytes)).to.include({ participant: 0, sequence: index + 1, captureMs: (index + 1) * 20 });
      expect(isDirectFrame(bytes)).to.equal(true);
      expect(Buffer.from(audioPayload(bytes)).equals(frame(index + 1).subarray(12))).to.equal(true);
    });
    expect(bob.frames).to.have.length(0);
  });

  it('ends after a minute, and the timer with the connection', async () => {
    const ann = await connected();
    const bob = await connected();
    expect(timers.map(({ ms }) => ms)).to.deep.equal([ECHO_MS, ECHO_MS]);
    timers[0]?.work();
    await until(() => ann.over.length === 1, 'the end');
    expect(ann.over).to.deep.equal(['io server disconnect']);
    bob.socket.disconnect();
    await until(() => timers[1]?.off === true, 'the timer’s end');
  });

  for (const [what, nonsense] of [
    ['an event that is none', ['chat.send', { text: 'x' }]],
    ['text in place of a frame', ['audio', 'hello']],
    ['bytes that are no frame', ['audio', Buffer.alloc(40, 9)]],
    ['a frame that is too long', ['audio', Buffer.alloc(3_000, 1)]],
  ] as const) {
    it(`closes the connection after ${what}, and sends nothing back`, async () => {
      const ann = await connected();
      ann.socket.emit(...(nonsense as unknown as [string, unknown]));
      await until(() => ann.over.length === 1, 'the end');
      expect(ann.frames).to.have.length(0);
    });
  }

  it('takes no more frames than a microphone makes, and closes after a flood', async () => {
    const ann = await connected();
    for (let sequence = 0; sequence < 1_000; sequence += 1) ann.socket.emit('audio', frame(sequence, 3));
    await until(() => ann.over.length === 1, 'the end');
    expect(ann.frames.length).to.be.at.most(150);
  });

  it('has so many places for one network and no more; whoever goes makes room', async () => {
    const here = { 'x-forwarded-for': '203.0.113.5' };
    const first = await connected(here);
    for (let count = 1; count < ECHOES_PER_NETWORK; count += 1) await connected(here);
    const late = open(here);
    await until(() => late.over.length === 1, 'the refusal');
    expect(late.over).to.deep.equal(['too-many-attempts']);
    await connected({ 'x-forwarded-for': '203.0.113.6' });
    first.socket.disconnect();
    await until(() => timers.some(({ off }) => off), 'the leaving');
    await connected(here);
  });

  it('is refused to pages of another origin, and opens no door to the room', async () => {
    const foreign = open({ origin: 'https://evil.example' });
    await until(() => foreign.over.length === 1, 'the refusal');
    const room = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
    const over: string[] = [];
    room.on('connect_error', (error) => over.push(error.message));
    await until(() => over.length === 1, 'the refusal');
    expect(over).to.deep.equal(['no ticket']);
    room.disconnect();
  });
});
