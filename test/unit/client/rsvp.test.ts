import { expect } from 'chai';
import { readEventLink } from '../../../src/client/calendar/page/event-link.ts';
import { readRsvpAddress } from '../../../src/client/rsvp/rsvp-address.ts';
import { daysOf, leafOf, seriesStart, zoneElsewhere } from '../../../src/client/rsvp/rsvp-days.ts';

const hour = {
  startsAt: '2027-03-02T09:00:00.000Z',
  endsAt: '2027-03-02T10:00:00.000Z',
  allDay: false,
  timeZone: 'Europe/Paris',
  eventTimeZone: 'Europe/Paris',
};
/** Tuesday and Wednesday, as New York has them. */
const days = {
  startsAt: '2027-03-02T05:00:00.000Z',
  endsAt: '2027-03-04T05:00:00.000Z',
  allDay: true,
  timeZone: 'Asia/Tokyo',
  eventTimeZone: 'America/New_York',
};

describe('the link of a mail', () => {
  it('names who answers, and what its button said; nothing else is taken for an answer', () => {
    expect(
      readRsvpAddress({ pathname: '/rsvp/abc', search: '?answer=declined&date=2027-03-02T10:00:00' }),
    ).to.deep.equal({
      token: 'abc',
      suggested: 'DECLINED',
      recurrenceId: '2027-03-02T10:00:00',
    });
    expect(readRsvpAddress({ pathname: '/rsvp/abc', search: '?answer=anything' })).to.deep.equal({
      token: 'abc',
      suggested: undefined,
      recurrenceId: undefined,
    });
  });

  it('leads to an event in the calendar, to one date of it, or to handing it over', () => {
    expect(readEventLink('?event=e1')).to.deep.equal({ id: 'e1', recurrenceId: undefined, handOver: false });
    expect(readEventLink('?event=e1&date=2027-03-02T10:00:00&handOver=1')).to.deep.equal({
      id: 'e1',
      recurrenceId: '2027-03-02T10:00:00',
      handOver: true,
    });
    expect(readEventLink('?view=day&date=2027-03-02')).to.equal(undefined);
  });
});

describe('when an event is, on the page of an answer', () => {
  it('is told in the organizer’s zone too where their clock shows another time', () => {
    expect(zoneElsewhere(hour, 'America/New_York')).to.deep.equal({ zone: 'Europe/Paris', otherDay: false });
    expect(zoneElsewhere(hour, 'Europe/Brussels'), 'the same clock').to.equal(undefined);
    expect(zoneElsewhere(days, 'Asia/Tokyo'), 'whole days').to.equal(undefined);
  });

  it('and with the organizer’s day where that is another', () => {
    const earlier = { ...hour, startsAt: '2027-03-02T08:00:00.000Z', endsAt: '2027-03-02T09:00:00.000Z' };
    expect(zoneElsewhere(earlier, 'Pacific/Honolulu')).to.deep.equal({ zone: 'Europe/Paris', otherDay: true });
  });

  it('is the same whole days for everyone, wherever they read', () => {
    expect(daysOf(days)).to.deep.equal(['2027-03-02', '2027-03-03']);
    for (const zone of ['Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Kiritimati'])
      expect(leafOf(days, zone)).to.deep.equal({ moment: '2027-03-02T12:00Z', zone: 'UTC' });
    const { eventTimeZone: _, ...unknown } = days;
    expect(daysOf(unknown), 'where the zone of the event is not told').to.deep.equal(['2027-03-02', '2027-03-03']);
  });

  it('begins the rule of a series where the event is', () => {
    expect(seriesStart(hour)).to.equal('2027-03-02T10:00');
    expect(seriesStart(days)).to.equal('2027-03-02');
  });
});
