import { expect } from 'chai';
import { formatAudioFrame } from '../../src/audio/audio-frame.ts';
import { createRoomSocket, type RoomSocket } from '../../src/client/room/sound/room-socket.ts';
import type { RoomAuth } from '../../src/contract/room/room-messages.ts';
import type { Welcome } from '../../src/contract/room/room-state.ts';
import { type FickleNetwork, startFickleNetwork } from '../kit/fickle-network.ts';
import { prepareRoomGround, type RoomGround } from '../room/room-ground.ts';

const WAIT_MS = 8_000;

/** Frames of a loud voice with nothing of worth in them. */
const frame = (sequence: number, bytes = 80): Uint8Array =>
  formatAudioFrame(
    { participant: 0, sequence, captureMs: sequence * 20, level: 20, endOfTalkspurt: false },
    new Uint8Array(bytes).fill(7),
  );

describe("the room's connection in the worker", () => {
  let ground: RoomGround;
  let network: FickleNetwork;
  let session: Awaited<ReturnType<RoomGround['openSession']>>;
  const opened: RoomSocket[] = [];

  beforeEach(async () => {
    ground = await prepareRoomGround();
    network = await startFickleNetwork(ground.rooms.url);
    session = await ground.openSession();
  });
  afterEach(async () => {
    for (const socket of opened.splice(0)) socket.close();
    network.close();
    await ground.stop();
  });

  const connect = (auth: RoomAuth, url = network.url) => {
    const states: string[] = [];
    const events: { name: string; body: unknown }[] = [];
    const frames: Uint8Array[] = [];
    const looks = new Set<() => void>();
    const look = (): void => {
      for (const one of [...looks]) one();
    };
    const socket = createRoomSocket({
      url,
      auth,
      onState: (state, detail) => {
        states.push(detail === undefined ? state : `${state}: ${detail}`);
        look();
      },
      onEvent: (name, body) => {
        events.push({ name, body });
        look();
      },
      onAudio: (bytes) => {
        frames.push(bytes);
        look();
      },
    });
    opened.push(socket);
    const until = (what: string, isTrue: () => boolean): Promise<void> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${what} did not happen: ${states.join(', ')}`)), WAIT_MS);
        const one = (): void => {
          if (!isTrue()) return;
          clearTimeout(timer);
          looks.delete(one);
          resolve();
        };
        looks.add(one);
        one();
      });
    const welcomes = (): Welcome[] =>
      events.filter(({ name }) => name === 'welcome').map(({ body }) => body as Welcome);
    return { socket, states, events, frames, until, welcomes };
  };

  it('says hello, and answers a command that was given before it was in', async () => {
    const guest = connect({ ticket: ground.ticket(session) });
    const answer = await guest.socket.command('microphone.set', { state: 'on' });
    expect(answer).to.deep.equal({ ok: true });
    expect(guest.states).to.deep.equal(['connected']);
    expect(guest.welcomes()).to.have.length(1);
  });

  it('is refused with the reason and tries no more', async () => {
    const guest = connect({ ticket: 'nonsense' });
    await guest.until('a refusal', () => guest.states.length > 0);
    expect(guest.states).to.deep.equal(['refused: unknown-link']);
    expect(await guest.socket.command('microphone.set', { state: 'on' })).to.deep.equal({
      ok: false,
      code: 'unavailable',
    });
  });

  it('comes back by itself as the same person after the network was cut, and sound goes on', async () => {
    const guest = connect({ ticket: ground.ticket(session) });
    await guest.until('a welcome', () => guest.states.at(-1) === 'connected');
    network.cut();
    await guest.until('a lost connection', () => guest.states.at(-1) === 'reconnecting');
    expect(guest.socket.sendAudio(frame(1))).to.equal(false);
    const waiting = guest.socket.command('chat.send', { text: 'typed meanwhile', clientId: 'typed-meanwhile' });
    network.mend();
    await guest.until('a return', () => guest.states.at(-1) === 'connected');
    expect(await waiting).to.include({ ok: true });
    const [first, second] = guest.welcomes();
    expect(second?.you.id).to.equal(first?.you.id);

    const speaker = await ground.join(session);
    await speaker.command('microphone.set', { state: 'on' });
    for (let sequence = 0; sequence < 5; sequence += 1) speaker.socket.emit('audio', frame(sequence));
    await guest.until('sound', () => guest.frames.length === 5);
    guest.socket.acknowledge();
    await guest.socket.command('microphone.set', { state: 'on' });
    expect(ground.rooms.roomCounters.badAcknowledgements).to.equal(0);
  });

  it('comes back as the same person after the server was started again', async () => {
    const guest = connect({ ticket: ground.ticket(session) });
    await guest.until('a welcome', () => guest.states.at(-1) === 'connected');
    await ground.restart();
    network.leadTo(ground.rooms.url);
    await guest.until('a return', () => guest.welcomes().length === 2);
    expect(guest.states).to.deep.equal(['connected', 'reconnecting', 'connected']);
    const [first, second] = guest.welcomes();
    expect(second?.you.id).to.equal(first?.you.id);
  });

  it('throws own sound away while the connection takes none, instead of sending it late', async () => {
    const guest = connect({ ticket: ground.ticket(session) });
    await guest.socket.command('microphone.set', { state: 'on' });
    network.stop();
    let sent = 0;
    // The kernel's own buffers take megabytes first.
    while (sent < 20_000 && guest.socket.sendAudio(frame(sent, 1200))) {
      sent += 1;
      if (sent % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(sent).to.be.below(20_000);
    expect(guest.socket.sendAudio(frame(sent))).to.equal(false);
    network.cut();
  });

  it('tells when the server closes the connection for good', async () => {
    const organizer = connect({ ticket: ground.ticket(session, { role: 'organizer' }) });
    const guest = connect({ ticket: ground.ticket(session) });
    await guest.until('a welcome', () => guest.states.at(-1) === 'connected');
    expect(await organizer.socket.command('session.end', {})).to.deep.equal({ ok: true });
    await guest.until('the end', () => guest.states.at(-1) === 'refused: disconnected');
    expect(guest.events).to.deep.include({ name: 'session.ended', body: { reason: 'ended' } });
  });
});
