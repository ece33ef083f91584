import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { connectHeadless, enterRoom, type HeadlessClient, newMessageName } from '../kit/headless-client.ts';
import { enterByKeys, newBrowser } from '../kit/headless-door.ts';
import { type OpenedMeeting, type OwnApp, startOwnApp } from '../kit/own-app.ts';

const MEGABYTE = 1_048_576;
const SECONDS = Number(process.env['FLOOD_SECONDS'] ?? 4);
const PER_SECOND = 10_000;
const MOST_AT_ONCE = 200;
/** What others may notice of it, at p99, more than without it on the same machine; and what the server may keep of it. */
const DELIVERY_MS = 200;
const GROWTH_BYTES = 50 * MEGABYTE;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;

describe('a flood', function () {
  this.timeout(120_000);
  let app: OwnApp;
  let meeting: OpenedMeeting;
  let olga: HeadlessClient;
  let max: HeadlessClient;
  const opened: HeadlessClient[] = [];

  before(async () => {
    app = await startOwnApp();
  });
  after(() => app.stop());
  beforeEach(async () => {
    [meeting = { id: '', pin: '', hostTicket: '' }] = await app.meetings(1);
    olga = await enterRoom(app.url, { ticket: meeting.hostTicket });
    max = await join('Max');
    opened.push(olga);
    await app.vitals();
  });
  afterEach(async () => {
    await olga.command('session.end').catch(() => {});
    for (const client of opened.splice(0)) client.close();
  });

  async function join(name: string, options: Parameters<typeof enterRoom>[2] = {}): Promise<HeadlessClient> {
    const { ticket } = await enterByKeys(newBrowser(app.url), { meeting: meeting.id, name, pin: meeting.pin });
    const client = await enterRoom(app.url, { ticket }, options);
    opened.push(client);
    return client;
  }

  /** How long others wait for each other's words meanwhile, in milliseconds. */
  const talkWhile = async (flooding: Promise<unknown>): Promise<readonly number[]> => {
    const delays: number[] = [];
    let over = false;
    void flooding.finally(() => {
      over = true;
    });
    while (!over || delays.length < 5) {
      const text = newMessageName();
      const startMs = performance.now();
      await olga.say(text);
      await max.until('the words', ({ view }) => view.texts().includes(text));
      delays.push(performance.now() - startMs);
      await pause(250);
    }
    return delays;
  };

  /** Sends so many a second for a while, and comes back at once when it is closed. */
  const flood = async (send: (mallory: HeadlessClient, index: number) => void): Promise<number> => {
    const mallory = await join('Mallory', { comesBack: true, light: true });
    const startMs = performance.now();
    let sent = 0;
    for (let lastMs = startMs; performance.now() - startMs < SECONDS * 1_000; ) {
      const nowMs = performance.now();
      // Not all at once what could not be sent meanwhile: this process listens too.
      const due = Math.min(MOST_AT_ONCE, ((nowMs - lastMs) / 1_000) * PER_SECOND);
      lastMs = nowMs;
      for (let index = 0; index < due; index += 1) send(mallory, sent + index);
      sent += due;
      // A connection that was closed for it is opened again at once.
      if (mallory.end === 'closed') await mallory.comeBack().catch(() => pause(50));
      await pause(5);
    }
    return sent;
  };

  const floods: ReadonlyArray<readonly [string, (mallory: HeadlessClient, index: number) => void]> = [
    ['messages', ({ wire }, index) => wire.emit('chat.send', { text: `x${index}`, clientId: `mallory-${index}` })],
    ['commands', ({ wire }, index) => wire.emit('hand.set', { raised: index % 2 === 0 })],
    ['other names', ({ wire }, index) => wire.emit('name.set', { name: `Mallory ${index}` })],
    ['sound', (mallory) => mallory.speak()],
    ['sound for one alone', (mallory, index) => mallory.speak((index % 3) + 1)],
    ['events that there are not', ({ wire }) => wire.emit('no.such.event', { x: 1 })],
    ['nonsense', ({ wire }) => wire.sendRaw('42["')],
    ['bytes', ({ wire }) => wire.sendRaw(randomBytes(40))],
    ['packets of other kinds', ({ wire }, index) => wire.sendRaw(`4${index % 10}[]`)],
    ['pings', ({ wire }) => wire.sendRaw('2probe')],
  ];
  for (const [what, send] of floods) {
    it(`of ${what}, ten thousand a second from one client: others hear each other as before, the memory stays`, async () => {
      const quiet = await talkWhile(pause(1_500));
      const { rssBytes: before } = await app.vitals();
      const flooding = flood(send);
      const delays = await talkWhile(flooding);
      expect(await flooding).to.be.above(PER_SECOND / 2);
      const { rssBytes: after } = await app.vitals();
      expect(p99(delays), `p99 of ${delays.length}`).to.be.below(DELIVERY_MS + p99(quiet));
      expect(after - before).to.be.below(GROWTH_BYTES);
      expect(olga.end).to.equal(undefined);
    });
  }

  it('of connections that say nothing: others come in and talk meanwhile, the memory stays', async () => {
    const { rssBytes: before } = await app.vitals();
    const { hostname, port } = new URL(app.url);
    const sockets: Socket[] = [];
    for (let count = 0; count < 2_000; count += 1) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      const key = randomBytes(16).toString('base64');
      socket.write(
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}\r\nOrigin: ${app.url}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
      );
      sockets.push(socket);
      if (count % 100 === 99) await pause(10);
    }
    const late = await join('Late');
    expect(late.view.names()).to.include('Late');
    await talkWhile(pause(2_000));
    const { rssBytes: after } = await app.vitals();
    expect(after - before).to.be.below(2 * GROWTH_BYTES);
    for (const socket of sockets) socket.destroy();
  });

  it('of tickets that are none, from one address: refused, and who has one comes in', async () => {
    const attempts = Array.from({ length: 1_000 }, () =>
      connectHeadless(app.url, { ticket: randomBytes(200).toString('base64url') }, { light: true }),
    );
    const late = await join('Late');
    expect(late.view.names()).to.include('Late');
    await Promise.all(
      attempts.map((client) =>
        client.until('a refusal', ({ refusal, end }) => refusal !== undefined || end !== undefined, 30_000),
      ),
    );
    expect(attempts.some(({ entries }) => entries > 0)).to.equal(false);
    for (const client of attempts) client.close();
  });

  it('of one message that is too large: its connection is closed, others notice nothing', async () => {
    const { rssBytes: before } = await app.vitals();
    for (let count = 0; count < 20; count += 1) {
      const mallory = await join(`Mallory ${count}`, { light: true });
      mallory.wire.sendRaw(`42["chat.send",{"text":"${'x'.repeat(4 * MEGABYTE)}"}]`);
      await mallory.until('the end', ({ end }) => end !== undefined);
    }
    await talkWhile(pause(500));
    const { rssBytes: after } = await app.vitals();
    expect(after - before).to.be.below(2 * GROWTH_BYTES);
  });
});
