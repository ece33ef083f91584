import { emailKey } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import type { SessionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { InviteeFacts } from '../../calendar/event-facts.ts';
import type { LiveSessions } from '../../meetings/live-sessions.ts';
import type { Session } from '../../meetings/meeting.ts';
import { createJob } from '../../platform/job.ts';
import type { InvitationStore } from '../invitation-store.ts';
import { digest } from '../mail-parts.ts';
import { languagesFor } from '../mail-texts.ts';
import { meetingForInvitee } from '../meeting-for.ts';
import { noticedEvent } from '../notices/noticed-event.ts';
import type { NoticeToSend, SendNotices } from '../notices/send-notices.ts';
import type { MailIdentity } from '../read-situation.ts';
import type { DateMailStore, DateMark, MeetingDate } from './date-mail-store.ts';
import type { DateSituation, ReadMeetingDate } from './read-meeting-date.ts';
import type { TimedJob } from './reminder-job.ts';

/** Everyone who is or was in a session: `account:ID`, `invitee:ADDRESS` or `guest:RANDOM`. */
export type ListPersons = (sessionId: SessionId) => Promise<ReadonlySet<string>>;

const MINUTE_MS = 60_000;
const AFTER_START_MS = 5 * MINUTE_MS;
/** Who waits at the door when the meeting begins late comes in meanwhile. */
const AFTER_BEGIN_MS = 2 * MINUTE_MS;
/** Whoever is not there by then does not need this mail. */
const LATE_MS = 30 * MINUTE_MS;
const LOOK_MS = 30_000;

const dueMs = (date: MeetingDate, session: Session): number =>
  Math.max(date.startMs + AFTER_START_MS, session.startedMs + AFTER_BEGIN_MS);

/**
 * Five minutes after the start of a date whose session runs: one mail to each who said yes, was told, and has not come. Once for
 * each date, so that who leaves early or says yes late is left in peace.
 */
export const createNudgeJob = ({
  store,
  readMeetingDate,
  people: { sessions, listPersons, accounts, invitations },
  sendNotices,
  mail: { from, languages },
  work: { clock, log },
}: {
  readonly store: DateMailStore;
  readonly readMeetingDate: ReadMeetingDate;
  readonly people: {
    readonly sessions: LiveSessions;
    readonly listPersons: ListPersons;
    readonly accounts: AccountStore;
    readonly invitations: InvitationStore;
  };
  readonly sendNotices: SendNotices;
  readonly mail: MailIdentity;
  readonly work: { readonly clock: Clock; readonly log: Log };
}): TimedJob => {
  const toldOf = async (uid: string, recurrenceId: string): Promise<Set<string>> => {
    const rows = (await invitations.listTold(uid)).filter(
      (row) => row.state === 'told' && (row.recurrenceId === '' || row.recurrenceId === recurrenceId),
    );
    return new Set(rows.map(({ address }) => address));
  };

  const mailTo = (
    invitee: InviteeFacts,
    { facts, organizer, access }: DateSituation,
    { eventId, recurrenceId, startMs }: MeetingDate,
    known: Readonly<{ name: string; timeZone: string; language: InviteeFacts['language'] }> | undefined,
  ): NoticeToSend[] => {
    const { address } = invitee;
    const meeting = meetingForInvitee(access, address, recurrenceId);
    if (meeting === undefined) return [];
    const timeZone = invitee.timeZone ?? known?.timeZone ?? facts.timeZone;
    return [
      {
        orderKey: facts.uid,
        mail: {
          kind: 'nudge',
          id: digest('nudge', eventId, recurrenceId, address, String(startMs)),
          stampMs: clock.nowMs(),
          recipient: { name: invitee.name || (known?.name ?? ''), address, timeZone },
          languages: languagesFor(invitee.language ?? known?.language, languages),
          from,
          sender: { name: organizer.name, address: organizer.email },
          event: noticedEvent(facts, recurrenceId, organizer),
          meeting,
        },
      },
    ];
  };

  const absentOn = async (
    session: Session,
    situation: DateSituation,
    date: MeetingDate,
  ): Promise<readonly NoticeToSend[]> => {
    const told = await toldOf(situation.event.uid, date.recurrenceId);
    const expected = situation.occasion.invitees.filter(
      ({ answer, address, toldElsewhere }) => answer === 'ACCEPTED' && told.has(address) && !toldElsewhere,
    );
    if (expected.length === 0) return [];
    const came = await listPersons(session.id);
    const found = await accounts.findByEmails(expected.map(({ address }) => address));
    const accountOf = new Map(found.map((account) => [emailKey(account.email), account]));
    return expected.flatMap((invitee) => {
      const account = accountOf.get(invitee.address);
      const isHere = came.has(`invitee:${invitee.address}`) || (account && came.has(`account:${account.id}`));
      return isHere ? [] : mailTo(invitee, situation, date, account);
    });
  };

  const nudge = async (session: Session, date: MeetingDate): Promise<void> => {
    const { eventId, recurrenceId, startMs } = date;
    const mark: DateMark = { kind: 'nudge', eventId, recurrenceId, address: '', startMs };
    if (await store.hasMark(mark)) return;
    const situation = await readMeetingDate(date);
    if (situation === undefined || situation.occasion.allDay) return;
    const absent = await absentOn(session, situation, date);
    const marks = absent.map(({ mail }): DateMark => ({ ...mark, address: mail.recipient.address.toLowerCase() }));
    const kept = await sendNotices(absent, async (transaction) => {
      if (await store.hasMark(mark, transaction)) return false;
      await store.putMarks(transaction, [mark, ...marks], clock.nowMs());
      return true;
    });
    if (kept && absent.length > 0) log.info({ mails: absent.length }, 'who is late is asked to come');
  };

  /** Answers when this session is to be looked at again. */
  const look = async (session: Session): Promise<number> => {
    const date = await store.findDate(session.meetingId, session.recurrenceId);
    const nowMs = clock.nowMs();
    if (date === undefined || nowMs > date.startMs + LATE_MS) return LOOK_MS;
    const waitMs = dueMs(date, session) - nowMs;
    if (waitMs > 0) return waitMs;
    try {
      await nudge(session, date);
    } catch (error) {
      log.error({ err: error, eventId: date.eventId }, 'who is late could not be mailed');
    }
    return LOOK_MS;
  };

  const run = async (): Promise<number> => {
    let nextMs = LOOK_MS;
    for (const session of await sessions.all()) nextMs = Math.min(nextMs, await look(session));
    return nextMs;
  };

  return { run, ...createJob({ name: 'ask who is late to come', run, log }) };
};
