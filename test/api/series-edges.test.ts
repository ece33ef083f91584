import { expect } from 'chai';
import type { CalendarBody } from '../../src/contract/http/calendar.ts';
import type { EventBody, EventList } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const WEEKLY = {
  title: 'Weekly',
  start: '2027-03-01T09:00',
  end: '2027-03-01T10:00',
  timeZone: 'Europe/Paris',
  recurrence: 'FREQ=WEEKLY;COUNT=6',
};

describe('series of events at their edges', () => {
  let server: MeetingServer;
  let api: ApiClient;

  beforeEach(async () => {
    server = await startMeetingServer();
    api = await server.signIn(await server.house.addAccount('olga@example.org'));
  });
  afterEach(() => server.close());

  const make = (more: object = {}): Promise<EventBody> => api.post('/events', { ...WEEKLY, ...more });
  const change = (id: string, body: object): Promise<EventBody> => api.patch(`/events/${id}`, body);
  const dates = async (): Promise<string[]> =>
    (await api.get<EventList>('/events?from=2027-01-01&to=2027-12-31')).events.map(
      ({ title, start }) => `${start} ${title}`,
    );
  const days = async (): Promise<string[]> => (await dates()).map((date) => date.slice(5, 16));
  const objects = async (): Promise<number> => (await server.house.database('calendar_objects').select('id')).length;

  describe('that end on a day', () => {
    const FIVE = { recurrence: 'FREQ=WEEKLY;UNTIL=20270329T070000Z' };

    it('keep their last date when they move later, and lose none when they move earlier', async () => {
      const { id } = await make(FIVE);
      expect(await dates()).to.have.length(5);
      await change(id, { scope: 'all', start: '2027-03-01T11:00', end: '2027-03-01T12:00' });
      expect(await dates()).to.have.length(5);
      await change(id, { scope: 'all', start: '2027-02-28T08:00', end: '2027-02-28T09:00' });
      expect(await days()).to.deep.equal(['02-28T08:00', '03-07T08:00', '03-14T08:00', '03-21T08:00', '03-28T08:00']);
    });

    it('keep it when the end is a day', async () => {
      const { id } = await make({ recurrence: 'FREQ=WEEKLY;UNTIL=20270329' });
      const moved = await change(id, { scope: 'all', start: '2027-03-02T09:00', end: '2027-03-02T10:00' });
      expect(moved.recurrence).to.equal('FREQ=WEEKLY;UNTIL=20270330');
      expect(await dates()).to.have.length(5);
    });

    it('keep it in another time zone, and as whole days and back', async () => {
      const { id } = await make(FIVE);
      await change(id, { scope: 'all', timeZone: 'America/New_York' });
      expect(await dates()).to.have.length(5);
      const ofDays = await change(id, { scope: 'all', allDay: true, start: '2027-03-01', end: '2027-03-01' });
      expect(ofDays.recurrence).to.equal('FREQ=WEEKLY;UNTIL=20270329');
      await change(id, { scope: 'all', allDay: false, start: '2027-03-01T09:00', end: '2027-03-01T10:00' });
      expect((await dates()).map((date) => date.slice(0, 10))).to.have.length(5);
    });

    it('do not get a date back that the split before it took', async () => {
      const { id } = await make();
      await api.delete(`/events/${id}?recurrenceId=2027-03-15T09:00&scope=following`);
      await change(id, { scope: 'all', start: '2027-03-01T15:00', end: '2027-03-01T16:00' });
      expect(await dates()).to.have.length(2);
      await change(id, { scope: 'all', allDay: true, start: '2027-03-01', end: '2027-03-01' });
      expect(await dates()).to.have.length(2);
    });
  });

  it('move as a whole by a date that became a whole day', async () => {
    const { id } = await make({ recurrence: 'FREQ=WEEKLY;COUNT=3' });
    const body = { scope: 'all', recurrenceId: '2027-03-15T09:00', start: '2027-03-16', end: '2027-03-16' };
    await change(id, { ...body, allDay: true });
    expect(await dates()).to.deep.equal(['2027-03-02 Weekly', '2027-03-09 Weekly', '2027-03-16 Weekly']);
  });

  it('lose dates that differ when their rule ends before them', async () => {
    const { id } = await make();
    await change(id, { recurrenceId: '2027-03-08T09:00', title: 'Kept' });
    await change(id, { recurrenceId: '2027-03-29T09:00', title: 'Gone' });
    await change(id, { scope: 'all', recurrence: 'FREQ=WEEKLY;COUNT=3' });
    expect(await dates()).to.deep.equal([
      '2027-03-01T09:00:00 Weekly',
      '2027-03-08T09:00:00 Kept',
      '2027-03-15T09:00:00 Weekly',
    ]);
  });

  it('keep their exceptions when they move and their rule is said again', async () => {
    const { id, recurrence } = await make();
    await api.delete(`/events/${id}?recurrenceId=2027-03-15T09:00`);
    await change(id, { scope: 'all', start: '2027-03-02T10:00', end: '2027-03-02T11:00', recurrence });
    expect(await days()).to.deep.equal(['03-02T10:00', '03-09T10:00', '03-23T10:00', '03-30T10:00', '04-06T10:00']);
    // From times to days the dates that were named one by one cannot stay.
    const whole = { scope: 'all', allDay: true, start: '2027-03-02', end: '2027-03-02', recurrence };
    expect((await change(id, whole)).excludedDates).to.deep.equal([]);
  });

  describe('that are split', () => {
    it('at the first date that is left are changed as a whole', async () => {
      const { id } = await make();
      await api.delete(`/events/${id}?recurrenceId=2027-03-01T09:00`);
      const changed = await change(id, { scope: 'following', recurrenceId: '2027-03-08T09:00', title: 'New' });
      expect(changed.id).to.equal(id);
      expect(await objects()).to.equal(1);
      expect((await dates())[0]).to.equal('2027-03-08T09:00:00 New');
    });

    it('are not when nothing changes', async () => {
      const { id } = await make();
      const same = await change(id, { scope: 'following', recurrenceId: '2027-03-08T09:00', title: 'Weekly' });
      expect(same.id).to.equal(id);
      expect(await objects()).to.equal(1);
    });

    it('at a date that was moved by hand go as much further as that date goes', async () => {
      const { id } = await make({ recurrence: 'FREQ=WEEKLY;COUNT=4' });
      const moved = { start: '2027-03-16T14:00', end: '2027-03-16T15:00' };
      await change(id, { recurrenceId: '2027-03-15T09:00', title: 'Special', ...moved });
      await change(id, {
        scope: 'following',
        recurrenceId: '2027-03-15T09:00',
        start: '2027-03-16T15:00',
        end: '2027-03-16T16:00',
      });
      expect(await dates()).to.deep.equal([
        '2027-03-01T09:00:00 Weekly',
        '2027-03-08T09:00:00 Weekly',
        '2027-03-16T15:00:00 Special',
        '2027-03-22T10:00:00 Weekly',
      ]);
    });

    it('count the dates of their rule alone', async () => {
      const { id } = await make({ excludedDates: ['2027-03-02T09:00'], extraDates: ['2027-03-04T09:00'] });
      const rest = await change(id, { scope: 'following', recurrenceId: '2027-03-15T09:00', title: 'Rest' });
      expect(rest.recurrence).to.equal('FREQ=WEEKLY;COUNT=4');
      expect(await dates()).to.have.length(7);
    });

    it('at a time that clocks skip have that date once', async () => {
      const times = { start: '2027-03-14T02:30', end: '2027-03-14T03:15', recurrence: 'FREQ=WEEKLY;COUNT=4' };
      const { id } = await make(times);
      await change(id, { recurrenceId: '2027-03-28T02:30', title: 'Skipped' });
      await change(id, { scope: 'following', recurrenceId: '2027-03-28T02:30', title: 'Rest' });
      expect(await dates()).to.deep.equal([
        '2027-03-14T02:30:00 Weekly',
        '2027-03-21T02:30:00 Weekly',
        '2027-03-28T02:30:00 Skipped',
        '2027-04-04T02:30:00 Rest',
      ]);
    });
  });

  it('without any date are not made', async () => {
    const none = { recurrence: 'FREQ=DAILY;COUNT=1', excludedDates: ['2027-03-01T09:00'] };
    const problem = await api.refused(422, 'POST', '/events', { ...WEEKLY, ...none });
    expect(problem.errors?.[0]).to.include({ path: 'excludedDates', code: 'no-date-left' });
    const { id } = await make();
    await api.refused(422, 'PATCH', `/events/${id}`, { scope: 'all', ...none });
  });

  it('of whole days have each day once, whatever hours their rule names', async () => {
    const day = { start: '2027-03-01', end: '2027-03-01', recurrence: 'FREQ=DAILY;COUNT=3;BYHOUR=9,10' };
    await make(day);
    expect(await dates()).to.deep.equal(['2027-03-01 Weekly', '2027-03-02 Weekly', '2027-03-03 Weekly']);
  });

  it('are refused a calendar in which something else has their name', async () => {
    const other = await api.post<CalendarBody>('/calendars', { name: 'Other' });
    const [one, two] = [await make(), await make()];
    await server.house
      .database('calendar_objects')
      .where({ id: two.id })
      .update({ calendar_id: other.id, uri: `${one.uid}.ics` });
    await api.refused(409, 'PATCH', `/events/${one.id}`, { calendarId: other.id });
  });
});
