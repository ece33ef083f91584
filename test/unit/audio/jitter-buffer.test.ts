import { expect } from 'chai';
import fc from 'fast-check';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE_HZ } from '../../../src/audio/audio-frame.ts';
import { createJitterBuffer, type JitterBuffer } from '../../../src/audio/jitter-buffer.ts';
import { playTrace, readTrace, voice } from './arrival-trace.ts';

const BLOCK = 128;
const BLOCK_MS = (BLOCK * 1000) / SAMPLE_RATE_HZ;

interface Arrival {
  readonly captureMs: number;
  readonly arrivedMs: number;
  readonly endOfTalkspurt?: boolean;
}

interface Played {
  readonly heard: Float32Array;
  /** From capture to ear when each block was fetched, and the sound that was made up so far. */
  readonly diary: readonly { readonly atMs: number; readonly delayMs: number; readonly concealedMs: number }[];
  readonly buffer: JitterBuffer;
}

/** Plays frames of `sound` for `lengthMs` in virtual time; each frame holds the sound of its capture time. */
const play = (sound: Float32Array, arrivals: readonly Arrival[], lengthMs: number): Played => {
  const buffer = createJitterBuffer();
  const heard = new Float32Array(Math.ceil(lengthMs / BLOCK_MS) * BLOCK);
  const queue = [...arrivals].sort((a, b) => a.arrivedMs - b.arrivedMs);
  const diary: { atMs: number; delayMs: number; concealedMs: number }[] = [];
  let next = 0;
  for (let at = 0; at < heard.length; at += BLOCK) {
    const atMs = (at * 1000) / SAMPLE_RATE_HZ;
    for (let frame = queue[next]; frame && frame.arrivedMs <= atMs; frame = queue[next]) {
      const start = Math.round(frame.captureMs * 48);
      const { captureMs, endOfTalkspurt = false } = frame;
      const samples = sound.slice(start, start + FRAME_SAMPLES);
      buffer.push({ samples, captureMs, endOfTalkspurt, concealed: false });
      next += 1;
    }
    buffer.pull(heard.subarray(at, at + BLOCK));
    const { transitMs, concealedMs } = buffer.statistics();
    diary.push({ atMs, delayMs: transitMs, concealedMs });
  }
  return { heard, diary, buffer };
};

const sine = (samples: number, hz = 440): Float32Array =>
  Float32Array.from({ length: samples }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hz * at) / SAMPLE_RATE_HZ));

/** Frames one after the other, each as late as `lateMs` says; none overtakes, as over TCP. */
const stream = (frames: number, lateMs: (captureMs: number) => number): Arrival[] => {
  let last = 0;
  return Array.from({ length: frames }, (_, frame) => {
    const captureMs = frame * FRAME_MS;
    last = Math.max(last, captureMs + FRAME_MS + lateMs(captureMs));
    return { captureMs, arrivedMs: last };
  });
};

const largestStep = (sound: Float32Array): number =>
  sound.reduce((largest, sample, at) => Math.max(largest, Math.abs(sample - (sound[at - 1] ?? sample))), 0);

