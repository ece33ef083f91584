import { expect } from 'chai';
import { createListenerLag, LAG_MS } from '../../../src/media/listener-lag.ts';

describe('a listener', () => {
  it('keeps up while it acknowledges every second, three quarters of a second late', () => {
    const lag = createListenerLag();
    const sentAt: number[] = [];
    for (let nowMs = 0; nowMs < 60_000; nowMs += 20) {
      expect(lag.lags(nowMs), `at ${nowMs}`).to.equal(false);
      lag.sent(1, nowMs);
      sentAt.push(nowMs);
      if (nowMs % 1_000 === 0)
        expect(lag.acknowledge(sentAt.filter((atMs) => atMs <= nowMs - 750).length)).to.equal(true);
    }
  });

  it('lags when a frame is not acknowledged within two seconds, until it is', () => {
    const lag = createListenerLag();
    lag.sent(3, 0);
    expect(lag.lags(LAG_MS)).to.equal(false);
    expect(lag.lags(LAG_MS + 1)).to.equal(true);
    expect(lag.acknowledge(2)).to.equal(true);
    expect(lag.lags(LAG_MS + 1)).to.equal(true);
    expect(lag.acknowledge(3)).to.equal(true);
    expect(lag.lags(LAG_MS + 1)).to.equal(false);
  });

  it('does not lag because nobody speaks', () => {
    const lag = createListenerLag();
    lag.sent(1, 0);
    lag.acknowledge(1);
    expect(lag.lags(3_600_000)).to.equal(false);
    lag.sent(1, 3_600_000);
    expect(lag.lags(3_600_000)).to.equal(false);
  });

  it('cannot acknowledge what was not sent, take an acknowledgement back, or send anything but a count', () => {
    const lag = createListenerLag();
    lag.sent(10, 0);
    expect(lag.acknowledge(5)).to.equal(true);
    for (const count of [11, 4, -1, 5.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(lag.acknowledge(count), `${count}`).to.equal(false);
    }
    expect(lag.acknowledge(5)).to.equal(true);
  });
});
