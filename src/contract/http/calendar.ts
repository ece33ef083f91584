import { z } from 'zod';
import { calendarDate, instant, LIMITS, mailbox, singleLine } from '../fields.ts';

export const CALENDAR_ACCESS = ['owner', 'write', 'read'] as const;
export type CalendarAccess = (typeof CALENDAR_ACCESS)[number];
export const FEED_DETAILS = ['full', 'busy'] as const;
export type FeedDetail = (typeof FEED_DETAILS)[number];

const name = singleLine(LIMITS.calendarName, 1);
const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, { error: 'A colour such as #2f6fed.' });
const shareAccess = z.enum(['read', 'write']);
const url = z.string().trim().max(LIMITS.url);

export const newCalendarRequest = z.strictObject({ name, color: color.optional() });
export type NewCalendarRequest = z.input<typeof newCalendarRequest>;

export const calendarChangeRequest = z
  .strictObject({
    name,
    color,
    position: z.number().int().min(0).max(10_000),
    shown: z.boolean(),
    everyEventMeets: z.boolean(),
    /** Makes it the calendar that new events and invitations go to. */
    default: z.literal(true),
  })
  .partial();
export type CalendarChangeRequest = z.input<typeof calendarChangeRequest>;
export type CalendarChange = z.output<typeof calendarChangeRequest>;

export const calendarSharesRequest = z.strictObject({
  shares: z.array(z.strictObject({ email: mailbox, access: shareAccess })).max(LIMITS.shares),
});
export type CalendarSharesRequest = z.input<typeof calendarSharesRequest>;

export const feedRequest = z.strictObject({ detail: z.enum(FEED_DETAILS) });
export const subscriptionRequest = z.strictObject({ url, name: name.optional(), color: color.optional() });
export type SubscriptionRequest = z.input<typeof subscriptionRequest>;

export const feedSchema = z.strictObject({ detail: z.enum(FEED_DETAILS), url: z.string() });
export type FeedBody = z.infer<typeof feedSchema>;

/** A calendar as one account sees it. */
export const calendarSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  color: z.string(),
  position: z.number(),
  shown: z.boolean(),
  default: z.boolean(),
  access: z.enum(CALENDAR_ACCESS),
  owner: z.strictObject({ name: z.string(), email: z.string() }),
  /** Every event that is made in it gets a meeting. */
  everyEventMeets: z.boolean(),
  /** Its address for CalDAV clients. */
  davUrl: z.string(),
  /** `url` is empty for all but the owner. */
  subscription: z
    .strictObject({ url: z.string(), refreshedAt: instant.nullable(), problem: z.string().nullable() })
    .optional(),
  /** Shares and secret addresses: for its owner alone. */
  shares: z.array(z.strictObject({ email: z.string(), name: z.string(), access: shareAccess })).optional(),
  feeds: z.array(feedSchema).optional(),
});
export type CalendarBody = z.infer<typeof calendarSchema>;
export const calendarListSchema = z.strictObject({ calendars: z.array(calendarSchema) });
export type CalendarList = z.infer<typeof calendarListSchema>;

export const importQuery = z.strictObject({ preview: z.enum(['true', 'false']).optional() });
export const importSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      uid: z.string(),
      title: z.string(),
      start: z.string(),
      end: z.string(),
      allDay: z.boolean(),
      timeZone: z.string(),
      recurring: z.boolean(),
      /** Of the file, where the event begins. */
      line: z.number(),
      action: z.enum(['add', 'change', 'same', 'refuse']),
      /** Why it is refused: a code that the screens have words for. */
      problem: z.string().optional(),
      /** Of the file, the line to blame for it. */
      problemLine: z.number().optional(),
    }),
  ),
  counts: z.strictObject({ add: z.number(), change: z.number(), same: z.number(), refuse: z.number() }),
});
export type ImportBody = z.infer<typeof importSchema>;

export const freeBusyRequest = z.strictObject({
  emails: z.array(mailbox).min(1).max(LIMITS.freeBusyPeople),
  /** Days, both included. */
  from: calendarDate,
  to: calendarDate,
  timeZone: z.string().max(64).optional(),
  /** How long the event is, in minutes: for suggestions. */
  minutes: z.number().int().min(5).max(1_440).optional(),
  /** An event that is being moved does not stand in its own way. */
  exceptEventId: z.string().max(64).optional(),
});
export type FreeBusyRequest = z.input<typeof freeBusyRequest>;
export const freeBusySchema = z.strictObject({
  people: z.array(
    z.strictObject({
      email: z.string(),
      /** False: no account here, nothing is known of their time. */
      known: z.boolean(),
      busy: z.array(z.strictObject({ startsAt: instant, endsAt: instant, kind: z.enum(['busy', 'tentative']) })),
    }),
  ),
  suggestions: z.array(z.strictObject({ start: z.string(), end: z.string(), startsAt: instant, endsAt: instant })),
});
export type FreeBusyBody = z.infer<typeof freeBusySchema>;
