import { expect } from 'chai';
import { type PlannedMeeting, shortMeetings } from '../../../src/admin/short-meetings.ts';

const TEN = Date.UTC(2031, 2, 3, 10);
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SPAN = [TEN, TEN + 24 * HOUR_MS] as const;

interface Named extends PlannedMeeting {
  readonly name: string;
}

/** Minutes from ten o'clock. */
const planned = (name: string, from: number, to: number, people: number, roomMax = 500): Named => ({
  ...{ name, people, roomMax, createdMs: 0 },
  startMs: TEN + from * MINUTE_MS,
  endMs: TEN + to * MINUTE_MS,
});
const inOrder = (meetings: readonly Named[]): Named[] => meetings.map((one, createdMs) => ({ ...one, createdMs }));
/** Of meetings that were planned in that order. */
const short = (meetings: readonly Named[], limits: Parameters<typeof shortMeetings>[1]): string[] =>
  shortMeetings(inOrder(meetings), limits, 0.1, SPAN).flatMap(({ meeting, shortages }) =>
    shortages.map(({ what, expected, limit }) => `${meeting.name} ${what} ${expected}/${limit}`),
  );

describe('meetings for which there may not be room', () => {
  it('are those that were planned when the seats of their time were taken, and nobody else’s', () => {
    const meetings = [planned('first', 0, 60, 60), planned('second', 30, 90, 50), planned('third', 60, 90, 40)];
    expect(short(meetings, { people: 100 })).to.deep.equal(['second people 110/100']);
    const [first, ...others] = meetings;
    expect(short([...others, ...(first ? [first] : [])], { people: 100 })).to.deep.equal(['first people 110/100']);
  });

  it('are none where one follows the other, or nothing is limited', () => {
    expect(short([planned('first', 0, 30, 60), planned('second', 30, 60, 60)], { people: 100 })).to.deep.equal([]);
    expect(short([planned('first', 0, 30, 6_000, 9_000)], {})).to.deep.equal([]);
  });

  it('leave room to those that are small enough to fit beside the others', () => {
    const meetings = [planned('first', 0, 60, 90), planned('large', 0, 60, 50), planned('small', 0, 60, 10)];
    expect(short(meetings, { people: 100 })).to.deep.equal(['large people 150/100']);
  });

  it('are told of each limit: in the meeting, of meetings at once, and of callers, of whom half a one takes a line', () => {
    const meetings = [planned('first', 0, 60, 10), planned('second', 0, 60, 11, 10)];
    expect(short(meetings, { rooms: 1, channels: 2 })).to.deep.equal([
      'second room 11/10',
      'second rooms 2/1',
      'second channels 3/2',
    ]);
  });

  it('count what is under way, which is nobody’s warning any more', () => {
    const meetings = [
      planned('running', -30, 30, 120, 100),
      planned('running too', -30, 30, 98),
      planned('next', 10, 40, 5),
    ];
    expect(short(meetings, { people: 100 })).to.deep.equal(['next people 223/100']);
  });

  it('are not those that hold a day free', () => {
    expect(short([planned('day', 0, 12 * 60 + 1, 200)], { people: 100 })).to.deep.equal([]);
  });
});
