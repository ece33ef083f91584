import { expect } from 'chai';
import { type EventDraft, newDraft } from '../../../src/client/calendar/editor/event-draft.ts';
import { mailPlan } from '../../../src/client/calendar/editor/mail-plan.ts';

const BEFORE = Date.UTC(2027, 1, 1);
const invitee = (email: string, name = '') =>
  ({ email, name, language: 'fr', role: 'attendee', answer: 'NEEDS-ACTION' }) as const;
const review: EventDraft = {
  ...newDraft('2027-03-01T10:00', 'Europe/Paris'),
  title: 'Review',
  invitees: [invitee('zoe@example.org', 'Zoé'), invitee('john@example.com')],
};

describe('the mails that saving will send', () => {
  it('invite everyone on the list of a new event', () => {
    expect(mailPlan(undefined, review, BEFORE)).to.deep.equal({
      invited: ['Zoé', 'john@example.com'],
      updated: [],
      cancelled: [],
      past: false,
    });
  });

  it('update those who stay when something they see changed, and nobody when nothing did', () => {
    expect(mailPlan(review, { ...review, location: 'Room 2' }, BEFORE).updated).to.deep.equal([
      'Zoé',
      'john@example.com',
    ]);
    expect(mailPlan(review, { ...review }, BEFORE).updated).to.deep.equal([]);
  });

  it('invite who is new and cancel for who is gone, without a word to the others', () => {
    const after = { ...review, invitees: [invitee('ZOE@example.org', 'Zoé'), invitee('new@example.org')] };
    expect(mailPlan(review, after, BEFORE)).to.deep.equal({
      invited: ['new@example.org'],
      updated: [],
      cancelled: ['john@example.com'],
      past: false,
    });
  });

  it('are none for an event that is over', () => {
    expect(mailPlan(undefined, review, Date.UTC(2027, 2, 2)).past).to.equal(true);
  });

  it('go out when an event that people still expect is moved into the past', () => {
    const moved = { ...review, startDate: '2027-01-04', endDate: '2027-01-04' };
    expect(mailPlan(review, moved, BEFORE).past).to.equal(false);
    expect(mailPlan(moved, { ...moved, title: 'Old' }, BEFORE).past).to.equal(true);
  });

  it('go out for a date of a series that is over, since others come', () => {
    const series = { ...review, recurrence: 'FREQ=WEEKLY' };
    expect(mailPlan(series, { ...series, title: 'Retro' }, Date.UTC(2027, 2, 2)).past).to.equal(false);
  });
});
