import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import express from 'express';
import ICAL from 'ical.js';
import type { Account } from '../../src/accounts/account.ts';
import { createWebApp } from '../../src/app/web-app.ts';
import type { EventId, MeetingId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import type { NewEvent } from '../../src/contract/http/event.ts';
import {
  type Door,
  doorNewsSchema,
  doorSchema,
  type JoinAnswer,
  joinAnswerSchema,
} from '../../src/contract/http/meeting.ts';
import { createMeetingCookies } from '../../src/meetings/meeting-cookies.ts';
import { createMeetingRoutes } from '../../src/meetings/meeting-routes.ts';
import { ApiClient } from '../kit/api-client.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Monday 1 March 2027, 10:00 in Paris. */
const wanted: NewEvent = {
  title: 'Budget',
  start: '2027-03-01T10:00',
  end: '2027-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [
    { email: 'ann@example.com', name: 'Ann' },
    { email: 'bob@example.com', name: 'Bob' },
  ],
};
const weekly: NewEvent = { ...wanted, recurrence: 'FREQ=WEEKLY;COUNT=8' };

const span = (day: string, hour: number, hours = 1) => ({
  startsAt: `2027-${day}T${String(hour).padStart(2, '0')}:00:00.000Z`,
  endsAt: `2027-${day}T${String(hour + hours).padStart(2, '0')}:00:00.000Z`,
  allDay: false,
});

const linkIn = (mails: readonly CaughtMail[], address: string): string => {
  const text = mails.find(({ to }) => to.includes(address))?.parsed.text ?? '';
  const token = /\/j\/([\w-]{22})/.exec(text)?.[1];
  if (token === undefined) throw new Error(`no link for ${address}`);
  return `/join/${token}`;
};

