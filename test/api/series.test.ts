import { expect } from 'chai';
import type { EventBody, EventList } from '../../src/contract/http/event.ts';
import type { RecurrencePreview } from '../../src/contract/http/recurrence.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const WEEKLY = {
  title: 'Weekly',
  start: '2027-03-01T09:00',
  end: '2027-03-01T10:00',
  timeZone: 'Europe/Paris',
  recurrence: 'FREQ=WEEKLY;COUNT=6',
};

describe('series of events', () => {
  let server: MeetingServer;
  let api: ApiClient;
  let mona: ApiClient;

  beforeEach(async () => {
    server = await startMeetingServer();
    api = await server.signIn(await server.house.addAccount('olga@example.org'));
    mona = await server.signIn(await server.house.addAccount('mona@example.org'));
  });
  afterEach(() => server.close());

  const make = (more: object = {}): Promise<EventBody> => api.post('/events', { ...WEEKLY, ...more });
  const list = async (who = api, from = '2027-01-01', to = '2027-12-31'): Promise<EventBody[]> =>
    (await who.get<EventList>(`/events?from=${from}&to=${to}`)).events;
  const dates = async (who = api, from?: string, to?: string): Promise<string[]> =>
    (await list(who, from, to)).map(({ title, start }) => `${start} ${title}`);
  const change = (id: string, body: object): Promise<EventBody> => api.patch(`/events/${id}`, body);

  it('are listed date by date, at the same time of day on both sides of a clock change', async () => {
    const made = await make();
    expect(made).to.include({ recurring: true, recurrence: 'FREQ=WEEKLY;COUNT=6', start: '2027-03-01T09:00:00' });
    expect(made.seriesEndsAt).to.equal('2027-04-05T08:00:00.000Z');
    const shown = await list();
    expect(shown.map(({ recurrenceId }) => recurrenceId)).to.deep.equal([
      '2027-03-01T09:00:00',
      '2027-03-08T09:00:00',
      '2027-03-15T09:00:00',
      '2027-03-22T09:00:00',
      '2027-03-29T09:00:00',
      '2027-04-05T09:00:00',
    ]);
    expect(shown.map(({ startsAt }) => startsAt.slice(11, 16))).to.deep.equal([
      '08:00',
      '08:00',
      '08:00',
      '08:00',
      '07:00',
      '07:00',
    ]);
    expect(new Set(shown.map(({ id }) => id))).to.deep.equal(new Set([made.id]));
  });

  it('without end are shown in any year, also where no dates are listed yet', async () => {
    await make({ recurrence: 'FREQ=YEARLY' });
    expect(await dates(api, '2041-01-01', '2042-12-31')).to.deep.equal([
      '2041-03-01T09:00:00 Weekly',
      '2042-03-01T09:00:00 Weekly',
    ]);
  });

  it('change one date alone', async () => {
    const { id } = await make();
    const changed = await change(id, {
      recurrenceId: '2027-03-08T09:00',
      scope: 'this',
      title: 'Special',
      start: '2027-03-09T14:00',
      end: '2027-03-09T15:00',
    });
    expect(changed).to.include({ recurrenceId: '2027-03-08T09:00:00', changed: true, title: 'Special' });
    expect((await dates()).slice(0, 3)).to.deep.equal([
      '2027-03-01T09:00:00 Weekly',
      '2027-03-09T14:00:00 Special',
      '2027-03-15T09:00:00 Weekly',
    ]);
    // And once more, from where it is now.
    await change(id, { recurrenceId: '2027-03-08T09:00:00', location: 'Room 2' });
    const again = await api.get<EventBody>(`/events/${id}?recurrenceId=2027-03-08T09:00`);
    expect(again).to.include({ title: 'Special', location: 'Room 2', start: '2027-03-09T14:00:00' });
  });

  it('change one date and all that follow, which become an event of their own with the same meeting', async () => {
    const made = await make({ webMeeting: true, invitees: [{ email: 'mona@example.org' }] });
    const rest = await change(made.id, {
      recurrenceId: '2027-03-22T09:00',
      scope: 'following',
      title: 'Later',
      start: '2027-03-22T11:00',
      end: '2027-03-22T12:00',
    });
    expect(rest.id).not.to.equal(made.id);
    expect(rest.meeting?.id).to.equal(made.meeting?.id);
    expect(rest.recurrence).to.equal('FREQ=WEEKLY;COUNT=3');
    const expected = [
      '2027-03-01T09:00:00 Weekly',
      '2027-03-08T09:00:00 Weekly',
      '2027-03-15T09:00:00 Weekly',
      '2027-03-22T11:00:00 Later',
      '2027-03-29T11:00:00 Later',
      '2027-04-05T11:00:00 Later',
    ];
    expect(await dates()).to.deep.equal(expected);
    expect(await dates(mona)).to.deep.equal(expected);
  });

  it('change as a whole: dates that differ keep what is theirs and move along', async () => {
    const { id } = await make();
    await change(id, { recurrenceId: '2027-03-08T09:00', title: 'Special' });
    await api.delete(`/events/${id}?recurrenceId=2027-03-15T09:00`);
    await change(id, { scope: 'all', start: '2027-03-02T10:00', end: '2027-03-02T11:30', title: 'Moved' });
    expect(await dates()).to.deep.equal([
      '2027-03-02T10:00:00 Moved',
      '2027-03-09T10:00:00 Special',
      '2027-03-23T10:00:00 Moved',
      '2027-03-30T10:00:00 Moved',
      '2027-04-06T10:00:00 Moved',
    ]);
    expect((await list()).map(({ end }) => end.slice(11, 16))).to.deep.equal([
      '11:30',
      '11:30',
      '11:30',
      '11:30',
      '11:30',
    ]);
  });

  it('move as a whole by the date that was dragged', async () => {
    const { id } = await make({ recurrence: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3' });
    await change(id, {
      recurrenceId: '2027-03-08T09:00',
      scope: 'all',
      start: '2027-03-10T09:30',
      end: '2027-03-10T10:30',
    });
    expect(await dates()).to.deep.equal([
      '2027-03-03T09:30:00 Weekly',
      '2027-03-10T09:30:00 Weekly',
      '2027-03-17T09:30:00 Weekly',
    ]);
  });

  it('lose one date, those that follow, or all; with the last date the event is gone', async () => {
    const { id } = await make();
    await api.delete(`/events/${id}?recurrenceId=2027-03-08T09:00&scope=this`);
    expect(await dates()).to.have.length(5);
    await api.delete(`/events/${id}?recurrenceId=2027-03-22T09:00&scope=following`);
    expect(await dates()).to.deep.equal(['2027-03-01T09:00:00 Weekly', '2027-03-15T09:00:00 Weekly']);
    await api.delete(`/events/${id}?recurrenceId=2027-03-01T09:00`);
    await api.delete(`/events/${id}?recurrenceId=2027-03-15T09:00`);
    expect(await dates()).to.deep.equal([]);
    await api.refused(404, 'GET', `/events/${id}`);
  });

  it('come back as they were when a delete is undone', async () => {
    const made = await make({ webMeeting: true, invitees: [{ email: 'mona@example.org' }] });
    const before = await list();
    await api.delete(`/events/${made.id}?recurrenceId=2027-03-08T09:00&scope=following`);
    expect(await dates(mona)).to.have.length(1);
    await api.post(`/events/${made.id}/restore`);
    expect(await list()).to.deep.equal(before);
    expect(await dates(mona)).to.have.length(6);
    await api.delete(`/events/${made.id}`);
    expect(await dates(mona)).to.deep.equal([]);
    const back = await api.post<EventBody>(`/events/${made.id}/restore`);
    expect(back.meeting?.id).to.equal(made.meeting?.id);
    expect(await list()).to.deep.equal(before);
    await api.refused(404, 'POST', `/events/${made.id}/restore`);
    await api.post(`/events/${made.id}/start`, { recurrenceId: '2027-03-08T09:00' });
  });

  it('are not brought back over what somebody changed since', async () => {
    const { id } = await make();
    await api.delete(`/events/${id}?recurrenceId=2027-03-08T09:00`);
    await change(id, { scope: 'all', title: 'Other' });
    await api.refused(409, 'POST', `/events/${id}/restore`);
  });

  it('may have other people on one date, who have that date alone', async () => {
    const { id } = await make({ invitees: [{ email: 'zoe@example.net' }] });
    await change(id, {
      recurrenceId: '2027-03-08T09:00',
      invitees: [{ email: 'zoe@example.net' }, { email: 'mona@example.org' }],
    });
    expect(await dates(mona)).to.deep.equal(['2027-03-08T09:00:00 Weekly']);
    const shown = await list();
    expect(shown.map(({ invitees }) => invitees.length)).to.deep.equal([1, 2, 1, 1, 1, 1]);
    // Off the list of one date: the others stay in the calendar.
    await change(id, { scope: 'all', invitees: [{ email: 'zoe@example.net' }, { email: 'mona@example.org' }] });
    expect(await dates(mona)).to.have.length(6);
    await change(id, { recurrenceId: '2027-03-15T09:00', invitees: [{ email: 'zoe@example.net' }] });
    expect(await dates(mona)).to.have.length(5);
  });

  it('start on the date that is said', async () => {
    const { id, meeting } = await make({ webMeeting: true });
    await api.post(`/events/${id}/start`, { recurrenceId: '2027-03-15T09:00' });
    const session = await server.house.sessions.current(meeting?.id as never);
    expect(session?.recurrenceId).to.equal('2027-03-15T09:00:00');
    await api.refused(422, 'POST', `/events/${id}/start`, { recurrenceId: '2027-03-16T09:00' });
  });

  it('refuse what can only be said of the whole, and dates that there are not', async () => {
    const { id } = await make();
    const cases: Array<[object, string]> = [
      [{ recurrenceId: '2027-03-09T09:00', title: 'X' }, 'recurrenceId'],
      [{ recurrenceId: '2027-03-08', title: 'X' }, 'recurrenceId'],
      [{ scope: 'following', title: 'X' }, 'recurrenceId'],
      [{ recurrenceId: '2027-03-08T09:00', recurrence: 'FREQ=DAILY' }, 'recurrence'],
      [{ recurrenceId: '2027-03-08T09:00', webMeeting: true }, 'webMeeting'],
    ];
    for (const [body, path] of cases) {
      const problem = await api.refused(422, 'PATCH', `/events/${id}`, body);
      expect(
        problem.errors?.map((field) => field.path),
        JSON.stringify(body),
      ).to.deep.equal([path]);
    }
    await api.refused(422, 'DELETE', `/events/${id}?recurrenceId=2027-03-09T09:00`);
    await api.refused(422, 'DELETE', `/events/${id}?scope=this`);
  });

  it('can be looked at before they are made', async () => {
    const preview = await api.post<RecurrencePreview>('/recurrence/preview', {
      start: '2027-03-05T09:00',
      end: '2027-03-05T10:00',
      timeZone: 'Europe/Paris',
      recurrence: 'FREQ=WEEKLY',
      zones: ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo'],
      count: 2,
    });
    expect(preview.dates.map(({ start }) => start)).to.deep.equal(['2027-03-05T09:00:00', '2027-03-12T09:00:00']);
    expect(preview).to.include({ total: null, endsAt: null });
    expect(preview.shifts).to.deep.equal([
      { timeZone: 'America/New_York', date: '2027-03-19', before: '03:00', after: '04:00' },
      { timeZone: 'Asia/Tokyo', date: '2027-04-02', before: '17:00', after: '16:00' },
    ]);
    const counted = await api.post<RecurrencePreview>('/recurrence/preview', {
      start: '2027-03-26',
      end: '2027-03-26',
      recurrence: 'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231',
    });
    expect(counted).to.include({ total: 10 });
    expect(counted.dates[1]).to.include({ start: '2027-04-30', end: '2027-04-30', recurrenceId: '2027-04-30' });
    const problem = await api.refused(422, 'POST', '/recurrence/preview', {
      start: '2027-03-26',
      end: '2027-03-26',
      recurrence: 'FREQ=MINUTELY',
    });
    expect(problem.errors?.[0]).to.include({ path: 'recurrence', code: 'rule-too-frequent' });
  });

  it('are found by their words, the next date first', async () => {
    await make({ title: 'Réunion Équipe', location: 'Salle Ampère' });
    await make({ title: 'Other' });
    const found = await api.get<EventList>(`/events/search?q=${encodeURIComponent('equipe ampere')}&limit=2`);
    expect(found.events.map(({ start }) => start)).to.deep.equal(['2027-03-01T09:00:00', '2027-03-08T09:00:00']);
    expect((await api.get<EventList>('/events/search?q=nothing')).events).to.deep.equal([]);
  });
});
