import { expect } from 'chai';
import { meetingAction, nextMeeting } from '../../../src/client/calendar/parts/next-meeting.ts';
import type { EventBody } from '../../../src/contract/http/event.ts';

const ME = 'bertrand@example.org';
const TEN = Date.UTC(2027, 2, 1, 10);
const MINUTE = 60_000;

const event = (id: string, startMs: number, changes: Partial<EventBody> = {}): EventBody => ({
  id,
  uid: id,
  calendarId: 'c',
  title: id,
  start: '',
  end: '',
  timeZone: 'UTC',
  allDay: false,
  startsAt: new Date(startMs).toISOString(),
  endsAt: new Date(startMs + 60 * MINUTE).toISOString(),
  location: '',
  description: '',
  organizer: { name: '', email: ME },
  myRole: 'organizer',
  invitees: [],
  webMeeting: true,
  meeting: { id: '351354086', joinUrl: '', phoneNumbers: [], live: false },
  mayEdit: true,
  mayDelete: true,
  status: 'CONFIRMED',
  transparent: false,
  mayAnswer: false,
  hideInvitees: false,
  recurring: false,
  changed: false,
  recurrence: '',
  extraDates: [],
  excludedDates: [],
  seriesStart: '',
  seriesEnd: '',
  seriesEndsAt: null,
  ...changes,
});
const live = { id: '351354086', joinUrl: '', phoneNumbers: [], live: true };

describe('the next meeting', () => {
  it('offers Start now to its organizer and Join to its attendees, from ten minutes before to its end', () => {
    const review = event('review', TEN);
    const invited = event('invited', TEN, { myRole: 'attendee' });
    expect(meetingAction(review, TEN - 10 * MINUTE - 1)).to.equal(undefined);
    expect(meetingAction(review, TEN - 10 * MINUTE)).to.equal('start');
    expect(meetingAction(invited, TEN - 10 * MINUTE)).to.equal('join');
    expect(meetingAction(event('raised', TEN, { myRole: 'moderator' }), TEN)).to.equal('start');
    expect(meetingAction(review, TEN + 60 * MINUTE)).to.equal(undefined);
  });

  it('offers Join to everyone while it is live, whatever the hour', () => {
    expect(meetingAction(event('review', TEN, { meeting: live }), TEN + 300 * MINUTE)).to.equal('join');
  });

  it('is the live one, else the nearest', () => {
    const soon = event('soon', TEN + 5 * MINUTE);
    const running = event('running', TEN - 20 * MINUTE);
    expect(nextMeeting([running, soon], TEN, ME)?.event.id).to.equal('soon');
    const open = event('open', TEN - 30 * MINUTE, { meeting: live });
    expect(nextMeeting([soon, running, open], TEN, ME)?.event.id).to.equal('open');
  });

  it('leaves out what has no meeting and what I declined', () => {
    const { meeting: _meeting, ...withoutMeeting } = event('plain', TEN);
    const declined = event('declined', TEN, {
      myRole: 'attendee',
      invitees: [{ email: 'Bertrand@example.org', name: '', language: 'fr', role: 'attendee', answer: 'DECLINED' }],
    });
    expect(nextMeeting([{ ...withoutMeeting, webMeeting: false }, declined], TEN, ME)).to.equal(undefined);
  });
});
