import { randomUUID } from 'node:crypto';
import type { Account } from '../../src/accounts/account.ts';
import type { EventId } from '../../src/base/ids.ts';
import { createDatesBetween } from '../../src/calendar/dates-between.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import type { EventNote } from '../../src/invitations/answers/event-note.ts';
import { createHandleIncoming } from '../../src/invitations/incoming/handle-incoming.ts';
import { createItipReader } from '../../src/invitations/incoming/itip-reader.ts';
import { createResendInvitation } from '../../src/invitations/incoming/resend-invitation.ts';
import type { IncomingMail } from '../../src/mail/inbox/incoming-mail.ts';
import { openInvitationHouse } from './invitation-house.ts';
import type { CaughtMail } from './mail-catcher.ts';

export const ANN = 'ann@example.com';
export const BOB = 'bob@example.net';

export const BUDGET: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [
    { email: ANN, name: 'Ann Lee', language: 'en' },
    { email: BOB, name: 'Bob' },
  ],
};

/** Mail as somebody's program wrote it, read already. */
export const incomingMail = (change: Partial<IncomingMail> = {}): IncomingMail => ({
  id: randomUUID(),
  receivedMs: Date.UTC(2027, 1, 2, 9),
  recipients: ['meet@example.org'],
  envelopeFrom: ANN,
  from: { name: 'Ann Lee', address: ANN },
  subject: 'Re: Budget',
  messageId: `<${randomUUID()}@example.com>`,
  answersTo: [],
  automatic: false,
  looped: false,
  authentic: false,
  words: '',
  calendars: [],
  reports: [],
  tnef: false,
  ...change,
});

export interface ItipLines {
  readonly method?: string;
  readonly uid: string;
  /** Whole lines; by default Ann accepts. */
  readonly attendees?: readonly string[];
  readonly sequence?: number | 'none';
  /** `20270202T080000Z` */
  readonly stamp?: string;
  /** Other lines of the VEVENT. */
  readonly more?: readonly string[];
}

export const vevent = ({
  uid,
  attendees,
  sequence = 0,
  stamp = '20270202T080000Z',
  more = [],
}: ItipLines): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTAMP:${stamp}`,
  ...(sequence === 'none' ? [] : [`SEQUENCE:${sequence}`]),
  ...(attendees ?? [`ATTENDEE;PARTSTAT=ACCEPTED:mailto:${ANN}`]),
  ...more,
  'END:VEVENT',
];

/** One calendar part with these VEVENTs. */
export const calendarPart = (method: string, ...events: readonly string[][]): IncomingMail['calendars'] => [
  {
    method,
    text: ['BEGIN:VCALENDAR', 'VERSION:2.0', `METHOD:${method}`, ...events.flat(), 'END:VCALENDAR', ''].join('\r\n'),
  },
];

/** The invitations' house with its door for mails that come in; what the meeting address is invited to is only noted. */
export const openIncomingHouse = async () => {
  const house = await openInvitationHouse({ inbox: true });
  const zoe = await house.addAccount('zoe@example.org', { name: 'Zoé Martin', language: 'fr' });
  const asked: Array<readonly [string, string]> = [];
  const note =
    (call: string) =>
    async (_: IncomingMail, { uid }: { uid: string }) => {
      asked.push([call, uid]);
      return { state: 'handled', reason: 'hosted', about: uid } as const;
    };
  const resend = createResendInvitation({
    invitations: house.store,
    unitOfWork: house.unitOfWork,
    clock: house.clock,
    wake: () => {},
  });
  const itipReader = createItipReader();
  const handle = createHandleIncoming({
    itipReader,
    datesBetween: createDatesBetween(house),
    stores: { ...house, invitations: house.store },
    answers: house,
    hosted: { request: note('request'), cancel: note('cancel') },
    resend,
    unitOfWork: house.unitOfWork,
    clock: house.clock,
    mailFrom: house.config.mail.from,
  });
  return {
    ...house,
    zoe,
    /** What was asked of the meetings that people elsewhere organize. */
    asked,
    handle,
    /** An event of Zoé's, told by mail. */
    async schedule(event: NewEvent = BUDGET, organizer: Account = zoe) {
      const { objectId: id, uid } = await house.scheduleEvent(organizer, event);
      const mails = await house.deliver();
      const mailTo = (address: string): CaughtMail | undefined => mails.find(({ to }) => to.includes(address));
      return { id, uid, mailTo };
    },
    /** The address that somebody's calendar program answers to. */
    tokenOf: (address: string, organizer: Account = zoe): string =>
      house.replyAddresses.addressFor(organizer.id, address),
    async answersOf(id: EventId, recurrenceId?: string, organizer: Account = zoe): Promise<Record<string, string>> {
      const { invitees } = await house.eventView.one(organizer, id, recurrenceId);
      return Object.fromEntries(invitees.map(({ email, answer }) => [email, answer]));
    },
    async close(): Promise<void> {
      await itipReader.stop();
      await house.close();
    },
    notesOf: async (id: EventId): Promise<readonly EventNote[]> => house.noteStore.listOf(id),
  };
};

export type IncomingHouse = Awaited<ReturnType<typeof openIncomingHouse>>;
