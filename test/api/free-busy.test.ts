import { createServer } from 'node:http';
import { expect } from 'chai';
import express from 'express';
import type { Account } from '../../src/accounts/account.ts';
import { noteViewer } from '../../src/accounts/signed-in.ts';
import { createWebApp } from '../../src/app/web-app.ts';
import { silentLog } from '../../src/base/log.ts';
import { createBusyOf, createFreeBusy } from '../../src/calendar/free-busy/free-busy.ts';
import { createFreeBusyRoutes } from '../../src/calendar/free-busy/free-busy-routes.ts';
import { createFreeBusyStore } from '../../src/calendar/free-busy/free-busy-store.ts';
import { type FreeBusyBody, freeBusySchema } from '../../src/contract/http/calendar.ts';
import { ApiClient } from '../kit/api-client.ts';
import { type MeetingHouse, openMeetingHouse } from '../kit/meeting-house.ts';

/** Only this call, over a house whose database the tests can reach; the header says who asks. */
const openServer = async (house: MeetingHouse) => {
  const store = createFreeBusyStore(house.database);
  const freeBusy = createFreeBusy({
    accounts: house.accounts,
    store,
    busyOf: createBusyOf({ store, reader: house.reader }),
    clock: house.clock,
  });
  const web = createWebApp({
    https: false,
    trustProxy: ['loopback'],
    isOwnOrigin: () => true,
    readiness: { problem: async () => undefined },
    viewer: async (request, _response, next) => {
      const account = await house.accounts.findByEmail(String(request.headers['x-account'] ?? ''));
      if (account) noteViewer(request, account, { token: 'test', signInId: 'sign-in' });
      next();
    },
    api: [createFreeBusyRoutes({ freeBusy })],
    pages: express.Router(),
    log: silentLog,
  });
  const server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The test server has no port.');
  return { server, url: `http://127.0.0.1:${address.port}` };
};

const DAY = { from: '2027-03-01', to: '2027-03-01' } as const;

