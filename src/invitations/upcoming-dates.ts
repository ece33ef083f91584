import type { CalendarObject, ObjectEvent } from '../protocols/icalendar/calendar-object.ts';
import type { EventTime } from '../protocols/icalendar/event-draft.ts';
import { expandObject, type Instance } from '../protocols/icalendar/expand-object.ts';
import type { EventSpan } from './describe-time.ts';
import type { InvitationMail, MailedRecurrence } from './invitation-mail.ts';

type SeriesPart = Extract<MailedRecurrence, { carries: 'series' }>;

const YEAR_MS = 366 * 86_400_000;
/** Long enough to see every change of a clock, and the next date of what comes once a year; and then of what comes seldom. */
const AHEAD_MS = [2 * YEAR_MS, 20 * YEAR_MS] as const;

const timeOf = (text: string, allDay: boolean, timeZone: string): EventTime =>
  allDay ? { date: text } : { local: text, timeZone };

/** As little of a VEVENT as its times need. */
export const bareEvent = (recurrenceId: string, { start, end, allDay }: EventSpan, timeZone: string): ObjectEvent => ({
  ...{ recurrenceId, allDay, uid: '', sequence: 0, dtstampMs: undefined, organizer: undefined },
  start: timeOf(start, allDay, timeZone),
  end: timeOf(end, allDay, timeZone),
  ...{ summary: '', location: '', description: '', url: '', conference: [], attendees: [], categories: [] },
  ...{
    status: 'CONFIRMED',
    transparent: false,
    visibility: 'public',
    webMeetingWanted: false,
    hideInvitees: false,
    webMeetingId: '',
  },
});

const expand = (mail: InvitationMail, series: SeriesPart): readonly Instance[] => {
  const object: CalendarObject = {
    uid: mail.uid,
    method: undefined,
    main: bareEvent('', mail, series.timeZone),
    rrule: series.rule,
    rdates: series.extraDates,
    exdates: series.excludedDates,
    overrides: series.dates.map((date) => bareEvent(date.recurrenceId, date, date.timeZone)),
  };
  for (const aheadMs of AHEAD_MS) {
    const toMs = Math.max(mail.stampMs, mail.startMs) + aheadMs;
    const expanded = expandObject(object, { fromMs: mail.stampMs, toMs, homeZone: series.timeZone });
    if (expanded.ok && expanded.value.instances.length > 0) return expanded.value.instances;
  }
  return [];
};

/** The last series that was asked for: its readers and their languages come one after the other. */
let known: { readonly key: string; readonly dates: readonly Instance[] } | undefined;

/** The dates of a series from the time of the mail on, for two years or until there is one. */
export const upcomingDates = (mail: InvitationMail, series: SeriesPart): readonly Instance[] => {
  const { start, end, allDay, stampMs } = mail;
  const { timeZone, rule, extraDates, excludedDates, dates } = series;
  const spans = dates.map((date) => [date.recurrenceId, date.start, date.end, date.timeZone]);
  const key = JSON.stringify([start, end, allDay, stampMs, timeZone, rule, extraDates, excludedDates, spans]);
  if (known?.key !== key) known = { key, dates: expand(mail, series) };
  return known.dates;
};
