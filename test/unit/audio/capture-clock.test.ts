import { expect } from 'chai';
import { createCaptureClock } from '../../../src/audio/capture-clock.ts';

/** Stamps of frames 20 ms apart on the device's clock, the first at `deviceMs`, each here `lateMs` later. */
const stamps = (clock: ReturnType<typeof createCaptureClock>, deviceMs: number, lateMs: readonly number[]): number[] =>
  lateMs.map((late, frame) => clock.stamp(deviceMs + frame * 20, 5000 + deviceMs + frame * 20 + late));

const steps = (times: readonly number[]): number[] => times.slice(1).map((time, at) => time - (times[at] ?? 0));

describe('capture clock', () => {
  it('steps 20 ms a frame however late frames get here', () => {
    const late = Array.from({ length: 200 }, (_, frame) => (frame % 40 < 15 ? 400 - (frame % 40) * 20 : 3));
    expect(new Set(steps(stamps(createCaptureClock(), 0, late)))).to.deep.equal(new Set([20]));
  });

  it('makes up for the time that the device stood still, half a second after it goes on', () => {
    const times = stamps(createCaptureClock(), 0, [
      ...new Array<number>(50).fill(3),
      ...new Array<number>(100).fill(1003),
    ]);
    expect(steps(times).filter((step) => step !== 20)).to.deep.equal([1020]);
    expect(steps(times).indexOf(1020)).to.be.within(73, 76);
  });

  it('goes on, never back, with another device whose clock says something else', () => {
    const clock = createCaptureClock();
    const first = stamps(clock, 70_000, new Array<number>(10).fill(300));
    clock.restart();
    const second = clock.stamp(12, 5000 + 70_000 + 11 * 20);
    expect(second - (first.at(-1) ?? 0)).to.be.within(20, 60);
  });
});
