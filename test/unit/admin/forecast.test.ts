import { expect } from 'chai';
import {
  CALLER_FLOOR,
  callerShare,
  callersOf,
  type ExpectedMeeting,
  expectedHours,
} from '../../../src/admin/forecast.ts';

const TEN = Date.UTC(2031, 2, 3, 10);
const MINUTE_MS = 60_000;

const at = (from: number, to: number, people: number): ExpectedMeeting => ({
  startMs: TEN + from * MINUTE_MS,
  endMs: TEN + to * MINUTE_MS,
  people,
});
const people = (meetings: readonly ExpectedMeeting[], hours = 3): number[] =>
  expectedHours(meetings, TEN, hours).map((hour) => hour.people);

describe('the forecast', () => {
  it('adds up what overlaps, and not what follows', () => {
    expect(people([at(0, 30, 10), at(30, 60, 20)])).to.deep.equal([20, 0, 0]);
    expect(people([at(0, 31, 10), at(30, 60, 20)])).to.deep.equal([30, 0, 0]);
    expect(expectedHours([at(0, 31, 10), at(30, 60, 20)], TEN, 1)[0]?.meetings).to.equal(2);
  });

  it('counts a meeting in every hour that it lasts, and no longer', () => {
    expect(people([at(30, 120, 5)])).to.deep.equal([5, 5, 0]);
    expect(people([at(30, 121, 5)])).to.deep.equal([5, 5, 5]);
  });

  it('counts what began before its first hour', () => {
    expect(people([at(-90, 10, 7), at(-90, 0, 100)])).to.deep.equal([7, 0, 0]);
  });

  it('leaves out what lasts longer than twelve hours, and what has no length', () => {
    expect(people([at(0, 12 * 60 + 1, 50), at(5, 5, 9)])).to.deep.equal([0, 0, 0]);
    expect(people([at(0, 12 * 60, 50)])).to.deep.equal([50, 50, 50]);
  });

  it('learns the share of callers once there is enough to learn from, and never falls below its floor', () => {
    expect(callerShare({ people: 49, callers: 49 })).to.equal(CALLER_FLOOR);
    expect(callerShare({ people: 100, callers: 30 })).to.equal(0.3);
    expect(callerShare({ people: 100, callers: 0 })).to.equal(CALLER_FLOOR);
    expect([callersOf(0, 0.05), callersOf(1, 0.05), callersOf(20, 0.05), callersOf(21, 0.05)]).to.deep.equal([
      0, 1, 1, 2,
    ]);
  });
});
