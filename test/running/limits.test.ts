import { expect } from 'chai';
import type { Log } from '../../src/base/log.ts';
import { createReadDiskSpace, judgeDiskSpace } from '../../src/platform/disk-space.ts';
import { createLimitsJob } from '../../src/platform/limits-job.ts';
import { createReadLimits, type Limit } from '../../src/platform/limits-watch.ts';
import { createLateSeconds, createLoopWatch } from '../../src/platform/loop-watch.ts';
import { createReadMemory, judgeMemory, type MemoryReading } from '../../src/platform/memory-watch.ts';
import { until } from '../kit/own-process.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

describe('limits', () => {
  it('of the disk are noticed while there are days left, and told again when it is full', () => {
    const level = (freeBytes: number, totalBytes: number) => judgeDiskSpace({ freeBytes, totalBytes })?.level;
    expect(level(11 * GIB, 100 * GIB)).to.equal(undefined);
    expect(level(4 * GIB, 100 * GIB)).to.equal('low');
    expect(level(6 * GIB, 10_000 * GIB), 'a large disk').to.equal(undefined);
    expect(level(200 * MIB, GIB), 'a small disk').to.equal('low');
    expect(level(60 * MIB, 100 * GIB)).to.equal('critical');
  });

  it('of memory are those of the group or of the heap, whichever is tighter', () => {
    const reading = (process: number, heap: number): MemoryReading => ({
      process: { usedBytes: process, limitBytes: 100 },
      heap: { usedBytes: heap, limitBytes: 50 },
    });
    expect(judgeMemory(reading(80, 30))).to.equal(undefined);
    expect(judgeMemory(reading(90, 30))).to.deep.equal({
      code: 'memory',
      level: 'low',
      values: { usedBytes: 90, limitBytes: 100 },
    });
    expect(judgeMemory(reading(10, 48))).to.deep.include({
      level: 'critical',
      values: { usedBytes: 48, limitBytes: 50 },
    });
  });

  it('are read of this machine', async () => {
    const { process: used, heap } = createReadMemory()();
    expect(used.usedBytes).to.be.within(MIB, used.limitBytes);
    expect(heap.usedBytes).to.be.within(MIB, heap.limitBytes);
    const { freeBytes, totalBytes } = await createReadDiskSpace('/tmp')();
    expect(freeBytes).to.be.within(1, totalBytes);
  });

  it('of the event loop are ten late seconds in a row, not one', () => {
    const late = createLateSeconds();
    for (const lagMs of [300, 300, 300, 20, 400]) late.take(lagMs, 1_000);
    expect(late.seconds()).to.equal(1);
    for (let second = 0; second < 9; second += 1) late.take(251, 1_010);
    expect(late.seconds()).to.equal(10);
    late.take(250, 1_000);
    expect(late.seconds()).to.equal(0);
    late.take(6_900, 7_100); // blocked for seven seconds at once
    expect(late.seconds()).to.equal(7);
  });

  it('of the event loop are measured on the real one', async () => {
    const loop = createLoopWatch();
    loop.start();
    try {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const endMs = performance.now() + 400;
      while (performance.now() < endMs); // blocked, as by a slow query
      await until(() => loop.lagMs() > 0, 3_000);
      expect(loop.lagMs()).to.be.within(300, 2_000);
      expect(loop.limit(), 'one late second').to.equal(undefined);
    } finally {
      loop.stop();
    }
  });

  it('are said in the log when they begin, get worse and end, once each', async () => {
    let now: Limit | undefined = { code: 'disk', level: 'low', values: { freeBytes: 1, totalBytes: 2 } };
    const said: string[] = [];
    const say = (level: string) => (_facts: object, text: string) => void said.push(`${level} ${text}`);
    const log = { info: say('info'), warn: say('warn'), error: say('error') } as unknown as Log;
    const job = createLimitsJob({ readLimits: createReadLimits([() => now, async () => undefined]), log });
    const look = async (): Promise<void> => {
      job.start();
      await job.stop();
    };
    await look();
    await look();
    now = { ...now, level: 'critical' };
    await look();
    now = undefined;
    await look();
    await look();
    expect(said).to.deep.equal(['warn something runs short', 'error a limit is reached', 'info a limit is far again']);
  });
}).timeout(10_000);
