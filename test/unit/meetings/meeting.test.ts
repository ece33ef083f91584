import { expect } from 'chai';
import { type AccountId, type MeetingId, randomMeetingId, randomPin } from '../../../src/base/ids.ts';
import { type Grant, type Meeting, mayStart, roleIn } from '../../../src/meetings/meeting.ts';
import { DEFAULT_MEETING_SETTINGS } from '../../../src/meetings/meeting-settings.ts';

const meeting: Meeting = {
  id: '351354086' as MeetingId,
  organizerId: 'olga' as AccountId,
  pin: '123456',
  generation: 1,
  settings: DEFAULT_MEETING_SETTINGS,
};
const grant = (change: Partial<Grant> = {}): Grant => ({
  meetingId: meeting.id,
  invitee: 'mona@example.org',
  recurrenceId: '',
  name: '',
  role: 'attendee',
  generation: 1,
  revoked: false,
  ...change,
});
const olga = { id: 'olga' as AccountId, email: 'olga@example.org' };
const mona = { id: 'mona' as AccountId, email: 'Mona@example.org' };
const eve = { id: 'eve' as AccountId, email: 'eve@example.org' };

describe('what somebody is to a meeting', () => {
  const cases = [
    ['the organizer by account', olga, undefined, 'organizer'],
    ['the organizer, whatever link they hold', olga, grant(), 'organizer'],
    ['an invitee by link alone', undefined, grant(), 'attendee'],
    ['an optional invitee', undefined, grant({ role: 'optional' }), 'attendee'],
    ['a moderator by the invited account', mona, grant({ role: 'moderator' }), 'moderator'],
    ['no moderator by link alone', undefined, grant({ role: 'moderator' }), 'attendee'],
    ['no moderator by another account', eve, grant({ role: 'moderator' }), 'attendee'],
    ['the organizer by the key of a host alone', undefined, grant({ role: 'host' }), 'organizer'],
    ['the organizer by the key of a host, whoever is signed in', eve, grant({ role: 'host' }), 'organizer'],
    ['nobody by the key of a host that was taken back', undefined, grant({ role: 'host', revoked: true }), undefined],
    ['nobody with a revoked grant', mona, grant({ role: 'moderator', revoked: true }), undefined],
    ['nobody by an account alone', eve, undefined, undefined],
    ['nobody without anything', undefined, undefined, undefined],
  ] as const;
  for (const [what, viewer, held, role] of cases) {
    it(`is ${what}`, () => {
      expect(roleIn(meeting, viewer, held)).to.equal(role);
      expect(mayStart(role)).to.equal(role === 'organizer' || role === 'moderator');
    });
  }
});

describe('meeting IDs and PINs', () => {
  /** Pearson's statistic of counts that should be equal. */
  const chiSquare = (counts: readonly number[], expected: number): number =>
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);

  it('are spread evenly over all that there are', () => {
    const SAMPLES = 200_000;
    const BINS = 900;
    const bins = new Array<number>(BINS).fill(0);
    const lastDigits = new Array<number>(10).fill(0);
    const pinBins = new Array<number>(1_000).fill(0);
    for (let index = 0; index < SAMPLES; index += 1) {
      const id = randomMeetingId();
      if (!/^[1-9]\d{8}$/.test(id)) throw new Error(`not an ID: ${id}`);
      const bin = Math.floor((Number(id) - 100_000_000) / 1_000_000);
      bins[bin] = (bins[bin] ?? 0) + 1;
      const digit = Number(id[8]);
      lastDigits[digit] = (lastDigits[digit] ?? 0) + 1;
      const pin = randomPin();
      if (!/^\d{6}$/.test(pin)) throw new Error(`not a PIN: ${pin}`);
      const pinBin = Math.floor(Number(pin) / 1_000);
      pinBins[pinBin] = (pinBins[pinBin] ?? 0) + 1;
    }
    // Beyond these lies one even distribution in a million: mean + 5 standard deviations of chi-square.
    expect(chiSquare(bins, SAMPLES / BINS)).to.be.below(899 + 5 * Math.sqrt(2 * 899));
    expect(chiSquare(lastDigits, SAMPLES / 10)).to.be.below(9 + 6.5 * Math.sqrt(18));
    expect(chiSquare(pinBins, SAMPLES / 1_000)).to.be.below(999 + 5 * Math.sqrt(2 * 999));
  });

  it('do not follow from one another', () => {
    const list = Array.from({ length: 1_000 }, () => Number(randomMeetingId()));
    const steps = new Set(list.slice(1).map((id, index) => id - (list[index] ?? 0)));
    expect(steps.size).to.be.above(990);
  });
});
