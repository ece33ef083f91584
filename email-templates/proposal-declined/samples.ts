import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { bertrand, dayMs, event, inParis, notice, spanAt, zoe } from '../shared/sample-event.ts';

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//WebMeeting//WebMeeting 1.0//EN',
  'METHOD:DECLINECOUNTER',
  'BEGIN:VEVENT',
  'UID:committee@example.org',
  'DTSTAMP:20270301T090000Z',
  'SEQUENCE:1',
  'ORGANIZER:mailto:meet@example.org',
  'ATTENDEE:mailto:zoe@example.com',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

export const samples: Readonly<Record<string, NoticeMail>> = {
  usual: {
    ...{ ...notice, kind: 'proposal-declined', event, recipient: inParis(zoe), sender: bertrand },
    ...{ proposed: spanAt(dayMs), calendar },
  },
};
