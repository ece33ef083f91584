import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { dayMs, event, eventUrl, notice, spanAt, zoe } from '../shared/sample-event.ts';

export const samples: Readonly<Record<string, NoticeMail>> = {
  usual: {
    ...{ ...notice, kind: 'proposal', event, who: zoe, proposed: spanAt(dayMs), url: eventUrl },
    comment: 'Jeudi je suis dans le train jusqu’à 16 h. Vendredi à la même heure ?',
  },
};
