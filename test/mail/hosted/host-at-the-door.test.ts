import { expect } from 'chai';
import type { MeetingId } from '../../../src/base/ids.ts';
import type { Door, JoinAnswer } from '../../../src/contract/http/meeting.ts';
import { createSetInvitees } from '../../../src/meetings/set-invitees.ts';
import { HOST, hostIn, mailedObject } from '../../kit/hosted-house.ts';
import { type MeetingServer, startMeetingServer } from '../../kit/start-meeting-server.ts';

const EVENT = [
  'DTSTART:20270208T090000Z',
  'DTEND:20270208T100000Z',
  'SUMMARY:Point hebdomadaire',
  'SEQUENCE:0',
  'DTSTAMP:20270201T080000Z',
];

describe('a host without account, at the door', () => {
  let server: MeetingServer;
  let hosting: Awaited<ReturnType<typeof hostIn>>;
  beforeEach(async () => {
    server = await startMeetingServer();
    hosting = await hostIn(server.house);
    await hosting.mail(mailedObject('REQUEST', [EVENT]));
  });
  afterEach(() => server.close());

  const meetingOf = async () => {
    const [mail] = await hosting.mails();
    if (mail?.kind !== 'hosted') throw new Error('no answer');
    return mail.meeting;
  };
  const tokenOf = async (): Promise<string> => (await meetingOf()).link.split('/').at(-1) ?? '';
  const roleOf = (answer: JoinAnswer) =>
    'ticket' in answer ? server.house.entryTickets.redeem(answer.ticket)?.role : undefined;

  it('sees title and time, and that coming in starts the meeting', async () => {
    const door = await server.client().get<Door>(`/join/${await tokenOf()}`);
    expect(door).to.deep.include({
      title: 'Point hebdomadaire',
      organizerName: 'Claire Petit',
      startsAt: '2027-02-08T09:00:00.000Z',
      role: 'organizer',
      live: false,
      startsByJoining: true,
    });
    expect(door).to.not.have.property('startUrl');
  });

  it('starts it with the link alone, and a guest comes in with ID and PIN', async () => {
    const { id, pin } = await meetingOf();
    const guest = { name: 'Zoe', pin };
    expect(await server.client().post(`/meetings/${id}/join`, guest)).to.include({ waiting: true });
    const host = server.client();
    const answer = await host.post<JoinAnswer>(`/join/${await tokenOf()}`, { name: 'Claire', start: true });
    expect(roleOf(answer)).to.equal('organizer');
    const joined = await server.client().post<JoinAnswer>(`/meetings/${id}/join`, guest);
    expect(roleOf(joined)).to.equal('attendee');
    expect(await host.get<Door>(`/meetings/${id}`)).to.include({ role: 'organizer', live: true });
    const again = await host.post<JoinAnswer>(`/meetings/${id}/join`, { name: 'Claire' });
    expect(roleOf(again)).to.equal('organizer');
  });

  it('waits when joining without starting: nothing begins by accident', async () => {
    const answer = await server.client().post<JoinAnswer>(`/join/${await tokenOf()}`, { name: 'Claire' });
    expect(answer).to.deep.include({ waiting: true, startsAt: '2027-02-08T09:00:00.000Z' });
    expect(await server.house.sessions.all()).to.deep.equal([]);
  });

  it('no longer opens anything once the meeting is cancelled', async () => {
    const gone = [...EVENT.slice(0, 3), 'SEQUENCE:1', 'DTSTAMP:20270202T080000Z', 'STATUS:CANCELLED'];
    await hosting.mail(mailedObject('CANCEL', [gone]));
    const answer = await server.client().call<{ code: string }>('POST', `/join/${await tokenOf()}`, {
      name: 'Claire',
      start: true,
    });
    expect(answer.body.code).to.equal('meeting-cancelled');
    expect(await server.house.sessions.all()).to.deep.equal([]);
  });

  it('hears with the PIN that it was cancelled, and is offered no file: the event is in another house', async () => {
    const meeting = await meetingOf();
    const gone = [...EVENT.slice(0, 3), 'SEQUENCE:1', 'DTSTAMP:20270202T080000Z', 'STATUS:CANCELLED'];
    const knock = () =>
      server.client().post<JoinAnswer>(`/meetings/${meeting.id}/join`, { name: 'Gus', pin: meeting.pin });
    const before = await knock();
    expect(before).to.have.nested.property('news.state', 'open');
    expect(before).to.not.have.nested.property('news.calendarUrl');
    expect(await server.client().get(`/meetings/${meeting.id}`)).to.deep.equal({ needsPin: true });
    await hosting.mail(mailedObject('CANCEL', [gone]));
    const after = await knock();
    expect(after).to.have.nested.property('news.state', 'cancelled');
    expect(after).to.not.have.nested.property('news.calendarUrl');
  });

  it('is no other link: an invitee’s starts nothing, nor does one that nobody gave out', async () => {
    const { house } = server;
    const ann = await house.addAccount('ann@example.org');
    await house.scheduleEvent(ann, {
      title: 'Ours',
      start: '2027-02-08T10:00:00',
      end: '2027-02-08T11:00:00',
      timeZone: 'Europe/Paris',
      webMeeting: true,
      invitees: [{ email: HOST, role: 'moderator' }],
    });
    const [event] = await house.events.listInviting(HOST, 0);
    if (!event?.meetingId) throw new Error('no meeting');
    const [grant] = await house.grants.listOf(event.meetingId);
    const token = house.keys.join(event.meetingId, HOST, grant?.generation ?? 1);
    const client = server.client();
    const start = { name: 'Claire', start: true };
    expect((await client.call<{ code: string }>('POST', `/join/${token}`, start)).body.code).to.equal('not-allowed');
    expect(await client.get<Door>(`/join/${token}`))
      .to.include({ role: 'attendee' })
      .and.not.have.property('startsByJoining');
    const unknown = await client.call<{ code: string }>('POST', `/join/${'A'.repeat(22)}`, start);
    expect(unknown.body.code).to.equal('unknown-link');
    expect(await house.sessions.all()).to.deep.equal([]);
  });

  it('keeps their key when the invitees of the meeting are settled, which gives it to nobody', async () => {
    const { house } = server;
    const meetingId = (await meetingOf()).id as MeetingId;
    const setInvitees = createSetInvitees(house);
    const invitee = { email: HOST, name: 'Claire', role: 'attendee' as const };
    await house.unitOfWork((transaction) => setInvitees(transaction, meetingId, [invitee]));
    await house.unitOfWork((transaction) => setInvitees(transaction, meetingId, []));
    expect(await server.client().get<Door>(`/join/${await tokenOf()}`)).to.include({ startsByJoining: true });
  });
});
