import { expect } from 'chai';
import { createViewerLag } from '../../../../src/media/screen/viewer-lag.ts';

const SMALL = 1_000;

/** A viewer that has had its first key picture at 0 and has said so. */
const upToDate = () => {
  const lag = createViewerLag();
  expect(lag.admits(true, 0)).to.equal(true);
  lag.sent(SMALL, 0);
  expect(lag.acknowledge(1, 10)).to.equal(true);
  return lag;
};

describe('whether a viewer of a screen keeps up', () => {
  it('begins with a key picture and nothing else', () => {
    const lag = createViewerLag();
    expect(lag.wantsKeyAtMs()).to.equal(Number.NEGATIVE_INFINITY);
    expect(lag.admits(false, 0)).to.equal(false);
    expect(lag.admits(true, 0)).to.equal(true);
    expect(lag.wantsKeyAtMs()).to.equal(undefined);
    expect(lag.admits(false, 5)).to.equal(true);
  });

  it('is behind with two pictures on the way for more than a second, however many were acknowledged before', () => {
    const lag = upToDate();
    lag.sent(SMALL, 100);
    expect(lag.isBehind(5_000), 'one alone is only a slow answer').to.equal(false);
    lag.sent(SMALL, 200);
    expect(lag.isBehind(1_100)).to.equal(false);
    expect(lag.isBehind(1_120)).to.equal(true);
  });

  it('gives a large key picture the time that it takes at a megabit', () => {
    const lag = createViewerLag();
    lag.admits(true, 0);
    lag.sent(400_000, 0);
    lag.sent(SMALL, 200);
    expect(lag.isBehind(4_200)).to.equal(false);
    expect(lag.isBehind(4_201)).to.equal(true);
  });

  it('gets nothing until all has arrived, then a key picture, asked for after a rest that grows', () => {
    const lag = upToDate();
    lag.sent(SMALL, 100);
    lag.sent(SMALL, 200);
    expect(lag.admits(false, 2_000)).to.equal(false);
    expect(lag.admits(true, 2_100), 'no key picture either, while it is busy').to.equal(false);
    expect(lag.wantsKeyAtMs(), 'nothing to be asked for yet').to.equal(undefined);
    lag.acknowledge(3, 2_200);
    expect(lag.wantsKeyAtMs()).to.equal(3_000);
    expect(lag.admits(false, 2_300)).to.equal(false);
    expect(lag.admits(true, 2_400)).to.equal(true);
    lag.sent(SMALL, 2_400);
    lag.sent(SMALL, 2_400);
    expect(lag.admits(false, 4_000)).to.equal(false);
    lag.acknowledge(5, 4_100);
    expect(lag.wantsKeyAtMs()).to.equal(6_000);
  });

  it('refuses counts that cannot be', () => {
    const lag = upToDate();
    for (const count of [0, 2, -1, 0.5, Number.NaN]) expect(lag.acknowledge(count, 20), String(count)).to.equal(false);
    expect(lag.acknowledge(1, 20)).to.equal(true);
  });
});
