import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { event, notice } from '../shared/sample-event.ts';

const refused = { ...notice, kind: 'hosted-refused', event } as const;

export const samples: Readonly<Record<string, NoticeMail>> = {
  domain: { ...refused, reason: 'domain' },
  quota: { ...refused, reason: 'quota' },
  past: { ...refused, reason: 'past' },
  unreadable: { ...refused, event: { ...event, title: '' }, reason: 'unreadable' },
};
