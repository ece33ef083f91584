import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { bertrand, dayMs, inParis, inTokyo, notice, startMs, zoe } from '../shared/sample-event.ts';

const HERE = 'https://meet.example.org';

const shared = {
  ...notice,
  kind: 'shared-document',
  ...{ sender: bertrand, who: bertrand, recipient: inParis(zoe) },
  document: { name: 'Budget 2027.pdf', kind: 'file', meeting: '' },
  ...{ url: `${HERE}/s/Zk3vT0sJ1mQ8yB5cX2wR9A`, needsAccount: false, untilMs: startMs + 30 * dayMs },
} as const;

export const samples: Readonly<Record<string, NoticeMail>> = {
  usual: shared,
  'to an account': {
    ...shared,
    recipient: inTokyo(zoe),
    ...{ url: `${HERE}/documents/shared`, needsAccount: true, untilMs: undefined },
  },
  folder: { ...shared, document: { name: 'Comité de direction', kind: 'folder', meeting: '' }, untilMs: undefined },
  recording: {
    ...shared,
    document: { name: 'Enregistrement 1.ogg', kind: 'recording', meeting: 'Comité de direction – 2027-03-04 15.00' },
    ...{ url: `${HERE}/recordings/Zk3vT0sJ1mQ8yB5c`, needsAccount: true },
  },
  'right to left': { ...shared, document: { name: 'תקציב 2027.pdf', kind: 'file', meeting: '' } },
};
