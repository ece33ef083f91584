import type { Clock } from '../base/clock.ts';
import type { MeetingId, SessionId } from '../base/ids.ts';
import type { ComingMeetings, LiveMeeting, LivePeople, PastMeetings } from '../contract/http/admin-meeting.ts';
import type { LiveSessions } from '../meetings/live-sessions.ts';
import type { Session } from '../meetings/meeting.ts';
import type { Participant } from '../room/participant.ts';
import type { RoomRegistry } from '../room/room-registry.ts';
import type { RoomState } from '../room/room-state.ts';
import type { ForecastStore, MeetingOccasion } from './forecast-store.ts';
import type { MeetingListStore, MeetingName, PagePlace, PastFilter } from './meeting-list-store.ts';

/** Meetings as administrators see them: now, next, and past. */
export interface MeetingListView {
  live(): Promise<LiveMeeting[]>;
  /** Undefined: it does not run. */
  peopleIn(session: SessionId): Promise<LivePeople['people'] | undefined>;
  coming(after?: string): Promise<ComingMeetings>;
  past(filter: PastFilter, before?: string): Promise<PastMeetings>;
}

const PAGE = 50;
const DAY_MS = 24 * 3_600_000;
const COMING_MS = 7 * DAY_MS;
const PART_MS = 6 * 3_600_000;

const instant = (ms: number): string => new Date(ms).toISOString();

/** A page's edge, as it goes through the address: the moment and what tells apart what is at the same moment. */
const writePlace = (atMs: number, id: string): string => `${atMs}.${id}`;
const readPlace = (text: string | undefined): PagePlace | undefined => {
  const [, at, id = ''] = /^(\d{1,16})\.(.*)$/.exec(text ?? '') ?? [];
  return at === undefined ? undefined : { atMs: Number(at), id };
};

const UNNAMED: MeetingName = { title: '', isPrivate: false, organizerName: '', organizerEmail: '' };

const aboutBody = (meetingId: string, { title, isPrivate, organizerName, organizerEmail }: MeetingName) => ({
  meetingId,
  title,
  private: isPrivate,
  organizer: { name: organizerName, email: organizerEmail },
});

const countIf = (people: Iterable<Participant>, holds: (participant: Participant) => boolean): number =>
  [...people].filter(holds).length;

const liveBody = (session: Session, name: MeetingName, state: RoomState | undefined): LiveMeeting => {
  const people = [...(state?.participants.values() ?? [])];
  return {
    sessionId: session.id,
    ...aboutBody(session.meetingId, name),
    startedAt: instant(session.startedMs),
    web: countIf(people, ({ via }) => via === 'web'),
    phone: countIf(people, ({ via }) => via === 'phone'),
    waiting: state?.waiting.size ?? 0,
    recording: state?.recording?.state ?? 'none',
    sharesScreen: state?.screen !== undefined,
    sound: {
      open: countIf(people, ({ microphone }) => microphone === 'on'),
      poor: countIf(people, ({ quality }) => quality === 'poor'),
      lost: countIf(people, ({ connectionId }) => connectionId === undefined),
    },
  };
};

/** Tells apart dates that begin at the same moment. */
const idOf = ({ eventId, recurrenceId }: MeetingOccasion): string => `${eventId} ${recurrenceId}`;

export const createMeetingListView = ({
  store,
  forecasts,
  sessions,
  rooms,
  clock,
}: {
  readonly store: MeetingListStore;
  readonly forecasts: Pick<ForecastStore, 'occasions'>;
  readonly sessions: Pick<LiveSessions, 'all'>;
  readonly rooms: Pick<RoomRegistry, 'find'>;
  readonly clock: Clock;
}): MeetingListView => {
  const stateOf = async (session: SessionId): Promise<RoomState | undefined> => (await rooms.find(session))?.state();
  const namesOf = async (ids: readonly MeetingId[]) => {
    const names = await store.names(ids);
    return (id: MeetingId): MeetingName => names.get(id) ?? UNNAMED;
  };

  /** As many hours as it takes for a page; one more than that tells that there are more. */
  const firstOccasions = async (
    fromMs: number,
    untilMs: number,
    isWanted: (one: MeetingOccasion) => boolean,
  ): Promise<MeetingOccasion[]> => {
    const found: MeetingOccasion[] = [];
    for (let partMs = fromMs; partMs < untilMs && found.length <= PAGE; partMs += PART_MS)
      found.push(...(await forecasts.occasions(partMs, Math.min(partMs + PART_MS, untilMs))).filter(isWanted));
    return found;
  };

  return {
    async live() {
      const all = await sessions.all();
      const nameOf = await namesOf(all.map(({ meetingId }) => meetingId));
      const found: LiveMeeting[] = [];
      for (const session of all) found.push(liveBody(session, nameOf(session.meetingId), await stateOf(session.id)));
      return found.toSorted((one, other) => other.startedAt.localeCompare(one.startedAt));
    },
    async peopleIn(session) {
      const state = await stateOf(session);
      if (state === undefined || state.ended !== undefined) return undefined;
      return [...state.participants.values()]
        .toSorted((one, other) => one.number - other.number)
        .map(({ number, role, via, joinedMs, microphone, quality, connectionId }) => ({
          ...{ number, role, via, microphone, quality },
          since: instant(joinedMs),
          connected: connectionId !== undefined,
        }));
    },
    async coming(after) {
      const nowMs = clock.nowMs();
      const place = readPlace(after);
      const behind = await firstOccasions(
        Math.max(nowMs, place?.atMs ?? nowMs),
        nowMs + COMING_MS,
        (one) =>
          place === undefined || one.startMs > place.atMs || (one.startMs === place.atMs && idOf(one) > place.id),
      );
      const page = behind
        .toSorted((one, other) => one.startMs - other.startMs || (idOf(one) < idOf(other) ? -1 : 1))
        .slice(0, PAGE);
      const nameOf = await namesOf([...new Set(page.map(({ meetingId }) => meetingId))]);
      const last = page.at(-1);
      return {
        meetings: page.map(({ eventId, recurrenceId, meetingId, startMs, endMs, people }) => ({
          ...{ eventId, recurrenceId, ...aboutBody(meetingId, nameOf(meetingId)), people },
          startsAt: instant(startMs),
          endsAt: instant(endMs),
        })),
        ...(behind.length > PAGE && last !== undefined && { next: writePlace(last.startMs, idOf(last)) }),
      };
    },
    async past(filter, before) {
      const found = await store.past(filter, PAGE + 1, readPlace(before));
      const page = found.slice(0, PAGE);
      const ids = page.map(({ id }) => id);
      const people = await store.peopleOf(ids);
      const recordings = await store.recordingsOf(ids);
      const last = page.at(-1);
      return {
        sessions: page.map((one) => ({
          sessionId: one.id,
          ...aboutBody(one.meetingId, one),
          startedAt: instant(one.startedMs),
          endedAt: instant(one.endedMs),
          ...(one.reason !== undefined && { reason: one.reason }),
          ...(people.get(one.id) ?? { people: 0, callers: 0 }),
          recordings: recordings.get(one.id) ?? [],
        })),
        ...(found.length > PAGE && last !== undefined && { next: writePlace(last.startedMs, last.id) }),
      };
    },
  };
};
