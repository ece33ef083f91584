import { expect } from 'chai';
import { createLegSource } from '../../../../src/media/phone/leg-source.ts';
import { FIRST_MOMENTS_MS, UNPROVED_TARGET_MS } from '../../../../src/media/phone/limits.ts';

const SIGNALLED = { address: '192.0.2.1', port: 4_000 };
const THEIRS = '198.51.100.7';
const STRANGER = '203.0.113.9';

const open = () => {
  const source = createLegSource();
  source.expect(SIGNALLED, 0);
  return source;
};

describe('source of a leg', () => {
  it('is the signalled address until packets show another', () => {
    const source = open();
    expect(source.target(0)).to.deep.equal(SIGNALLED);
    expect(source.admits(THEIRS, 5_000, 1, 100)).to.equal(true);
    expect(source.target(100_000)).to.include({ address: THEIRS, port: 5_000 });
  });

  it('is the first that came: others are nobody', () => {
    const source = open();
    source.admits(THEIRS, 5_000, 1, 100);
    expect([source.mayBe(STRANGER, 200), source.admits(STRANGER, 5_000, 1, 200)]).to.deep.equal([false, false]);
    expect(source.target(100_000)).to.include({ address: THEIRS });
  });

  it('is taken over by the signalled address in the first moments, and by nobody later', () => {
    const source = open();
    source.admits(STRANGER, 6_000, 9, 100);
    expect(source.admits(SIGNALLED.address, 4_002, 1, 500)).to.equal(true);
    expect(source.target(100_000)).to.include({ address: SIGNALLED.address, port: 4_002 });
    const late = open();
    late.admits(THEIRS, 5_000, 1, 100);
    expect(late.admits(SIGNALLED.address, 4_000, 2, FIRST_MOMENTS_MS + 1)).to.equal(false);
  });

  it('is taken over by the signalled port from another of the same address in the first moments, and not later', () => {
    const { address, port } = SIGNALLED;
    const source = open();
    source.admits(address, 6_000, 9, 100);
    expect(source.admits(address, port, 1, 500)).to.equal(true);
    expect(source.admits(address, 6_000, 9, 600)).to.equal(false);
    expect(source.target(100_000)).to.include(SIGNALLED);
    const late = open();
    late.admits(address, 6_000, 9, 100);
    expect(late.admits(address, port, 1, FIRST_MOMENTS_MS + 1)).to.equal(false);
  });

  it('is the signalled address alone after the first moments', () => {
    const source = open();
    expect(source.admits(THEIRS, 5_000, 1, FIRST_MOMENTS_MS + 1)).to.equal(false);
    expect(source.admits(SIGNALLED.address, 5_000, 1, FIRST_MOMENTS_MS + 1)).to.equal(true);
  });

  it('may change its port with the same SSRC, and its SSRC on the same port', () => {
    const source = open();
    source.admits(THEIRS, 5_000, 1, 100);
    expect(source.admits(THEIRS, 5_001, 2, 50_000)).to.equal(false);
    expect(source.admits(THEIRS, 5_001, 1, 50_000)).to.equal(true);
    expect(source.admits(THEIRS, 5_001, 3, 50_100)).to.equal(true);
    expect(source.target(100_000)).to.include({ port: 5_001 });
  });

  it('is found anew after the call was agreed on again, and sent to where it was until then', () => {
    const source = open();
    source.admits(THEIRS, 5_000, 1, 100);
    source.expect(SIGNALLED, 60_000);
    expect(source.target(100_000)).to.include({ address: THEIRS });
    expect(source.isLatched()).to.equal(false);
    expect(source.admits(STRANGER, 7_000, 8, 60_100)).to.equal(true);
    source.expect({ address: '192.0.2.2', port: 4_100 }, 90_000);
    expect(source.target(100_000)).to.deep.equal({ address: '192.0.2.2', port: 4_100 });
  });

  it('is sent to for half a minute when nothing comes from there, and on when a report has come', () => {
    const [silent, reporting] = [open(), open()];
    reporting.reported(STRANGER);
    expect([silent.target(UNPROVED_TARGET_MS), silent.target(UNPROVED_TARGET_MS + 1)]).to.deep.equal([
      SIGNALLED,
      undefined,
    ]);
    expect(reporting.target(UNPROVED_TARGET_MS + 1)).to.equal(undefined);
    expect([reporting.isTheirs(STRANGER), reporting.isTheirs(SIGNALLED.address)]).to.deep.equal([false, true]);
    reporting.reported(SIGNALLED.address);
    expect(reporting.target(UNPROVED_TARGET_MS + 1)).to.deep.equal(SIGNALLED);
    reporting.expect({ ...SIGNALLED, address: STRANGER }, 0);
    expect(reporting.target(UNPROVED_TARGET_MS + 1)).to.equal(undefined);
  });
});
