import { isDeepStrictEqual } from 'node:util';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { EventStore } from '../../calendar/event-store.ts';
import type { ReadEventFacts } from '../../calendar/read-event-facts.ts';
import type { HostKeys } from '../../meetings/host-keys.ts';
import { isByPhone, type MeetingLinks } from '../../meetings/meeting-links.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import { hashToken } from '../../platform/keyring.ts';
import type { EventTime } from '../../protocols/icalendar/event-draft.ts';
import { cleanLine } from '../../protocols/itip/clean-text.ts';
import type { ItipObject } from '../../protocols/itip/itip-object.ts';
import { SUMMARY_CHARACTERS } from '../../protocols/itip/limits.ts';
import { spanMs } from '../../protocols/itip/map-recurrence-id.ts';
import { writeReply } from '../../protocols/itip/write-itip.ts';
import type { MailedMeeting } from '../invitation-mail.ts';
import { languagesFor, type MailLanguage } from '../mail-texts.ts';
import type { NoticedEvent, NoticeMail } from '../notices/notice-mail.ts';
import { noticedEvent } from '../notices/noticed-event.ts';
import type { SendNotices } from '../notices/send-notices.ts';
import type { HostedEvent, HostedStore } from './hosted-store.ts';

/** The mail that asked, as far as its answer repeats it. */
export interface AskedBy {
  /** Of the mail: the same when it comes again after a crash. */
  readonly mailId: string;
  readonly itip: ItipObject;
  /** The calendar part as it came. */
  readonly text: string;
}

export type RefusedHosting = Extract<NoticeMail, { kind: 'hosted-refused' }>['reason'];

/** Tells those who invite the meeting address what became of it. */
export interface AnswerHost {
  /** What is still to be said, if anything. `dates`: the only ones that it is about. Once it is in the outbox it is said no more. */
  tell(hosted: HostedEvent, asked: AskedBy, dates: readonly string[]): Promise<void>;
  /** Marks as said what is not worth a mail. */
  keepQuiet(hosted: HostedEvent): Promise<void>;
  /** At most once in a day to one organizer. False when the mail says too little to be answered. */
  refuse(organizer: { address: string; name: string }, asked: AskedBy, reason: RefusedHosting): Promise<boolean>;
}

const DAY_MS = 86_400_000;

type NoticeBase = Pick<NoticeMail, 'id' | 'stampMs' | 'recipient' | 'languages' | 'from'>;

const localOf = (time: EventTime): string => ('date' in time ? time.date : time.local);

