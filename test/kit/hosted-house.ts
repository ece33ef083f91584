import { createServiceAccount } from '../../src/accounts/service-account.ts';
import { newId } from '../../src/base/ids.ts';
import { createHostedInvitations } from '../../src/invitations/hosted/hosted-invitations.ts';
import { createHostedStore } from '../../src/invitations/hosted/hosted-store.ts';
import { composeNotice } from '../../src/invitations/notices/compose-notice.ts';
import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { createSendNotices } from '../../src/invitations/notices/send-notices.ts';
import type { IncomingMail, IncomingVerdict } from '../../src/mail/inbox/incoming-mail.ts';
import { writeMailSettings } from '../../src/mail/mail-settings.ts';
import { createOutbox } from '../../src/mail/outbox.ts';
import { createOutboxStore } from '../../src/mail/outbox-store.ts';
import { createCancelMeeting } from '../../src/meetings/cancel-meeting.ts';
import { createHostKeys } from '../../src/meetings/host-keys.ts';
import { createOpenMeeting } from '../../src/meetings/open-meeting.ts';
import { readItip } from '../../src/protocols/itip/read-itip.ts';
import { type MeetingHouse, openMeetingHouse } from './meeting-house.ts';

export const MEETING_ADDRESS = 'meet@example.org';
export const HOST = 'claire@partner.example';

type HostedMail = Extract<NoticeMail, { kind: 'hosted' | 'hosted-refused' }>;

/** An iCalendar object as a calendar program mails it; each of `events` is the lines of a VEVENT besides those that all have. */
export const mailedObject = (
  method: 'REQUEST' | 'CANCEL',
  events: readonly (readonly string[])[],
  { uid = 'weekly@partner.example', organizer = HOST, attendees = [MEETING_ADDRESS] } = {},
): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Partner//Calendar 1.0//EN',
    `METHOD:${method}`,
    ...events.flatMap((lines) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `ORGANIZER;CN=Claire Petit:mailto:${organizer}`,
      ...attendees.map(
        (address) =>
          `ATTENDEE;CN="Salle ${address}";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:MAILTO:${address}`,
      ),
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

/** The meeting address of a house: who of partner.example invites it gets a meeting. */
export const hostIn = async (house: MeetingHouse) => {
  const { accounts, events, calendars, meetings, sessions, waitingRoom, keys, links, grants, clock, unitOfWork } =
    house;
  const outboxStore = createOutboxStore(house.database);
  const outbox = createOutbox({ store: outboxStore, clock, wake: () => {} });
  const said = new Map<string, HostedMail>();
  const composeNotices = async (notices: readonly NoticeMail[]) => {
    const composed = notices.map((mail) => composeNotice(mail));
    for (const [index, { messageId }] of composed.entries()) {
      const notice = notices[index];
      if (notice?.kind === 'hosted' || notice?.kind === 'hosted-refused') said.set(messageId, notice);
    }
    return composed;
  };
  const sendNotices = createSendNotices({ composer: { composeNotices }, outbox, unitOfWork });
  const identity = { email: MEETING_ADDRESS, language: 'fr' as const, timeZone: 'Europe/Paris' };
  const hosted = createHostedStore(house.database);
  const hostKeys = createHostKeys({ grants, keys, links });
  const invitations = createHostedInvitations({
    unitOfWork,
    stores: { hosted, accounts, events, calendars, meetings },
    calendar: { reader: house.reader, writer: house.writer, readFacts: house.readFacts },
    serviceAccount: createServiceAccount({ accounts, clock, ...identity }),
    meetingKeys: {
      openMeeting: createOpenMeeting({ meetings, keys, clock }),
      cancelMeeting: createCancelMeeting({ meetings, sessions, waitingRoom, clock }),
      hostKeys,
      links,
    },
    post: {
      sendNotices,
      settings: house.settings,
      mail: { from: MEETING_ADDRESS, languages: ['fr', 'en'], timeZone: 'Europe/Paris' },
    },
    clock,
  });
  await writeMailSettings(house.settings, {
    personDomains: [],
    hostingDomains: ['partner.example'],
    hostingPerDay: 3,
    attentionMails: true,
  });
  return {
    outboxStore,
    hosted,
    hostKeys,
    invitations,
    /** Hands a mailed object in as the inbox does. */
    async mail(text: string, given: Partial<IncomingMail> = {}): Promise<IncomingVerdict> {
      const itip = readItip(text, '');
      if (!itip.ok) throw new Error(itip.code);
      const mail: IncomingMail = {
        id: newId(),
        receivedMs: clock.nowMs(),
        recipients: [MEETING_ADDRESS],
        envelopeFrom: HOST,
        from: { name: 'Claire Petit', address: HOST },
        subject: '',
        messageId: '',
        answersTo: [],
        automatic: false,
        looped: false,
        authentic: true,
        words: '',
        calendars: [],
        reports: [],
        tnef: false,
        ...given,
      };
      const handle = itip.value.method === 'CANCEL' ? invitations.cancel : invitations.request;
      return handle(mail, itip.value, text);
    },
    /** What the mails in the outbox say, the oldest first. */
    async mails(): Promise<HostedMail[]> {
      const entries = await outboxStore.list(undefined, 0, 1_000);
      return entries.toReversed().flatMap(({ messageId }) => said.get(messageId) ?? []);
    },
    /** The mails in the outbox as they leave, the oldest first. */
    async messages(): Promise<Buffer[]> {
      const entries = await outboxStore.list(undefined, 0, 1_000);
      const found = await Promise.all(entries.toReversed().map(({ id }) => outboxStore.readMime(id)));
      return found.flatMap((mime) => mime ?? []);
    },
  };
};

/** Calendar, meetings and the meeting address over a real database, with a clock turned by hand. */
export const openHostedHouse = async () => {
  const house = await openMeetingHouse();
  return { ...house, ...(await hostIn(house)) };
};

export type HostedHouse = Awaited<ReturnType<typeof openHostedHouse>>;