describe('jitter buffer', () => {
  it('gives sound that arrives evenly back sample for sample, 40 ms after its capture', () => {
    const sound = sine(SAMPLE_RATE_HZ * 3).map((sample) => sample || 1e-3);
    const { heard } = play(
      sound,
      stream(150, () => 0),
      3000,
    );
    const offset = heard.findIndex((sample) => sample !== 0);
    // 20 ms to fill a frame, 20 ms to wait, up to one block of 2.7 ms until it is noticed.
    expect(offset / 48).to.be.within(40, 43);
    const wrong = heard.subarray(offset + 480, 2900 * 48).findIndex((sample, at) => sample !== sound[at + 480]);
    expect(wrong).to.equal(-1);
  });

  /** What must be reached: concealed share, and mean delay over the fastest frame; the last trace has no such promise. */
  const bounds = [
    { trace: 'rtt50-loss0', concealed: 0.0005, delayMs: 40, learningMs: 0 },
    { trace: 'rtt50-loss1', concealed: 0.004, delayMs: 105, learningMs: 45 },
    { trace: 'rtt50-loss2', concealed: 0.004, delayMs: 145, learningMs: 45 },
    { trace: 'rtt100-loss2', concealed: 0.004, delayMs: 280, learningMs: 225 },
    { trace: 'rtt100-loss5', concealed: 0.006, delayMs: 355, learningMs: 375 },
  ];
  for (const { trace, concealed, delayMs, learningMs } of bounds) {
    it(`plays the recorded network ${trace} with at most ${(concealed * 100).toFixed(2)} % made up, ${delayMs} ms late on average`, () => {
      const result = playTrace(readTrace(trace));
      expect(result.concealedShare).to.be.at.most(concealed);
      // Before it has learned anything: the first stall of the trace, whole.
      expect(result.concealedWhileLearningMs).to.be.at.most(learningMs);
      expect(result.meanDelayMs).to.be.at.most(delayMs);
      expect(result.maxDelayMs).to.be.at.most(600);
      expect(largestStep(result.heard)).to.be.below(0.4);
    });
  }

  for (const partsPerMillion of [-200, 200]) {
    it(`keeps its delay for ten minutes with a sender whose clock is ${partsPerMillion} millionths off`, () => {
      const buffer = createJitterBuffer();
      const sound = sine(SAMPLE_RATE_HZ, 200);
      const block = new Float32Array(BLOCK);
      const frames = 30_000;
      const frameMs = FRAME_MS * (1 - partsPerMillion / 1e6);
      const delays: number[] = [];
      let next = 0;
      let concealedAfterStartMs = 0;
      for (let atMs = 0; atMs < frames * FRAME_MS - 1_000; atMs += BLOCK_MS) {
        // On the sender's clock a frame is 20 ms; on ours a little less or more.
        for (; next * frameMs + FRAME_MS <= atMs; next += 1) {
          const start = (next * FRAME_SAMPLES) % SAMPLE_RATE_HZ;
          const samples = sound.slice(start, start + FRAME_SAMPLES);
          buffer.push({ samples, captureMs: next * FRAME_MS, endOfTalkspurt: false, concealed: false });
        }
        buffer.pull(block);
        const { delayMs, concealedMs } = buffer.statistics();
        if (atMs < 1_000) concealedAfterStartMs = concealedMs;
        else delays.push(delayMs);
      }
      expect(delays.every((delay) => delay > 0 && delay < 45)).to.equal(true);
      const minute = (from: number): number => {
        const part = delays.slice((from * 60_000) / BLOCK_MS, ((from + 1) * 60_000) / BLOCK_MS);
        return part.reduce((sum, delay) => sum + delay, 0) / part.length;
      };
      expect(Math.abs(minute(8) - minute(1))).to.be.below(3);
      expect(buffer.statistics().concealedMs - concealedAfterStartMs).to.equal(0);
    });
  }

  it('waits longer at once when frames come late, and is back at the least delay 15 s later', () => {
    const stall = (captureMs: number) => (captureMs >= 5000 && captureMs < 5200 ? 5200 - captureMs : 0);
    const { diary } = play(voice(SAMPLE_RATE_HZ * 25), stream(1250, stall), 25_000);
    const delayAt = (atMs: number) => diary.find((entry) => entry.atMs >= atMs)!.delayMs;
    expect(delayAt(4900)).to.be.below(52);
    expect(delayAt(6000)).to.be.within(120, 250);
    expect(delayAt(20_500)).to.be.below(65);
  });

  it('goes on with late data after an underrun instead of throwing it away', () => {
    const late = (captureMs: number) => (captureMs >= 2000 ? 150 : 0);
    const sound = sine(SAMPLE_RATE_HZ * 4);
    const { diary, buffer } = play(sound, stream(200, late), 4000);
    expect(diary.at(-1)!.delayMs).to.be.within(165, 260);
    const { playedMs, concealedMs } = buffer.statistics();
    expect(concealedMs).to.be.within(60, 160);
    expect(playedMs).to.be.above(3700);
  });

  it('keeps the pitch of a tone while it speeds up and slows down', () => {
    const jitter = (captureMs: number) => (captureMs % 3000 < 200 ? 200 - (captureMs % 3000) : 0);
    const { heard } = play(sine(SAMPLE_RATE_HZ * 12, 200), stream(600, jitter), 12_000);
    let crossings = 0;
    const from = SAMPLE_RATE_HZ * 4;
    const to = SAMPLE_RATE_HZ * 11;
    for (let at = from; at < to; at += 1) if (heard[at - 1]! < 0 && heard[at]! >= 0) crossings += 1;
    expect(crossings / 7).to.be.within(196, 204);
    expect(largestStep(heard.subarray(from, to))).to.be.below(0.1);
  });

  it('is silent between talkspurts, conceals nothing there, and starts each at the delay aimed at', () => {
    const sound = sine(SAMPLE_RATE_HZ * 10).map((sample) => sample || 1e-3);
    const arrivals = stream(500, () => 0)
      .filter(({ captureMs }) => captureMs % 2000 < 1000)
      .map((frame) => ({ ...frame, endOfTalkspurt: frame.captureMs % 2000 === 980 }));
    const { heard, buffer } = play(sound, arrivals, 10_000);
    for (const startMs of [2000, 4000, 6000, 8000]) {
      const begin = Math.round((startMs + 40) * 48);
      expect(heard.subarray(begin - 48 * 900, begin).every((sample) => sample === 0)).to.equal(true);
      expect(heard[begin + 24]).to.not.equal(0);
      expect(heard[begin + 4800]).to.equal(sound[startMs * 48 + 4800]);
    }
    expect(buffer.statistics().concealedMs).to.equal(0);
  });

  it('fades out within 100 ms when a speaker is cut off, and is silent from then on', () => {
    const { heard } = play(
      sine(SAMPLE_RATE_HZ * 2),
      stream(50, () => 0),
      2000,
    );
    const end = 1050 * 48;
    expect(heard.subarray(end + 48, end + 480).some((sample) => Math.abs(sample) > 0.3)).to.equal(true);
    expect(heard.subarray(end + 4800).every((sample) => sample === 0)).to.equal(true);
  });

  it('starts anew when the sender comes back with another clock', () => {
    const buffer = createJitterBuffer();
    const block = new Float32Array(BLOCK);
    const push = (captureMs: number) =>
      buffer.push({ samples: sine(FRAME_SAMPLES), captureMs, endOfTalkspurt: false, concealed: false });
    let audible = 0;
    for (const clockMs of [1e9, 50]) {
      for (let ms = 0; ms < 1000; ms += FRAME_MS) {
        push(clockMs + ms);
        for (let count = 0; count < 7; count += 1) if (buffer.pull(block)) audible += 1;
      }
    }
    expect(audible * BLOCK_MS).to.be.above(1700);
    expect(buffer.statistics().delayMs).to.be.below(100);
  });

  it('holds no more than two seconds when nobody fetches the sound', () => {
    const buffer = createJitterBuffer();
    for (let frame = 0; frame < 600; frame += 1)
      buffer.push({
        samples: sine(FRAME_SAMPLES),
        captureMs: frame * FRAME_MS,
        endOfTalkspurt: false,
        concealed: false,
      });
    const block = new Float32Array(BLOCK);
    let audibleMs = 0;
    for (let ms = 0; ms < 5000; ms += BLOCK_MS) if (buffer.pull(block)) audibleMs += BLOCK_MS;
    expect(audibleMs).to.be.within(100, 2700);
  });

  it('counts what the decoder made up for lost frames as concealed', () => {
    const buffer = createJitterBuffer();
    const block = new Float32Array(BLOCK);
    for (let frame = 0; frame < 100; frame += 1) {
      buffer.push({
        samples: sine(FRAME_SAMPLES),
        captureMs: frame * FRAME_MS,
        endOfTalkspurt: frame === 99,
        concealed: frame >= 50 && frame < 53,
      });
      for (let count = 0; count < 7; count += 1) buffer.pull(block);
      if (frame % 2 === 0) buffer.pull(block);
    }
    for (let count = 0; count < 100; count += 1) buffer.pull(block);
    expect(buffer.statistics().concealedMs).to.be.within(50, 65);
  });

  it('never throws, gives only finite samples within full scale, and never lags far behind, whatever arrives', () => {
    const frame = fc.record({
      gapMs: fc.oneof(
        { weight: 20, arbitrary: fc.constant(FRAME_MS) },
        { weight: 1, arbitrary: fc.integer({ min: -200, max: 3000 }) },
        { weight: 1, arbitrary: fc.oneof(fc.double(), fc.constant(Number.NaN)) },
      ),
      waitMs: fc.oneof(
        { weight: 10, arbitrary: fc.constant(FRAME_MS) },
        { weight: 5, arbitrary: fc.integer({ min: 0, max: 100 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 2000 }) },
      ),
      length: fc.oneof(
        { weight: 20, arbitrary: fc.constant(FRAME_SAMPLES) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 6000 }) },
      ),
      poison: fc.oneof(
        { weight: 20, arbitrary: fc.constant(0.5) },
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1),
      ),
      endOfTalkspurt: fc.boolean(),
      concealed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 60 }), (frames) => {
        const buffer = createJitterBuffer();
        const block = new Float32Array(BLOCK);
        let captureMs = 0;
        const fetch = (ms: number) => {
          for (let fetched = 0; fetched < ms; fetched += BLOCK_MS) {
            buffer.pull(block);
            for (const sample of block) if (!(Math.abs(sample) <= 1)) throw new Error(`sample ${sample}`);
          }
        };
        for (const { gapMs, waitMs, length, poison, endOfTalkspurt, concealed } of frames) {
          captureMs += gapMs;
          const samples = voice(length).map((sample) => Math.max(-1, Math.min(1, sample)));
          samples[length >> 1] = poison;
          buffer.push({ samples, captureMs, endOfTalkspurt, concealed });
          if (!Number.isFinite(captureMs) || Math.abs(captureMs) > 1e9) captureMs = 0;
          fetch(waitMs);
        }
        fetch(3500);
        const { playedMs, concealedMs } = buffer.statistics();
        expect(concealedMs).to.be.at.most(playedMs);
        // Everything there was has been played or skipped by now.
        expect(buffer.pull(block)).to.equal(false);
      }),
      { numRuns: 30 },
    );
  });
});
