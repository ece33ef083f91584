import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { event, meeting, notice, startLink } from '../shared/sample-event.ts';

export const samples: Readonly<Record<string, NoticeMail>> = {
  usual: {
    ...notice,
    ...{ kind: 'reminder', event, meeting: { ...meeting, link: startLink } },
    handOverUrl: 'https://meet.example.org/?event=351&handOver=1',
    counts: { accepted: 5, declined: 1, tentative: 2, waiting: 1 },
  },
};
