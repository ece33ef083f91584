import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import type { EventId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { EventFacts } from '../calendar/event-facts.ts';
import { occasionOn } from '../calendar/occasion-on.ts';
import type { ReadEventFacts } from '../calendar/read-event-facts.ts';
import type { HostedStore } from '../invitations/hosted/hosted-store.ts';
import { eventUrl } from '../invitations/jobs/event-url.ts';
import { digest } from '../invitations/mail-parts.ts';
import { languagesFor } from '../invitations/mail-texts.ts';
import type { NoticeMail, Shortfall } from '../invitations/notices/notice-mail.ts';
import { noticedEvent, spanOf } from '../invitations/notices/noticed-event.ts';
import type { SendNotices } from '../invitations/notices/send-notices.ts';
import type { MailIdentity } from '../invitations/read-situation.ts';
import type { ShortDate } from './forecast-reader.ts';
import { asTold, judgeWarnings, type ToldWarning, type Warning } from './judge-warnings.ts';
import type { Shortage, ShortageKind } from './short-meetings.ts';
import type { WarningStore } from './warning-store.ts';

/** Mails the organizers of meetings for which there may not be room: of each kind of shortage once, while it lasts. */
export type WarnOrganizers = (short: readonly ShortDate[]) => Promise<void>;

/** One thing that is too little, on one date. */
interface Finding extends Warning {
  readonly date: ShortDate;
  readonly shortage: Shortage;
}

/** A mail that is longer is read by nobody. */
const DATES_LISTED = 5;

/** All dates of a series are one thing; one that differs from it may have been moved and is one of its own. */
const keyOf = ({ eventId, eventStartMs }: ShortDate, what: ShortageKind): string =>
  `${eventId} ${what} ${eventStartMs}`;
const keyOfDate = (date: ShortDate, what: ShortageKind): string =>
  date.overridden ? `${keyOf(date, what)} ${date.recurrenceId} ${date.startMs}` : keyOf(date, what);

const findingsIn = (short: readonly ShortDate[]): Finding[] =>
  short.flatMap((date) =>
    date.shortages.map(
      (shortage): Finding => ({
        key: keyOfDate(date, shortage.what),
        level: 'notice',
        ...{ date, shortage },
      }),
    ),
  );

const groupedBy = <Key>(findings: readonly Finding[], keyOfOne: (finding: Finding) => Key): Map<Key, Finding[]> => {
  const groups = new Map<Key, Finding[]>();
  for (const finding of findings) {
    const key = keyOfOne(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return groups;
};

const isMoved = (facts: EventFacts, { recurrenceId }: ShortDate): boolean => {
  const start = facts.changedDates.find((date) => date.recurrenceId === recurrenceId)?.start;
  return start !== undefined && start !== recurrenceId;
};

/** By kind, the worst of its dates, and which they are. */
const shortfallsOf = (facts: EventFacts, findings: readonly Finding[]): Shortfall[] =>
  [...groupedBy(findings, ({ shortage }) => shortage.what).values()].flatMap((ofKind) => {
    const [worst] = ofKind.toSorted((one, other) => other.shortage.expected - one.shortage.expected);
    if (worst === undefined) return [];
    const dates = facts.recurrence === undefined ? [] : ofKind.map(({ date }) => date);
    return [
      {
        ...worst.shortage,
        dates: dates.slice(0, DATES_LISTED).map(({ recurrenceId }) => spanOf(occasionOn(facts, recurrenceId))),
        more: Math.max(0, dates.length - DATES_LISTED),
      },
    ];
  });

export const createWarnOrganizers = ({
  stores: { told, accounts, hosted },
  readFacts,
  sendNotices,
  mail,
  clock,
  log,
}: {
  readonly stores: {
    readonly told: WarningStore;
    readonly accounts: Pick<AccountStore, 'findById' | 'findByEmail'>;
    readonly hosted: Pick<HostedStore, 'findByObject'>;
  };
  readonly readFacts: ReadEventFacts;
  readonly sendNotices: SendNotices;
  readonly mail: MailIdentity & { readonly publicUrl: string };
  readonly clock: Clock;
  readonly log: Log;
}): WarnOrganizers => {
  /** Who has the event in a calendar here, or invited the meeting address; undefined: nobody who reads mails. */
  const organizerOf = async ({ objectId, organizerId, timeZone }: EventFacts) => {
    const own = await accounts.findById(organizerId);
    if (own !== undefined) return own.suspended ? undefined : { ...own, isElsewhere: false };
    const address = (await hosted.findByObject(objectId))?.organizer;
    if (address === undefined) return undefined;
    const { name = '', language } = (await accounts.findByEmail(address)) ?? {};
    return { name, email: address, language, timeZone, isElsewhere: true };
  };

  const noticeOf = async (
    facts: EventFacts,
    findings: readonly Finding[],
    all: readonly Finding[],
  ): Promise<NoticeMail | undefined> => {
    const organizer = await organizerOf(facts);
    const [first] = findings;
    if (organizer === undefined || first === undefined) return undefined;
    const { recurrenceId } = first.date;
    const kinds = new Set(findings.map(({ shortage }) => shortage.what));
    return {
      kind: 'capacity',
      id: digest('capacity', ...findings.map(({ key }) => key), String(clock.nowMs())),
      stampMs: clock.nowMs(),
      recipient: { name: organizer.name, address: organizer.email, timeZone: organizer.timeZone },
      languages: languagesFor(organizer.language, mail.languages),
      from: mail.from,
      event: noticedEvent(facts, recurrenceId, organizer),
      shortfalls: shortfallsOf(
        facts,
        all.filter(({ shortage }) => kinds.has(shortage.what)),
      ),
      url: organizer.isElsewhere ? undefined : eventUrl(mail.publicUrl, facts.objectId, recurrenceId),
    };
  };

  /** `news` are those of `all` findings of the event of which nothing was said. */
  const warn = async (
    eventId: EventId,
    news: readonly Finding[],
    all: readonly Finding[],
    before: ReadonlySet<string>,
  ): Promise<void> => {
    const facts = await readFacts(eventId);
    if (facts === undefined) return;
    // A date of a series of which it is known, and which is when it always was, is no news.
    const toSay = news.filter(
      ({ date, shortage }) => !date.overridden || isMoved(facts, date) || !before.has(keyOf(date, shortage.what)),
    );
    const notice = toSay.length === 0 ? undefined : await noticeOf(facts, toSay, all);
    if (toSay.length > 0 && notice === undefined) return;
    const kept: ToldWarning[] = news.map((one) => asTold(one, clock.nowMs()));
    await sendNotices(notice === undefined ? [] : [{ mail: notice, orderKey: facts.uid }], async (transaction) => {
      await told.put(transaction, kept);
      return true;
    });
  };

  /** What the look before found. */
  let seen: ReadonlySet<string> = new Set();
  return async (short) => {
    const before = await told.list();
    const findings = findingsIn(short);
    const { tell, changed, forget } = judgeWarnings(before, findings, clock.nowMs());
    if (changed.length + forget.length > 0)
      await sendNotices([], async (transaction) => {
        await told.put(transaction, changed);
        await told.forget(transaction, forget);
        return true;
      });
    // A number that is mistyped and corrected mails nobody: what is told was found by two looks in a row.
    const lasting = tell.filter(({ key }) => seen.has(key));
    seen = new Set(findings.map(({ key }) => key));
    const known = new Set(before.map(({ key }) => key));
    const ofEvent = groupedBy(findings, ({ date }) => date.eventId);
    for (const [eventId, news] of groupedBy(lasting, ({ date }) => date.eventId)) {
      try {
        await warn(eventId, news, ofEvent.get(eventId) ?? news, known);
      } catch (error) {
        // One that cannot be composed keeps no other waiting; it is tried again with the next look.
        log.error({ err: error, eventId }, 'an organizer could not be warned of too little room');
      }
    }
  };
};
