import type { InvitationMail, MailedDate, MailedRecurrence } from '../../src/invitations/invitation-mail.ts';
import { invitationMail } from './invitation-mail.ts';

const { attendees } = invitationMail();

/** The last Friday of each month but May, March on the day before at 14:00. */
export const movedDate: MailedDate = {
  recurrenceId: '2027-03-26T10:00:00',
  title: 'Comité de direction',
  start: '2027-03-25T14:00:00',
  end: '2027-03-25T15:00:00',
  timeZone: 'Europe/Paris',
  allDay: false,
  startMs: Date.UTC(2027, 2, 25, 13),
  endMs: Date.UTC(2027, 2, 25, 14),
  location: 'Salle Pascal',
  description: '',
  attendees,
};

export const regularMarch = {
  start: '2027-03-26T10:00:00',
  end: '2027-03-26T11:00:00',
  allDay: false,
  startMs: Date.UTC(2027, 2, 26, 9),
  endMs: Date.UTC(2027, 2, 26, 10),
};

export const lastFridays: MailedRecurrence = {
  carries: 'series',
  timeZone: 'Europe/Paris',
  rule: 'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231T090000Z',
  extraDates: ['2027-03-10T10:00:00'],
  excludedDates: ['2027-05-28T10:00:00'],
  dates: [movedDate],
};

/** Of a series that begins on 26 February 2027, 10:00 in Paris. */
export const seriesMail = (change: Partial<InvitationMail> = {}): InvitationMail =>
  invitationMail({
    start: '2027-02-26T10:00:00',
    end: '2027-02-26T11:00:00',
    startMs: Date.UTC(2027, 1, 26, 9),
    endMs: Date.UTC(2027, 1, 26, 10),
    stampMs: Date.UTC(2027, 1, 1, 9),
    recurrence: lastFridays,
    ...change,
  });

/** About single dates of it. */
export const datesMail = (
  dates: readonly MailedDate[],
  change: Partial<InvitationMail> = {},
  ofKnownSeries = true,
): InvitationMail =>
  seriesMail({
    kind: 'update',
    ...(dates[0] && { start: dates[0].start, end: dates[0].end, startMs: dates[0].startMs, endMs: dates[0].endMs }),
    recurrence: { carries: 'dates', timeZone: 'Europe/Paris', dates, ofKnownSeries },
    ...change,
  });

/** One of each kind, for looking at them. */
export const seriesMails = (): Readonly<Record<string, InvitationMail>> => {
  const regular: MailedDate = { ...movedDate, ...regularMarch };
  return {
    invitation: seriesMail(),
    update: seriesMail({ kind: 'update', changed: ['title', 'repetition'] }),
    cancellation: seriesMail({ kind: 'cancellation', recurrence: { ...lastFridays, dates: [] } }),
    moved: datesMail([movedDate], {
      news: [{ kind: 'changed', was: regularMarch, now: movedDate, changed: ['time'] }],
    }),
    cancelled: datesMail([regular], {
      kind: 'cancellation',
      news: [{ kind: 'cancelled', was: regularMarch, changed: [] }],
    }),
    restored: datesMail([regular], { news: [{ kind: 'restored', was: regularMarch, now: regularMarch, changed: [] }] }),
    one: datesMail([movedDate], { kind: 'invitation' }, false),
    mixed: seriesMail({
      kind: 'update',
      news: [
        { kind: 'changed', was: regularMarch, now: movedDate, changed: ['time', 'title'] },
        {
          kind: 'cancelled',
          was: { ...regularMarch, startMs: Date.UTC(2027, 4, 28, 8), endMs: Date.UTC(2027, 4, 28, 9) },
          changed: [],
        },
      ],
    }),
  };
};
