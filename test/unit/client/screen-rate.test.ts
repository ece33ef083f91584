import { expect } from 'chai';
import { codecsFor, evenSize } from '../../../src/client/room/screen/codec-choice.ts';
import { createRateControl, RATE_STEPS } from '../../../src/client/room/screen/rate-control.ts';
import { createSoundLine } from '../../../src/client/room/screen/sound-line.ts';

const CALM = { backlogBytes: 0, queued: 0 };
const STALLED = { backlogBytes: 300 * 1024, queued: 0 };

describe('what a presenter sends', () => {
  it('becomes fewer pictures before it becomes blurred ones', () => {
    for (const [index, step] of RATE_STEPS.entries()) {
      const next = RATE_STEPS[index + 1];
      if (next === undefined || next.framesPerSecond < 2) continue;
      expect(next.framesPerSecond, String(index)).to.be.below(step.framesPerSecond);
      expect(next.bitrateBps / next.framesPerSecond, String(index)).to.be.at.least(
        step.bitrateBps / step.framesPerSecond,
      );
    }
  });

  it('waits while a quarter of a megabyte is on its way, steps down once a second, and up again after a calm', () => {
    const rate = createRateControl();
    const first = rate.step();
    expect(rate.bears(STALLED, 1_000)).to.equal(false);
    expect(rate.bears(STALLED, 1_100)).to.equal(false);
    expect(rate.step()).to.equal(RATE_STEPS[2]);
    rate.bears(STALLED, 2_100);
    expect(rate.step()).to.equal(RATE_STEPS[3]);
    expect(rate.bears(CALM, 3_000)).to.equal(true);
    expect(rate.step()).to.equal(RATE_STEPS[3]);
    rate.bears(CALM, 7_200);
    expect(rate.step()).to.equal(RATE_STEPS[2]);
    expect(first).to.equal(RATE_STEPS[1]);
  });

  it('skips a picture while the encoder is busy, and steps down when it always is', () => {
    const rate = createRateControl();
    expect(rate.bears({ backlogBytes: 0, queued: 2 }, 1_000)).to.equal(false);
    expect(rate.step()).to.equal(RATE_STEPS[1]);
    for (let times = 0; times < 10; times += 1) rate.bears({ backlogBytes: 0, queued: 2 }, 2_000 + times);
    expect(rate.step()).to.equal(RATE_STEPS[2]);
  });

  it('tries a step up later when the one before did not hold', () => {
    const rate = createRateControl();
    rate.bears(STALLED, 0);
    rate.bears(CALM, 5_000);
    rate.bears(STALLED, 6_000);
    expect(rate.step()).to.equal(RATE_STEPS[2]);
    rate.bears(CALM, 11_500);
    expect(rate.step(), 'not after five seconds again').to.equal(RATE_STEPS[2]);
    rate.bears(CALM, 16_500);
    expect(rate.step()).to.equal(RATE_STEPS[1]);
  });

  it('is due as often as the step says', () => {
    const rate = createRateControl();
    expect(rate.isDue(0)).to.equal(true);
    rate.encoded(1_000);
    expect(rate.isDue(1_099)).to.equal(false);
    expect(rate.isDue(1_100)).to.equal(true);
  });
});

describe('the codec of a screen', () => {
  it('is what the browser is good at, at a level that the size needs, without what has failed', () => {
    const hd = { width: 1920, height: 1080 };
    expect(codecsFor('h264-first', hd, new Set())[0]).to.equal('avc1.42E028');
    expect(codecsFor('h264-first', { width: 2560, height: 1440 }, new Set())[0]).to.equal('avc1.42E033');
    expect(codecsFor('vp8-first', hd, new Set())[0]).to.equal('vp8');
    expect(codecsFor('vp8-first', hd, new Set(['vp8']))[0]).to.equal('avc1.42E028');
    expect(codecsFor('h264-first', hd, new Set(['avc1.42E028', 'vp8', 'vp09.00.40.08']))).to.deep.equal([]);
  });
  it('gets even sizes', () => {
    expect(evenSize({ width: 801, height: 600 })).to.deep.equal({ width: 800, height: 600 });
  });
});

describe('the sound of a screen on its way to the loudspeaker', () => {
  const block = (value: number, samples = 960): Float32Array[] => [new Float32Array(samples).fill(value)];
  const pull = (line: ReturnType<typeof createSoundLine>, samples = 960): number[] => {
    const channels = [new Float32Array(samples), new Float32Array(samples)];
    line.pull(channels);
    expect(channels[0]).to.deep.equal(channels[1]);
    return [channels[0]?.[0] ?? 0, channels[0]?.at(-1) ?? 0];
  };

  it('waits for a tenth of a second, then plays in order, one channel on both sides', () => {
    const line = createSoundLine();
    for (let index = 1; index <= 5; index += 1) line.push(block(index));
    expect(pull(line)).to.deep.equal([0, 0]);
    line.push(block(6));
    expect(pull(line, 1_000)).to.deep.equal([1, 2]);
    expect(pull(line, 920)).to.deep.equal([2, 2]);
  });

  it('begins though the loudspeaker asks for some after each packet, as over a good network, and begins again', () => {
    const line = createSoundLine();
    const even = (from: number, to: number): number[] => {
      const heard: number[] = [];
      for (let index = from; index <= to; index += 1) {
        line.push(block(index));
        heard.push(pull(line)[0] ?? 0);
      }
      return heard;
    };
    expect(even(1, 10)).to.deep.equal([0, 0, 0, 0, 0, 1, 2, 3, 4, 5]);
    expect(pull(line, 5 * 960)).to.deep.equal([6, 10]);
    expect(pull(line)).to.deep.equal([0, 0]);
    expect(even(11, 17)).to.deep.equal([0, 0, 0, 0, 0, 11, 12]);
  });

  it('is silent when it has run dry, and passes over what a stall has made too old', () => {
    const line = createSoundLine();
    for (let index = 1; index <= 6; index += 1) line.push(block(index));
    expect(pull(line, 6 * 960)).to.deep.equal([1, 6]);
    expect(pull(line)).to.deep.equal([0, 0]);
    for (let index = 1; index <= 25; index += 1) line.push(block(index));
    expect(line.waiting()).to.be.at.most(400 * 48);
    expect(pull(line)[0]).to.be.above(10);
  });
});
