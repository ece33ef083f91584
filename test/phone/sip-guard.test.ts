import { expect } from 'chai';
import fc from 'fast-check';
import {
  admitsRefusal,
  admitsRequest,
  bannedPlaces,
  createGuardState,
  forgive,
  GUARD_LIMITS,
  isBanned,
  placeOf,
  strike,
} from '../../src/phone/sip/guard.ts';

const MINUTE_MS = 60_000;

describe('the guard of the telephone', () => {
  it('counts an IPv4 address for itself and an IPv6 one with its whole /64', () => {
    expect(placeOf('192.0.2.1')).to.equal('192.0.2.1');
    expect(placeOf('2001:db8:1:2::9')).to.equal(placeOf('2001:db8:1:2:ffff::1'));
    expect(placeOf('2001:db8:1:3::9')).not.to.equal(placeOf('2001:db8:1:2::9'));
  });

  it('admits forty requests at once and then ten a second', () => {
    const state = createGuardState();
    const admitted = (nowMs: number): boolean => admitsRequest(state, 'a', GUARD_LIMITS, nowMs);
    expect(Array.from({ length: 60 }, () => admitted(0)).filter(Boolean).length).to.equal(40);
    expect(Array.from({ length: 60 }, () => admitted(1_000)).filter(Boolean).length).to.equal(10);
    expect(admitsRequest(state, 'b', GUARD_LIMITS, 0)).to.equal(true);
  });

  it('never lets more through in any time than burst and rate allow', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 300 }), (pauses) => {
        const state = createGuardState();
        let nowMs = 1_000;
        let passed = 0;
        for (const pause of pauses) {
          nowMs += pause;
          if (admitsRefusal(state, 'a', GUARD_LIMITS, nowMs)) passed += 1;
        }
        const allowed = GUARD_LIMITS.refusalBurst + ((nowMs - 1_000) / MINUTE_MS) * GUARD_LIMITS.refusalsPerMinute;
        expect(passed).to.be.at.most(Math.ceil(allowed));
      }),
    );
  });

  it('bans for ten minutes at ten strikes, and twice as long each time after', () => {
    const state = createGuardState();
    let nowMs = 0;
    for (const minutes of [10, 20, 40]) {
      for (let count = 1; count < 5; count += 1)
        expect(strike(state, 'a', 'unknown-user', GUARD_LIMITS, nowMs)).to.equal(undefined);
      expect(strike(state, 'a', 'unknown-user', GUARD_LIMITS, nowMs)).to.equal(nowMs + minutes * MINUTE_MS);
      expect(isBanned(state, 'a', nowMs)).to.equal(true);
      expect(bannedPlaces(state, nowMs)).to.deep.equal([
        { network: 'a', untilMs: nowMs + minutes * MINUTE_MS, why: 'unknown-user' },
      ]);
      nowMs += minutes * MINUTE_MS;
      expect(isBanned(state, 'a', nowMs)).to.equal(false);
    }
  });

  it('begins again with ten minutes after a day without a ban', () => {
    const state = createGuardState();
    const ban = (nowMs: number): number => {
      for (let count = 1; count < 5; count += 1) strike(state, 'a', 'unknown-user', GUARD_LIMITS, nowMs);
      return (strike(state, 'a', 'unknown-user', GUARD_LIMITS, nowMs) ?? 0) - nowMs;
    };
    expect(ban(0)).to.equal(10 * MINUTE_MS);
    expect(ban(20 * MINUTE_MS)).to.equal(20 * MINUTE_MS);
    expect(ban(20 * MINUTE_MS + 25 * 60 * MINUTE_MS)).to.equal(10 * MINUTE_MS);
  });

  it('forgives with time, and one strike for a right guess', () => {
    const state = createGuardState();
    for (let count = 0; count < 9; count += 1) strike(state, 'a', 'wrong-guess', GUARD_LIMITS, 0);
    forgive(state, 'a', GUARD_LIMITS, 0);
    expect(strike(state, 'a', 'wrong-guess', GUARD_LIMITS, 0)).to.equal(undefined);
    expect(strike(state, 'a', 'wrong-guess', GUARD_LIMITS, 10 * MINUTE_MS)).to.equal(undefined);
    expect(isBanned(state, 'a', 10 * MINUTE_MS)).to.equal(false);
  });

  it('remembers no more places than it may, and a flood of unproved ones drives out no ban', () => {
    const limits = { ...GUARD_LIMITS, places: 100 };
    const state = createGuardState();
    for (let count = 0; count < 5; count += 1) strike(state, 'bad', 'unknown-user', limits, 0);
    for (let place = 0; place < 1_000; place += 1) {
      admitsRequest(state, `forged ${place}`, limits, 0);
      admitsRefusal(state, `forged ${place}`, limits, 0);
    }
    expect(state.traffic.size).to.equal(100);
    expect(isBanned(state, 'bad', 1)).to.equal(true);
  });
});
