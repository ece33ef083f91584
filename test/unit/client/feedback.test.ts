import { expect } from 'chai';
import {
  deliveryTo,
  isTroubled,
  needKeys,
  saidOf,
  saidOfDates,
  toDecide,
} from '../../../src/client/calendar/answers/feedback.ts';
import type { Feedback } from '../../../src/contract/http/answer.ts';

const said = (recurrenceId: string, answer: 'ACCEPTED' | 'DECLINED') => ({
  email: 'zoe@example.net',
  recurrenceId,
  answer,
  comment: '',
  needs: {},
  delegate: '',
  delegator: '',
  answeredAt: '2027-03-01T09:00:00.000Z',
  via: 'link' as const,
});
const note = (id: string, state: '' | 'open' | 'accepted') => ({
  id,
  kind: 'proposal' as const,
  email: 'zoe@example.net',
  name: 'Zoé',
  recurrenceId: '',
  at: '2027-03-01T09:00:00.000Z',
  text: '',
  state,
});
const mail = (state: 'waiting' | 'sent' | 'failed' | 'not-reached', attempts = 1, lastWords = '') => ({
  mailId: 'm1',
  email: 'zoe@example.net',
  kind: 'invitation',
  state,
  attempts,
  at: '2027-03-01T09:00:00.000Z',
  lastWords,
});
const feedback: Feedback = {
  answers: [said('2027-03-16T10:00:00', 'DECLINED'), said('', 'ACCEPTED'), said('2027-03-09T10:00:00', 'DECLINED')],
  notes: [note('n3', 'open'), note('n2', 'accepted'), note('n1', '')],
  deliveries: [mail('sent')],
};

describe('what came back from the people of an event', () => {
  it('is what they said of the date that is shown, else what they said of the series', () => {
    expect(saidOf(feedback, 'ZOE@example.net', '2027-03-16T10:00')?.answer).to.equal('DECLINED');
    expect(saidOf(feedback, 'zoe@example.net', '2027-03-23T10:00:00')?.answer).to.equal('ACCEPTED');
    expect(saidOf(feedback, 'zoe@example.net')?.answer).to.equal('ACCEPTED');
    expect(saidOf(feedback, 'bob@example.net')).to.equal(undefined);
  });

  it('lists the dates with an answer of their own in their order', () => {
    expect(saidOfDates(feedback, 'zoe@example.net').map(({ recurrenceId }) => recurrenceId)).to.deep.equal([
      '2027-03-09T10:00:00',
      '2027-03-16T10:00:00',
    ]);
  });

  it('asks for a decision on what is open alone', () => {
    expect(toDecide(feedback).map(({ id }) => id)).to.deep.equal(['n3']);
  });

  it('calls a mail troubled that came back, failed, or was refused and waits; not one on its way', () => {
    expect(deliveryTo(feedback, 'Zoe@example.net')?.state).to.equal('sent');
    expect([mail('failed'), mail('not-reached'), mail('waiting', 2, '452 full')].map(isTroubled)).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect([mail('sent'), mail('waiting', 0), mail('waiting', 1)].map(isTroubled)).to.deep.equal([false, false, false]);
  });

  it('names the needs that somebody has', () => {
    expect(needKeys({ phoneOnly: true, captions: false, language: '' })).to.deep.equal(['phoneOnly']);
    expect(needKeys({ language: 'Spanish', captions: true })).to.deep.equal(['language', 'captions']);
  });
});
