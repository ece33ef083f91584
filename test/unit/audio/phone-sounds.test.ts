import { expect } from 'chai';
import { createComfortNoise } from '../../../src/audio/comfort-noise.ts';
import { emptyOpusPacket, isRoomPacket, opusPacketMs } from '../../../src/audio/opus-packet.ts';
import { createPeriodRepeat } from '../../../src/audio/period-repeat.ts';
import { createRateChanger } from '../../../src/audio/rate-changer.ts';
import { levelDbov } from '../../../src/audio/sound-level.ts';
import { toneIn } from '../../phone/media-ground.ts';

const sine = (hz: number, rateHz: number, ms: number): Float32Array =>
  Float32Array.from({ length: (rateHz * ms) / 1_000 }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hz * at) / rateHz));

/** In blocks of 20 ms, as it is used. */
const change = (sound: Float32Array, fromHz: number, toHz: number): Float32Array => {
  const changer = createRateChanger(fromHz, toHz);
  const block = fromHz / 50;
  const out: number[] = [];
  for (let at = 0; at + block <= sound.length; at += block)
    out.push(...changer.process(sound.subarray(at, at + block)));
  return Float32Array.from(out);
};

describe('rate changer', () => {
  for (const [from, to] of [
    [48_000, 8_000],
    [48_000, 16_000],
    [16_000, 8_000],
    [16_000, 48_000],
    [8_000, 48_000],
  ] as const)
    it(`keeps a tone as loud as it is from ${from} to ${to} Hz, without seams`, () => {
      const changed = change(sine(1_000, from, 400), from, to);
      expect(changed.length).to.equal((to * 400) / 1_000);
      const steady = changed.subarray(to / 10);
      expect(toneIn(steady, to, 1_000)).to.be.within(0.49, 0.51);
      const rest = Math.sqrt(steady.reduce((sum, one) => sum + one * one, 0) / steady.length);
      expect(rest).to.be.within(0.35, 0.358);
    });

  it('lets nothing above the half of the lower rate fold back', () => {
    for (const hz of [4_600, 6_000, 9_000, 15_000]) {
      const folded = change(sine(hz, 48_000, 400), 48_000, 8_000).subarray(800);
      expect(levelDbov(folded), `${hz} Hz`).to.be.below(-50);
    }
  });
});

describe('comfort noise', () => {
  it('is as loud as it should be, and evenly so', () => {
    for (const dbov of [-70, -50, -30]) {
      const noise = createComfortNoise();
      for (let frame = 0; frame < 20; frame += 1) {
        const target = new Float32Array(960);
        noise.addTo(target, dbov);
        expect(levelDbov(target)).to.be.within(dbov - 1.5, dbov + 1.5);
      }
    }
  });
});

describe('period repeat', () => {
  it('goes on with a tone where it ended, then fades to nothing', () => {
    const repeat = createPeriodRepeat(8_000);
    repeat.remember(sine(200, 8_000, 60));
    const made = new Float32Array(8 * 120);
    for (let at = 0; at < made.length; at += 160) repeat.next(made.subarray(at, at + 160));
    expect(toneIn(made.subarray(0, 80), 8_000, 200)).to.be.within(0.48, 0.52);
    expect(Math.abs(made[0] ?? 1)).to.be.below(0.1);
    expect(Math.max(...made.subarray(8 * 85))).to.equal(0);
  });

  it('begins anew after something real', () => {
    const repeat = createPeriodRepeat(8_000);
    const made = new Float32Array(160);
    repeat.remember(sine(200, 8_000, 60));
    for (let frame = 0; frame < 6; frame += 1) repeat.next(made);
    expect(levelDbov(made)).to.equal(-127);
    repeat.remember(sine(250, 8_000, 20));
    repeat.next(made);
    expect(levelDbov(made)).to.be.above(-15);
  });
});

describe('Opus packets', () => {
  it('are as long as RFC 6716 3.1 says', () => {
    expect(opusPacketMs(Uint8Array.of(0x08))).to.equal(20);
    expect(opusPacketMs(Uint8Array.of(0x18))).to.equal(60);
    expect(opusPacketMs(Uint8Array.of(0x60))).to.equal(10);
    expect(opusPacketMs(Uint8Array.of(0x80))).to.equal(2.5);
    expect(opusPacketMs(Uint8Array.of(0xf9))).to.equal(40);
    expect(opusPacketMs(Uint8Array.of(0xfb, 3))).to.equal(60);
  });

  it('that are none have no length', () => {
    for (const bytes of [[], [0xfb], [0xfb, 0], [0x1b, 63]])
      expect(opusPacketMs(Uint8Array.from(bytes))).to.equal(undefined);
  });

  it('are the room’s when they are one frame of 20 ms with one channel', () => {
    expect([0xf8, 0xfc, 0xf9, 0x60].map((first) => isRoomPacket(Uint8Array.of(first, 1, 2)))).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
    expect(emptyOpusPacket(Uint8Array.of(0xfb, 3))).to.deep.equal(Uint8Array.of(0xf8));
  });
});
