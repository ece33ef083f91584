import type { InvitationMail } from '../../src/invitations/invitation-mail.ts';
import { bertrand, dayMs, eventUrl, inParis, invitation, meeting, spanAt, startLink } from '../shared/sample-event.ts';

const own = (change: Partial<InvitationMail>): InvitationMail =>
  invitation({
    recipient: inParis(bertrand),
    meeting: { ...meeting, link: startLink, handOverUrl: `${eventUrl}&handOver=1` },
    ...change,
  });

export const samples: Readonly<Record<string, InvitationMail>> = {
  invited: own({ kind: 'organizer' }),
  changed: own({ kind: 'organizerUpdate', changed: ['time'], was: spanAt(-dayMs) }),
};
