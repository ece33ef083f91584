import type { InvitationMail } from '../../src/invitations/invitation-mail.ts';
import { dayMs, inTokyo, invitation, spanAt, zoe } from '../shared/sample-event.ts';

const update = (change: Partial<InvitationMail>): InvitationMail =>
  invitation({ kind: 'update', sequence: 2, ...change });
const { attendees } = invitation();
const date = {
  ...spanAt(dayMs),
  recurrenceId: '2027-03-04T15:00:00',
  title: 'Comité de direction',
  timeZone: 'Europe/Paris',
};
const dates = (gone = false): Partial<InvitationMail> => ({
  ...spanAt(gone ? 0 : dayMs),
  recurrence: {
    carries: 'dates',
    timeZone: 'Europe/Paris',
    dates: [{ ...date, location: 'Salle Pascal', description: '', attendees }],
    ofKnownSeries: true,
  },
});

export const samples: Readonly<Record<string, InvitationMail>> = {
  moved: update({ changed: ['time'], was: spanAt(-2 * dayMs - 5 * 3_600_000) }),
  'moved to another week': update({ changed: ['time'], was: spanAt(-9 * dayMs), recipient: inTokyo(zoe) }),
  longer: update({ changed: ['time'], was: spanAt(0, 1_800_000) }),
  renamed: update({ changed: ['title'] }),
  'another place': update({ changed: ['location', 'description'] }),
  'another organizer': update({ changed: ['organizer'] }),
  'one date of a series': update({
    ...dates(),
    news: [{ kind: 'changed', was: spanAt(), now: spanAt(dayMs), changed: ['time'] }],
  }),
};
