import { expect } from 'chai';
import { clocksDiffer, describeTime } from '../../../src/invitations/describe-time.ts';

const span = (start: string, end: string) => ({
  start: start.slice(0, 19),
  end: end.slice(0, 19),
  allDay: false,
  startMs: Date.parse(start),
  endMs: Date.parse(end),
});

const meeting = span('2027-03-01T09:00:00Z', '2027-03-01T10:00:00Z');

describe('the words for a time', () => {
  it('are French with 24 hours and "1er"', () => {
    expect(describeTime('fr', 'Europe/Paris', meeting)).to.deep.equal({
      month: 'mars',
      day: '1',
      weekday: 'lun',
      date: 'lundi 1er mars 2027',
      time: '10:00 – 11:00',
      zone: 'heure normale d’Europe centrale (UTC+1)',
    });
  });

  it('are British or American English by where the reader is', () => {
    expect(describeTime('en', 'Europe/Paris', meeting)).to.include({
      date: 'Monday, 1 March 2027',
      time: '10:00 – 11:00',
    });
    expect(describeTime('en', 'America/New_York', meeting).date).to.equal('Monday, March 1, 2027');
    expect(describeTime('en', 'America/New_York', meeting).time).to.match(/^4:00\sAM – 5:00\sAM$/);
  });

  it('tell summer time from winter time', () => {
    const summer = span('2027-07-01T09:00:00Z', '2027-07-01T10:00:00Z');
    expect(describeTime('en', 'Europe/Paris', summer)).to.include({
      time: '11:00 – 12:00',
      zone: 'Central European Summer Time (UTC+2)',
    });
  });

  it('call a zone that has no name by its offset and place', () => {
    expect(describeTime('en', 'Etc/GMT-5', meeting).zone).to.equal('UTC+5 (Etc/GMT-5)');
  });

  it('give one time to a moment', () => {
    expect(describeTime('fr', 'Europe/Paris', span('2027-03-01T09:00:00Z', '2027-03-01T09:00:00Z')).time).to.equal(
      '10:00',
    );
  });
});

describe('two clocks', () => {
  it('differ when their zones show another time at the start or at the end, whatever their names', () => {
    expect(clocksDiffer('Europe/Paris', 'Europe/Berlin', meeting)).to.equal(false);
    expect(clocksDiffer('Europe/Paris', 'Europe/London', meeting)).to.equal(true);
    expect(clocksDiffer('UTC', 'Europe/London', meeting)).to.equal(false);
  });
});
