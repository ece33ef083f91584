import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { notice } from '../shared/sample-event.ts';

const HERE = 'https://meet.example.org';
const attention = { ...notice, kind: 'attention', server: 'meet.example.org' } as const;

const item = (
  level: 'problem' | 'notice',
  code: string,
  page: string,
  values: Record<string, string | number> = {},
) => ({
  attention: { level, code, values, href: page },
  url: `${HERE}${page}`,
});

export const samples: Readonly<Record<string, NoticeMail>> = {
  one: { ...attention, items: [item('problem', 'backup-failed', '/admin/backups')] },
  several: {
    ...attention,
    items: [
      item('problem', 'disk-low', '/admin/documents', { freeBytes: 900_000_000, totalBytes: 40_000_000_000 }),
      item('problem', 'service-troubled', '/admin/services', { service: 'telephone' }),
      item('notice', 'certificate-ends', '/admin/services', { count: 1 }),
      item('notice', 'seats-used', '/admin/licences', { service: 'record', count: 25 }),
      item('notice', 'forecast-people', '/admin#forecast', { at: '2027-03-04T14:00:00Z', expected: 130, limit: 100 }),
    ],
  },
};
