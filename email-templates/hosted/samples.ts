import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { event, meeting, notice, startLink } from '../shared/sample-event.ts';

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//WebMeeting//WebMeeting 1.0//EN',
  'METHOD:REPLY',
  'BEGIN:VEVENT',
  'UID:committee@example.org',
  'DTSTAMP:20270301T090000Z',
  'SEQUENCE:0',
  'ORGANIZER:mailto:bertrand@example.org',
  'ATTENDEE;PARTSTAT=ACCEPTED:mailto:meet@example.org',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
const hosted = { ...notice, kind: 'hosted', event, meeting: { ...meeting, link: startLink } } as const;

export const samples: Readonly<Record<string, NoticeMail>> = {
  new: { ...hosted, change: 'new', calendar },
  updated: { ...hosted, change: 'updated', calendar },
  cancelled: {
    ...{ ...hosted, change: 'cancelled' },
    meeting: { id: '351354086', pin: '', link: '', doorUrl: '', phoneNumbers: [] },
  },
};
