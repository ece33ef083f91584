import type { InvitationMail } from '../../src/invitations/invitation-mail.ts';
import { dayMs, inParis, inTokyo, invitation, spanAt, zoe } from '../shared/sample-event.ts';

const lines = Array.from(
  { length: 14 },
  (_, line) => `${line + 1}. Un point qui demande une phrase entière pour être compris de tous`,
);

export const samples: Readonly<Record<string, InvitationMail>> = {
  usual: invitation(),
  'another zone': invitation({ recipient: inTokyo(zoe) }),
  'answers by link alone': invitation({ answersByLinkAlone: true }),
  'a series': invitation({
    recurrence: {
      carries: 'series',
      timeZone: 'Europe/Paris',
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      extraDates: [],
      excludedDates: ['2027-03-18T15:00:00'],
      dates: [],
    },
    recipient: { ...zoe, timeZone: 'America/New_York' },
  }),
  'whole days': invitation({ allDay: true, start: '2027-03-01', end: '2027-03-03', title: 'Séminaire d’équipe' }),
  'no meeting': (({ meeting: _, ...mail }) => mail)(invitation({ attendees: [], description: '' })),
  'much to say': invitation({
    title: 'Une réunion dont le titre est si long qu’il ne tient sur aucune ligne d’un téléphone tenu debout',
    location: 'https://example.com/a-very-long-address-without-any-space/that-does-not-break-anywhere-at-all',
    description: lines.join('\n'),
    recipient: inParis({ ...zoe, name: '' }),
    ...spanAt(0, 2 * dayMs),
  }),
};
