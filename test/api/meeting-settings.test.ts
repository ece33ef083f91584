import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId } from '../../src/base/ids.ts';
import { type EventBody, eventSchema } from '../../src/contract/http/event.ts';
import { type MeetingBody, meetingSettingsAnswer, type SettingsOfMeeting } from '../../src/contract/http/meeting.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const DEFAULTS: SettingsOfMeeting = {
  everyoneWaits: false,
  keepChat: true,
  participantsMax: 1_000,
  recordingConsent: false,
  mailAfter: 'organizer',
};
const WHEN = { title: 'Review', start: '2027-03-01T10:00', end: '2027-03-01T11:00' };

describe('the settings of a meeting', () => {
  let server: MeetingServer;
  let olga: Account;
  let mona: Account;
  let api: ApiClient;

  before(async () => {
    server = await startMeetingServer();
    olga = await server.house.addAccount('olga@example.org', { name: 'Olga' });
    mona = await server.house.addAccount('mona@example.org', { name: 'Mona' });
    api = await server.signIn(olga);
  });
  after(() => server.close());

  const make = (more: object = {}): Promise<EventBody> =>
    api.post('/events', { ...WHEN, webMeeting: true, invitees: [{ email: 'mona@example.org' }], ...more });
  const storedOf = async (id: string | undefined): Promise<string> =>
    (await server.house.database('meetings').where({ id }).first('settings')).settings;
  const settingsOf = async (id: string | undefined): Promise<SettingsOfMeeting | undefined> =>
    (await server.house.meetings.findById(id as MeetingId))?.settings;

  it('are said whole, and stored only as far as they differ', async () => {
    const plain = await make();
    expect(eventSchema.safeParse(plain).error).to.equal(undefined);
    expect(plain.meetingSettings).to.deep.equal(DEFAULTS);
    expect(await storedOf(plain.meeting?.id)).to.equal('{}');
    const strict = await make({ meetingSettings: { everyoneWaits: true, participantsMax: 20, keepChat: true } });
    expect(strict.meetingSettings).to.deep.equal({ ...DEFAULTS, everyoneWaits: true, participantsMax: 20 });
    expect(JSON.parse(await storedOf(strict.meeting?.id))).to.deep.equal({ everyoneWaits: true, participantsMax: 20 });
    expect(await settingsOf(strict.meeting?.id)).to.deep.equal(strict.meetingSettings);
  });

  it('change one by one with the event, or alone: then the event stays as it is and nobody is told', async () => {
    const event = await make({ meetingSettings: { participantsMax: 20 } });
    const written = server.house.changed.length;
    const stored = await server.house.database('calendar_objects').where({ id: event.id }).first();
    const alone = await api.patch<EventBody>(`/events/${event.id}`, { meetingSettings: { keepChat: false } });
    expect(alone.meetingSettings).to.deep.equal({ ...DEFAULTS, keepChat: false, participantsMax: 20 });
    expect(server.house.changed).to.have.length(written);
    expect(await server.house.database('calendar_objects').where({ id: event.id }).first()).to.deep.equal(stored);
    const together = await api.patch<EventBody>(`/events/${event.id}`, {
      title: 'Other',
      meetingSettings: { everyoneWaits: true, participantsMax: 1_000, recordingConsent: true, mailAfter: 'nobody' },
    });
    expect(together).to.include({ title: 'Other' });
    expect(together.meetingSettings).to.deep.equal({
      everyoneWaits: true,
      keepChat: false,
      participantsMax: 1_000,
      recordingConsent: true,
      mailAfter: 'nobody',
    });
    expect(JSON.parse(await storedOf(event.meeting?.id))).to.deep.equal({
      everyoneWaits: true,
      keepChat: false,
      recordingConsent: true,
      mailAfter: 'nobody',
    });
    expect((await api.get<EventBody>(`/events/${event.id}`)).meetingSettings).to.deep.equal(together.meetingSettings);
  });

  it('come with a meeting that an event gets later, and need one', async () => {
    const event = await make({ webMeeting: false });
    expect(event).not.to.have.property('meetingSettings');
    const refusals = [
      await api.refused(422, 'PATCH', `/events/${event.id}`, { meetingSettings: { keepChat: false } }),
      await api.refused(422, 'POST', '/events', { ...WHEN, meetingSettings: {} }),
    ];
    for (const { errors } of refusals)
      expect(errors?.map(({ path, code }) => [path, code])).to.deep.equal([['meetingSettings', 'no-meeting']]);
    const opened = await api.patch<EventBody>(`/events/${event.id}`, {
      webMeeting: true,
      meetingSettings: { keepChat: false },
    });
    expect(opened.meetingSettings).to.deep.equal({ ...DEFAULTS, keepChat: false });
    await api.refused(422, 'PATCH', `/events/${event.id}`, { webMeeting: false, meetingSettings: { keepChat: true } });
  });

  it('are those of all dates of a series', async () => {
    const series = await make({ recurrence: 'FREQ=DAILY;COUNT=5' });
    const [date, later] = ['2027-03-02T10:00:00', '2027-03-03T10:00:00'];
    const one = await api.refused(422, 'PATCH', `/events/${series.id}`, {
      recurrenceId: date,
      scope: 'this',
      meetingSettings: { keepChat: false },
    });
    expect(one.errors?.map(({ path, code }) => [path, code])).to.deep.equal([['meetingSettings', 'whole-series']]);
    const split = await api.patch<EventBody>(`/events/${series.id}`, {
      recurrenceId: later,
      scope: 'following',
      title: 'Later',
      meetingSettings: { keepChat: false },
    });
    expect(split).to.include({ title: 'Later' });
    for (const id of [series.id, split.id])
      expect((await api.get<EventBody>(`/events/${id}`)).meetingSettings).to.deep.equal({
        ...DEFAULTS,
        keepChat: false,
      });
  });

  it('are for those who may change the event to see and set', async () => {
    const { id, meeting } = await make({ meetingSettings: { participantsMax: 5 } });
    const monas = await server.signIn(mona);
    const { events } = await monas.get<{ events: EventBody[] }>('/events?from=2027-03-01&to=2027-03-01');
    const copy = events.find((event) => event.meeting?.id === meeting?.id);
    expect(copy).to.include({ webMeeting: true }).and.not.to.have.property('meetingSettings');
    await monas.refused(403, 'PATCH', `/events/${copy?.id}`, { meetingSettings: { participantsMax: 9 } });
    await monas.refused(404, 'PATCH', `/events/${id}`, { meetingSettings: { participantsMax: 9 } });
    await monas.refused(404, 'PATCH', `/meetings/${meeting?.id}`, { settings: { participantsMax: 9 } });
    await server.client().refused(401, 'PATCH', `/meetings/${meeting?.id}`, { settings: { participantsMax: 9 } });
    expect(await settingsOf(meeting?.id)).to.deep.equal({ ...DEFAULTS, participantsMax: 5 });
  });

  it('change without the event too, for its organizer', async () => {
    const { meeting } = await make();
    const answer = await api.patch(`/meetings/${meeting?.id}`, { settings: { everyoneWaits: true } });
    expect(meetingSettingsAnswer.safeParse(answer).error).to.equal(undefined);
    expect(answer).to.deep.equal({ settings: { ...DEFAULTS, everyoneWaits: true } });
    expect(await settingsOf(meeting?.id)).to.deep.equal({ ...DEFAULTS, everyoneWaits: true });
    await api.refused(404, 'PATCH', '/meetings/123456789', { settings: {} });
    await api.refused(422, 'PATCH', `/meetings/${meeting?.id}`, {});
  });

  it('can be said for a meeting that starts at once', async () => {
    const { id } = await api.post<MeetingBody>('/meetings', { settings: { everyoneWaits: true, participantsMax: 2 } });
    expect(await settingsOf(id)).to.deep.equal({ ...DEFAULTS, everyoneWaits: true, participantsMax: 2 });
  });

  it('are refused field by field when they make no sense', async () => {
    const cases: ReadonlyArray<readonly [object, string]> = [
      [{ participantsMax: 1 }, 'meetingSettings.participantsMax'],
      [{ participantsMax: 1_001 }, 'meetingSettings.participantsMax'],
      [{ participantsMax: 2.5 }, 'meetingSettings.participantsMax'],
      [{ participantsMax: '20' }, 'meetingSettings.participantsMax'],
      [{ everyoneWaits: 'yes' }, 'meetingSettings.everyoneWaits'],
      [{ keepChat: null }, 'meetingSettings.keepChat'],
      [{ recordingConsent: 1 }, 'meetingSettings.recordingConsent'],
      [{ mailAfter: 'all' }, 'meetingSettings.mailAfter'],
      [{ recordEverything: true }, 'meetingSettings.recordEverything'],
    ];
    const { id } = await make();
    for (const [meetingSettings, path] of cases)
      for (const [method, url, body] of [
        ['POST', '/events', { ...WHEN, webMeeting: true, meetingSettings }],
        ['PATCH', `/events/${id}`, { meetingSettings }],
      ] as const) {
        const problem = await api.refused(422, method, url, body);
        expect(
          problem.errors?.map((error) => error.path),
          JSON.stringify(meetingSettings),
        ).to.deep.equal([path]);
      }
  });

  it('that another version wrote count as not said', async () => {
    const { meeting } = await make();
    await server.house.database('meetings').where({ id: meeting?.id }).update({ settings: '{"keepChat":"perhaps"}' });
    expect(await settingsOf(meeting?.id)).to.deep.equal(DEFAULTS);
  });
});
