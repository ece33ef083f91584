import { expect } from 'chai';
import { type EventDraft, newDraft } from '../../../src/client/calendar/editor/event-draft.ts';
import { askedPeople } from '../../../src/client/calendar/free-busy/asked-people.ts';
import { bandOn, blocksOn, clashesOf, clockOf, movedTo } from '../../../src/client/calendar/free-busy/busy-lanes.ts';
import { LIMITS } from '../../../src/contract/limits.ts';

const PARIS = 'Europe/Paris';
const draft = (start: string, minutes = 60): EventDraft => newDraft(start, PARIS, { minutes });
const busy = (startsAt: string, endsAt: string, kind: 'busy' | 'tentative' = 'busy') => ({ startsAt, endsAt, kind });

describe('somebody’s day', () => {
  it('shows what is taken in minutes on the wall of the zone', () => {
    const times = [busy('2027-03-01T09:00:00Z', '2027-03-01T10:30:00Z', 'tentative')];
    expect(blocksOn(times, '2027-03-01', PARIS)).to.deep.equal([{ from: 600, to: 690, kind: 'tentative' }]);
    expect(blocksOn(times, '2027-03-01', 'Asia/Kathmandu')[0]?.from).to.equal(885);
    expect(blocksOn(times, '2027-03-02', PARIS)).to.deep.equal([]);
  });

  it('ends at midnight, and goes on the next day', () => {
    const night = [busy('2027-03-01T22:00:00Z', '2027-03-02T01:00:00Z')];
    expect(blocksOn(night, '2027-03-01', PARIS)).to.deep.equal([{ from: 1380, to: 1440, kind: 'busy' }]);
    expect(blocksOn(night, '2027-03-02', PARIS)).to.deep.equal([{ from: 0, to: 120, kind: 'busy' }]);
    const toMidnight = [busy('2027-03-01T22:00:00Z', '2027-03-01T23:00:00Z')];
    expect(blocksOn(toMidnight, '2027-03-02', PARIS)).to.deep.equal([]);
  });

  it('is whole for what goes over it', () => {
    const away = [busy('2027-02-20T00:00:00Z', '2027-03-20T00:00:00Z')];
    expect(blocksOn(away, '2027-03-01', PARIS)).to.deep.equal([{ from: 0, to: 1440, kind: 'busy' }]);
  });
});

describe('the event over everybody’s day', () => {
  it('stands where it is, on its days alone', () => {
    expect(bandOn(draft('2027-03-01T10:00'), '2027-03-01')).to.deep.equal({ from: 600, to: 660 });
    expect(bandOn(draft('2027-03-01T10:00'), '2027-03-02')).to.equal(undefined);
    expect(bandOn(draft('2027-03-01T23:00', 120), '2027-03-02')).to.deep.equal({ from: 0, to: 60 });
    expect(bandOn(draft('2027-03-01T23:00', 60), '2027-03-02')).to.equal(undefined);
    expect(bandOn(draft('2027-03-01T10:00', 0), '2027-03-01')).to.deep.equal({ from: 600, to: 600 });
  });

  it('moves by quarter hours within the day and keeps its length', () => {
    const moved = movedTo(draft('2027-03-01T10:00', 90), '2027-03-02', 662);
    expect(moved).to.include({ startDate: '2027-03-02', startTime: '11:00', endDate: '2027-03-02', endTime: '12:30' });
    expect(movedTo(draft('2027-03-01T10:00'), '2027-03-01', -40)).to.include({ startTime: '00:00' });
    expect(movedTo(draft('2027-03-01T10:00'), '2027-03-01', 5_000)).to.include({
      startTime: '23:45',
      endDate: '2027-03-02',
    });
  });

  it('says who has something else then, once each', () => {
    const people = [
      { email: 'a', known: true, busy: [busy('2027-03-01T09:30:00Z', '2027-03-01T11:00:00Z')] },
      {
        email: 'b',
        known: true,
        busy: [
          busy('2027-03-01T09:00:00Z', '2027-03-01T09:30:00Z', 'tentative'),
          busy('2027-03-01T09:30:00Z', '2027-03-01T10:00:00Z'),
        ],
      },
      { email: 'c', known: true, busy: [busy('2027-03-01T09:00:00Z', '2027-03-01T09:15:00Z', 'tentative')] },
      { email: 'd', known: true, busy: [busy('2027-03-01T10:00:00Z', '2027-03-01T11:00:00Z')] },
      { email: 'e', known: false, busy: [] },
    ];
    // 10:00 to 11:00 in Paris.
    expect(clashesOf(people, draft('2027-03-01T10:00'))).to.deep.equal({ busy: ['a', 'b'], tentative: ['c'] });
  });

  it('has minutes that read as a clock', () => {
    expect([0, 75, 1439, 1440].map(clockOf)).to.deep.equal(['00:00', '01:15', '23:59', '00:00']);
  });
});

describe('who is asked', () => {
  const invitee = (email: string, name = '') => ({
    email,
    name,
    role: 'attendee' as const,
    answer: 'NEEDS-ACTION' as const,
  });

  it('is the organizer first, nobody twice, each by a name', () => {
    const { people, left } = askedPeople({ email: 'Olga@example.org', name: 'Olga' }, [
      invitee('zoe@example.net', ' Zoé '),
      invitee('olga@example.org'),
      invitee('sam@example.net'),
    ]);
    expect(people).to.deep.equal([
      { email: 'Olga@example.org', name: 'Olga' },
      { email: 'zoe@example.net', name: 'Zoé' },
      { email: 'sam@example.net', name: 'sam@example.net' },
    ]);
    expect(left).to.equal(0);
  });

  it('is no more than can be asked at once, and it is said how many are left', () => {
    const many = Array.from({ length: 150 }, (_unused, index) => invitee(`p${index}@example.net`));
    const { people, left } = askedPeople({ email: 'olga@example.org', name: '' }, many);
    expect(people).to.have.length(LIMITS.freeBusyPeople);
    expect(left).to.equal(51);
  });
});
