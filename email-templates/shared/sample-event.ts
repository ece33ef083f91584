import type { InvitationMail, MailedMeeting } from '../../src/invitations/invitation-mail.ts';
import type { NoticedEvent } from '../../src/invitations/notices/notice-mail.ts';

/** What the samples of every mail have in common: one committee meeting and its people. */

export const bertrand = { name: 'Bertrand Mennesson', address: 'bertrand@example.org' };
export const zoe = { name: 'Zoé Martin', address: 'zoe@example.com' };

export const inParis = <Person>(person: Person) => ({ ...person, timeZone: 'Europe/Paris' });
export const inTokyo = <Person>(person: Person) => ({ ...person, timeZone: 'Asia/Tokyo' });

const HOUR_MS = 3_600_000;
export const dayMs = 24 * HOUR_MS;

/** Thursday 4 March 2027 at 15:00 in Paris, for an hour. */
export const startMs = Date.UTC(2027, 2, 4, 14);

/** So much later, for so long. */
export const spanAt = (laterMs = 0, lengthMs = HOUR_MS) => {
  const [from, to] = [startMs + laterMs, startMs + laterMs + lengthMs];
  const local = (momentMs: number): string => new Date(momentMs + HOUR_MS).toISOString().slice(0, 19);
  return { start: local(from), end: local(to), allDay: false, startMs: from, endMs: to };
};

export const meeting: MailedMeeting = {
  id: '351354086',
  pin: '042917',
  phonePin: '48120573',
  link: 'https://meet.example.org/j/Zk3vT0sJ1mQ8yB5cX2wR9A',
  doorUrl: 'https://meet.example.org/m/351354086',
  phoneNumbers: [
    { country: 'FR', number: '+33 1 23 45 67 89' },
    { country: 'DE', number: '+49 30 1234567' },
  ],
  sipUri: 'sip:conference*351354086@example.org',
};

export const startLink = 'https://meet.example.org/start/Zk3vT0sJ1mQ8yB5cX2wR9A';
export const eventUrl = 'https://meet.example.org/?event=351';

export const event: NoticedEvent = {
  uid: 'committee@example.org',
  title: 'Comité de direction',
  location: 'Salle Pascal',
  organizer: inParis(bertrand),
  ...spanAt(),
};

/** To somebody in Paris; `change` makes it another mail. */
export const invitation = (change: Partial<InvitationMail> = {}): InvitationMail => ({
  kind: 'invitation',
  uid: event.uid,
  sequence: 1,
  stampMs: startMs - 7 * dayMs,
  title: event.title,
  location: event.location,
  description:
    'Ordre du jour :\n1. Budget 2027\n2. Recrutements\n3. Déménagement des bureaux de Lyon\n\nMerci de lire le rapport joint avant la réunion.',
  organizer: inParis(bertrand),
  recipient: inParis(zoe),
  attendees: [
    { ...zoe, role: 'attendee', answer: 'NEEDS-ACTION' },
    { name: 'John Carter', address: 'john@example.net', role: 'optional', answer: 'ACCEPTED' },
    { name: 'Aïcha Benali', address: 'aicha@example.com', role: 'moderator', answer: 'TENTATIVE' },
  ],
  meeting,
  changed: [],
  languages: ['fr', 'en'],
  answerUrl: 'https://meet.example.org/rsvp/Zk3vT0sJ1mQ8yB5cX2wR9A',
  from: 'meet+mzxw6ytboi7gk3tb5a2e4q6c7d@example.org',
  ...spanAt(),
  ...change,
});

/** What every notice to the organizer has; to others with another recipient. */
export const notice = {
  id: 'sample-1',
  stampMs: startMs - 600_000,
  recipient: inParis(bertrand),
  languages: ['fr', 'en'],
  from: 'meet@example.org',
} as const;
