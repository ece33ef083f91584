import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { bertrand, event, inTokyo, meeting, notice, zoe } from '../shared/sample-event.ts';

export const samples: Readonly<Record<string, NoticeMail>> = {
  usual: { ...notice, kind: 'nudge', event, meeting, recipient: inTokyo(zoe), sender: bertrand },
};