describe('free and busy times', () => {
  let house: MeetingHouse;
  let server: Awaited<ReturnType<typeof openServer>>;
  let olga: Account;
  let mona: Account;
  let api: ApiClient;

  beforeEach(async () => {
    house = await openMeetingHouse();
    server = await openServer(house);
    olga = await house.addAccount('olga@example.org');
    mona = await house.addAccount('Mona@example.org', { timeZone: 'Asia/Tokyo' });
    api = new ApiClient(server.url);
    api.headers = { 'x-account': olga.email };
  });
  afterEach(async () => {
    server.server.closeAllConnections();
    await new Promise((resolve) => server.server.close(resolve));
    await house.close();
  });

  const event = (who: Account, start: string, end: string, change: object = {}) =>
    house.scheduleEvent(who, {
      title: 'Secret',
      start: `2027-03-01T${start}`,
      end: `2027-03-01T${end}`,
      timeZone: 'Europe/Paris',
      ...change,
    });
  const ask = (wanted: object = {}): Promise<FreeBusyBody> =>
    api.post('/free-busy', { emails: [mona.email], ...DAY, timeZone: 'Europe/Paris', ...wanted });
  const hour = (instant: string): string => instant.slice(11, 16);
  /** Mona's day, in UTC. */
  const monasDay = async (wanted: object = {}): Promise<string[]> =>
    ((await ask(wanted)).people[0]?.busy ?? []).map(
      ({ startsAt, endsAt, kind }) => `${hour(startsAt)}-${hour(endsAt)} ${kind}`,
    );
  const calendarOf = async (who: Account) => {
    const [calendar] = await house.calendars.listFor(who.id);
    if (!calendar) throw new Error('no calendar');
    return calendar.id;
  };
  const answer = (objectId: string, text: string, recurrenceId = '') =>
    house
      .database('attendees')
      .insert({
        object_id: objectId,
        recurrence_id: recurrenceId,
        address: 'mona@example.org',
        role: 'attendee',
        answer: text,
      })
      .onConflict(['object_id', 'recurrence_id', 'address'])
      .merge();

  it('tell when somebody is taken, and nothing else of it', async () => {
    await event(mona, '10:00', '11:00');
    await event(mona, '10:30', '12:00');
    const body = await ask({ emails: ['MONA@example.org'] });
    expect(freeBusySchema.safeParse(body).error).to.equal(undefined);
    expect(body).to.deep.equal({
      people: [
        {
          email: 'MONA@example.org',
          known: true,
          busy: [{ startsAt: '2027-03-01T09:00:00.000Z', endsAt: '2027-03-01T11:00:00.000Z', kind: 'busy' }],
        },
      ],
      suggestions: [],
    });
  });

  it('say plainly of whom nothing is known', async () => {
    await house.addAccount('gone@example.org');
    await house.database('accounts').where({ email_key: 'gone@example.org' }).update({ suspended_ms: 1 });
    const { people } = await ask({ emails: ['guest@example.net', 'gone@example.org'] });
    expect(people).to.deep.equal([
      { email: 'guest@example.net', known: false, busy: [] },
      { email: 'gone@example.org', known: false, busy: [] },
    ]);
  });

  it('are of the days in the zone of who asks', async () => {
    await event(mona, '00:00', '01:00');
    expect(await monasDay()).to.deep.equal(['23:00-00:00 busy']);
    expect(await monasDay({ timeZone: 'UTC' })).to.deep.equal([]);
    expect(await monasDay({ timeZone: undefined })).to.deep.equal(['23:00-00:00 busy']);
  });

  it('count an invitation as tentative until it is accepted, and not once it is declined', async () => {
    const { objectId } = await event(olga, '10:00', '11:00', { invitees: [{ email: 'mona@example.org' }] });
    expect(await monasDay()).to.deep.equal(['09:00-10:00 tentative']);
    for (const [text, day] of [
      ['TENTATIVE', ['09:00-10:00 tentative']],
      ['ACCEPTED', ['09:00-10:00 busy']],
      ['DECLINED', []],
      ['DELEGATED', []],
    ] as const) {
      await answer(objectId, text);
      expect(await monasDay(), text).to.deep.equal(day);
    }
    expect((await ask({ emails: [olga.email] })).people[0]?.busy).to.have.length(1);
  });

  it('go by the answer for a date before that for the series', async () => {
    const { objectId, uid } = await event(olga, '10:00', '11:00', { invitees: [{ email: 'mona@example.org' }] });
    const [copy] = await house.events.listCopies({ uid, organizerId: olga.id });
    await house.database('calendar_instances').insert({
      object_id: copy?.id,
      recurrence_id: '2027-03-01T14:00:00',
      calendar_id: copy?.calendarId,
      start_ms: Date.UTC(2027, 2, 1, 13),
      end_ms: Date.UTC(2027, 2, 1, 14),
    });
    await answer(objectId, 'ACCEPTED');
    await answer(objectId, 'DECLINED', '2027-03-01T14:00:00');
    expect(await monasDay()).to.deep.equal(['09:00-10:00 busy']);
    await answer(objectId, 'DECLINED');
    await answer(objectId, 'ACCEPTED', '2027-03-01T14:00:00');
    expect(await monasDay()).to.deep.equal(['13:00-14:00 busy']);
  });

  it('know the dates of a series in years to come, which are not listed', async () => {
    const weekly = { recurrence: 'FREQ=WEEKLY', invitees: [{ email: 'mona@example.org' }] };
    const { objectId } = await event(olga, '10:00', '11:00', weekly);
    const far = { from: '2046-03-05', to: '2046-03-05' };
    expect(await monasDay(far)).to.deep.equal(['09:00-10:00 tentative']);
    expect(await monasDay({ from: '2046-03-06', to: '2046-03-06' })).to.deep.equal([]);
    await answer(objectId, 'ACCEPTED');
    expect(await monasDay(far)).to.deep.equal(['09:00-10:00 busy']);
    expect(await monasDay({ ...far, exceptEventId: objectId })).to.deep.equal([]);
    await answer(objectId, 'DECLINED');
    expect(await monasDay(far)).to.deep.equal([]);
  });

  it('leave out what does not take time', async () => {
    const { objectId } = await event(mona, '10:00', '11:00');
    const change = (values: object) => house.database('calendar_objects').where({ id: objectId }).update(values);
    expect(await monasDay()).to.deep.equal(['09:00-10:00 busy']);
    await change({ transparent: true });
    expect(await monasDay()).to.deep.equal([]);
    await change({ transparent: false, status: 'CANCELLED' });
    expect(await monasDay()).to.deep.equal([]);
    await change({ status: 'TENTATIVE' });
    expect(await monasDay()).to.deep.equal(['09:00-10:00 tentative']);
  });

  it('come from their own calendars alone, those that count', async () => {
    await event(mona, '10:00', '11:00');
    const id = await calendarOf(mona);
    const change = (values: object) => house.database('calendars').where({ id }).update(values);
    await change({ kind: 'subscription' });
    expect(await monasDay()).to.deep.equal([]);
    await change({ kind: 'own', transparent: true });
    expect(await monasDay()).to.deep.equal([]);
    await change({ transparent: false });
    await house.database('calendar_shares').insert({ calendar_id: id, account_id: olga.id, access: 'write' });
    expect((await ask({ emails: [olga.email] })).people[0]?.busy).to.deep.equal([]);
  });

  it('leave out the event that is being moved, for everyone who has it', async () => {
    const { objectId } = await event(olga, '10:00', '11:00', { invitees: [{ email: 'mona@example.org' }] });
    await event(mona, '14:00', '15:00');
    expect(await monasDay({ exceptEventId: objectId })).to.deep.equal(['13:00-14:00 busy']);
    expect(await monasDay({ exceptEventId: 'no-such-event' })).to.have.length(2);
    // Nothing else of the same organizer goes with it.
    await event(olga, '16:00', '17:00');
    const { people } = await ask({ emails: [olga.email], exceptEventId: objectId });
    expect(people[0]?.busy.map(({ startsAt }) => hour(startsAt))).to.deep.equal(['15:00']);
  });

  it('propose the first times at which everybody has time, who asks too', async () => {
    await event(mona, '08:00', '09:10');
    await event(olga, '10:30', '18:00');
    const { suggestions } = await ask({ minutes: 60, to: '2027-03-02' });
    expect(suggestions.map(({ start }) => start)).to.deep.equal([
      '2027-03-01T09:15:00',
      '2027-03-01T18:00:00',
      '2027-03-02T08:00:00',
      '2027-03-02T09:00:00',
      '2027-03-02T10:00:00',
    ]);
    expect(suggestions[0]).to.deep.equal({
      start: '2027-03-01T09:15:00',
      end: '2027-03-01T10:15:00',
      startsAt: '2027-03-01T08:15:00.000Z',
      endsAt: '2027-03-01T09:15:00.000Z',
    });
  });

  it('propose no time that has passed', async () => {
    const { suggestions } = await ask({ minutes: 30, from: '2027-02-01', to: '2027-02-01' });
    // It is 10:00 in Paris.
    expect(suggestions[0]?.start).to.equal('2027-02-01T10:00:00');
  });

  it('refuse what makes no sense, by field', async () => {
    const refused = async (wanted: object) =>
      (await api.refused(422, 'POST', '/free-busy', { emails: [mona.email], ...DAY, ...wanted })).errors?.map(
        ({ path, code }) => `${path} ${code}`,
      );
    expect(await refused({ to: '2027-02-28' })).to.deep.equal(['to before-from']);
    expect(await refused({ to: '2027-06-01' })).to.deep.equal(['to too-long']);
    expect(await refused({ timeZone: 'Mars/Base' })).to.deep.equal(['timeZone bad-zone']);
    expect(await refused({ emails: [] })).to.deep.equal(['emails too-small']);
    expect(await refused({ from: '2027-02-30' })).to.deep.equal(['from custom']);
    expect(await refused({ to: '9999-12-31' })).to.deep.equal(['to custom']);
    expect(await refused({ other: 1 })).to.deep.equal(['other unknown-field']);
    await new ApiClient(server.url).refused(401, 'POST', '/free-busy', { emails: [mona.email], ...DAY });
  });
});
