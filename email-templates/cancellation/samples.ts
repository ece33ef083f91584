import type { InvitationMail } from '../../src/invitations/invitation-mail.ts';
import { invitation, spanAt } from '../shared/sample-event.ts';

const { attendees } = invitation();
const gone = { id: '351354086', pin: '', link: '', doorUrl: '', phoneNumbers: [] };
const cancellation = (change: Partial<InvitationMail>): InvitationMail =>
  invitation({ kind: 'cancellation', sequence: 3, meeting: gone, ...change });

export const samples: Readonly<Record<string, InvitationMail>> = {
  usual: cancellation({}),
  removed: cancellation({ kind: 'removal' }),
  'one date of a series': cancellation({
    recurrence: {
      carries: 'dates',
      timeZone: 'Europe/Paris',
      dates: [
        {
          ...{ recurrenceId: '2027-03-04T15:00:00', title: 'Comité de direction', timeZone: 'Europe/Paris' },
          ...{ location: '', description: '', attendees, ...spanAt() },
        },
      ],
      ofKnownSeries: true,
    },
    news: [{ kind: 'cancelled', was: spanAt(), changed: [] }],
  }),
};
