import type { NoticeMail } from '../../src/invitations/notices/notice-mail.ts';
import { bertrand, event, inParis, meeting as invitedTo, notice, zoe } from '../shared/sample-event.ts';

// They have no PIN of their own.
const { phonePin: _, ...meeting } = invitedTo;

export const samples: Readonly<Record<string, NoticeMail>> = {
  'to a planned meeting': {
    ...{ ...notice, kind: 'join-block', recipient: inParis(zoe), sender: bertrand, title: event.title, meeting, event },
    words: 'Bonjour Zoé,\n\nNous parlons du budget, peux-tu nous rejoindre cinq minutes ?\n\nBertrand',
  },
  'to an instant meeting': {
    ...{ ...notice, kind: 'join-block', recipient: inParis(zoe), sender: bertrand, title: '', meeting, words: '' },
  },
};