export const createAnswerHost = ({
  stores: { hosted, accounts, events, meetings },
  readFacts,
  ways: { links, hostKeys },
  sendNotices,
  mail,
  clock,
}: {
  readonly stores: {
    readonly hosted: HostedStore;
    readonly accounts: AccountStore;
    readonly events: EventStore;
    readonly meetings: MeetingStore;
  };
  readonly readFacts: ReadEventFacts;
  readonly ways: { readonly links: MeetingLinks; readonly hostKeys: HostKeys };
  readonly sendNotices: SendNotices;
  readonly mail: {
    /** The meeting address. */
    readonly from: string;
    readonly languages: readonly MailLanguage[];
    /** Of those of whom no other is known. */
    readonly timeZone: string;
  };
  readonly clock: Clock;
}): AnswerHost => {
  const baseOf = async (id: string, { address, name, timeZone }: NoticedEvent['organizer']): Promise<NoticeBase> => {
    const account = await accounts.findByEmail(address);
    const language = account?.language;
    return {
      id,
      stampMs: clock.nowMs(),
      recipient: { address, name, timeZone: account?.timeZone ?? timeZone },
      languages: languagesFor(language, mail.languages),
      from: mail.from,
    };
  };

  const meetingOf = async ({ meetingId, organizer }: HostedEvent): Promise<MailedMeeting | undefined> => {
    const meeting = await meetings.findById(meetingId);
    if (!meeting) return undefined;
    const ways = await links.phoneWays(meeting);
    const phonePin = isByPhone(ways) ? await hostKeys.phonePinOf(meetingId, organizer) : undefined;
    return {
      id: meetingId,
      pin: meeting.pin,
      // Who has an account signs in to start it.
      link: (await hostKeys.linkOf(meetingId, organizer)) ?? links.start(meeting),
      doorUrl: links.door(meetingId),
      ...ways,
      ...(phonePin !== undefined && { phonePin }),
    };
  };

  /** The date that was asked for; of a series that which comes next. */
  const eventOf = async (
    { objectId, organizer }: HostedEvent,
    { itip }: AskedBy,
    named: string | undefined,
  ): Promise<NoticedEvent | undefined> => {
    const facts = await readFacts(objectId);
    if (!facts) return undefined;
    const next = named ?? (await events.nearestDate([objectId], clock.nowMs()))?.recurrenceId ?? '';
    const event = noticedEvent(facts, next, { name: itip.events[0]?.organizer?.name ?? '', email: organizer });
    const { title, location } = event;
    return {
      ...event,
      title: cleanLine(title, SUMMARY_CHARACTERS),
      location: cleanLine(location, SUMMARY_CHARACTERS),
    };
  };

  const replyTo = ({ text }: AskedBy, partstat: 'ACCEPTED' | 'DECLINED', comment: string): string =>
    writeReply(text, { attendee: { name: '', address: mail.from }, partstat, comment, stampMs: clock.nowMs() });

  const answerOf = async (
    known: HostedEvent,
    asked: AskedBy,
    dates: readonly string[],
  ): Promise<NoticeMail | undefined> => {
    const { organizer, answer, uid } = known;
    const [event, meeting] = [await eventOf(known, asked, dates[0]), await meetingOf(known)];
    if (answer === '' || !event || !meeting) return undefined;
    const id = hashToken(JSON.stringify(['hosted', uid, organizer, answer, asked.mailId]));
    return {
      ...(await baseOf(id, event.organizer)),
      kind: 'hosted',
      event,
      meeting,
      change: answer,
      ...(answer !== 'cancelled' && { calendar: replyTo(asked, 'ACCEPTED', meeting.doorUrl) }),
    };
  };

  /** Together with the mail, or without any. A newer word that came in meanwhile is answered in its place. */
  const markSaid = async (known: HostedEvent, notice: NoticeMail | undefined): Promise<void> => {
    const notices = notice ? [{ mail: notice, orderKey: known.uid }] : [];
    await sendNotices(notices, async (transaction) => {
      const now = await hosted.find(known.uid, known.organizer, transaction);
      if (!isDeepStrictEqual(now, known)) return false;
      await hosted.put(transaction, { ...known, answer: '' });
      return true;
    });
  };

  /** As the mail says it: nothing of it is stored. */
  const refusedEvent = (
    { itip: { uid, events: list } }: AskedBy,
    organizer: Pick<NoticedEvent['organizer'], 'name' | 'address'>,
  ): NoticedEvent | undefined => {
    const [first] = list;
    const { start, end } = first ?? {};
    if (!first || !start || !end) return undefined;
    const timeZone = 'timeZone' in start && start.timeZone !== '' ? start.timeZone : mail.timeZone;
    const span = spanMs(first, timeZone);
    if (!span) return undefined;
    const text = { start: localOf(start), end: localOf(end) };
    return { uid, title: first.summary, location: '', organizer: { ...organizer, timeZone }, ...text, ...span };
  };

  return {
    async tell(known, asked, dates) {
      if (known.answer !== '') await markSaid(known, await answerOf(known, asked, dates));
    },
    async keepQuiet(known) {
      if (known.answer !== '') await markSaid(known, undefined);
    },
    async refuse({ address, name }, asked, reason) {
      const event = refusedEvent(asked, { address, name });
      if (!event) return false;
      const day = Math.floor(clock.nowMs() / DAY_MS);
      const id = hashToken(JSON.stringify(['hosted-refused', address, day]));
      const calendar = replyTo(asked, 'DECLINED', '');
      const mailed = {
        ...(await baseOf(id, event.organizer)),
        kind: 'hosted-refused',
        event,
        reason,
        calendar,
      } as const;
      return sendNotices([{ mail: mailed, orderKey: event.uid }]);
    },
  };
};
