import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { bertrand, event, inParis, meeting, notice, startLink, zoe } from '../shared/sample-event.ts';

const deputy = {
  ...notice,
  kind: 'deputy',
  ...{ event, meeting: { ...meeting, link: startLink }, recipient: inParis(zoe), sender: bertrand },
} as const;

export const samples: Readonly<Record<string, NoticeMail>> = {
  named: { ...deputy, change: 'named', allDates: false },
  series: { ...deputy, change: 'named', allDates: true },
  released: { ...deputy, change: 'released', allDates: false },
};
