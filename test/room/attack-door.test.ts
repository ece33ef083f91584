import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { ApiClient } from '../kit/api-client.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys, newBrowser } from '../kit/headless-door.ts';
import { seededRandom } from '../kit/random-rules.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

/** `FUZZ=500000 FUZZ_SEED=7` for a long run. */
const FUZZ = Number(process.env['FUZZ'] ?? 3_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const PATHS = ['/socket.io/', '/screen/'];
const FOREIGN = ['https://evil.example.net', 'null', 'http://localhost', 'https://localhost.evil.example.net'];
const MEGABYTE = 1_048_576;

describe('attacks on the doors of the rooms', function () {
  this.timeout(Math.max(60_000, FUZZ * 5));
  let running: RunningApp;
  let meeting: { readonly id: string; readonly pin: string };
  let olga: HeadlessClient;
  let admin: ApiClient;
  before(async () => {
    running = await startApp();
    admin = await running.admin();
    meeting = await admin.post('/meetings', {});
    olga = await enterRoom(
      running.url,
      await enterByKeys(admin, { meeting: meeting.id, name: 'Olga' }).then(onlyTicket),
    );
  });
  after(async () => {
    olga.close();
    await running.dispose();
  });

  const onlyTicket = ({ ticket }: { readonly ticket: string }): { ticket: string } => ({ ticket });
  const guestTicket = async (name: string): Promise<{ ticket: string }> =>
    onlyTicket(await enterByKeys(newBrowser(running.url), { meeting: meeting.id, name, pin: meeting.pin }));

  for (const path of PATHS) {
    for (const origin of FOREIGN) {
      it(`a page of ${origin} gets no connection at ${path}, with the cookie of somebody signed in`, async () => {
        const answer = await new Promise<string>((resolve) => {
          const socket = new WebSocket(`${running.url.replace('http', 'ws')}${path}?EIO=4&transport=websocket`, {
            headers: { origin, cookie: admin.cookie() },
          });
          socket.once('open', () => resolve('open'));
          socket.once('message', () => resolve('a message'));
          socket.once('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
          socket.once('error', () => resolve('closed'));
        });
        expect(answer).to.match(/^(40\d|closed)$/);
        const polled = await fetch(`${running.url}${path}?EIO=4&transport=polling`, {
          headers: { origin, cookie: admin.cookie() },
        });
        expect(polled.status).to.be.within(400, 403);
        expect(polled.headers.get('access-control-allow-origin')).to.equal(null);
      });
    }
  }

  it('a foreign page, or a form, changes nothing at the door: not a join, not the lobby', async () => {
    const posts = [
      [`/meetings/${meeting.id}/join`, { name: 'Eve', pin: meeting.pin }],
      ['/wait/enter', { ticket: 'x' }],
      ['/wait/messages', { ticket: 'x', text: 'x', clientId: 'x'.repeat(10) }],
    ] as const;
    for (const [path, body] of posts) {
      const foreign = await fetch(`${running.url}/api/v1${path}`, {
        method: 'POST',
        headers: { origin: 'https://evil.example.net', 'content-type': 'application/json', cookie: admin.cookie() },
        body: JSON.stringify(body),
      });
      expect(foreign.status, path).to.equal(403);
      const form = await fetch(`${running.url}/api/v1${path}`, {
        method: 'POST',
        headers: { origin: running.url, 'content-type': 'text/plain', cookie: admin.cookie() },
        body: JSON.stringify(body),
      });
      expect(form.status, path).to.be.within(400, 422);
    }
  });

  it('a body that unpacks to a gigabyte is refused, and the memory stays', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * MEGABYTE, 0x20));
    const before = process.memoryUsage.rss();
    for (const path of [
      `/meetings/${meeting.id}/join`,
      '/wait/messages',
      '/wait/enter',
      '/join/xxxxxxxxxxxxxxxxxxxxxx',
    ]) {
      const { status } = await fetch(`${running.url}/api/v1${path}`, {
        method: 'POST',
        headers: { origin: running.url, 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: bomb,
      });
      expect(status, path).to.be.within(400, 415);
    }
    expect(process.memoryUsage.rss() - before).to.be.below(100 * MEGABYTE);
  });

  it('who has no account opens no meeting', async () => {
    const nobody = new ApiClient(running.url);
    await nobody.refused(401, 'POST', '/meetings', {});
    await nobody.refused(401, 'GET', `/meetings/${meeting.id}/sessions`);
  });

  it(`${FUZZ} packets of nonsense, of seed ${SEED}: nobody but who sends them notices`, async () => {
    const random = seededRandom(SEED);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const words = [
      'chat.send',
      'audio',
      'audio.ack',
      'microphone.set',
      'welcome',
      '__proto__',
      'disconnect',
      'connect',
      '',
      'x',
    ];
    const value = (depth = 0): unknown =>
      pick([
        () => null,
        () => random() * 1e12 - 5e11,
        () => random() < 0.5,
        () => 'x'.repeat(Math.floor(random() * 50)),
        () => pick(words),
        () => '\ud800\u0000',
        () => (depth > 3 ? [] : Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1))),
        () =>
          depth > 3
            ? {}
            : Object.fromEntries([[pick(['id', 'text', 'to', '_placeholder', 'num', 'ids']), value(depth + 1)]]),
      ])();
    const packet = (): string | Uint8Array =>
      pick([
        () => `42${JSON.stringify([pick(words), value(), value()])}`,
        () => `42${Math.floor(random() * 1e9)}${JSON.stringify([pick(words), value()])}`,
        () =>
          `45${Math.floor(random() * 12)}-${JSON.stringify([pick(words), { _placeholder: true, num: Math.floor(random() * 5) - 1 }])}`,
        () => `46${Math.floor(random() * 3)}-1${JSON.stringify([value()])}`,
        () => `4${Math.floor(random() * 9)}${pick(['', '/', '/echo,', '/screen,', '{', '[', '999999999999'])}`,
        () => `${Math.floor(random() * 9)}${'probe'.slice(0, Math.floor(random() * 6))}`,
        () => new Uint8Array(randomBytes(Math.floor(random() * 60))),
        () => `42["${'['.repeat(Math.floor(random() * 2_000))}`,
        () => `40${JSON.stringify(value())}`,
      ])();
    let mallory = await enterRoom(running.url, await guestTicket('Mallory'), { light: true });
    let entries = 1;
    for (let sent = 0; sent < FUZZ; sent += 1) {
      if (mallory.end !== undefined) {
        mallory.close();
        mallory = await enterRoom(running.url, await guestTicket('Mallory'), { light: true });
        entries += 1;
      }
      mallory.wire.sendRaw(packet());
      if (sent % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
    }
    mallory.close();
    expect(entries).to.be.above(1);
    expect(olga.end).to.equal(undefined);
    await olga.say('Still here');
    await olga.until('it', ({ view }) => view.texts().includes('Still here'));
    const late = await enterRoom(running.url, await guestTicket('Late'));
    expect(late.view.texts()).to.include('Still here');
    late.close();
  });
});
