import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { LiveSessions } from '../../meetings/live-sessions.ts';
import { createJob, type Job } from '../../platform/job.ts';
import { digest } from '../mail-parts.ts';
import { languagesFor } from '../mail-texts.ts';
import { meetingForOrganizer } from '../meeting-for.ts';
import type { NoticeMail } from '../notices/notice-mail.ts';
import { noticedEvent } from '../notices/noticed-event.ts';
import type { SendNotices } from '../notices/send-notices.ts';
import type { MailIdentity } from '../read-situation.ts';
import type { DateMailStore, DateMark, MeetingDate } from './date-mail-store.ts';
import { eventUrl } from './event-url.ts';
import { countAnswers, type DateSituation, isDeclinedByOrganizer, type ReadMeetingDate } from './read-meeting-date.ts';

/** A job of mails that time alone causes. */
export interface TimedJob extends Job {
  /** What the job does when it wakes; answers when it wants to run again, in milliseconds. */
  run(): Promise<number>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const BEFORE_MS = 10 * MINUTE_MS;
/** Of no more use later than this after the start. */
const LATE_MS = 5 * MINUTE_MS;
/** Dates may be moved and made at any time. */
const LOOK_MS = 30_000;
/** Longer than a clock is ever wrong and put right again. */
const MARKS_KEPT_MS = 30 * DAY_MS;

const hasLink = ({ event }: DateSituation, startMs: number): boolean => event.createdMs > startMs - BEFORE_MS;

/** Whether the organizer has something to start, and somebody to start it for. */
const isWanted = (situation: DateSituation, { recurrenceId, startMs }: MeetingDate): boolean => {
  const { occasion, organizer } = situation;
  if (occasion.allDay || occasion.status === 'CANCELLED' || occasion.invitees.length === 0) return false;
  if (organizer.suspended || !organizer.webMeeting) return false;
  // Who made it less than ten minutes before was given the start link just now.
  return !hasLink(situation, startMs) && !isDeclinedByOrganizer(situation, recurrenceId);
};

/**
 * Reminds the organizer ten minutes before each date that has a meeting and somebody invited, with *Start now* and a link to hand
 * it over. What is looked at first decides: a date is reminded of once or never.
 */
export const createReminderJob = ({
  store,
  events,
  readMeetingDate,
  sessions,
  sendNotices,
  mail: { from, languages, publicUrl },
  work: { clock, log },
}: {
  readonly store: DateMailStore;
  readonly events: EventStore;
  readonly readMeetingDate: ReadMeetingDate;
  readonly sessions: LiveSessions;
  readonly sendNotices: SendNotices;
  readonly mail: MailIdentity & { readonly publicUrl: string };
  readonly work: { readonly clock: Clock; readonly log: Log };
}): TimedJob => {
  let forgotMs = 0;

  const mailFor = (
    { facts, organizer, access, occasion }: DateSituation,
    { eventId, recurrenceId, startMs }: MeetingDate,
  ): NoticeMail => ({
    kind: 'reminder',
    id: digest('reminder', eventId, recurrenceId, organizer.email.toLowerCase(), String(startMs)),
    stampMs: clock.nowMs(),
    recipient: { name: organizer.name, address: organizer.email, timeZone: organizer.timeZone },
    languages: languagesFor(organizer.language, languages),
    from,
    event: noticedEvent(facts, recurrenceId, organizer),
    meeting: meetingForOrganizer(access),
    handOverUrl: eventUrl(publicUrl, eventId, recurrenceId, { handOver: '1' }),
    counts: countAnswers(occasion.invitees),
  });

  const remind = async (date: MeetingDate): Promise<void> => {
    const situation = await readMeetingDate(date);
    if (situation === undefined) return;
    const { event, organizer } = situation;
    const { eventId, recurrenceId, startMs } = date;
    const mark: DateMark = { kind: 'reminder', eventId, recurrenceId, address: organizer.email.toLowerCase(), startMs };
    if (await store.hasMark(mark)) return;
    const isLive = (await sessions.current(date.meetingId)) !== undefined;
    const isSent = !isLive && isWanted(situation, date);
    const mails = isSent ? [{ mail: mailFor(situation, date), orderKey: event.uid }] : [];
    await sendNotices(mails, async (transaction) => {
      if ((await events.findById(eventId, transaction))?.etag !== event.etag) return false;
      if (await store.hasMark(mark, transaction)) return false;
      await store.putMarks(transaction, [mark], clock.nowMs());
      return true;
    });
  };

  const forgetOld = async (nowMs: number): Promise<void> => {
    if (Math.abs(nowMs - forgotMs) < DAY_MS) return;
    await store.forgetBefore(nowMs - MARKS_KEPT_MS);
    forgotMs = nowMs;
  };

  const run = async (): Promise<number> => {
    const nowMs = clock.nowMs();
    await forgetOld(nowMs);
    const dates = await store.listDates(nowMs - LATE_MS, nowMs + BEFORE_MS + LOOK_MS);
    for (const date of dates.filter(({ startMs }) => startMs <= nowMs + BEFORE_MS)) {
      try {
        await remind(date);
      } catch (error) {
        // One that cannot be composed keeps no other waiting; it is tried again while it is of use.
        log.error({ err: error, eventId: date.eventId }, 'a reminder could not be sent');
      }
    }
    const next = dates.find(({ startMs }) => startMs > nowMs + BEFORE_MS);
    return next === undefined ? LOOK_MS : Math.max(0, next.startMs - BEFORE_MS - clock.nowMs());
  };

  return { run, ...createJob({ name: 'remind organizers', run, log }) };
};
