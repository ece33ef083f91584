import { expect } from 'chai';
import { silentLog } from '../../../src/base/log.ts';
import { createJob } from '../../../src/platform/job.ts';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

describe('job', () => {
  it('runs at start, again when woken, and never twice at once', async () => {
    let runs = 0;
    let atOnce = 0;
    let most = 0;
    let finish: () => void = () => {};
    const job = createJob({
      name: 'test',
      log: silentLog,
      run: async () => {
        runs += 1;
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        atOnce -= 1;
        return undefined;
      },
    });
    job.start();
    job.wake();
    job.wake();
    expect(runs).to.equal(1);
    finish();
    await turn();
    await turn();
    expect(runs, 'woken during the run: one more').to.equal(2);
    finish();
    await job.stop();
    job.wake();
    expect(runs, 'stopped').to.equal(2);
    expect(most).to.equal(1);
  });

  it('a failure is logged and does not end it', async () => {
    const errors: string[] = [];
    let runs = 0;
    const job = createJob({
      name: 'failing',
      log: { ...silentLog, error: (_fields, message) => errors.push(message) },
      run: async () => {
        runs += 1;
        if (runs === 1) throw new Error('first');
        return undefined;
      },
    });
    job.start();
    await turn();
    job.wake();
    await turn();
    await job.stop();
    expect(runs).to.equal(2);
    expect(errors).to.have.length(1);
  });
});
