import { expect } from 'chai';
import fc from 'fast-check';
import { extendSequence, sequenceStep } from '../../../src/protocols/rtp/extend-sequence.ts';
import { laterBy, toRtpTimestamp, unitsBetween } from '../../../src/protocols/rtp/rtp-timestamp.ts';

describe('sequence numbers and timestamps', () => {
  it('go on growing over the end of 16 bits', () => {
    const numbers = [0xfffe, 0xffff, 0, 1, 0xffff, 2];
    let highest: number | undefined;
    const extended = numbers.map((sequence) => {
      const number = extendSequence(highest, sequence);
      highest = Math.max(highest ?? 0, number);
      return number;
    });
    expect(extended).to.deep.equal([0x1fffe, 0x1ffff, 0x20000, 0x20001, 0x1ffff, 0x20002]);
  });

  it('count the same forwards and backwards wherever they begin', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.integer({ min: -0x8000, max: 0x7fff }), (sequence, step) => {
        expect(sequenceStep(sequence, (sequence + step) & 0xffff)).to.equal(step);
      }),
    );
  });

  it('stay exact through ten years of packets', () => {
    const highest = 10 * 365 * 86_400 * 50;
    expect(extendSequence(highest, (highest + 7) & 0xffff)).to.equal(highest + 7);
  });

  it('are as far apart as they were moved, over the end of 32 bits too', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (from, units) => {
        const timestamp = toRtpTimestamp(from);
        expect(unitsBetween(timestamp, laterBy(timestamp, units))).to.equal(units);
      }),
    );
  });
});
