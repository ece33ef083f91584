import { expect } from 'chai';
import { createEchoLine } from '../../../../src/media/phone/echo-line.ts';
import { ECHO_DELAY_MS } from '../../../../src/media/phone/limits.ts';

describe('echo line', () => {
  it('gives back what went in, as late as it should be and at the rate of the line', () => {
    const line = createEchoLine(16_000, 48_000);
    const heard: number[] = [];
    for (let frame = 0; frame < 40; frame += 1) {
      const target = new Float32Array(960);
      line.pass(new Float32Array(320).fill(frame === 2 ? 0.5 : 0), target);
      heard.push(...target);
    }
    const first = heard.findIndex((sample) => sample > 0.25) / 48;
    expect(first).to.be.within(40 + ECHO_DELAY_MS, 40 + ECHO_DELAY_MS + 2);
    expect(
      heard
        .slice(48 * (40 + ECHO_DELAY_MS + 5), 48 * (40 + ECHO_DELAY_MS + 15))
        .every((sample) => Math.abs(sample - 0.5) < 0.02),
    ).to.equal(true);
  });
});
