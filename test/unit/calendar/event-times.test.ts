import { expect } from 'chai';
import { DomainError } from '../../../src/base/errors.ts';
import { eventTimes, type WantedTimes } from '../../../src/calendar/event-times.ts';

const PARIS = 'Europe/Paris';

const refusal = (wanted: WantedTimes): string => {
  try {
    eventTimes(wanted);
  } catch (error) {
    if (error instanceof DomainError)
      return error.details.fields?.map(({ path, code }) => `${path} ${code}`).join() ?? '';
    throw error;
  }
  return 'taken';
};

describe('when an event is', () => {
  it('is written with seconds and known as two moments', () => {
    expect(eventTimes({ start: '2027-03-01T10:00', end: '2027-03-01T10:00:30', timeZone: PARIS })).to.deep.equal({
      start: '2027-03-01T10:00:00',
      end: '2027-03-01T10:00:30',
      timeZone: PARIS,
      allDay: false,
      startMs: Date.UTC(2027, 2, 1, 9),
      endMs: Date.UTC(2027, 2, 1, 9, 0, 30),
    });
  });

  it('is whole days when it is dates; the last is included, whatever its length', () => {
    const day = eventTimes({ start: '2027-03-28', end: '2027-03-28', timeZone: PARIS });
    expect(day.allDay).to.equal(true);
    expect(day.endMs - day.startMs).to.equal(23 * 3_600_000);
  });

  it('may be one moment', () => {
    const { startMs, endMs } = eventTimes({ start: '2027-03-01T10:00', end: '2027-03-01T10:00', timeZone: PARIS });
    expect(endMs).to.equal(startMs);
  });

  it('spans the hour that clocks show twice in full', () => {
    const { startMs, endMs } = eventTimes({ start: '2027-10-31T02:00', end: '2027-10-31T03:00', timeZone: PARIS });
    expect(endMs - startMs).to.equal(2 * 3_600_000);
  });

  it('is refused by the field that is wrong', () => {
    const at = (start: string, end: string, allDay?: boolean) => refusal({ start, end, timeZone: PARIS, allDay });
    expect(at('2027-03-01T10:00', '2027-03-01T09:00')).to.equal('end before-start');
    expect(at('2027-03-02', '2027-03-01')).to.equal('end before-start');
    expect(at('2027-10-31T02:50', '2027-10-31T02:10')).to.equal('end before-start');
    expect(at('2027-03-28T02:30', '2027-03-28T04:00')).to.equal('start gap');
    expect(at('2027-03-28T01:00', '2027-03-28T02:30')).to.equal('end gap');
    expect(at('2027-03-01T10:00', '2027-03-02')).to.equal('end time-missing');
    expect(at('2027-03-01', '2027-03-02T10:00')).to.equal('end date-only');
    expect(at('2027-03-01T10:00', '2027-03-01T11:00', true)).to.equal('start date-only');
    expect(at('2027-03-01', '2027-03-01', false)).to.equal('start time-missing');
    expect(refusal({ start: '2027-03-01T10:00', end: '2027-03-01T11:00', timeZone: 'X/Y' })).to.equal(
      'timeZone bad-zone',
    );
  });
});
