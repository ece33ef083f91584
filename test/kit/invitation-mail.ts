import type { InvitationMail } from '../../src/invitations/invitation-mail.ts';

/** A mail that says everything that a mail can say. */
export const invitationMail = (change: Partial<InvitationMail> = {}): InvitationMail => ({
  kind: 'invitation',
  uid: 'meeting-1@example.org',
  sequence: 3,
  stampMs: Date.UTC(2026, 10, 22, 10),
  title: 'Comité de direction',
  start: '2027-03-01T10:00:00',
  end: '2027-03-01T11:00:00',
  allDay: false,
  startMs: Date.UTC(2027, 2, 1, 9),
  endMs: Date.UTC(2027, 2, 1, 10),
  location: 'Salle Pascal',
  description: 'Ordre du jour :\n1. Budget\n\nMerci.',
  organizer: { name: 'Bertrand Mennesson', address: 'bertrand@example.org', timeZone: 'Europe/Paris' },
  recipient: { name: 'Zoé Martin', address: 'zoe@example.com', timeZone: 'America/New_York' },
  attendees: [
    { name: 'Zoé Martin', address: 'zoe@example.com', role: 'attendee', answer: 'NEEDS-ACTION' },
    { name: 'John', address: 'john@example.net', role: 'optional', answer: 'ACCEPTED' },
  ],
  meeting: {
    id: '351354086',
    pin: '042917',
    phonePin: '48120573',
    link: 'https://meet.example.org/j/Zk3vT0sJ1mQ8yB5cX2wR9A',
    doorUrl: 'https://meet.example.org/m/351354086',
    phoneNumbers: [{ country: 'FR', number: '+33 1 23 45 67 89' }],
    sipUri: 'sip:conference*351354086@example.org',
  },
  changed: [],
  languages: ['fr', 'en'],
  from: 'meet@example.org',
  ...change,
});
