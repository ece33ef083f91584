import { expect } from 'chai';
import {
  calendarDate,
  localDateTime,
  mailbox,
  meetingIdField,
  multiLine,
  pinField,
  singleLine,
  timeZone,
} from '../../../src/contract/fields.ts';

describe('fields of the contract', () => {
  it('dates that do not exist are refused', () => {
    for (const bad of ['2027-02-29', '2027-13-01', '2027-00-10', '2027-04-31', '0001-01-01', '27-01-01', '2027-1-1']) {
      expect(calendarDate.safeParse(bad).success, bad).to.equal(false);
    }
    expect(calendarDate.safeParse('2028-02-29').success).to.equal(true);
  });

  it('local times have no offset and no impossible hour', () => {
    for (const bad of [
      '2027-03-01T24:00',
      '2027-03-01T10:60',
      '2027-03-01T10:00Z',
      '2027-03-01T10:00+01:00',
      '2027-02-30T10:00',
      '2027-03-01',
    ]) {
      expect(localDateTime.safeParse(bad).success, bad).to.equal(false);
    }
    expect(localDateTime.safeParse('2027-03-01T10:00').success).to.equal(true);
    expect(localDateTime.safeParse('2027-03-01T10:00:30').success).to.equal(true);
  });

  it('time zones are IANA names that exist', () => {
    for (const bad of ['Mars/Olympus', '+02:00', 'Europe/Paris\r\n', '', 'Romance Standard Time']) {
      expect(timeZone.safeParse(bad).success, bad).to.equal(false);
    }
    for (const fine of ['Europe/Paris', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5']) {
      expect(timeZone.safeParse(fine).success, fine).to.equal(true);
    }
  });

  it('meeting IDs and PINs are read as people write them', () => {
    expect(meetingIdField.parse('351 354 086')).to.equal('351354086');
    expect(meetingIdField.parse('351-354-086')).to.equal('351354086');
    for (const bad of ['051354086', '35135408', '3513540861', 'abcdefghi'])
      expect(meetingIdField.safeParse(bad).success, bad).to.equal(false);
    expect(pinField.parse('012 345')).to.equal('012345');
  });

  it('a mail address keeps the case of its local part and loses that of its domain', () => {
    expect(mailbox.parse(' Zoe.M@Example.ORG ')).to.equal('Zoe.M@example.org');
  });

  it('line ends become line feeds, and one line stays one line', () => {
    expect(multiLine(100).parse('a\r\nb\rc\u2028d\u2029e')).to.equal('a\nb\nc\nd\ne');
    expect(singleLine(100).safeParse('a\r\nBcc: eve@example.org').success).to.equal(false);
    expect(singleLine(5).safeParse('abcdef').success).to.equal(false);
  });

  it('a name that must be there can be seen', () => {
    for (const blank of ['\u200b', '\u3164\u3164', '\u2060 \u00ad', '\u0301'])
      expect(singleLine(80, 1).safeParse(blank).success, JSON.stringify(blank)).to.equal(false);
    for (const fine of ['Zoé', '李', '😀', '-', 'ع', '👨\u200d👩\u200d👧'])
      expect(singleLine(80, 1).parse(fine)).to.equal(fine);
    expect(singleLine(80).parse('')).to.equal('');
  });
});
