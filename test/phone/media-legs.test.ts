import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { PHONE_CODEC_FACTS } from '../../src/media/phone/phone-codecs.ts';
import { createSrtpReceiver, createSrtpSender, SRTP_TRAILER_BYTES } from '../../src/media/phone/srtp.ts';
import { startWorker } from '../../src/platform/start-worker.ts';
import { formatRtp } from '../../src/protocols/rtp/format-rtp.ts';
import { parseRtcp } from '../../src/protocols/rtp/parse-rtcp.ts';
import { parseRtp } from '../../src/protocols/rtp/parse-rtp.ts';
import { toRtpTimestamp } from '../../src/protocols/rtp/rtp-timestamp.ts';
import { eventOfKey, formatTelephoneEvent } from '../../src/protocols/rtp/telephone-event.ts';
import type { RtpPacket } from '../../src/protocols/rtp/types.ts';
import {
  EVENTS_TYPE,
  type MediaGround,
  newHearer,
  openGround,
  openPhone,
  pause,
  portRange,
  promptTone,
  type TestPhone,
  toneIn,
  until,
} from './media-ground.ts';

const EVENTS = { events: { payloadType: EVENTS_TYPE, clockRateHz: 8_000 } };

/** Three packets while it is pressed, three of its end: RFC 4733 2.5.1. */
const pressKey = async (phone: TestPhone, toPort: number, key: string, at: number, ends = 3): Promise<void> => {
  const timestamp = toRtpTimestamp(at);
  for (let packet = 0; packet < 3 + ends; packet += 1) {
    const event = {
      event: eventOfKey(key) ?? 0,
      end: packet >= 3,
      volume: 10,
      duration: 160 * Math.min(4, packet + 1),
    };
    const payload = formatTelephoneEvent(event);
    phone.send({ payloadType: EVENTS_TYPE, payload, timestamp, marker: packet === 0 }, toPort);
    await pause(10);
  }
};

