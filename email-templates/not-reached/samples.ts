import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { event, eventUrl, notice } from '../shared/sample-event.ts';

const people = [
  { name: 'Old address', address: 'old@example.com', reason: '550 5.1.1 <old@example.com>: User unknown' },
  { name: '', address: 'typo@exmaple.com', reason: '' },
];

export const samples: Readonly<Record<string, NoticeMail>> = {
  one: { ...notice, kind: 'not-reached', event, url: eventUrl, people: people.slice(0, 1) },
  two: { ...notice, kind: 'not-reached', event, url: eventUrl, people },
};
