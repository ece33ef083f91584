import type { DigestEntry, NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { dayMs, event, eventUrl, notice, spanAt } from '../shared/sample-event.ts';

const entry = (name: string, change: Partial<DigestEntry>): DigestEntry => ({
  ...{
    name,
    address: `${name.split(' ')[0]?.toLowerCase()}@example.com`,
    kind: 'answer',
    text: '',
    needs: {},
    delegate: '',
  },
  ...change,
});

const committee = {
  ...{ event, url: eventUrl, counts: { accepted: 3, declined: 1, tentative: 1, waiting: 4 } },
  entries: [
    entry('Zoé Martin', { answer: 'ACCEPTED', text: 'Je serai en retard de cinq minutes.', needs: { captions: true } }),
    entry('John Carter', { answer: 'DECLINED', span: spanAt(7 * dayMs) }),
    entry('Aïcha Benali', { kind: 'delegation', answer: 'DELEGATED', delegate: 'Karim Benali' }),
    entry('Lena Vogt', { answer: 'TENTATIVE', needs: { language: 'Deutsch', phoneOnly: true } }),
    entry('Paul Petit', { kind: 'unverified', answer: 'ACCEPTED' }),
    entry('Marie Roux', { kind: 'words', text: 'Peut-on avoir le rapport avant jeudi ?\nMerci beaucoup.' }),
    entry('Old address', { kind: 'not-reached', text: '550 5.1.1 User unknown' }),
  ],
};

export const samples: Readonly<Record<string, NoticeMail>> = {
  'one event': { ...notice, kind: 'digest', events: [committee] },
  'two events': {
    ...notice,
    kind: 'digest',
    events: [
      { ...committee, entries: committee.entries.slice(0, 2) },
      {
        ...{ url: eventUrl, counts: { accepted: 60, declined: 0, tentative: 0, waiting: 0 } },
        event: { ...event, uid: 'party@example.org', title: 'Fête d’été', ...spanAt(100 * dayMs) },
        entries: Array.from({ length: 60 }, (_, index) => entry(`Guest ${index + 1}`, { answer: 'ACCEPTED' })),
      },
    ],
  },
};
