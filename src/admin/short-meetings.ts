import type { Capacity, Forecast } from '../contract/http/overview.ts';
import { callersOf, type ExpectedMeeting, LONGEST_MS } from './forecast.ts';

export type ShortageKind = Capacity['exceeds'][number]['what'];

/** What one date of a meeting would exceed. */
export interface Shortage {
  readonly what: ShortageKind;
  readonly expected: number;
  readonly limit: number;
}

export interface PlannedMeeting extends ExpectedMeeting {
  /** Who planned first has the seats. */
  readonly createdMs: number;
  /** How many it lets in. */
  readonly roomMax: number;
}

export interface ShortMeeting<Planned> {
  readonly meeting: Planned;
  readonly shortages: readonly Shortage[];
}

const MINUTE_MS = 60_000;

/** How many there are in each minute, of something that adds up. */
const createMinutes = (fromMs: number, minutes: number) => {
  const counts = new Int32Array(minutes);
  const span = ({ startMs, endMs }: ExpectedMeeting): [number, number] => [
    Math.max(0, Math.floor((startMs - fromMs) / MINUTE_MS)),
    Math.min(minutes, Math.ceil((endMs - fromMs) / MINUTE_MS)),
  ];
  return {
    add(meeting: ExpectedMeeting, count: number): void {
      const [from, to] = span(meeting);
      for (let minute = from; minute < to; minute += 1) counts[minute] = (counts[minute] ?? 0) + count;
    },
    most(meeting: ExpectedMeeting): number {
      const [from, to] = span(meeting);
      let most = 0;
      for (let minute = from; minute < to; minute += 1) most = Math.max(most, counts[minute] ?? 0);
      return most;
    },
  };
};

/** One limit that all meetings of a time share: what one takes, and how much of it that is for so many together. */
interface Shared {
  readonly what: Exclude<ShortageKind, 'room'>;
  readonly limit: number | undefined;
  readonly takes: (meeting: ExpectedMeeting) => number;
  readonly amount: (taken: number) => number;
}

/** Each that does not fit beside those that were planned before it. */
const beyond = <Planned extends PlannedMeeting>(
  { what, limit, takes, amount }: Shared,
  inOrder: readonly Planned[],
  createCounts: () => ReturnType<typeof createMinutes>,
): Map<Planned, Shortage> => {
  const found = new Map<Planned, Shortage>();
  if (limit === undefined) return found;
  const all = createCounts();
  const seated = createCounts();
  for (const meeting of inOrder) all.add(meeting, takes(meeting));
  for (const meeting of inOrder) {
    const expected = amount(all.most(meeting));
    if (expected <= limit) continue;
    if (amount(seated.most(meeting) + takes(meeting)) > limit) found.set(meeting, { what, expected, limit });
    else seated.add(meeting, takes(meeting));
  }
  return found;
};

/**
 * The meetings that begin in [fromMs, untilMs) and for which there may not be room: in the meeting itself, or beside the others of
 * their time. Those that were planned before the limit was reached are left in peace.
 */
export const shortMeetings = <Planned extends PlannedMeeting>(
  meetings: readonly Planned[],
  limits: Forecast['limits'],
  share: number,
  [fromMs, untilMs]: readonly [number, number],
): ShortMeeting<Planned>[] => {
  const ofLength = meetings.filter(({ startMs, endMs }) => endMs > startMs && endMs - startMs <= LONGEST_MS);
  const inOrder = ofLength
    .filter(({ startMs, endMs }) => endMs > fromMs && startMs < untilMs)
    .toSorted((one, other) => one.createdMs - other.createdMs || one.startMs - other.startMs);
  const minutes = Math.ceil((untilMs + LONGEST_MS - fromMs) / MINUTE_MS);
  const shared: readonly Shared[] = [
    { what: 'people', limit: limits.people, takes: ({ people }) => people, amount: (people) => people },
    { what: 'rooms', limit: limits.rooms, takes: () => 1, amount: (rooms) => rooms },
    {
      ...{ what: 'channels', limit: limits.channels },
      ...{ takes: ({ people }) => people, amount: (people) => callersOf(people, share) },
    },
  ];
  const found = shared.map((one) => beyond(one, inOrder, () => createMinutes(fromMs, minutes)));
  return meetings
    .filter(({ startMs }) => startMs >= fromMs && startMs < untilMs)
    .flatMap((meeting) => {
      const { people, roomMax } = meeting;
      const shortages = [
        ...(people > roomMax ? [{ what: 'room' as const, expected: people, limit: roomMax }] : []),
        ...found.flatMap((of) => of.get(meeting) ?? []),
      ];
      return shortages.length > 0 ? [{ meeting, shortages }] : [];
    });
};
