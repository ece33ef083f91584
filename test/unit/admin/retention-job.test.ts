import { expect } from 'chai';
import { createRetentionJob } from '../../../src/admin/privacy/retention-job.ts';
import { silentLog } from '../../../src/base/log.ts';
import { RETENTION_DEFAULTS } from '../../../src/platform/retention.ts';

const DAY_MS = 86_400_000;

describe('what is forgotten by the clock', () => {
  it('is not what a clock that leaps ahead makes old, before it has stayed there', async () => {
    let nowMs = 1_000 * DAY_MS;
    const forgotten: number[] = [];
    let looked: () => void = () => {};
    const forget = async (beforeMs: number): Promise<number> => {
      forgotten.push(beforeMs);
      return 0;
    };
    const job = createRetentionJob({
      store: { forgetChat: forget, forgetAttendance: forget, forgetMailLines: forget, forgetAudit: forget },
      async readRetention() {
        setImmediate(looked);
        return RETENTION_DEFAULTS;
      },
      audit: { write: async () => {} },
      clock: { nowMs: () => nowMs },
      monotonicMs: () => 0,
      log: silentLog,
    });
    const nextLook = (begin: () => void): Promise<void> =>
      new Promise((resolve) => {
        looked = resolve;
        begin();
      });
    await nextLook(() => job.start());
    expect(forgotten).to.have.length(4);
    nowMs += 5 * 365 * DAY_MS;
    await nextLook(() => job.wake());
    expect(forgotten, 'it leapt').to.have.length(4);
    await nextLook(() => job.wake());
    expect(forgotten, 'it has stayed').to.have.length(8);
    await job.stop();
  });
});
