import { expect } from 'chai';
import { createRetentionJob } from '../../../src/admin/privacy/retention-job.ts';
import { silentLog } from '../../../src/base/log.ts';
import { RETENTION_DEFAULTS } from '../../../src/platform/retention.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

describe('what is forgotten by the clock', () => {
  const open = () => {
    const kept = new Map<string, unknown>();
    const world = { nowMs: 1_000 * DAY_MS, forgotten: 0 };
    const forget = async (): Promise<number> => {
      world.forgotten += 1;
      return 0;
    };
    /** A process that looks once, and ends. */
    const look = async (): Promise<void> => {
      const job = createRetentionJob({
        store: { forgetChat: forget, forgetAttendance: forget, forgetMailLines: forget, forgetAudit: forget },
        readRetention: async () => RETENTION_DEFAULTS,
        settings: {
          get: async (name) => kept.get(name),
          async set(name, value) {
            kept.set(name, value);
          },
        },
        audit: { write: async () => {} },
        clock: { nowMs: () => world.nowMs },
        log: silentLog,
      });
      job.start();
      await job.stop();
    };
    /** How many kinds are looked through at a look so much later. */
    return async (laterMs: number): Promise<number> => {
      world.nowMs += laterMs;
      world.forgotten = 0;
      await look();
      return world.forgotten;
    };
  };

  it('is not what a clock that leaps ahead makes old before it has stayed there, over restarts too', async () => {
    const lookAfter = open();
    expect(await lookAfter(0)).to.equal(4);
    expect(await lookAfter(6 * HOUR_MS)).to.equal(4);
    expect(await lookAfter(5 * 365 * DAY_MS), 'it leapt').to.equal(0);
    expect(await lookAfter(HOUR_MS), 'it has stayed').to.equal(4);
  });

  it('is nothing that a clock that was mended makes new', async () => {
    const lookAfter = open();
    await lookAfter(0);
    expect(await lookAfter(5 * 365 * DAY_MS)).to.equal(0);
    expect(await lookAfter(-5 * 365 * DAY_MS), 'set right').to.equal(4);
    expect(await lookAfter(6 * HOUR_MS)).to.equal(4);
  });
});
