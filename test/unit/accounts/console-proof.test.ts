import { expect } from 'chai';
import { consoleIsOpen, isNotableUse } from '../../../src/accounts/console-proof.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('the proof of who is at the console', () => {
  it('holds a quarter of an hour by itself, and as long after each use', () => {
    expect(consoleIsOpen({ confirmedMs: 0, consoleMs: 0 }, 15 * MINUTE_MS)).to.equal(true);
    expect(consoleIsOpen({ confirmedMs: 0, consoleMs: 0 }, 15 * MINUTE_MS + 1)).to.equal(false);
    expect(consoleIsOpen({ confirmedMs: 0, consoleMs: 2 * HOUR_MS }, 2 * HOUR_MS + 15 * MINUTE_MS)).to.equal(true);
    expect(consoleIsOpen({ confirmedMs: 0, consoleMs: 2 * HOUR_MS }, 2 * HOUR_MS + 16 * MINUTE_MS)).to.equal(false);
  });

  it('ends after eight hours, however much it is used', () => {
    expect(consoleIsOpen({ confirmedMs: 0, consoleMs: 8 * HOUR_MS }, 8 * HOUR_MS)).to.equal(true);
    expect(consoleIsOpen({ confirmedMs: 0, consoleMs: 8 * HOUR_MS }, 8 * HOUR_MS + 1)).to.equal(false);
  });

  it('is written down once a minute at most', () => {
    expect(isNotableUse({ confirmedMs: 0, consoleMs: HOUR_MS }, HOUR_MS + MINUTE_MS - 1)).to.equal(false);
    expect(isNotableUse({ confirmedMs: 0, consoleMs: HOUR_MS }, HOUR_MS + MINUTE_MS)).to.equal(true);
  });
});
