import type { Socket } from 'node:net';
import { expect } from 'chai';
import { formatAudioFrame } from '../../src/audio/audio-frame.ts';
import { prepareRoomGround, type RoomGround, type RoomGuest } from './room-ground.ts';

const clientId = (index: number): string => `message-${index}`;

describe('what a room refuses', () => {
  let ground: RoomGround;
  let olga: RoomGuest;
  let gaston: RoomGuest;
  beforeEach(async () => {
    ground = await prepareRoomGround();
    const session = await ground.openSession();
    olga = await ground.join(session, { name: 'Olga', role: 'organizer' });
    gaston = await ground.join(session, { name: 'Gaston' });
    await olga.next('participant.joined');
  });
  afterEach(() => ground.stop());

  /** All that Olga has heard since both are in. */
  const heardByOlga = () => olga.heard.slice(2);
  const refused = (code: string): number => ground.rooms.roomCounters.refused.get(code as 'invalid-input') ?? 0;

  const ill: ReadonlyArray<readonly [string, string, unknown]> = [
    ['a page-sized message', 'chat.send', { text: 'x'.repeat(4_001), clientId: 'page-size' }],
    ['an empty message', 'chat.send', { text: ' \n ', clientId: 'emptyempty' }],
    ['control characters', 'chat.send', { text: 'a\u0000b', clientId: 'controls' }],
    ['a forged sender', 'chat.send', { text: 'hello', clientId: 'forged-it', from: { id: 'x', name: 'Olga' } }],
    ['a message for another room', 'chat.send', { text: 'hello', clientId: 'other-room', meetingId: '351354001' }],
    ['text that is no text', 'chat.send', { text: { length: 3 }, clientId: 'no-text-at-all' }],
    ['bytes', 'chat.send', { text: Buffer.from('hello'), clientId: 'some-bytes' }],
    ['a missing client identifier', 'chat.send', { text: 'hello' }],
    ['a list', 'chat.send', [{ text: 'hello', clientId: 'in-a-list' }]],
    ['nothing', 'chat.send', undefined],
    ['an unknown state of the microphone', 'microphone.set', { state: 'loud' }],
    ['a microphone for somebody else', 'microphone.set', { state: 'muted', participant: 1 }],
    ['a field too many', 'session.leave', { reason: 'bored' }],
  ];
  for (const [what, name, body] of ill) {
    it(`is ${what}: answered, counted, and heard by nobody`, async () => {
      expect(await gaston.command(name, body)).to.deep.equal({ ok: false, code: 'invalid-input' });
      expect(refused('invalid-input')).to.equal(1);
      // The room goes on for both.
      expect(await gaston.command('chat.send', { text: 'ordinary', clientId: 'ordinary' })).to.deep.equal({ ok: true });
      await olga.next('chat.message');
      expect(heardByOlga().map(({ event }) => event)).to.deep.equal(['chat.message']);
    });
  }

  it('is an event that does not exist: counted', async () => {
    gaston.socket.emit('chat.forget', { id: 1 });
    gaston.socket.emit('welcome', {});
    gaston.socket.emit('session.ended', { reason: 'ended' });
    await gaston.command('chat.send', { text: 'ordinary', clientId: 'ordinary' });
    expect(ground.rooms.roomCounters.unknownEvents).to.equal(3);
    await olga.next('chat.message');
    expect(heardByOlga()).to.have.length(1);
  });

  it('is a flood of messages: the first ones pass, the rest is answered with too-many-attempts', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        gaston.command('chat.send', { text: `${index}`, clientId: clientId(index) }),
      ),
    );
    const taken = answers.filter(({ ok }) => ok).length;
    expect(taken).to.be.within(10, 15);
    expect(refused('too-many-attempts')).to.equal(100 - taken);
    await olga.command('chat.send', { text: 'end', clientId: 'endendend' });
    expect(heardByOlga().filter(({ event }) => event === 'chat.message')).to.have.length(taken + 1);
    expect(gaston.socket.connected).to.equal(true);
  });

  it('is a flooder who goes on: the connection is closed, connecting again gives no new allowance, the others go on', async () => {
    const { resumeToken } = await gaston.welcome();
    for (let index = 0; index < 1_000; index += 1)
      gaston.socket.emit('chat.send', { text: 'x', clientId: clientId(index) });
    expect(await gaston.closed()).to.equal('io server disconnect');
    expect(ground.rooms.roomCounters.connectionsClosed).to.equal(1);
    const again = ground.connect({ resume: resumeToken });
    await again.welcome();
    for (let index = 0; index < 100; index += 1)
      again.socket.emit('chat.send', { text: 'x', clientId: clientId(index) });
    expect(await again.closed()).to.equal('io server disconnect');
    expect(await olga.command('chat.send', { text: 'calm', clientId: 'calm-calm' })).to.deep.equal({ ok: true });
  });

  it('is a message larger than any: that connection is closed and the person comes back', async () => {
    const { resumeToken } = await gaston.welcome();
    gaston.socket.emit('chat.send', { text: 'x'.repeat(100_000), clientId: 'much-too-large' });
    await gaston.closed();
    const again = ground.connect({ resume: resumeToken });
    await again.welcome();
    expect(heardByOlga().every(({ event }) => event === 'participant.changed')).to.equal(true);
  });

  it('is a flood of frames: what a microphone makes passes, the rest is counted and in the end closes the connection', async () => {
    await gaston.command('microphone.set', { state: 'on' });
    const header = { participant: 0, level: 20, captureMs: 0, endOfTalkspurt: false };
    for (let sequence = 0; sequence < 2_000; sequence += 1) {
      gaston.socket.emit('audio', Buffer.from(formatAudioFrame({ ...header, sequence }, new Uint8Array(60))));
    }
    expect(await gaston.closed()).to.equal('io server disconnect');
    const { framesRelayed, framesFlood } = ground.rooms.mediaCounters;
    expect(framesRelayed).to.be.within(150, 170);
    expect(framesFlood).to.be.within(600, 640);
    expect(await olga.command('chat.send', { text: 'calm', clientId: 'calm-calm' })).to.deep.equal({ ok: true });
    expect(olga.socket.connected).to.equal(true);
  });

  it('is most of what comes at once after a network stood still for ten seconds, but the speaker stays', async () => {
    await gaston.command('microphone.set', { state: 'on' });
    const header = { participant: 0, level: 20, captureMs: 0, endOfTalkspurt: false };
    for (let sequence = 0; sequence < 500; sequence += 1) {
      gaston.socket.emit('audio', Buffer.from(formatAudioFrame({ ...header, sequence }, new Uint8Array(60))));
    }
    const hello = { text: 'still here', clientId: 'still-here' };
    expect(await gaston.command('chat.send', hello)).to.deep.equal({ ok: true });
    expect(gaston.socket.connected).to.equal(true);
  });

  it('is anything that is no audio frame', async () => {
    await gaston.command('microphone.set', { state: 'on' });
    const bad: readonly unknown[] = [
      Buffer.alloc(0),
      Buffer.alloc(12, 1),
      Buffer.alloc(40, 2),
      Buffer.alloc(5_000, 1),
      'text',
      { bytes: [1, 2, 3] },
      null,
      42,
    ];
    for (const one of bad) gaston.socket.emit('audio', one);
    gaston.socket.emit('audio');
    await gaston.command('chat.send', { text: 'ordinary', clientId: 'ordinary' });
    expect(ground.rooms.mediaCounters.framesBad).to.equal(bad.length + 1);
    expect(olga.frames).to.have.length(0);
  });

  it('is an acknowledgement of frames that were never sent', async () => {
    for (const count of [1, -1, 0.5, Number.NaN, '0', null, { count: 0 }, 2 ** 60])
      gaston.socket.emit('audio.ack', count);
    await gaston.command('chat.send', { text: 'ordinary', clientId: 'ordinary' });
    expect(ground.rooms.roomCounters.badAcknowledgements).to.equal(8);
  });

  it('is a flood of ten thousand messages, while others are answered as before', async () => {
    for (let index = 0; index < 10_000; index += 1)
      gaston.socket.emit('chat.send', { text: 'x'.repeat(1_000), clientId: clientId(index) });
    const startMs = performance.now();
    expect(await olga.command('chat.send', { text: 'calm', clientId: 'calm-calm' })).to.deep.equal({ ok: true });
    await gaston.closed();
    // Both ends of the flood are in this one process; on its own the server is done much sooner.
    expect(performance.now() - startMs).to.be.below(2_000);
  });

  it('is someone who comes in again and again: refused for a while, and soon the others hear no more of it', async () => {
    const { resumeToken } = await gaston.welcome();
    for (let time = 0; time < 40; time += 1) {
      const again = ground.connect({ resume: resumeToken });
      const refused = await Promise.race([
        again.welcome().then(() => undefined),
        again.refusal().catch(() => undefined),
      ]);
      again.close();
      if (refused === undefined) continue;
      expect(refused).to.deep.equal({ code: 'too-many-attempts', retry: true });
      expect(time).to.be.within(15, 30);
      ground.clock.forward(5_000);
      await ground.connect({ resume: resumeToken }).welcome();
      return;
    }
    expect.fail('nobody was refused');
  });

  it('is a connection that took nothing for too long and then takes all: it comes back by itself', async () => {
    const { conn } = ground.rooms.realtime.sockets.sockets.get(gaston.socket.id ?? '') ?? expect.fail('no such socket');
    const { _socket: tcp } = (conn.transport as unknown as { socket: { _socket: Socket } }).socket;
    tcp.cork();
    for (let index = 0; index < 1_100; index += 1) ground.rooms.realtime.emit('news', { index });
    await ground.rooms.rooms.tick();
    await ground.rooms.rooms.tick();
    await new Promise((resolve) => setImmediate(resolve));
    tcp.uncork();
    // Socket.io's clients come back after this one; not after `io server disconnect`.
    expect(await gaston.closed()).to.equal('transport close');
  });

  it('is a connection that takes nothing any more: it is closed', async () => {
    const { conn } = ground.rooms.realtime.sockets.sockets.get(gaston.socket.id ?? '') ?? expect.fail('no such socket');
    const { _socket: tcp } = (conn.transport as unknown as { socket: { _socket: Socket } }).socket;
    tcp.cork();
    for (let index = 0; index < 1_100; index += 1) ground.rooms.realtime.emit('news', { index });
    await ground.rooms.rooms.tick();
    await olga.command('chat.send', { text: 'all the news is there', clientId: 'after-the-news' });
    expect(conn.readyState).to.equal('open');
    await ground.rooms.rooms.tick();
    await new Promise((resolve) => setImmediate(resolve));
    // Takes nothing more to send; what is left goes with the dead connection.
    expect(conn.readyState).to.equal('closing');
    tcp.destroy();
    await gaston.closed();
    expect(await olga.next('participant.changed')).to.include({ name: 'Gaston', connected: false });
  });
});
