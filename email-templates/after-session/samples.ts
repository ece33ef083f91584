import type { AfterSession, NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { bertrand, dayMs, event, inParis, notice, startMs, zoe } from '../shared/sample-event.ts';

const MINUTE_MS = 60_000;
const at = (minute: number): number => startMs + minute * MINUTE_MS;
const HERE = 'https://meet.example.org';

const after = {
  ...notice,
  kind: 'after-session',
  ...{ event, sender: bertrand, stampMs: at(70), people: 3, lengthMs: 64 * MINUTE_MS, linksUntilMs: undefined },
  recordings: [{ number: 1, state: 'ready', lengthMs: 58 * MINUTE_MS, url: `${HERE}/recordings/Zk3vT0sJ1mQ8yB5c` }],
  chat: { messages: 12, url: `${HERE}/f/Kq7vT0sJ1mQ8yB5c` },
} as const;

const own: NonNullable<AfterSession['own']> = {
  attendanceUrl: `${HERE}/documents/Aq7vT0sJ1mQ8yB5c`,
  folderUrl: `${HERE}/documents/Fq7vT0sJ1mQ8yB5c`,
  list: [
    {
      ...{ ...bertrand, isOrganizer: true, absent: undefined, totalMs: 64 * MINUTE_MS },
      stays: [{ fromMs: at(-2), toMs: at(62) }],
    },
    {
      ...{ ...zoe, isOrganizer: false, absent: undefined, totalMs: 55 * MINUTE_MS },
      stays: [
        { fromMs: at(0), toMs: at(20) },
        { fromMs: at(27), toMs: at(62) },
      ],
    },
    {
      ...{ name: '+33 6 12 ** ** 89', address: '', isOrganizer: false, absent: undefined, totalMs: 30 * MINUTE_MS },
      stays: [{ fromMs: at(32), toMs: at(62) }],
    },
    {
      ...{ name: 'John Carter', address: 'john@example.net', isOrganizer: false, absent: 'ACCEPTED', totalMs: 0 },
      stays: [],
    },
  ],
};

export const samples: Readonly<Record<string, NoticeMail>> = {
  organizer: { ...after, own },
  guest: { ...after, recipient: inParis(zoe), own: undefined, linksUntilMs: at(0) + 90 * dayMs },
  failed: {
    ...after,
    own,
    recordings: [
      { number: 1, state: 'ready', lengthMs: 12 * MINUTE_MS, url: `${HERE}/recordings/Zk3vT0sJ1mQ8yB5c` },
      { number: 2, state: 'failed', lengthMs: undefined, url: `${HERE}/recordings/Xk3vT0sJ1mQ8yB5c` },
    ],
  },
  silent: { ...after, own: { ...own, list: own.list.slice(0, 2) }, people: 2, recordings: [], chat: undefined },
};
