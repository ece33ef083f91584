import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { dayMs, event, eventUrl, notice, spanAt } from '../shared/sample-event.ts';

const capacity = { ...notice, kind: 'capacity', event, url: eventUrl } as const;
const once = { dates: [], more: 0 } as const;

export const samples: Readonly<Record<string, NoticeMail>> = {
  seats: { ...capacity, shortfalls: [{ what: 'people', expected: 130, limit: 100, ...once }] },
  series: {
    ...capacity,
    shortfalls: [
      { what: 'room', expected: 130, limit: 100, dates: [spanAt(), spanAt(7 * dayMs)], more: 0 },
      { what: 'channels', expected: 12, limit: 10, dates: [spanAt(), spanAt(7 * dayMs)], more: 3 },
    ],
  },
  'organized elsewhere': {
    ...capacity,
    url: undefined,
    shortfalls: [{ what: 'rooms', expected: 9, limit: 8, ...once }],
  },
};
