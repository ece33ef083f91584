import type { Socket } from 'node:net';
import { expect } from 'chai';
import {
  type AudioFrameHeader,
  audioPayload,
  formatAudioFrame,
  isDirectFrame,
  parseAudioFrame,
} from '../../src/audio/audio-frame.ts';
import { LAG_MS } from '../../src/media/listener-lag.ts';
import { prepareRoomGround, type RoomGround, type RoomGuest } from './room-ground.ts';

const payload = (sequence: number): Uint8Array =>
  Uint8Array.from({ length: 40 + (sequence % 100) }, (_, index) => (sequence + index) & 0xff);

const frame = (sequence: number, more: Partial<AudioFrameHeader> = {}): Buffer =>
  Buffer.from(
    formatAudioFrame(
      { participant: 0, level: 20, captureMs: sequence * 20, endOfTalkspurt: false, ...more, sequence },
      payload(sequence),
    ),
  );

const until = async (condition: () => boolean, what: string): Promise<void> => {
  const deadlineMs = performance.now() + 8_000;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`${what} did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('sound through a room', () => {
  let ground: RoomGround;
  let session: Awaited<ReturnType<RoomGround['openSession']>>;
  beforeEach(async () => {
    ground = await prepareRoomGround();
    session = await ground.openSession();
  });
  afterEach(() => ground.stop());

  const speaker = async (): Promise<RoomGuest & { number: number }> => {
    const guest = await ground.join(session);
    const { you } = await guest.welcome();
    await guest.command('microphone.set', { state: 'on' });
    return { ...guest, number: you.number };
  };
  const sequences = (guest: RoomGuest): Array<number | undefined> =>
    guest.frames.map((bytes) => parseAudioFrame(bytes)?.sequence);

  it('arrives untouched, in order, under the number that the server knows, and not at the speaker', async () => {
    const gaston = await speaker();
    const olga = await ground.join(session);
    for (let sequence = 1; sequence <= 100; sequence += 1) gaston.socket.emit('audio', frame(sequence));
    await until(() => olga.frames.length === 100, '100 frames');
    olga.frames.forEach((bytes, index) => {
      const sequence = index + 1;
      expect(parseAudioFrame(bytes)).to.deep.equal({
        participant: gaston.number,
        sequence,
        captureMs: sequence * 20,
        level: 20,
        endOfTalkspurt: false,
      });
      expect(Buffer.from(audioPayload(bytes)).equals(payload(sequence))).to.equal(true);
    });
    expect(gaston.frames).to.have.length(0);
  });

  it('500 frames mixed with 500 ordinary events: all arrive, none damaged', async () => {
    const gaston = await speaker();
    const olga = await ground.join(session);
    const numbers: number[] = [];
    olga.socket.on('ordinary', (value: { index: number; text: string }) => {
      expect(value.text).to.equal('é'.repeat(value.index));
      numbers.push(value.index);
    });
    for (let index = 0; index < 500; index += 1) {
      gaston.socket.emit('audio', frame(index));
      ground.rooms.realtime.emit('ordinary', { index, text: 'é'.repeat(index) });
      if (index % 3 === 0) await pause(1);
      // Beyond what a microphone makes: give the allowance time.
      if (index % 100 === 99) ground.clock.forward(2_000);
      if (index % 10 === 9) olga.socket.emit('audio.ack', olga.frames.length);
    }
    await until(() => olga.frames.length === 500 && numbers.length === 500, '500 frames and 500 events');
    expect(sequences(olga)).to.deep.equal(Array.from({ length: 500 }, (_, index) => index));
    expect(numbers).to.deep.equal(Array.from({ length: 500 }, (_, index) => index));
  });

  it('mixed with binary events of socket.io itself: nothing comes between the two halves of either', async () => {
    const gaston = await speaker();
    const olga = await ground.join(session);
    const blobs: number[] = [];
    olga.socket.on('blob', (index: number, bytes: Buffer) => {
      expect(bytes).to.have.length(index * 100);
      blobs.push(index);
    });
    for (let index = 0; index < 140; index += 1) {
      gaston.socket.emit('audio', frame(index));
      ground.rooms.realtime.emit('blob', index, Buffer.alloc(index * 100, index));
      if (index % 2 === 0) await pause(1);
    }
    await until(() => olga.frames.length === 140 && blobs.length === 140, '140 frames and 140 blobs');
    expect(sequences(olga)).to.deep.equal(Array.from({ length: 140 }, (_, index) => index));
  });

  it('reaches a listener who has only long polling', async () => {
    const gaston = await speaker();
    const polling = ground.connect({ ticket: ground.ticket(session) }, { transports: ['polling'], upgrade: false });
    await polling.welcome();
    for (let sequence = 0; sequence < 50; sequence += 1) gaston.socket.emit('audio', frame(sequence));
    await until(() => polling.frames.length === 50, '50 frames');
    expect(sequences(polling)).to.deep.equal(Array.from({ length: 50 }, (_, index) => index));
    expect(parseAudioFrame(polling.frames[7] ?? Buffer.alloc(0))?.participant).to.equal(gaston.number);
  });

  it('reaches a listener who changes from polling to WebSocket meanwhile, without a gap', async () => {
    const gaston = await speaker();
    const { httpServer } = ground.rooms;
    const upgrades = httpServer.listeners('upgrade');
    httpServer.removeAllListeners('upgrade').on('upgrade', (...request) => {
      setTimeout(() => {
        for (const listener of upgrades) listener(...request);
      }, 150);
    });
    const olga = ground.connect({ ticket: ground.ticket(session) }, { transports: ['polling', 'websocket'] });
    await olga.welcome();
    const transport = (): string => olga.socket.io.engine.transport.name;
    const first = transport();
    let sequence = 0;
    for (let after = 0; sequence < 140 && after < 20; sequence += 1) {
      gaston.socket.emit('audio', frame(sequence));
      if (transport() === 'websocket') after += 1;
      await pause(10);
    }
    await until(() => olga.frames.length === sequence, `${sequence} frames`);
    expect([first, transport()]).to.deep.equal(['polling', 'websocket']);
    expect(sequences(olga)).to.deep.equal(Array.from({ length: sequence }, (_, index) => index));
  });

  it('is refused and counted while the microphone is muted, or was never said to be on', async () => {
    const gaston = await ground.join(session);
    const olga = await ground.join(session);
    gaston.socket.emit('audio', frame(1));
    await gaston.command('microphone.set', { state: 'on' });
    gaston.socket.emit('audio', frame(2));
    await gaston.command('microphone.set', { state: 'muted' });
    gaston.socket.emit('audio', frame(3));
    await gaston.command('microphone.set', { state: 'on' });
    gaston.socket.emit('audio', frame(4));
    await until(() => olga.frames.length === 2, 'two frames');
    expect(sequences(olga)).to.deep.equal([2, 4]);
    expect(ground.rooms.mediaCounters.framesMuted).to.equal(2);
  });

  it('comes from the three loudest of five', async () => {
    const speakers = [await speaker(), await speaker(), await speaker(), await speaker(), await speaker()];
    const olga = await ground.join(session);
    const levels = [60, 20, 25, 70, 30];
    for (let sequence = 0; sequence < 75; sequence += 1) {
      speakers.forEach(({ socket }, index) => {
        socket.emit('audio', frame(sequence, { level: levels[index] ?? 127 }));
      });
      olga.socket.emit('audio.ack', olga.frames.length);
      await pause(20);
    }
    const late = olga.frames.slice(-30).map((bytes) => parseAudioFrame(bytes)?.participant);
    expect(new Set(late)).to.deep.equal(new Set([speakers[1]?.number, speakers[2]?.number, speakers[4]?.number]));
  });

  it('is lost for a listener who stops acknowledging, comes back when it catches up, and is whole for the others', async () => {
    const gaston = await speaker();
    const olga = await ground.join(session);
    const lagging = await ground.join(session);
    const send = async (from: number, to: number): Promise<void> => {
      for (let sequence = from; sequence < to; sequence += 1) gaston.socket.emit('audio', frame(sequence));
      await until(() => olga.frames.length === to, `frame ${to}`);
      olga.socket.emit('audio.ack', olga.frames.length);
      await olga.command('microphone.set', { state: 'none' });
    };
    await send(0, 50);
    // Two seconds go by without a word from the second listener.
    ground.clock.forward(LAG_MS + 1);
    await send(50, 100);
    await until(() => ground.rooms.mediaCounters.framesLost === 50, '50 lost frames');
    expect(sequences(lagging)).to.deep.equal(Array.from({ length: 50 }, (_, index) => index));
    lagging.socket.emit('audio.ack', 50);
    await lagging.command('microphone.set', { state: 'none' });
    await send(100, 120);
    await until(() => lagging.frames.length === 70, 'the sound after catching up');
    expect(sequences(lagging).slice(50)).to.deep.equal(Array.from({ length: 20 }, (_, index) => 100 + index));
    expect(sequences(olga)).to.deep.equal(Array.from({ length: 120 }, (_, index) => index));
  });

  it('is lost for a listener whose connection is clogged, without memory growing, and is whole for the others', async () => {
    const gaston = await speaker();
    const olga = await ground.join(session);
    const clogged = await ground.join(session);
    await clogged.welcome();
    const { conn } =
      ground.rooms.realtime.sockets.sockets.get(clogged.socket.id ?? '') ?? expect.fail('no such socket');
    const { _socket: tcp } = (conn.transport as unknown as { socket: { _socket: Socket } }).socket;
    // The network takes nothing any more: what is written waits in the process.
    tcp.cork();
    tcp.write(Buffer.alloc(70_000, 0x8a));
    for (let sequence = 0; sequence < 100; sequence += 1) gaston.socket.emit('audio', frame(sequence));
    await until(() => olga.frames.length === 100, '100 frames');
    expect(ground.rooms.mediaCounters.framesLost).to.equal(100);
    expect(tcp.writableLength).to.equal(70_000);
    tcp.destroy();
  });

  it('comes back to oneself alone for an echo, and to one alone in private, with the microphone off for all', async () => {
    const gaston = await ground.join(session);
    const own = (await gaston.welcome()).you.number;
    const olga = await ground.join(session);
    const theirs = (await olga.welcome()).you.number;
    const zoe = await ground.join(session);
    for (let sequence = 1; sequence <= 20; sequence += 1) {
      gaston.socket.emit('audio', frame(sequence, { participant: own }));
      gaston.socket.emit('audio', frame(100 + sequence, { participant: theirs }));
      gaston.socket.emit('audio', frame(200 + sequence));
    }
    await until(() => gaston.frames.length === 20 && olga.frames.length === 20, 'the echo and the private word');
    expect(sequences(gaston)).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(sequences(olga)).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 101));
    for (const bytes of [...gaston.frames, ...olga.frames]) {
      expect(parseAudioFrame(bytes)?.participant).to.equal(own);
      expect(isDirectFrame(bytes)).to.equal(true);
    }
    expect(zoe.frames).to.have.length(0);
    expect(ground.rooms.mediaCounters.framesMuted).to.equal(20);
  });

  it('in private ends with the removal: not one frame is heard after it was answered', async () => {
    const olga = await ground.join(session, { role: 'organizer', name: 'Olga' });
    const gaston = await ground.join(session);
    const { you } = await gaston.welcome();
    const zoe = await ground.join(session);
    const listener = (await zoe.welcome()).you.number;
    let sequence = 0;
    const talk = setInterval(() => {
      sequence += 1;
      gaston.socket.emit('audio', frame(sequence, { participant: listener }));
    }, 2);
    try {
      await until(() => zoe.frames.length > 5, 'a private word');
      expect(await olga.command('participant.remove', { id: you.id })).to.deep.equal({ ok: true });
      // What had left before the answer is with the listener when her own next answer is.
      await zoe.command('microphone.set', { state: 'none' });
      const heard = zoe.frames.length;
      const from = sequence;
      await until(() => sequence > from + 30, 'more words');
      await zoe.command('microphone.set', { state: 'none' });
      expect(zoe.frames).to.have.length(heard);
    } finally {
      clearInterval(talk);
    }
  });

  it('is measured by whoever asks for an answer to an acknowledgement', async () => {
    const gaston = await speaker();
    const olga = await ground.join(session);
    for (let sequence = 1; sequence <= 5; sequence += 1) gaston.socket.emit('audio', frame(sequence));
    await until(() => olga.frames.length === 5, '5 frames');
    await olga.socket.timeout(5_000).emitWithAck('audio.ack', 5);
    await olga.socket.timeout(5_000).emitWithAck('audio.ack', 5);
    expect(ground.rooms.roomCounters.badAcknowledgements).to.equal(0);
  });
});
