import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { dayMs, inParis, inTokyo, notice, startMs, zoe } from '../shared/sample-event.ts';

const HERE = 'https://meet.example.org';
const LINK = `${HERE}/set-password/Zk3vT0sJ1mQ8yB5cX2wR9A`;

const account = { ...notice, kind: 'account', recipient: inParis(zoe) } as const;

export const samples: Readonly<Record<string, NoticeMail>> = {
  invited: { ...account, about: 'invited', url: LINK, untilMs: startMs + 7 * dayMs },
  reset: { ...account, recipient: inTokyo(zoe), about: 'reset', url: LINK, untilMs: startMs + 3_600_000 },
  'kept elsewhere': { ...account, about: 'elsewhere', url: `${HERE}/sign-in`, untilMs: undefined },
  changed: { ...account, about: 'changed', url: `${HERE}/sign-in`, untilMs: undefined },
};
