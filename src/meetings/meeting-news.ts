import type { Clock } from '../base/clock.ts';
import type { MeetingId } from '../base/ids.ts';
import type { DoorNews } from '../contract/http/meeting.ts';
import type { CalendarTickets } from './calendar-ticket.ts';
import type {
  CorrectedCalendar,
  DoorHolder,
  InvitationHistory,
  InvitationNews,
  NewsSpan,
} from './invitation-history.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingSchedule, ScheduledMeeting } from './meeting-schedule.ts';

/** `corrects`: there is a calendar file. */
type LinkNews = DoorNews & { readonly corrects?: boolean };

/** What became of a meeting since its people were told of it, as far as the one who asks may know. */
export interface MeetingNews {
  /**
   * For a live key: what is, and whether it was moved or is over. `now` is the date that the door shows. Without a holder, nothing of
   * what was told.
   */
  ofDate(holder: DoorHolder | undefined, now: ScheduledMeeting, live: boolean): Promise<LinkNews>;
  /** For a link that lets nobody in any more; undefined when nothing was told that could be repeated. */
  ofGone(holder: DoorHolder): Promise<LinkNews | undefined>;
  /** For the right PIN of a meeting that nobody can enter now. */
  byPin(meeting: Meeting): Promise<DoorNews>;
  calendarOf(holder: DoorHolder): Promise<CorrectedCalendar | undefined>;
  /** By the ticket that came with the news; undefined for any other. */
  calendarByTicket(meetingId: MeetingId, ticket: string): Promise<CorrectedCalendar | undefined>;
}

const instant = (momentMs: number): string => new Date(momentMs).toISOString();

const spanOf = ({ startMs, endMs, allDay }: NewsSpan) => ({
  startsAt: instant(startMs),
  endsAt: instant(endMs),
  allDay,
});

const nowFields = ({ title, organizerName, timeZone, ...span }: ScheduledMeeting) => ({
  title,
  organizerName,
  timeZone,
  ...spanOf(span),
});

const knownFields = ({ state, known }: InvitationNews): Partial<DoorNews> =>
  known === undefined
    ? {}
    : {
        title: known.title,
        organizerName: known.organizerName,
        ...(known.startMs > 0 && { timeZone: known.timeZone, ...spanOf(known) }),
        ...(state === 'cancelled' && { cancelledBy: known.organizerName }),
      };

const changeFields = ({ movedFrom, cancelledDate }: InvitationNews): Partial<DoorNews> => ({
  ...(movedFrom !== undefined && { movedFrom: spanOf(movedFrom) }),
  ...(cancelledDate !== undefined && { cancelledDate: spanOf(cancelledDate) }),
});

export const createMeetingNews = ({
  schedule,
  sessions,
  history,
  calendarTickets,
  clock,
}: {
  readonly schedule: MeetingSchedule;
  readonly sessions: LiveSessions;
  readonly history: InvitationHistory;
  readonly calendarTickets: CalendarTickets;
  readonly clock: Clock;
}): MeetingNews => {
  const isOver = ({ endMs }: ScheduledMeeting): boolean => endMs <= clock.nowMs();

  const guest = ({ id, cancelledMs }: Meeting): DoorHolder => ({
    meetingId: id,
    recurrenceId: '',
    revoked: false,
    cancelled: cancelledMs !== undefined,
  });

  return {
    async ofDate(holder, now, live) {
      const state = isOver(now) && !live ? ('over' as const) : ('open' as const);
      const news = holder && (await history.newsFor(holder, now));
      if (state === 'over' || news === undefined) return { state };
      return { state, corrects: news.corrects, ...changeFields(news) };
    },
    async ofGone(holder) {
      const news = await history.newsFor(holder, undefined);
      return news && { state: news.state, corrects: news.corrects, ...knownFields(news) };
    },
    async byPin(meeting) {
      const holder = guest(meeting);
      const recurrenceId = (await sessions.current(meeting.id))?.recurrenceId;
      const now = holder.cancelled ? undefined : await schedule.describe(meeting.id, recurrenceId);
      const news = await history.newsFor(holder, now);
      const state = now === undefined ? (news?.state ?? 'open') : isOver(now) ? 'over' : 'open';
      const said: DoorNews = {
        state: holder.cancelled && state === 'open' ? 'cancelled' : state,
        ...(now === undefined ? news && knownFields(news) : nowFields(now)),
        ...(state === 'open' && news && changeFields(news)),
      };
      if (news?.corrects !== true || state === 'over') return said;
      const ticket = calendarTickets.issue({ meetingId: meeting.id });
      return {
        ...said,
        calendarUrl: `/api/v1/meetings/${meeting.id}/calendar.ics?ticket=${encodeURIComponent(ticket)}`,
      };
    },
    calendarOf: (holder) => history.calendarFor(holder),
    async calendarByTicket(meetingId, text) {
      const ticket = calendarTickets.redeem(text);
      if (ticket?.meetingId !== meetingId) return undefined;
      return history.calendarFor({ meetingId, recurrenceId: '', revoked: false, cancelled: false });
    },
  };
};
