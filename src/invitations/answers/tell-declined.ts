import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { occasionOn } from '../../calendar/occasion-on.ts';
import type { ReadEventFacts } from '../../calendar/read-event-facts.ts';
import type { Transaction } from '../../platform/database.ts';
import { utcToZoned } from '../../protocols/icalendar/zoned-time.ts';
import { writeDeclineCounter } from '../../protocols/itip/write-itip.ts';
import type { InvitationStore } from '../invitation-store.ts';
import { languagesFor } from '../mail-texts.ts';
import { noticedEvent } from '../notices/noticed-event.ts';
import type { NoticeToSend, SendNotices } from '../notices/send-notices.ts';
import type { MailIdentity } from '../read-situation.ts';
import type { EventNote } from './event-note.ts';

/**
 * Tells who proposed another time that the time stays (RFC 5546 3.2.8), with `within` in the same transaction: when that answers
 * false, nobody is told. Answers what it answered.
 */
export type TellDeclined = (
  note: EventNote,
  within: (transaction: Transaction) => Promise<boolean>,
) => Promise<boolean>;

export const createTellDeclined =
  ({
    readFacts,
    accounts,
    invitations,
    sendNotices,
    mail,
    clock,
  }: {
    readonly readFacts: ReadEventFacts;
    readonly accounts: AccountStore;
    readonly invitations: InvitationStore;
    readonly sendNotices: SendNotices;
    readonly mail: MailIdentity;
    readonly clock: Clock;
  }): TellDeclined =>
  async ({ id, eventId, uid, organizerId, address, recurrenceId, body }, within) => {
    const facts = await readFacts(eventId);
    const organizer = await accounts.findById(organizerId);
    const rows = await invitations.listToldTo(uid, address);
    const told = rows.find((row) => row.recurrenceId === '') ?? rows.find((row) => row.recurrenceId === recurrenceId);
    if (!facts || !organizer || !told || body.startMs === undefined || body.endMs === undefined)
      return sendNotices([], within);
    const { startMs, endMs, allDay = false, timeZone = 'UTC' } = body;
    const from = told.facts.from ?? mail.from;
    const invitee = occasionOn(facts, recurrenceId).invitees.find((one) => one.address === address);
    const event = noticedEvent(facts, recurrenceId, organizer);
    const calendar = writeDeclineCounter({
      uid,
      sequence: told.sequence,
      stampMs: clock.nowMs(),
      organizer: { name: organizer.name, address: from },
      attendee: { name: told.facts.recipient.name, address: told.facts.recipient.address },
      recurrenceId,
      timeZone: facts.allDay ? '' : facts.timeZone,
      summary: event.title,
      comment: '',
    });
    const notices: NoticeToSend[] = [
      {
        orderKey: uid,
        mail: {
          kind: 'proposal-declined',
          id: `declined ${id}`,
          stampMs: clock.nowMs(),
          recipient: told.facts.recipient,
          languages: languagesFor(invitee?.language, mail.languages),
          from,
          sender: { name: organizer.name, address: organizer.email },
          event,
          proposed: {
            start: utcToZoned(startMs, timeZone),
            end: utcToZoned(endMs, timeZone),
            ...{ startMs, endMs, allDay },
          },
          calendar,
        },
      },
    ];
    return sendNotices(notices, within);
  };
