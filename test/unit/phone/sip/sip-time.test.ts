import { expect } from 'chai';
import { createWake, LONGEST_WAIT_MS } from '../../../../src/phone/sip/sip-time.ts';
import { createTurnedTime } from '../../../kit/turned-time.ts';

describe('wake', () => {
  it('waits in steps that timers can wait for, and comes once', async () => {
    const time = createTurnedTime();
    const waits: number[] = [];
    const after = (ms: number, run: () => void) => {
      waits.push(ms);
      return time.after(ms, run);
    };
    let woken = 0;
    const wake = createWake({ nowMs: time.nowMs, after }, () => {
      woken += 1;
    });
    wake.at(2.5 * LONGEST_WAIT_MS);
    await time.forward(2.5 * LONGEST_WAIT_MS - 2);
    expect(woken).to.equal(0);
    await time.forward(4);
    expect([woken, time.pending()]).to.deep.equal([1, 0]);
    expect(Math.max(...waits)).to.equal(LONGEST_WAIT_MS);
  });

  it('can be taken back after a step', async () => {
    const time = createTurnedTime();
    const wake = createWake(time, () => expect.fail('woken'));
    wake.at(3 * LONGEST_WAIT_MS);
    await time.forward(2 * LONGEST_WAIT_MS);
    wake.at(undefined);
    expect(time.pending()).to.equal(0);
  });
});
