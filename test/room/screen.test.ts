import { expect } from 'chai';
import { WebSocket } from 'ws';
import { chunkOf, createShownRoom, prepareScreenGround, type ScreenGround, soundOf } from './screen-ground.ts';

const key = (sequence: number, bytes?: number): Uint8Array => chunkOf({ key: true, sequence }, bytes);
const delta = (sequence: number, bytes?: number): Uint8Array => chunkOf({ sequence }, bytes);

describe("the shared screen's connection", () => {
  let ground: ScreenGround;
  let room: ReturnType<typeof createShownRoom>;

  beforeEach(async () => {
    ground = await prepareScreenGround();
    room = createShownRoom();
  });
  afterEach(() => ground.stop());

  it('carries pictures and sound of the presenter to everyone else, untouched, and tells the presenter what was taken', async () => {
    const presenter = await ground.presenter(room);
    const viewers = [await ground.connect(room), await ground.connect(room, { transports: ['polling'] })];
    const chunks = [key(1, 90), delta(2, 300), soundOf(1), delta(3, 70_000)];
    for (const chunk of chunks) presenter.send(chunk);
    for (const viewer of viewers) {
      await viewer.until('all four', () => viewer.seen.length === 4);
      expect(viewer.bytes.map((bytes) => Buffer.from(bytes))).to.deep.equal(chunks.map((chunk) => Buffer.from(chunk)));
    }
    await presenter.until('three taken', () => presenter.asked.includes('screen.took 3'));
    expect(presenter.seen).to.deep.equal([]);
  });

  it('keeps the rooms apart', async () => {
    const presenter = await ground.presenter(room);
    const elsewhere = await ground.connect(createShownRoom());
    const viewer = await ground.connect(room);
    presenter.send(key(1));
    await viewer.until('a picture', () => viewer.seen.length === 1);
    expect(elsewhere.seen).to.deep.equal([]);
  });

  it('gives a late comer the picture of now at once while it is short, and asks the presenter for one when it is not', async () => {
    const presenter = await ground.presenter(room);
    for (const chunk of [key(1), delta(2)]) presenter.send(chunk);
    await presenter.until('both taken', () => presenter.asked.includes('screen.took 2'));
    const soon = await ground.connect(room);
    await soon.until('the picture', () => soon.seen.length === 2);
    expect(soon.seen).to.deep.equal(['key 1', 'delta 2']);
    expect(presenter.asked).to.not.include('screen.key');

    for (let sequence = 3; sequence <= 40; sequence += 1) presenter.send(delta(sequence));
    await presenter.until('all taken', () => presenter.asked.includes('screen.took 40'));
    const late = [await ground.connect(room), await ground.connect(room)];
    await presenter.until('a wish', () => presenter.asked.includes('screen.key'));
    presenter.send(key(41));
    for (const one of late) {
      await one.until('its picture', () => one.seen.length > 0);
      expect(one.seen).to.deep.equal(['key 41']);
    }
    expect(presenter.asked.filter((asked) => asked === 'screen.key')).to.have.length(1);
  });

  it('lets a viewer that acknowledges nothing skip to a key picture, and delays nobody else', async () => {
    const presenter = await ground.presenter(room);
    const [slow, quick] = [await ground.connect(room), await ground.connect(room)];
    slow.acknowledging(false);
    presenter.send(key(1));
    presenter.send(delta(2));
    await slow.until('the first two', () => slow.seen.length === 2);
    await quick.until('the same', () => quick.seen.length === 2);
    // Answered behind its acknowledgements.
    await quick.present('none');
    // A second without an acknowledgement, and a little.
    ground.clock.forward(1_100);
    presenter.send(delta(3));
    presenter.send(delta(4));
    await quick.until('all four', () => quick.seen.length === 4);
    expect(slow.seen).to.deep.equal(['key 1', 'delta 2']);
    expect(ground.counters.chunksSkipped).to.equal(2);

    slow.acknowledging(true);
    ground.clock.forward(1_000);
    await slow.until('the picture of now', () => slow.seen.length === 6);
    expect(slow.seen.slice(2)).to.deep.equal(['key 1', 'delta 2', 'delta 3', 'delta 4']);
  });

  it('takes nothing from somebody whom the room does not show', async () => {
    const presenter = await ground.presenter(room);
    const [forger, viewer] = [await ground.connect(room), await ground.connect(room)];
    expect(await forger.present('screen-1')).to.deep.equal({ ok: false, code: 'not-allowed' });
    forger.send(key(66));
    forger.socket.emit('screen', 'no bytes');
    presenter.send(key(1));
    await viewer.until('a picture', () => viewer.seen.length === 1);
    expect(viewer.seen).to.deep.equal(['key 1']);
    expect(ground.counters.chunksRefused).to.equal(2);
  });

  it('takes nothing of a screen that is over, stopped or taken over, from the very next chunk on', async () => {
    const presenter = await ground.presenter(room);
    const viewer = await ground.connect(room);
    presenter.send(key(1));
    await viewer.until('a picture', () => viewer.seen.length === 1);
    room.show(undefined);
    for (let sequence = 2; sequence < 20; sequence += 1) presenter.send(delta(sequence));
    expect(await presenter.present('screen-1')).to.include({ ok: false });
    const next = await ground.presenter(room, 'screen-2');
    expect(await presenter.present('screen-2')).to.include({ ok: false });
    presenter.send(key(20));
    next.send(chunkOf({ key: true, sequence: 1, stream: 8 }));
    await viewer.until('the next picture', () => viewer.seen.length === 2);
    expect(viewer.seen).to.deep.equal(['key 1', 'key 1']);
    expect(ground.counters.chunksRefused).to.equal(19);
  });

  it('ends with the connection to the room, in the same tick', async () => {
    const presenter = await ground.presenter(room);
    const viewer = await ground.connect(room);
    presenter.send(key(1));
    await viewer.until('a picture', () => viewer.seen.length === 1);
    ground.keys.revoke(presenter.connectionId);
    const relayed = ground.counters.chunksRelayed;
    presenter.send(key(2));
    expect(await presenter.closed()).to.equal('io server disconnect');
    expect(ground.counters.chunksRelayed).to.equal(relayed);
    ground.keys.revoke(viewer.connectionId);
    expect(await viewer.closed()).to.equal('io server disconnect');
  });

  it('refuses a key that was never given out, one that was revoked, and pages of others', async () => {
    const given = ground.pass(room);
    ground.keys.revoke(given.connectionId);
    for (const bad of [given.key, 'nonsense', '']) {
      const refused = await ground.connect(room, { given: { ...given, key: bad } });
      expect(await refused.refusal()).to.equal('link-revoked');
    }
    const strict = await prepareScreenGround({ isOwnOrigin: () => false });
    const foreign = await strict.connect(room, { given: strict.pass(room) });
    expect(await foreign.refusal()).to.match(/websocket error/);
    await strict.stop();
  });

  it('keeps one connection for each key: the newest', async () => {
    const given = ground.pass(room);
    const first = await ground.connect(room, { given });
    const second = await ground.connect(room, { given });
    expect(await first.closed()).to.equal('io server disconnect');
    expect(second.socket.connected).to.equal(true);
  });

  for (const transports of [['websocket'], ['polling']]) {
    it(`closes who sends much without presenting, by ${transports[0]}; lets the presenter send a picture of a megabyte`, async () => {
      const presenter = await ground.presenter(room);
      const viewer = await ground.connect(room);
      const large = await ground.connect(room, { transports });
      large.send(key(1, 5_000));
      await large.closed();
      presenter.send(key(1, 999_000));
      await viewer.until('the picture', () => viewer.seen.length === 1);
      room.show(undefined);
      presenter.send(key(2, 5_000));
      await presenter.closed();
      expect(viewer.seen).to.have.length(1);
    });
  }

  it('closes before anyone is known who sends much as its first word', async () => {
    const socket = new WebSocket(`${ground.url.replace('http', 'ws')}/screen/?EIO=4&transport=websocket`);
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.send(`40${JSON.stringify({ key: 'x'.repeat(5_000) })}`);
    expect(await closed).to.be.oneOf([1_006, 1_009]);
  });

  it('lets a presenter go on after a lost connection, with a key picture for those who look', async () => {
    const given = ground.pass(room);
    const before = await ground.connect(room, { given });
    room.show({ id: 'screen-1', participantId: given.participantId, startedMs: 0, paused: false });
    await before.present('screen-1');
    const viewer = await ground.connect(room);
    before.send(key(1));
    await viewer.until('a picture', () => viewer.seen.length === 1);
    before.socket.io.engine.close();
    const again = await ground.connect(room, { given });
    expect(await again.present('screen-1')).to.deep.equal({ ok: true });
    await again.until('a wish for a key picture', () => again.asked.includes('screen.key'));
    again.send(delta(2));
    again.send(key(3));
    await viewer.until('the next picture', () => viewer.seen.length === 2);
    expect(viewer.seen).to.deep.equal(['key 1', 'key 3']);
  });

  it('tells the presenter once of a codec that somebody cannot decode', async () => {
    const presenter = await ground.presenter(room);
    const [one, two] = [await ground.connect(room), await ground.connect(room)];
    for (const viewer of [one, two]) viewer.socket.emit('screen.unsupported', 'vp8');
    one.socket.emit('screen.unsupported', 'no-codec');
    one.socket.emit('screen.key');
    await presenter.until('the complaint', () => presenter.asked.includes('screen.unsupported vp8'));
    presenter.send(key(1));
    await two.until('a picture', () => two.seen.length === 1);
    expect(presenter.asked.filter((asked) => asked.startsWith('screen.unsupported'))).to.have.length(1);
  });

  it('closes who goes on with what no browser sends', async () => {
    const viewer = await ground.connect(room);
    for (let times = 0; times < 400; times += 1) viewer.socket.emit('screen.ack', 99);
    await viewer.closed();
    expect(ground.counters.connectionsClosed).to.equal(1);
  });
});
