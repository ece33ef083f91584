import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId, SessionId } from '../../src/base/ids.ts';
import { createListInvited } from '../../src/calendar/list-invited.ts';
import type { KeptChat, SessionList } from '../../src/contract/http/attendance.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import { createAttendanceRoutes } from '../../src/meetings/attendance-routes.ts';
import { createAttendanceStore } from '../../src/meetings/attendance-store.ts';
import { createAttendanceView } from '../../src/meetings/attendance-view.ts';
import { createSessionClosingStore } from '../../src/meetings/papers/session-closing-store.ts';
import { createReadAttendance } from '../../src/meetings/read-attendance.ts';
import { forgetChat } from '../../src/room/forget-chat.ts';
import type { ApiClient } from '../kit/api-client.ts';
import type { MeetingHouse } from '../kit/meeting-house.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const EVENT = {
  title: 'Review',
  start: '2027-02-01T10:00',
  end: '2027-02-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
} as const;
const MINUTE_MS = 60_000;

const viewOf = (house: MeetingHouse) => {
  const store = createAttendanceStore(house.database);
  return createAttendanceView({
    ...{ ...house, store },
    readAttendance: createReadAttendance({ ...house, store, listInvited: createListInvited(house) }),
    left: { recordingsOf: async () => [], papersOf: createSessionClosingStore(house.database).papersOf },
  });
};

