import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import type { MeetingId, SessionId } from '../../src/base/ids.ts';
import { createListInvited } from '../../src/calendar/list-invited.ts';
import type { SessionList } from '../../src/contract/http/attendance.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import { createAttendanceRoutes } from '../../src/meetings/attendance-routes.ts';
import { createAttendanceStore } from '../../src/meetings/attendance-store.ts';
import { createAttendanceView } from '../../src/meetings/attendance-view.ts';
import { createSessionClosingStore } from '../../src/meetings/papers/session-closing-store.ts';
import { createReadAttendance } from '../../src/meetings/read-attendance.ts';
import type { ApiClient } from '../kit/api-client.ts';
import type { MeetingHouse } from '../kit/meeting-house.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const EVENT = {
  title: 'Review <script>',
  start: '2027-02-01T10:00',
  end: '2027-02-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
} as const;

const viewOf = (house: MeetingHouse) => {
  const store = createAttendanceStore(house.database);
  return createAttendanceView({
    ...{ ...house, store },
    readAttendance: createReadAttendance({ ...house, store, listInvited: createListInvited(house) }),
    left: {
      recordingsOf: async () => [
        { id: 'r1', number: 1, state: 'ready', durationMs: 60_000, documentId: 'd' },
        { id: 'r2', number: 2, state: 'failed', durationMs: undefined, documentId: undefined },
      ],
      papersOf: createSessionClosingStore(house.database).papersOf,
    },
  });
};

describe('attendance in full', () => {
  let server: MeetingServer;
  let api: ApiClient;
  let olga: Account;
  let ann: Account;
  let event: EventBody;
  let session: SessionId;

  beforeEach(async () => {
    server = await startMeetingServer({
      more: (house) => [createAttendanceRoutes({ attendanceView: viewOf(house) })],
    });
    olga = await server.house.addAccount('olga@example.org', { name: 'Olga', language: 'fr' });
    api = await server.signIn(olga);
    ann = await server.house.addAccount('Ann@example.org', { name: 'Ann' });
    event = await api.post('/events', {
      ...EVENT,
      invitees: [
        { email: ann.email },
        { email: 'zoe@example.net', name: 'Zoe' },
        { email: 'max@example.net', name: 'Max' },
      ],
    });
    session = (await server.house.sessions.start(event.meeting?.id as MeetingId, '')).id;
  });
  afterEach(() => server.close());

  let number = 0;
  const come = async (person: string, name: string, more: object = {}): Promise<void> => {
    number += 1;
    const at = server.house.clock.nowMs();
    await server.house.database('participants').insert({
      ...{ id: `p${number}`, session_id: session, number, name, role: 'attendee', via: 'web', person },
      ...{ resume_hash: `p${number}`, joined_ms: at, left_ms: null, ...more },
    });
  };
  const path = (rest = ''): string => `/meetings/${event.meeting?.id}/sessions${rest}`;
  const end = async (): Promise<void> => {
    server.house.clock.forward(600_000);
    await server.house.sessions.end(session, 'ended');
  };
  const paper = async (kind: string, client = api, query = ''): Promise<Response> =>
    fetch(`${server.url}/api/v1${path(`/${session}/papers/${kind}`)}${query}`, { headers: client.headers });

  it('says who was invited, what they had answered, who did not come, and who agreed to recording', async () => {
    await come(`account:${olga.id}`, 'Olga', { role: 'organizer' });
    await come(`account:${ann.id}`, 'Ann');
    const atMs = server.house.clock.nowMs();
    // By her link on the telephone too, and with the account that is known by it: one person.
    await come('invitee:zoe@example.net', 'Zoe', { consented_ms: atMs });
    await come('guest:1', 'Guest', { also: '' });
    await server.house.database('attendees').where({ address: 'zoe@example.net' }).update({ answer: 'ACCEPTED' });
    await end();
    const [one] = (await api.get<SessionList>(path())).sessions;
    expect(one?.people.map(({ name, invited, email }) => ({ name, invited, email }))).to.deep.equal([
      { name: 'Olga', invited: true, email: 'olga@example.org' },
      { name: 'Ann', invited: true, email: 'ann@example.org' },
      { name: 'Zoe', invited: true, email: 'zoe@example.net' },
      { name: 'Guest', invited: false, email: undefined },
    ]);
    expect(one?.people.map(({ answer }) => answer)).to.deep.equal([undefined, 'NEEDS-ACTION', 'ACCEPTED', undefined]);
    expect(one?.people[2]?.consentedAt).to.equal(new Date(atMs).toISOString());
    expect(one?.absent).to.deep.equal([{ name: 'Max', email: 'max@example.net', answer: 'NEEDS-ACTION' }]);
    expect(one?.recordings).to.deep.equal([
      { id: 'r1', number: 1, state: 'ready', durationMs: 60_000 },
      { id: 'r2', number: 2, state: 'failed' },
    ]);
  });

  it('tells who runs a date in the organizer’s place no addresses', async () => {
    await come('invitee:zoe@example.net', 'Zoe');
    await end();
    await server.house.unitOfWork((transaction) =>
      server.house.deputies.put(transaction, {
        meetingId: event.meeting?.id as MeetingId,
        ...{ recurrenceId: '', address: ann.email.toLowerCase(), namedMs: 0 },
      }),
    );
    const anns = await server.signIn(ann);
    expect(JSON.stringify(await anns.get(path()))).to.not.match(/zoe@|max@/);
    for (const kind of ['attendance.csv', 'attendance.html'])
      expect(await (await paper(kind, anns)).text())
        .to.contain('Zoe')
        .and.not.match(/zoe@|max@/);
  });

  it('is a CSV that spreadsheets read and that runs nothing', async () => {
    for (const name of ['=1+1', '+1', '-1', '@x', '\t=1', '"; drop', 'Ann, the first'])
      await come(`guest:${name}`, name);
    await end();
    const answer = await paper('attendance.csv', api, '?language=en&timeZone=UTC');
    expect(answer.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).to.match(
      /^attachment; filename="?review-script-2027-02-01-attendance\.csv/,
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').slice(1).split('\r\n');
    const names = lines.slice(1, 8).map((line) => /^"((?:[^"]|"")*)"/.exec(line)?.[1]);
    expect(names).to.deep.equal(["'=1+1", "'+1", "'-1", "'@x", "'\t=1", '""; drop', 'Ann, the first']);
    expect(lines.at(-1)).to.equal('');
  });

  it('is a page to print that stands alone and in which nothing runs', async () => {
    await come('guest:1', '<img src=x onerror=alert(1)>');
    await end();
    const answer = await paper('attendance.html');
    expect(answer.headers.get('content-security-policy')).to.contain('sandbox').and.contain("default-src 'none'");
    const page = await answer.text();
    expect(page).to.contain('lang="fr"').and.contain('Review &lt;script&gt;').and.contain('&lt;img src=x');
    expect(page).to.not.match(/<script|<img|href=/i);
    expect(page).to.contain('@page { size: A4');
  });

  it('is refused to everyone else, and for what there is nothing of', async () => {
    await end();
    const max = await server.signIn(await server.house.addAccount('max@example.net'));
    expect((await paper('attendance.csv', max)).status).to.equal(404);
    expect((await paper('attendance.csv', server.client())).status).to.equal(401);
    expect((await paper('chat.txt')).status).to.equal(404);
    expect((await paper('attendance.exe')).status).to.equal(422);
    expect((await paper('attendance.csv', api, '?timeZone=Nowhere')).status).to.equal(422);
  });
});
