import { expect } from 'chai';
import {
  createReceptionStatistics,
  type ReceptionStatistics,
} from '../../../src/protocols/rtp/reception-statistics.ts';
import { toRtpTimestamp } from '../../../src/protocols/rtp/rtp-timestamp.ts';

const SSRC = 7;
const FRAME_UNITS = 160;
const FRAME_MS = 20;

const start = (): ReceptionStatistics => createReceptionStatistics(SSRC, 8000);

/** The packet of number `count`, which comes `lateMs` after its time. */
const hear = (statistics: ReceptionStatistics, first: number, count: number, lateMs = 0): number | undefined =>
  statistics.received(
    { sequence: (first + count) & 0xffff, timestamp: toRtpTimestamp(0xffff_ff00 + FRAME_UNITS * count) },
    1_000 + FRAME_MS * count + lateMs,
  );

const hearAll = (statistics: ReceptionStatistics, first: number, counts: readonly number[]): void => {
  for (const count of counts) hear(statistics, first, count);
};
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('reception statistics', () => {
  it('has nothing to report before the first packet', () => {
    expect(start().report(0)).to.equal(undefined);
  });

  it('reports no loss and no jitter of even packets, over the end of 16 and 32 bits', () => {
    const statistics = start();
    hearAll(statistics, 0xfff0, range(0, 40));
    expect(statistics.report(5_000)).to.deep.equal({
      ssrc: SSRC,
      fractionLost: 0,
      lost: 0,
      highestSequence: 0x1_0017,
      jitter: 0,
      lastSenderReport: 0,
      delaySinceLast: 0,
    });
  });

  it('reports what was lost since the last report in 256ths, and all that was lost', () => {
    const statistics = start();
    hearAll(statistics, 10, [...range(0, 50), ...range(75, 100)]);
    const first = statistics.report(0);
    hearAll(statistics, 10, range(100, 150));
    const second = statistics.report(0);
    hearAll(statistics, 10, range(200, 250));
    const third = statistics.report(0);
    expect([first, second, third].map((report) => [report?.fractionLost, report?.lost])).to.deep.equal([
      [64, 25],
      [0, 25],
      [128, 75],
    ]);
  });

  it('counts packets that came twice against those that were lost, and never less than none in a report', () => {
    const statistics = start();
    hearAll(statistics, 0, [0, 1, 1, 2, 2, 3]);
    expect([statistics.report(0)].map((report) => [report?.fractionLost, report?.lost])).to.deep.equal([[0, -2]]);
  });

  it('loses nothing when packets overtake each other', () => {
    const statistics = start();
    hearAll(statistics, 0xfffe, [0, 2, 1, 4, 3, 5]);
    expect([statistics.report(0)].map((report) => [report?.lost, report?.highestSequence])).to.deep.equal([
      [0, 0x1_0003],
    ]);
  });

  it('follows the jitter of RFC 3550 A.8, in units of the timestamp', () => {
    const statistics = start();
    const lateMs = [0, 10, 0, 10, 0, 10];
    let jitter = 0;
    for (const [count, late] of lateMs.entries()) {
      hear(statistics, 0, count, late);
      if (count > 0) jitter += (80 - jitter) / 16;
    }
    expect(statistics.report(0)?.jitter).to.equal(Math.floor(jitter));
  });

  it('takes packets of one pressed key, which share a timestamp, for no jitter', () => {
    const statistics = start();
    hearAll(statistics, 0, [0, 1]);
    for (let count = 2; count < 12; count += 1)
      statistics.received({ sequence: count, timestamp: toRtpTimestamp(0xffff_ff00 + 320) }, 1_000 + 20 * count);
    for (const count of range(12, 15)) hear(statistics, 0, count);
    expect(statistics.report(0)?.jitter).to.equal(0);
  });

  it('tells how long ago the last sender report came, and its middle 32 bits', () => {
    const statistics = start();
    hear(statistics, 0, 0);
    statistics.senderReport(0x11112222, 0x33334444, 2_000);
    const report = statistics.report(3_500);
    expect([report?.lastSenderReport, report?.delaySinceLast]).to.deep.equal([0x22223333, 98_304]);
  });

  it('does not believe one stray packet far off, and goes on', () => {
    const statistics = start();
    hearAll(statistics, 0, range(0, 10));
    expect(statistics.received({ sequence: 40_000, timestamp: toRtpTimestamp(0) }, 2_000)).to.equal(undefined);
    expect(hear(statistics, 0, 10)).to.equal(0x1_000a);
    expect([statistics.report(0)].map((report) => [report?.lost, report?.jitter])).to.deep.equal([[0, 0]]);
  });

  it('begins anew when two packets in a row are far off, with numbers that still grow', () => {
    const statistics = start();
    hearAll(statistics, 500, range(0, 10));
    const numbers = [60_000, 60_001, 60_002].map((sequence) =>
      statistics.received({ sequence, timestamp: toRtpTimestamp(0) }, 2_000),
    );
    expect(numbers).to.deep.equal([undefined, 0x2_0000 + 60_001, 0x2_0000 + 60_002]);
    expect(statistics.report(0)?.lost).to.equal(0);
  });
});