describe('who was there', () => {
  let server: MeetingServer;
  let api: ApiClient;
  let ann: Account;
  let anns: ApiClient;

  beforeEach(async () => {
    server = await startMeetingServer({
      more: (house) => [
        createAttendanceRoutes({
          attendanceView: viewOf(house),
        }),
      ],
    });
    api = await server.signIn(await server.house.addAccount('olga@example.org', { name: 'Olga' }));
    ann = await server.house.addAccount('ann@example.org', { name: 'Ann' });
    anns = await server.signIn(ann);
  });
  afterEach(() => server.close());

  const make = (more: object = {}): Promise<EventBody> =>
    api.post('/events', { ...EVENT, invitees: [{ email: ann.email }], ...more });
  const path = (event: EventBody, rest = ''): string => `/meetings/${event.meeting?.id}/sessions${rest}`;
  const list = (event: EventBody, client = api): Promise<SessionList> => client.get(path(event));
  const run = async (event: EventBody): Promise<SessionId> => {
    const session = await server.house.sessions.start(event.meeting?.id as MeetingId, event.recurrenceId ?? '');
    return session.id;
  };
  let number = 0;
  const come = async (
    session: SessionId,
    person: string,
    stays: ReadonlyArray<readonly [fromMinute: number, toMinute: number | null]>,
    more: object = {},
  ): Promise<void> => {
    number += 1;
    const id = `p${number}`;
    const at = (minute: number): number => server.house.clock.nowMs() + minute * MINUTE_MS;
    await server.house.database('participants').insert({
      ...{ id, session_id: session, number, name: person, role: 'attendee', via: 'web', person, resume_hash: id },
      ...{ joined_ms: at(stays[0]?.[0] ?? 0), left_ms: null, ...more },
    });
    for (const [from, to] of stays)
      await server.house
        .database('attendance')
        .insert({ session_id: session, participant_id: id, from_ms: at(from), to_ms: to === null ? null : at(to) });
  };
  const say = (session: SessionId, sequence: number, text: string, more: object = {}) =>
    server.house.database('chat_messages').insert({
      ...{ id: `${session}${sequence}`, session_id: session, sequence, participant_id: 'p', sender_name: 'Zoe', text },
      ...{ client_id: String(sequence), sent_ms: server.house.clock.nowMs() + sequence, ...more },
    });

  it('is told with stays that were cut by lost connections, devices in one entry, and addresses for the organizer alone', async () => {
    const event = await make();
    const session = await run(event);
    const { clock } = server.house;
    const fromMs = clock.nowMs();
    await come(session, 'invitee:zoe@example.net', [
      [0, 10],
      [20, 30],
    ]);
    await come(session, 'invitee:zoe@example.net', [[25, 40]], { name: 'Zoe', via: 'phone' });
    await come(session, 'guest:secret', [[5, null]], { name: 'Guest' });
    clock.forward(40 * MINUTE_MS);
    const [running] = (await list(event)).sessions;
    expect(running).to.not.have.property('endedAt');
    expect(running?.people[1]).to.deep.include({ name: 'Guest', seconds: 35 * 60 });
    expect(running?.people[1]?.stays[0]).to.not.have.property('to');
    clock.forward(5 * MINUTE_MS);
    await server.house.sessions.end(session, 'ended');
    const iso = (minute: number): string => new Date(fromMs + minute * MINUTE_MS).toISOString();
    const answer = await list(event);
    expect(answer).to.deep.equal({
      sessions: [
        {
          ...{ id: session, recurrenceId: '', startedAt: iso(0), endedAt: iso(45), reason: 'ended', messages: 0 },
          ...{ files: [], recordings: [], absent: [{ name: 'Ann', email: 'ann@example.org', answer: 'NEEDS-ACTION' }] },
          people: [
            {
              ...{
                name: 'Zoe',
                role: 'attendee',
                via: 'both',
                seconds: 30 * 60,
                invited: false,
                email: 'zoe@example.net',
              },
              stays: [
                { from: iso(0), to: iso(10) },
                { from: iso(20), to: iso(40) },
              ],
            },
            {
              ...{ name: 'Guest', role: 'attendee', via: 'web', seconds: 40 * 60, invited: false },
              stays: [{ from: iso(5), to: iso(45) }],
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(answer)).to.not.match(/secret/);
  });

  it('comes page by page, the newest session first', async () => {
    const event = await make();
    const ids: SessionId[] = [];
    for (let count = 0; count < 5; count += 1) {
      const session = await run(event);
      ids.unshift(session);
      await server.house.sessions.end(session, 'empty');
      // Two begin in the same moment.
      if (count !== 2) server.house.clock.forward(MINUTE_MS);
    }
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const query: string = next === '' ? '?limit=2' : `?limit=2&before=${next}`;
      const page: SessionList = await api.get(path(event, query));
      seen.push(...page.sessions.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).to.have.members(ids).and.have.length(5);
    expect(seen.slice(0, 1)).to.deep.equal(ids.slice(0, 1));
  });

  it('comes with the chat of all: not what was taken away, nothing private, nothing of other sessions', async () => {
    const event = await make();
    const before = await run(event);
    await say(before, 1, 'before');
    await server.house.sessions.end(before, 'ended');
    server.house.clock.forward(MINUTE_MS);
    const session = await run(event);
    await say(session, 1, 'Bonjour');
    await say(session, 2, '', { deleted_by: 'author' });
    await say(session, 3, 'Hello');
    await server.house.database('private_messages').insert({
      ...{ id: 'x', session_id: session, sequence: 1, participant_id: 'a', recipient_id: 'b', sender_name: 'A' },
      ...{ recipient_name: 'B', client_id: 'x', text: 'for you alone', sent_ms: 1 },
    });
    expect((await list(event)).sessions.map(({ messages }) => messages)).to.deep.equal([2, 1]);
    const { messages } = await api.get<KeptChat>(path(event, `/${session}/chat`));
    expect(messages.map(({ name, text }) => `${name}: ${text}`)).to.deep.equal(['Zoe: Bonjour', 'Zoe: Hello']);
    await forgetChat(server.house.database, session);
    expect((await list(event)).sessions.map(({ messages: count }) => count)).to.deep.equal([0, 1]);
    expect(await api.get(path(event, `/${session}/chat`))).to.deep.equal({ messages: [] });
  });

  it('is for the organizer, the deputy and co-organizers; to everyone else there is nothing', async () => {
    const event = await make();
    const session = await run(event);
    const id = event.meeting?.id as MeetingId;
    const visitor = server.client();
    const unknown = await anns.refused(404, 'GET', '/meetings/123456789/sessions');
    for (const rest of ['', `/${session}/chat`]) {
      expect(await anns.refused(404, 'GET', path(event, rest))).to.deep.equal(unknown);
      await visitor.refused(401, 'GET', path(event, rest));
    }
    await server.house.unitOfWork((transaction) =>
      server.house.deputies.put(transaction, { meetingId: id, recurrenceId: '', address: ann.email, namedMs: 0 }),
    );
    expect((await list(event, anns)).sessions).to.have.length(1);
    expect(await anns.get(path(event, `/${session}/chat`))).to.deep.equal({ messages: [] });
    await server.house.unitOfWork((transaction) => server.house.deputies.remove(transaction, id, ''));
    await anns.refused(404, 'GET', path(event));
    await api.call('PUT', `/calendars/${event.calendarId}/shares`, { shares: [{ email: ann.email, access: 'write' }] });
    expect((await list(event, anns)).sessions).to.have.length(1);
    // Another meeting of the same organizer has another chat.
    const other = await make();
    await api.refused(404, 'GET', path(other, `/${session}/chat`));
    await api.refused(404, 'GET', path(other, '/nothing/chat'));
  });

  it('is nothing yet where nothing has run', async () => {
    const event = await make();
    expect(await list(event)).to.deep.equal({ sessions: [] });
  });
});