describe('telephone sound: legs', () => {
  let ground: MediaGround;
  afterEach(() => ground.close());

  describe('whose packets they are', () => {
    beforeEach(async () => {
      ground = await openGround({ listenAddresses: { ipv4: '0.0.0.0', ipv6: '::1' } });
    });

    it('sends to where the packets come from, not to where signalling said', async () => {
      const { phone, leg } = await ground.call('PCMA', { remote: { address: '127.0.0.1', port: 9, rtcpPort: 9 } });
      phone.speak(leg.rtpPort, 500);
      await until('packets', () => phone.packets.length > 10);
    });

    it('lets nobody else be heard or hear anything, once they are known', async () => {
      const { phone, leg } = await ground.call('PCMA');
      leg.echo(true);
      phone.speak(leg.rtpPort, 0);
      await until('packets', () => phone.packets.length > 10);
      const stranger = await ground.phone('PCMA', '127.0.0.2');
      const before = ground.media.counters().packetsRefused;
      stranger.speak(leg.rtpPort, 1_000);
      await pause(1_000);
      expect(stranger.packets).to.have.length(0);
      expect(toneIn(phone.last(200), 8_000, 1_000)).to.be.below(0.01);
      expect(ground.media.counters().packetsRefused - before).to.be.above(40);
    });

    it('follows them to another port with the same SSRC, and not to one with another', async () => {
      const { phone, leg } = await ground.call('PCMA');
      phone.speak(leg.rtpPort, 0);
      await until('packets', () => phone.packets.length > 5);
      phone.hush();
      const moved = await ground.phone('PCMA');
      for (let packet = 0; packet < 10; packet += 1) {
        moved.send({ payload: moved.frame(0) }, leg.rtpPort);
        await pause(20);
      }
      expect(moved.packets).to.have.length(0);
      for (let packet = 0; packet < 10; packet += 1) {
        moved.send({ payload: moved.frame(0), ssrc: phone.ssrc }, leg.rtpPort);
        await pause(20);
      }
      expect(moved.packets.length).to.be.above(3);
    });

    it('is found anew after the call was agreed on again', async () => {
      const { phone, leg } = await ground.call('PCMA');
      phone.speak(leg.rtpPort, 0);
      await until('packets', () => phone.packets.length > 5);
      const desk = await ground.phone('PCMA', '127.0.0.2');
      phone.hush();
      leg.configure(desk.format());
      desk.speak(leg.rtpPort, 0);
      await until('packets at the other phone', () => desk.packets.length > 5);
      const before = phone.packets.length;
      await pause(200);
      expect(phone.packets.length).to.be.below(before + 2);
    });

    it('works over IPv6', async () => {
      const [leg, phone] = [await ground.media.openLeg('ipv6', newHearer()), await ground.phone('PCMU', '::1')];
      leg.configure(phone.format());
      leg.play([promptTone(700, 400)]);
      await pause(500);
      expect(toneIn(phone.heard().subarray(1_600, 3_200), 8_000, 700)).to.be.above(0.2);
    });

    it('answers no packet: reports leave by our own clock', async () => {
      const { phone, leg } = await ground.call('PCMA');
      phone.speak(leg.rtpPort, 0);
      await until('packets', () => phone.packets.length > 5);
      const report = Buffer.from('80c90001deadbeef', 'hex');
      for (let sent = 0; sent < 50; sent += 1) phone.socket.send(report, leg.rtpPort, phone.address, () => {});
      await pause(300);
      expect(phone.reports).to.have.length(0);
      await until('a report of ours', () => phone.reports.length > 0, 8_000);
      const parsed = parseRtcp(phone.reports[0] ?? new Uint8Array(0));
      expect(parsed.ok && parsed.packets.map(({ kind }) => kind)).to.deep.equal([
        'sender-report',
        'source-description',
      ]);
      const [first] = parsed.ok ? parsed.packets : [];
      expect(first?.kind === 'sender-report' && first.reports[0]?.ssrc).to.equal(phone.ssrc);
    });
  });

  describe('what comes', () => {
    beforeEach(async () => {
      ground = await openGround();
    });

    it('tells each key once, however often its packets come', async () => {
      const { phone, leg, hearer } = await ground.call('PCMA', EVENTS);
      for (const [index, key] of [...'5092#'].entries()) await pressKey(phone, leg.rtpPort, key, 1_000 * (index + 1));
      await until('keys', () => hearer.digits.length >= 5);
      await pause(100);
      expect(hearer.digits.join('')).to.equal('5092#');
    });

    it('tells the same key twice when it was pressed twice, even when every end was lost', async () => {
      const { phone, leg, hearer } = await ground.call('PCMA', EVENTS);
      for (const at of [1_000, 3_000]) await pressKey(phone, leg.rtpPort, '7', at, 0);
      await until('keys', () => hearer.digits.length >= 2);
      await pause(100);
      expect(hearer.digits).to.deep.equal(['7', '7']);
    });

    it('plays packets that overtake each other in their order, and makes up for what is lost', async () => {
      const { phone, leg } = await ground.call('PCMA');
      leg.echo(true);
      const frames = Array.from({ length: 100 }, (_, index) => ({ index, payload: phone.frame(400) }));
      // Every two change places; every tenth never comes.
      const order = frames.map((_, index) => frames[index ^ 1]).filter((frame) => frame && frame.index % 10 !== 9);
      for (const frame of order) {
        if (!frame) continue;
        phone.send(
          { payload: frame.payload, sequence: frame.index, timestamp: toRtpTimestamp(160 * frame.index) },
          leg.rtpPort,
        );
        await pause(20);
      }
      const heard = phone.heard();
      const start = heard.findIndex((sample) => Math.abs(sample) > 0.1);
      expect(toneIn(heard.subarray(start + 1_600, start + 4_800), 8_000, 400)).to.be.above(0.1);
      expect(ground.media.counters().framesConcealed).to.be.above(3);
    });

    for (const packetMs of [10, 30, 40, 60])
      it(`takes packets of ${packetMs} ms`, async () => {
        const { phone, leg } = await ground.call('PCMU');
        leg.echo(true);
        const bytes: number[] = [];
        for (let frame = 0; frame < 60; frame += 1) bytes.push(...phone.frame(440));
        const startMs = performance.now();
        for (let at = 0; at + packetMs * 8 <= bytes.length; at += packetMs * 8) {
          await pause(startMs + at / 8 - performance.now());
          const payload = Uint8Array.from(bytes.slice(at, at + packetMs * 8));
          phone.send({ payload, timestamp: toRtpTimestamp(at) }, leg.rtpPort);
        }
        const heard = phone.heard();
        const start = heard.findIndex((sample) => Math.abs(sample) > 0.1);
        expect(toneIn(heard.subarray(start + 800, start + 3_200), 8_000, 440)).to.be.within(0.1, 0.35);
      });

    it('hears keys in the sound, and not a second time when their events come too', async () => {
      const [plain, both] = [await ground.call('PCMA'), await ground.call('PCMA', EVENTS)];
      for (const { phone, leg } of [plain, both]) {
        phone.speak(leg.rtpPort, 0);
        await until('packets', () => phone.packets.length > 10);
        phone.hush();
        // 770 and 1336 Hz: the key 5.
        const pair = Float32Array.from(
          { length: 8 * 100 },
          (_, at) => 0.2 * (Math.sin((2 * Math.PI * 770 * at) / 8_000) + Math.sin((2 * Math.PI * 1_336 * at) / 8_000)),
        );
        const encoder = PHONE_CODEC_FACTS.PCMA.createEncoder();
        for (let frame = 0; frame < 5; frame += 1) {
          phone.send({ payload: encoder.encode(pair.subarray(160 * frame, 160 * (frame + 1))) }, leg.rtpPort);
          await pause(20);
        }
        phone.speak(leg.rtpPort, 0);
      }
      await until('keys', () => plain.hearer.digits.length > 0 && both.hearer.digits.length > 0);
      await pressKey(both.phone, both.leg.rtpPort, '5', 9_000);
      await pressKey(both.phone, both.leg.rtpPort, '6', 12_000);
      await until('the next key', () => both.hearer.digits.length > 1);
      await pause(100);
      expect([plain.hearer.digits, both.hearer.digits]).to.deep.equal([['5'], ['5', '6']]);
    });

    it('counts what cannot be read as refused, and goes on', async () => {
      const { phone, leg } = await ground.call('opus');
      leg.echo(true);
      const send = (payload: Uint8Array): void => phone.send({ payload }, leg.rtpPort);
      for (let sent = 0; sent < 40; sent += 1)
        send(Uint8Array.from({ length: 1 + (sent % 40) }, () => Math.floor(Math.random() * 256)));
      phone.socket.send('SIP/2.0 200 OK', leg.rtpPort, phone.address, () => {});
      phone.send({ payloadType: 77, payload: new Uint8Array(160) }, leg.rtpPort);
      await pause(200);
      expect(ground.media.counters().packetsRefused).to.be.above(1);
      phone.speak(leg.rtpPort, 600);
      await until('their own voice', () => toneIn(phone.last(100), phone.rateHz, 600) > 0.1, 10_000);
    });

    it('tells of silence once a second from five seconds on, on hold too, and no more after a packet', async function () {
      this.timeout(20_000);
      const [silent, held] = [await ground.call('PCMA'), await ground.call('PCMA', { sends: false, receives: false })];
      await until('silence', () => silent.hearer.silences.length >= 2, 8_000);
      expect(silent.hearer.silences[0]).to.be.within(5_000, 5_500);
      expect((silent.hearer.silences[1] ?? 0) - (silent.hearer.silences[0] ?? 0)).to.be.within(900, 1_500);
      silent.phone.send({ payload: silent.phone.frame(0) }, silent.leg.rtpPort);
      await pause(1_500);
      expect(silent.hearer.silences.length).to.be.below(4);
      expect(held.hearer.silences[0]).to.be.within(5_000, 5_500);
    });
  });

  describe('what goes', () => {
    beforeEach(async () => {
      ground = await openGround();
    });

    it('sends nothing on hold, lets what plays go on, and resumes', async () => {
      const { phone, leg, hearer } = await ground.call('PCMA');
      await until('packets', () => phone.packets.length > 5);
      leg.configure(phone.format({ receives: false, sends: false }));
      await pause(100);
      const before = phone.packets.length;
      leg.play([promptTone(600, 200)]);
      await until('played', () => hearer.played_.length > 0);
      expect(phone.packets.length).to.equal(before);
      leg.configure(phone.format());
      await until('packets again', () => phone.packets.length > before + 5);
      const [last, next] = [phone.packets[before - 1], phone.packets[before]];
      expect(next?.ssrc).to.equal(last?.ssrc);
      expect(next?.sequence).to.equal(((last?.sequence ?? 0) + 1) & 0xffff);
    });

    it('sends to who only listens, and nothing to who only speaks', async () => {
      const listener = await ground.call('PCMA', { sends: true, receives: false });
      const speaker = await ground.call('PCMA', { sends: false, receives: true, ...EVENTS });
      listener.leg.echo(true);
      listener.phone.speak(listener.leg.rtpPort, 600);
      await pressKey(speaker.phone, speaker.leg.rtpPort, '5', 1_000);
      await until('packets', () => listener.phone.packets.length > 50);
      expect(speaker.hearer.digits).to.deep.equal(['5']);
      expect(toneIn(listener.phone.last(100), 8_000, 600)).to.be.below(0.02);
      expect(speaker.phone.packets).to.have.length(0);
    });

    it('plays on in another codec after the call was agreed on again', async () => {
      const { phone, leg } = await ground.call('PCMA');
      leg.play([promptTone(900, 10_000)]);
      await pause(300);
      const wide = await ground.phone('G722');
      leg.configure(wide.format());
      await until('the prompt', () => toneIn(wide.last(100), 16_000, 900) > 0.2);
      expect(phone.packets.length).to.be.above(5);
    });

    it('queues, repeats and cuts off', async () => {
      const { phone, leg, hearer } = await ground.call('PCMA');
      const [first, second] = [leg.play([promptTone(600, 100)]), leg.play([promptTone(900, 100)], { queue: true })];
      await until('both', () => hearer.played_.length === 2);
      expect(hearer.played_).to.deep.equal([first, second]);
      leg.play([promptTone(1_000, 60)], { repeat: true });
      await pause(600);
      expect(toneIn(phone.last(200), 8_000, 1_000)).to.be.above(0.2);
      leg.stopPlaying();
      await pause(400);
      expect(toneIn(phone.last(200), 8_000, 1_000)).to.be.below(0.02);
      expect(hearer.played_).to.have.length(2);
    });

    it('sends one packet every 20 ms, with times and numbers that fit', async () => {
      const { phone } = await ground.call('PCMU');
      await pause(1_000);
      const { packets } = phone;
      expect(packets.length).to.be.within(30, 70);
      for (const [index, { sequence, timestamp }] of packets.slice(1).entries()) {
        expect(sequence).to.equal(((packets[index]?.sequence ?? 0) + 1) & 0xffff);
        expect(timestamp).to.equal(((packets[index]?.timestamp ?? 0) + 160) >>> 0);
      }
      const other = await ground.call('PCMU');
      await until('packets', () => other.phone.packets.length > 0);
      expect(other.phone.packets[0]?.ssrc).to.not.equal(packets[0]?.ssrc);
    });
  });

  describe('secret sound', () => {
    const suite = 'AES_CM_128_HMAC_SHA1_80';
    const [ours, theirs] = [
      Uint8Array.from({ length: 30 }, (_, at) => at),
      Uint8Array.from({ length: 30 }, (_, at) => 99 - at),
    ];

    beforeEach(async () => {
      ground = await openGround();
    });

    it('sends what only the key opens, and hears what only the key made', async () => {
      const { phone, leg } = await ground.call('PCMA', { srtp: { suite, sendKey: ours, receiveKey: theirs } });
      const [receiver, sender] = [createSrtpReceiver(suite, ours), createSrtpSender(suite, theirs)];
      const opened: RtpPacket[] = [];
      phone.socket.removeAllListeners('message').on('message', (bytes) => {
        const length = receiver.unprotect(bytes);
        const parsed = typeof length === 'number' ? parseRtp(bytes.subarray(0, length)) : undefined;
        if (parsed?.ok) opened.push(parsed.packet);
      });
      leg.echo(true);
      const encoder = PHONE_CODEC_FACTS.PCMA.createEncoder();
      for (let sequence = 0; sequence < 75; sequence += 1) {
        const samples = Float32Array.from(
          { length: 160 },
          (_, at) => 0.3 * Math.sin((2 * Math.PI * 500 * (160 * sequence + at)) / 8_000),
        );
        const plain = formatRtp({
          marker: false,
          payloadType: 8,
          sequence,
          timestamp: toRtpTimestamp(160 * sequence),
          ssrc: phone.ssrc,
          contributors: [],
          payload: encoder.encode(samples),
        });
        const room = new Uint8Array(plain.length + SRTP_TRAILER_BYTES);
        room.set(plain);
        phone.socket.send(room.subarray(0, sender.protect(room, plain.length)), leg.rtpPort, phone.address, () => {});
        await pause(20);
      }
      const decoder = PHONE_CODEC_FACTS.PCMA.createDecoder();
      const heard = Float32Array.from(opened.slice(-20).flatMap(({ payload }) => [...(decoder.decode(payload) ?? [])]));
      expect(toneIn(heard, 8_000, 500)).to.be.above(0.05);
    });

    it('refuses packets that are not secret', async () => {
      const { phone, leg, hearer } = await ground.call('PCMA', { srtp: { suite, sendKey: ours, receiveKey: theirs } });
      leg.enterRoom('room', 1);
      phone.speak(leg.rtpPort, 800);
      await pause(500);
      expect(hearer.frames).to.have.length(0);
      expect(ground.media.counters()).to.include({ packetsReceived: 0 });
    });
  });

  describe('ports', () => {
    it('binds even ports with the odd ones above, refuses when none is left, and gives them back', async () => {
      const ports = portRange(3);
      ground = await openGround({ ports });
      const open = () => ground.media.openLeg('ipv4', newHearer());
      const legs = [await open(), await open(), await open()];
      const all = legs.map(({ rtpPort }) => rtpPort).sort((one, other) => one - other);
      expect(all).to.deep.equal([ports.from, ports.from + 2, ports.from + 4]);
      const refusal = await open().then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(refusal).to.include({ name: 'DomainError', code: 'unavailable' });
      expect(ground.media.counters()).to.include({ legs: 3, socketsOpen: 6 });
      legs[1]?.close();
      await until('sockets closed', () => ground.media.counters().socketsOpen === 4);
      expect((await open()).rtpPort).to.equal(legs[1]?.rtpPort);
    });

    it('passes ports over that somebody else has', async () => {
      const ports = portRange(2);
      ground = await openGround({ ports });
      const other = createSocket('udp4').bind(ports.from + 1, '127.0.0.1');
      await once(other, 'listening');
      const leg = await ground.media.openLeg('ipv4', newHearer());
      other.close();
      expect(leg.rtpPort).to.equal(ports.from + 2);
    });

    it('refuses a family that is not listened to', async () => {
      ground = await openGround({ listenAddresses: { ipv4: '127.0.0.1' } });
      const refusal = await ground.media.openLeg('ipv6', newHearer()).catch((error: unknown) => error);
      expect(refusal).to.include({ code: 'unavailable' });
    });

    it('leaves no socket behind, and says goodbye', async () => {
      ground = await openGround();
      const calls = await Promise.all([ground.call('PCMA'), ground.call('opus')]);
      await until('packets', () => calls.every(({ phone }) => phone.packets.length > 5));
      for (const { leg } of calls) leg.close();
      await until('everything closed', () => ground.media.counters().socketsOpen === 0);
      expect(ground.media.counters().legs).to.equal(0);
      await pause(50);
      for (const { phone } of calls) {
        const parsed = parseRtcp(phone.reports.at(-1) ?? new Uint8Array(0));
        expect(parsed.ok && parsed.packets.at(-1)?.kind).to.equal('goodbye');
      }
    });
  });

  it('has every leg back on its port after the thread died, and tells what played that it is over', async () => {
    const threads: Worker[] = [];
    ground = await openGround({
      startWorker: (...options) => {
        const thread = startWorker(...options);
        threads.push(thread);
        return thread;
      },
    });
    const { phone, leg, hearer } = await ground.call('PCMA');
    const playId = leg.play([promptTone(600, 60_000)]);
    leg.enterRoom('room', 1);
    await until('packets', () => phone.packets.length > 5);
    await threads[0]?.terminate();
    const before = phone.packets.length;
    await until('packets again', () => phone.packets.length > before + 5, 10_000);
    expect(hearer.played_).to.deep.equal([playId]);
    phone.speak(leg.rtpPort, 900);
    await until('voice', () => hearer.frames.length > 5);
    const another = await openPhone('PCMA');
    const fresh = await ground.media.openLeg('ipv4', newHearer());
    fresh.configure(another.format());
    await until('a new call', () => another.packets.length > 5);
    another.close();
  });
});
