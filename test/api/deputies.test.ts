import { expect } from 'chai';
import type { Account } from '../../src/accounts/account.ts';
import { buildSuccession } from '../../src/app/build-succession.ts';
import type { DeputyBody } from '../../src/contract/http/deputy.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

/** The server's clock stands at Monday 1 February 2027, 09:00 UTC. */
const DAILY = {
  title: 'Daily',
  start: '2027-02-01T12:00',
  end: '2027-02-01T13:00',
  timeZone: 'Europe/Paris',
  recurrence: 'FREQ=DAILY;COUNT=5',
  webMeeting: true,
} as const;
const SECOND = '2027-02-02T12:00:00';

describe('handing a meeting over for a date, or for all', () => {
  let house: InvitationHouse;
  let server: MeetingServer;
  let ann: Account;
  let bob: Account;
  let api: ApiClient;
  let anns: ApiClient;

  beforeEach(async () => {
    house = await openInvitationHouse();
    const config = { mail: { from: house.config.mail.from, languages: ['fr', 'en'] as const } };
    server = await startMeetingServer({
      house,
      more: () => buildSuccession({ ...house, config }, house, house, house).routes,
    });
    api = await server.signIn(await house.addAccount('olga@example.org', { name: 'Olga', language: 'fr' }));
    ann = await house.addAccount('ann@example.org', { name: 'Ann' });
    bob = await house.addAccount('bob@example.org', { name: 'Bob' });
    await house.addAccount('gil@example.org', { name: 'Gil', webMeeting: false });
    anns = await server.signIn(ann);
  });
  afterEach(async () => {
    await server.close();
    await house.inviteJob.stop();
    await house.sendMailJob.stop();
    await house.composer.stop();
    await house.catcher.close();
  });

  const invitees = ['ann@example.org', 'bob@example.org', 'gil@example.org', 'zoe@example.net'].map((email) => ({
    email,
  }));
  const make = async (more: object = {}): Promise<EventBody> => {
    const event = await api.post<EventBody>('/events', { ...DAILY, invitees, ...more });
    await house.deliver();
    house.catcher.mails.length = 0;
    return event;
  };
  const path = (event: EventBody, query = ''): string => `/meetings/${event.meeting?.id}/deputy${query}`;
  const sent = async (): Promise<CaughtMail[]> => {
    house.catcher.mails.length = 0;
    await house.sender.run();
    return [...house.catcher.mails];
  };

  it('offers those who are invited to that date and may open meetings', async () => {
    const event = await make();
    await api.patch(`/events/${event.id}`, {
      recurrenceId: SECOND,
      scope: 'this',
      invitees: [{ email: ann.email }, { email: 'gil@example.org' }],
    });
    const next = await api.get<DeputyBody>(path(event));
    expect(next).to.deep.include({ recurring: true, forDate: null, forAll: null });
    expect(next.date?.recurrenceId).to.equal('2027-02-01T12:00:00');
    expect(next.people.map(({ email }) => email)).to.deep.equal([ann.email, bob.email]);
    const second = await api.get<DeputyBody>(path(event, `?recurrenceId=${SECOND}`));
    expect(second.people).to.deep.equal([{ email: ann.email, name: 'Ann', answer: 'NEEDS-ACTION', toAll: true }]);
  });

  it('mails the deputy in both languages with the start link, in the organizer’s name, and lets them start', async () => {
    const event = await make();
    const named = await api.post<DeputyBody>(path(event), { address: 'Ann@example.org', recurrenceId: SECOND });
    expect(named.forDate).to.deep.equal({ email: ann.email, name: 'Ann' });
    const [mail, ...others] = await sent();
    expect(others).to.deep.equal([]);
    expect(mail?.to).to.deep.equal([ann.email]);
    expect(mail?.parsed.subject).to.equal('You run this meeting / Vous animez cette réunion: Daily');
    expect(mail?.parsed.from?.text).to.contain('Olga');
    expect(mail?.parsed.replyTo?.text).to.contain('olga@example.org');
    for (const text of [mail?.parsed.text, String(mail?.parsed.html)])
      expect(text)
        .to.contain(event.meeting?.startUrl)
        .and.contain('Olga asks you to run this meeting')
        .and.contain('Olga vous demande d’animer cette réunion')
        .and.contain('2 February');
    house.clock.forward(24 * 3_600_000);
    const token = String(event.meeting?.startUrl).replace(/.*\/start\//, '');
    expect(await anns.post<object>(`/start/${token}`)).to.include({ startUrl: event.meeting?.startUrl });
  });

  it('for all dates says so; who runs a date anyway is not asked twice', async () => {
    const event = await make();
    expect((await api.post<DeputyBody>(path(event), { address: ann.email })).forAll?.email).to.equal(ann.email);
    const [mail] = await sent();
    expect(mail?.parsed.text).to.contain('This goes for all its dates');
    await api.post(path(event), { address: ann.email, recurrenceId: SECOND });
    await api.post(path(event), { address: ann.email });
    expect(await sent()).to.deep.equal([]);
  });

  it('tells both when somebody else is named in their place, and one when it is taken back', async () => {
    const event = await make();
    await api.post(path(event), { address: ann.email });
    await sent();
    await api.post(path(event), { address: bob.email });
    expect((await sent()).map(({ to, parsed }) => `${to} ${parsed.subject?.slice(0, 12)}`).sort()).to.deep.equal([
      'ann@example.org You no longe',
      'bob@example.org You run this',
    ]);
    await api.delete(path(event));
    const [released, ...others] = await sent();
    expect(others).to.deep.equal([]);
    expect(released?.to).to.deep.equal([bob.email]);
    expect(released?.parsed.text).to.not.contain('/start/');
    expect((await api.get<DeputyBody>(path(event))).forAll).to.equal(null);
    await api.delete(path(event));
    expect(await sent()).to.deep.equal([]);
  });

  it('stands with the mail or not at all', async () => {
    const event = await make();
    await house.database.raw(
      "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    );
    expect((await api.call('POST', path(event), { address: ann.email })).status).to.equal(500);
    await house.database.raw('DROP TRIGGER full');
    expect((await api.get<DeputyBody>(path(event))).forAll).to.equal(null);
  });

  it('is offered in the organizer’s own mail, quietly, by a link that changes nothing', async () => {
    const event = await api.post<EventBody>('/events', { ...DAILY, invitees });
    const mails = await house.deliver();
    const own = mails.find(({ to }) => to.includes('olga@example.org'));
    const link = `https://meet.example.org/?event=${event.id}&handOver=1`;
    expect(own?.parsed.text)
      .to.match(/Un empêchement\s\?/)
      .and.contain(link);
    expect(String(own?.parsed.html).replaceAll('&amp;', '&')).to.contain(`<a href="${link}"`);
    for (const { to, parsed } of mails)
      if (!to.includes('olga@example.org')) expect(parsed.text).to.not.contain('handOver');
  });

  describe('is refused', () => {
    const codeOf = async (event: EventBody, body: object): Promise<unknown> =>
      (await api.refused(422, 'POST', path(event), body)).errors?.map((error) => `${error.path} ${error.code}`);

    it('for whom it cannot be, each with its reason; whether others have accounts is not told', async () => {
      const event = await make();
      await house.addAccount('carl@example.org');
      expect(await codeOf(event, { address: 'olga@example.org' })).to.deep.equal(['address organizer']);
      expect(await codeOf(event, { address: 'zoe@example.net' })).to.deep.equal(['address no-account']);
      expect(await codeOf(event, { address: 'gil@example.org' })).to.deep.equal(['address no-webmeeting-right']);
      for (const address of ['carl@example.org', 'nobody@example.org'])
        expect(await codeOf(event, { address })).to.deep.equal(['address not-invited']);
      expect(await codeOf(event, { address: ann.email, recurrenceId: '2027-02-01T13:00' })).to.deep.equal([
        'recurrenceId unknown-date',
      ]);
      expect(await sent()).to.deep.equal([]);
    });

    it('to everyone but the organizer, as if there were no such meeting', async () => {
      const event = await make();
      await api.post(path(event), { address: ann.email });
      await api.call('PUT', `/calendars/${event.calendarId}/shares`, {
        shares: [{ email: bob.email, access: 'write' }],
      });
      const bobs = await server.signIn(bob);
      const visitor = server.client();
      for (const [method, body] of [['GET'], ['POST', { address: bob.email }], ['DELETE']] as const) {
        const unknown = await anns.refused(404, method, '/meetings/123456789/deputy', body);
        for (const other of [anns, bobs])
          expect(await other.refused(404, method, path(event), body)).to.deep.equal(unknown);
        await visitor.refused(401, method, path(event), body);
      }
    });
  });
});
