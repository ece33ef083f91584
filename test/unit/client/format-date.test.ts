import { expect } from 'chai';
import { formatClock, formatHour, formatSpan, formatTime } from '../../../src/client/shared/format-date.ts';

describe('hours in words', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const speaks = (...languages: string[]): void => {
    Object.defineProperty(globalThis, 'navigator', { value: { languages }, configurable: true });
  };
  afterEach(() => {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else Reflect.deleteProperty(globalThis, 'navigator');
  });

  it('has two digits where there are 24 of them, alone as in a span', () => {
    speaks('en-GB');
    expect(formatClock('05:00')).to.equal('05:00');
    expect(formatTime('2027-03-01T04:00Z', 'Europe/Paris')).to.equal('05:00');
    expect(formatSpan('2027-03-01T04:00Z', '2027-03-01T05:00Z', 'UTC')).to.equal('04:00–05:00');
    expect(formatHour('2027-03-01T08:00Z', 'UTC')).to.equal('08:00');
  });
});
