import { expect } from 'chai';
import {
  changesOf,
  type EventDraft,
  isChanged,
  momentsOf,
  newDraft,
  problemsOf,
  toRequest,
  withEndTime,
  withStart,
} from '../../../src/client/calendar/editor/event-draft.ts';
import { newEventRequest } from '../../../src/contract/http/event.ts';

const review: EventDraft = { ...newDraft('2027-03-01T10:00', 'Europe/Paris'), title: 'Review' };
const zoe = {
  email: 'zoe@example.org',
  name: 'Zoé',
  language: 'fr',
  role: 'attendee',
  answer: 'NEEDS-ACTION',
} as const;

describe('the draft of an event', () => {
  it('keeps its length when its start moves, over midnight too', () => {
    const moved = withStart(review, '2027-03-02', '23:30');
    expect([moved.startDate, moved.startTime, moved.endDate, moved.endTime]).to.deep.equal([
      '2027-03-02',
      '23:30',
      '2027-03-03',
      '00:30',
    ]);
  });

  it('keeps its days when an all-day event moves', () => {
    const fair = { ...review, allDay: true, endDate: '2027-03-03' };
    expect(withStart(fair, '2027-03-30', fair.startTime).endDate).to.equal('2027-04-01');
  });

  it('ends on the next day when the end is set before the start of the same day', () => {
    expect(withEndTime(review, '01:00').endDate).to.equal('2027-03-02');
    expect(withEndTime(review, '10:30').endDate).to.equal('2027-03-01');
  });

  it('names an empty title, a time in the gap of spring and an end before the start', () => {
    expect([...problemsOf({ ...review, title: ' ' })]).to.deep.equal([['title', 'empty']]);
    expect(problemsOf(withStart(review, '2027-03-28', '02:30')).get('start')).to.equal('gap');
    expect(problemsOf({ ...review, endTime: '09:00' }).get('end')).to.equal('endBeforeStart');
    expect(problemsOf({ ...review, allDay: true, endDate: '2027-02-28' }).get('end')).to.equal('endBeforeStart');
    expect([...problemsOf(review)]).to.deep.equal([]);
  });

  it('asks the server for what the contract takes', () => {
    const request = toRequest({ ...review, title: ' Review ', invitees: [zoe], webMeeting: true }, true);
    expect(newEventRequest.parse(request)).to.deep.equal({
      title: 'Review',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      timeZone: 'Europe/Paris',
      allDay: false,
      location: '',
      description: '',
      invitees: [{ email: 'zoe@example.org', name: 'Zoé', language: 'fr', role: 'attendee' }],
      hideInvitees: false,
      webMeeting: true,
      recurrence: '',
      extraDates: [],
      notify: true,
    });
    const days = toRequest({ ...review, allDay: true, endDate: '2027-03-03' }, false);
    expect([days.start, days.end]).to.deep.equal(['2027-03-01', '2027-03-03']);
  });

  it('tells how the meeting is held only where that differs from the usual, or was changed', () => {
    const meeting = { ...review, webMeeting: true };
    const waits = { ...meeting, meetingSettings: { ...meeting.meetingSettings, everyoneWaits: true } };
    const settings = { ...meeting.meetingSettings, everyoneWaits: true };
    expect(toRequest(meeting, true)).to.not.have.property('meetingSettings');
    expect(newEventRequest.parse(toRequest(waits, true)).meetingSettings).to.deep.equal(settings);
    expect(changesOf(meeting, waits, true)).to.deep.equal({ meetingSettings: settings, notify: true });
    expect(changesOf(waits, meeting, true).meetingSettings).to.include({ everyoneWaits: false });
    expect(isChanged(waits, meeting)).to.equal(true);
    expect(changesOf(waits, { ...waits, title: 'Retro' }, true)).to.deep.equal({ title: 'Retro', notify: true });
    expect(changesOf(waits, { ...meeting, webMeeting: false }, true)).to.not.have.property('meetingSettings');
  });

  it('sends only what was changed, and the fields that say when together', () => {
    expect(changesOf(review, { ...review, title: 'Retro' }, true)).to.deep.equal({ title: 'Retro', notify: true });
    expect(changesOf(review, { ...review, endTime: '11:30' }, false)).to.deep.equal({
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:30',
      timeZone: 'Europe/Paris',
      allDay: false,
      notify: false,
    });
    expect(isChanged(review, { ...review })).to.equal(false);
    expect(isChanged(review, { ...review, invitees: [zoe] })).to.equal(true);
  });

  it('lasts to the midnight after its last day when it is all-day', () => {
    const { startMs, endMs } = momentsOf({ ...review, allDay: true, endDate: '2027-03-01' });
    expect([startMs, endMs]).to.deep.equal([Date.UTC(2027, 1, 28, 23), Date.UTC(2027, 2, 1, 23)]);
  });
});
