import type { Account } from '../accounts/account.ts';
import type { Clock } from '../base/clock.ts';
import type { Language } from '../base/languages.ts';
import type { SettingsOfMeetingChange } from '../contract/http/meeting.ts';
import type { StartedMeeting, StartMeeting } from '../meetings/start-meeting.ts';
import { utcToZoned } from '../protocols/icalendar/zoned-time.ts';
import type { ScheduleEvent } from './schedule-event.ts';

/** Opens a meeting now: an event of an hour that begins with this minute. Nobody is mailed, since nobody is invited. */
export type StartInstantMeeting = (
  account: Account,
  title: string | undefined,
  settings?: SettingsOfMeetingChange,
) => Promise<StartedMeeting>;

const TITLES: Record<Language, string> = { fr: 'Réunion instantanée', en: 'Instant meeting' };
const MINUTE_MS = 60_000;
const LENGTH_MS = 60 * MINUTE_MS;

export const createStartInstantMeeting =
  ({
    scheduleEvent,
    startMeeting,
    clock,
  }: {
    readonly scheduleEvent: ScheduleEvent;
    readonly startMeeting: StartMeeting;
    readonly clock: Clock;
  }): StartInstantMeeting =>
  async (account, title, settings) => {
    // Before there is an event of a meeting that does not begin.
    await startMeeting.mayOpen();
    const startMs = Math.floor(clock.nowMs() / MINUTE_MS) * MINUTE_MS;
    const local = {
      start: utcToZoned(startMs, account.timeZone),
      end: utcToZoned(startMs + LENGTH_MS, account.timeZone),
    };
    // In the hour that clocks show twice the end would be written before the start; UTC has no such hour.
    const isPlain = local.start < local.end;
    const facts = await scheduleEvent(account, {
      title: title || TITLES[account.language],
      ...(isPlain
        ? { ...local, timeZone: account.timeZone }
        : { start: utcToZoned(startMs, 'UTC'), end: utcToZoned(startMs + LENGTH_MS, 'UTC'), timeZone: 'UTC' }),
      webMeeting: true,
      ...(settings && { meetingSettings: settings }),
      notify: false,
    });
    if (facts.meetingId === undefined) throw new Error('An event with a meeting was made without one.');
    return startMeeting.byId(account, facts.meetingId);
  };