describe('the door tells the truth', () => {
  let house: InvitationHouse;
  let organizer: Account;
  let server: Server;
  let client: ApiClient;

  const closeWeb = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const openWeb = async (): Promise<void> => {
    const web = createWebApp({
      https: false,
      trustProxy: [],
      isOwnOrigin: () => true,
      readiness: { problem: async () => undefined },
      viewer: (_request, _response, next) => next(),
      api: [createMeetingRoutes({ ...house, meetingCookies: createMeetingCookies({ secure: false }) })],
      pages: express.Router(),
      log: silentLog,
    });
    server = createServer(web);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    client = new ApiClient(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  };
  const reopen = async (): Promise<void> => {
    await closeWeb();
    await openWeb();
  };
  beforeEach(async () => {
    house = await openInvitationHouse();
    organizer = await house.addAccount('zoe@example.org', { name: 'Zoé Martin', language: 'fr' });
    await openWeb();
  });
  afterEach(async () => {
    await closeWeb();
    await house.close();
  });

  const schedule = async (event: NewEvent = wanted) => {
    const { objectId: id, meetingId } = await house.scheduleEvent(organizer, event);
    const mails = await house.deliver();
    return { id, meetingId: meetingId as MeetingId, mails, link: linkIn(mails, 'ann@example.com') };
  };
  const change = async (id: EventId, body: Parameters<InvitationHouse['changeEvent']>[2]) => {
    await house.changeEvent(organizer, id, body);
    return house.deliver();
  };
  const remove = async (id: EventId, body: Partial<Parameters<InvitationHouse['deleteEvent']>[2]> = {}) => {
    await house.deleteEvent(organizer, id, { notify: true, ...body });
    // It can be undone for so long.
    house.clock.forward(MINUTE_MS);
    return house.deliver();
  };
  const door = async (link: string): Promise<Door> => {
    const answer = await client.get<Door>(link);
    expect(doorSchema.safeParse(answer).error).to.equal(undefined);
    return answer;
  };
  const calendarAt = async (url: string | undefined) => {
    const answer = await client.call<string>('GET', (url ?? '/none').replace('/api/v1', ''));
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-disposition')).to.equal('attachment; filename="invite.ics"');
    const root = new ICAL.Component(ICAL.parse(answer.body));
    const events = root.getAllSubcomponents('vevent');
    const [event] = events;
    const method = String(root.getFirstPropertyValue('method'));
    expect(answer.headers.get('content-type')).to.equal(`text/calendar; charset=utf-8; method=${method}`);
    return {
      method,
      text: answer.body,
      events,
      sequence: Number(event?.getFirstPropertyValue('sequence')),
      start: String(event?.getFirstPropertyValue('dtstart')),
      status: event?.getFirstPropertyValue('status'),
      people: (event?.getAllProperties('attendee') ?? []).map((one) => String(one.getFirstValue())),
    };
  };
  const sequenceIn = (mails: readonly CaughtMail[], address: string): number => {
    const text = mails.findLast(({ to }) => to.includes(address))?.calendar ?? '';
    return Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1]);
  };
  const pinOf = async (meetingId: MeetingId): Promise<string> => (await house.meetings.findById(meetingId))?.pin ?? '';
  const knock = async (meetingId: string, pin: string | undefined) => {
    const body = { name: 'Gus', ...(pin !== undefined && { pin }) };
    const answer = await client.post<JoinAnswer>(`/meetings/${meetingId}/join`, body);
    expect(joinAnswerSchema.safeParse(answer).error).to.equal(undefined);
    if (!('waiting' in answer)) throw new Error('came in');
    return answer;
  };

  describe('to who holds a personal link', () => {
    it('of what is as it was told: when it is, and nothing about a change', async () => {
      const { link } = await schedule();
      const told = await door(link);
      expect(told).to.include({ state: 'open', title: 'Budget', ...span('03-01', 9) });
      expect(told).to.not.have.any.keys('movedFrom', 'cancelledBy', 'cancelledDate');
      const file = await calendarAt(told.calendarUrl);
      expect(file).to.include({ method: 'REQUEST', start: '2027-03-01T09:00:00Z', sequence: 0 });
    });

    it('of what was moved without a mail: when it is, when it was, and a file that replaces the old one', async () => {
      const { id, link, mails } = await schedule();
      await change(id, { start: '2027-03-04T15:00', end: '2027-03-04T16:00', notify: false });
      const told = await door(link);
      expect(told).to.include({ state: 'open', ...span('03-04', 14) });
      expect(told.movedFrom).to.deep.equal(span('03-01', 9));
      const file = await calendarAt(told.calendarUrl);
      expect(file).to.include({ method: 'REQUEST', start: '2027-03-04T14:00:00Z' });
      expect(file.sequence).to.be.greaterThan(sequenceIn(mails, 'ann@example.com'));
    });

    it('of what was moved by a mail that their program ignored: when it was by the mail before', async () => {
      const { id, link } = await schedule();
      const mails = await change(id, { start: '2027-03-04T15:00', end: '2027-03-04T16:00' });
      const told = await door(link);
      expect(told.movedFrom).to.deep.equal(span('03-01', 9));
      const file = await calendarAt(told.calendarUrl);
      expect(file.sequence).to.equal(sequenceIn(mails, 'ann@example.com'));
      expect(file.people).to.include('mailto:ann@example.com');
      expect(file.text.replace(/\r\n /g, '')).to.include(link.replace('/join/', '/j/'));
    });

    it('of a series that was moved: when its next date was', async () => {
      const { id, link } = await schedule(weekly);
      await change(id, { scope: 'all', start: '2027-03-01T15:00', end: '2027-03-01T16:00' });
      const told = await door(link);
      expect(told).to.include({ state: 'open', ...span('03-01', 14) });
      expect(told.movedFrom).to.deep.equal(span('03-01', 9));
    });

    it('of one date that was moved: when it was', async () => {
      const { id, link } = await schedule(weekly);
      await change(id, {
        scope: 'this',
        recurrenceId: '2027-03-01T10:00:00',
        start: '2027-03-02T15:00',
        end: '2027-03-02T16:00',
      });
      const told = await door(link);
      expect(told).to.include({ state: 'open', ...span('03-02', 14) });
      expect(told.movedFrom).to.deep.equal(span('03-01', 9));
      const file = await calendarAt(told.calendarUrl);
      expect(file.events).to.have.length(2);
    });

    it('of one date that was cancelled: that it does not take place, and when the next one is', async () => {
      const { id, link } = await schedule(weekly);
      house.clock.forward(28 * DAY_MS - 2 * HOUR_MS);
      await remove(id, { scope: 'this', recurrenceId: '2027-03-01T10:00:00' });
      const told = await door(link);
      expect(told).to.include({ state: 'open', ...span('03-08', 9) });
      expect(told.cancelledDate).to.deep.equal(span('03-01', 9));
      const file = await calendarAt(told.calendarUrl);
      expect(file.text).to.match(/^EXDATE;TZID=Europe\/Paris:20270301T100000/m);
    });

    it('of what was cancelled: by whom, what and when it would have been, and a cancellation to download', async () => {
      const { id, link } = await schedule();
      const mails = await remove(id);
      const told = await door(link);
      expect(told).to.deep.equal({
        needsPin: false,
        state: 'cancelled',
        title: 'Budget',
        organizerName: 'Zoé Martin',
        cancelledBy: 'Zoé Martin',
        timeZone: 'Europe/Paris',
        ...span('03-01', 9),
        calendarUrl: told.calendarUrl,
      });
      const file = await calendarAt(told.calendarUrl);
      expect(file).to.include({ method: 'CANCEL', status: 'CANCELLED' });
      expect(file.sequence).to.equal(sequenceIn(mails, 'ann@example.com'));
      expect(file.people).to.include('mailto:ann@example.com');
    });

    it('of what was cancelled in silence: a cancellation that counts for more than what they have', async () => {
      const { id, link, mails } = await schedule();
      expect(await remove(id, { notify: false })).to.deep.equal([]);
      const told = await door(link);
      expect(told).to.include({ state: 'cancelled', cancelledBy: 'Zoé Martin' });
      const file = await calendarAt(told.calendarUrl);
      expect(file.sequence).to.be.greaterThan(sequenceIn(mails, 'ann@example.com'));
    });

    it('of a series that was cancelled: when the next date would have been', async () => {
      const { id, link } = await schedule(weekly);
      house.clock.forward(30 * DAY_MS);
      await remove(id, { scope: 'all' });
      expect(await door(link)).to.include({ state: 'cancelled', title: 'Budget', ...span('03-08', 9) });
    });

    it('of what goes on without them: that, and nothing that they were not told', async () => {
      const { id, link } = await schedule();
      await change(id, { invitees: [{ email: 'bob@example.com', name: 'Bob' }] });
      await change(id, { title: 'Secret plans', start: '2027-03-09T10:00', end: '2027-03-09T11:00' });
      const told = await door(link);
      expect(told).to.deep.equal({
        needsPin: false,
        state: 'removed',
        title: 'Budget',
        organizerName: 'Zoé Martin',
        timeZone: 'Europe/Paris',
        ...span('03-01', 9),
        calendarUrl: told.calendarUrl,
      });
      const file = await calendarAt(told.calendarUrl);
      expect(file).to.include({ method: 'CANCEL', start: '2027-03-01T09:00:00Z' });
      expect(file.text).to.not.match(/Secret|bob@/);
      await remove(id);
      expect(await door(link)).to.include({ state: 'removed', title: 'Budget' });
    });

    it('of an event that takes place without a WebMeeting now: that', async () => {
      const { id, link } = await schedule();
      await change(id, { webMeeting: false });
      const told = await door(link);
      expect(told).to.include({ state: 'off', title: 'Budget', ...span('03-01', 9) });
      const file = await calendarAt(told.calendarUrl);
      expect(file.method).to.equal('REQUEST');
      expect(file.text).to.not.include('/j/');
    });

    it('of what is over: that it is over, and nothing to download', async () => {
      const { link } = await schedule();
      house.clock.forward(40 * DAY_MS);
      const told = await door(link);
      expect(told).to.include({ state: 'over', title: 'Budget', ...span('03-01', 9) });
      expect(told).to.not.have.property('calendarUrl');
      await client.refused(404, 'GET', `${link}/calendar.ics`);
    });

    it('of one date that was cancelled, to who was invited to that date alone', async () => {
      const { id } = await schedule(weekly);
      const recurrenceId = '2027-03-08T10:00:00';
      const invitees = [...(wanted.invitees ?? []), { email: 'cas@example.com', name: 'Cas' }];
      const link = linkIn(await change(id, { scope: 'this', recurrenceId, invitees }), 'cas@example.com');
      await remove(id, { scope: 'this', recurrenceId });
      const told = await door(link);
      expect(told).to.include({ state: 'cancelled', title: 'Budget', cancelledBy: 'Zoé Martin', ...span('03-08', 9) });
      const file = await calendarAt(told.calendarUrl);
      expect(file.method).to.equal('CANCEL');
      expect(file.text).to.include('RECURRENCE-ID');
    });

    it('of what goes on without them, by the link of an invitation before the last: that, and nothing to download', async () => {
      const { id, link } = await schedule();
      const bob = { email: 'bob@example.com', name: 'Bob' };
      await change(id, { invitees: [bob] });
      const newer = linkIn(await change(id, { invitees: wanted.invitees ?? [] }), 'ann@example.com');
      expect(newer).to.not.equal(link);
      expect(await door(link)).to.deep.equal({ needsPin: false, state: 'replaced' });
      await change(id, { invitees: [bob], title: 'Secret plans' });
      const told = await door(link);
      expect(told).to.include({ state: 'removed', title: 'Budget' }).and.not.have.property('calendarUrl');
      await client.refused(404, 'GET', `${link}/calendar.ics`);
      expect(await door(newer)).to.have.property('calendarUrl');
    });

    it('of those invited alone who are hidden from each other: nobody else, whatever became of it', async () => {
      const { id, link } = await schedule({ ...wanted, hideInvitees: true });
      const texts = async () => (await calendarAt(`/api/v1${link}/calendar.ics`)).text.replace(/\r\n /g, '');
      expect(await texts())
        .to.include('ann@')
        .and.not.match(/bob@/i);
      await change(id, { start: '2027-03-04T15:00', end: '2027-03-04T16:00' });
      expect(await texts())
        .to.include('ann@')
        .and.not.match(/bob@/i);
      await change(id, { invitees: [{ email: 'bob@example.com', name: 'Bob' }] });
      expect(await texts())
        .to.include('ann@')
        .and.not.match(/bob@/i);
    });

    it('but lets nobody in by it who may not', async () => {
      const { id, link } = await schedule();
      await change(id, { invitees: [{ email: 'bob@example.com', name: 'Bob' }] });
      expect((await client.refused(410, 'POST', link)).code).to.equal('link-revoked');
      await remove(id);
      await client.refused(410, 'POST', link);
    });
  });

  describe('to who has the ID and its PIN', () => {
    it('says when it is, and when it was', async () => {
      const { id, meetingId } = await schedule();
      const pin = await pinOf(meetingId);
      const { news } = await knock(meetingId, pin);
      expect(doorNewsSchema.safeParse(news).error).to.equal(undefined);
      expect(news).to.include({ state: 'open', title: 'Budget', organizerName: 'Zoé Martin', ...span('03-01', 9) });
      await change(id, { start: '2027-03-04T15:00', end: '2027-03-04T16:00' });
      const moved = await knock(meetingId, pin);
      expect(moved.startsAt).to.equal('2027-03-04T14:00:00.000Z');
      expect(moved.news?.movedFrom).to.deep.equal(span('03-01', 9));
    });

    it('says that it was cancelled, and by whom', async () => {
      const { id, meetingId } = await schedule();
      const pin = await pinOf(meetingId);
      await remove(id);
      const { news } = await knock(meetingId, pin);
      expect(news).to.include({ state: 'cancelled', title: 'Budget', cancelledBy: 'Zoé Martin', ...span('03-01', 9) });
    });

    it('says that it is over', async () => {
      const { meetingId } = await schedule();
      house.clock.forward(40 * DAY_MS);
      const { news, startsAt } = await knock(meetingId, await pinOf(meetingId));
      expect(news).to.include({ state: 'over', ...span('03-01', 9) });
      expect(startsAt).to.equal(null);
    });

    it('gives a file that names nobody else and holds nobody’s link', async () => {
      const { meetingId, id } = await schedule();
      const pin = await pinOf(meetingId);
      const open = await calendarAt((await knock(meetingId, pin)).news?.calendarUrl);
      expect(open).to.include({ method: 'PUBLISH', start: '2027-03-01T09:00:00Z' });
      expect(open.people).to.deep.equal([]);
      expect(open.text.replace(/\r\n /g, ''))
        .to.include(`/m/${meetingId}`)
        .and.not.match(/\/j\/|ann@|bob@/);
      await remove(id);
      const gone = await calendarAt((await knock(meetingId, pin)).news?.calendarUrl);
      expect(gone).to.include({ method: 'CANCEL', status: 'CANCELLED' });
      expect(gone.text).to.not.match(/ann@|bob@/);
    });

    it('gives a file without the address under which somebody’s answers come in', async () => {
      await house.close();
      house = await openInvitationHouse({ inbox: true });
      organizer = await house.addAccount('zoe@example.org', { name: 'Zoé Martin', language: 'fr' });
      await reopen();
      const { meetingId, id } = await schedule();
      const pin = await pinOf(meetingId);
      const open = await calendarAt((await knock(meetingId, pin)).news?.calendarUrl);
      expect(open.text.replace(/\r\n /g, ''))
        .to.match(/^ORGANIZER;.*:mailto:meet@example\.org\r$/m)
        .and.not.include('meet+');
      await remove(id);
      const gone = await calendarAt((await knock(meetingId, pin)).news?.calendarUrl);
      expect(gone.text.replace(/\r\n /g, '')).to.not.include('meet+');
    });

    it('offers no file where there is none: nobody was invited', async () => {
      const { objectId, meetingId } = await house.scheduleEvent(organizer, { ...wanted, invitees: [] });
      await house.deliver();
      const pin = await pinOf(meetingId as MeetingId);
      const { news } = await knock(meetingId as string, pin);
      expect(news).to.include({ state: 'open', title: 'Budget' });
      expect(news).to.not.have.property('calendarUrl');
      await remove(objectId);
      expect((await knock(meetingId as string, pin)).news).to.not.have.property('calendarUrl');
    });

    it('but not without the ticket of its answer', async () => {
      const one = await schedule();
      const other = await schedule({ ...wanted, title: 'Other' });
      const url = (await knock(one.meetingId, await pinOf(one.meetingId))).news?.calendarUrl ?? '';
      const ticket = url.slice(url.indexOf('?'));
      await client.refused(404, 'GET', `/meetings/${other.meetingId}/calendar.ics${ticket}`);
      await client.refused(404, 'GET', `/meetings/${one.meetingId}/calendar.ics?ticket=made-up`);
      await client.refused(422, 'GET', `/meetings/${one.meetingId}/calendar.ics`);
      house.clock.forward(HOUR_MS);
      await client.refused(404, 'GET', `/meetings/${one.meetingId}/calendar.ics${ticket}`);
    });
  });

  it('to who has the ID alone, or with a wrong PIN, tells nothing, whatever became of the meeting', async () => {
    const coming = await schedule();
    const moved = await schedule();
    await change(moved.id, { start: '2027-03-04T15:00', end: '2027-03-04T16:00' });
    const gone = await schedule();
    await remove(gone.id);
    const shapes = new Set<string>();
    for (const meetingId of ['123456789', coming.meetingId, moved.meetingId, gone.meetingId]) {
      const pin = meetingId === '123456789' ? '123456' : await pinOf(meetingId as MeetingId);
      const wrong = String((Number(pin) + 1) % 1_000_000).padStart(6, '0');
      for (const tried of [wrong, undefined]) {
        const { waitTicket, ...said } = await knock(meetingId, tried);
        shapes.add(JSON.stringify({ ...said, waitTicket: waitTicket.length }));
      }
      shapes.add(JSON.stringify(await client.get(`/meetings/${meetingId}`)));
    }
    expect(shapes.size).to.equal(2);
    expect([...shapes].sort()[0]).to.equal('{"needsPin":true}');
    expect([...shapes].sort()[1]).to.match(/^\{"waiting":true,"startsAt":null,"waitTicket":\d+\}$/);
  });
});
