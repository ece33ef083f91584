import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import express from 'express';
import type { Account } from '../../src/accounts/account.ts';
import { createViewerMiddleware } from '../../src/accounts/account-routes.ts';
import { createPasswords } from '../../src/accounts/password.ts';
import { createSignIn } from '../../src/accounts/sign-in.ts';
import { createSignInStore } from '../../src/accounts/sign-in-store.ts';
import { createWebApp } from '../../src/app/web-app.ts';
import type { EventId, MeetingId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { LIMITS } from '../../src/contract/limits.ts';
import { createRateLimit } from '../../src/platform/rate-limit.ts';
import { ApiClient } from '../kit/api-client.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import type { CaughtMail } from '../kit/mail-catcher.ts';

const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `guest${index}@example.net`);

describe('inviting from the room', () => {
  let house: InvitationHouse;
  let server: Server;
  let clients: Record<'olga' | 'mona' | 'ann' | 'stranger' | 'nobody', ApiClient>;
  let meetingId: MeetingId;
  let eventId: EventId;
  let pin: string;

  before(async () => {
    house = await openInvitationHouse();
    const limit = createRateLimit({ points: 1_000, windowMs: 60_000 });
    const signIn = createSignIn({
      accounts: house.accounts,
      sessions: createSignInStore(house.database),
      passwords: createPasswords(),
      limits: { person: limit, network: limit },
      clock: house.clock,
    });
    const web = createWebApp({
      https: false,
      trustProxy: [],
      isOwnOrigin: () => true,
      readiness: { problem: async () => undefined },
      viewer: createViewerMiddleware({ signIn, cookies: { secure: false } }),
      api: [house.inviteRoutes],
      pages: express.Router(),
      log: silentLog,
    });
    server = createServer(web);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const clientOf = async (account: Account): Promise<ApiClient> => {
      const client = new ApiClient(url);
      client.headers = { Authorization: `Bearer ${await signIn.open(account, 'test')}` };
      return client;
    };
    const olga = await house.addAccount('olga@example.org', { name: 'Olga', language: 'fr' });
    clients = {
      olga: await clientOf(olga),
      mona: await clientOf(await house.addAccount('mona@example.org', { name: 'Mona' })),
      ann: await clientOf(await house.addAccount('ann@example.org', { name: 'Ann', language: 'en' })),
      stranger: await clientOf(await house.addAccount('stranger@example.org')),
      nobody: new ApiClient(url),
    };
    const event = await house.scheduleEvent(olga, {
      title: 'Budget',
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      timeZone: 'Europe/Paris',
      webMeeting: true,
      invitees: [{ email: 'mona@example.org', role: 'moderator' }, { email: 'ann@example.org' }],
    });
    eventId = event.objectId;
    meetingId = event.meetingId as MeetingId;
    pin = (await house.meetings.findById(meetingId))?.pin ?? '';
    await house.deliver();
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await house.close();
  });

  const path = () => `/meetings/${meetingId}/invite`;
  const allOf = (mail: CaughtMail | undefined): string => `${mail?.parsed.text}\n${mail?.parsed.html}`;
  const plainDigits = (text: string): string => text.replace(/(?<=\d)[\s\u00a0\u202f](?=\d)/g, '');

  it('mails the words and the way in: link, ID and PIN, one mail to each', async () => {
    const answer = await clients.olga.post(path(), {
      recipients: ['guest@example.net', 'ann@example.org'],
      words: 'Venez vite.\nOn parle du budget.',
    });
    expect(answer).to.deep.equal({ invited: ['guest@example.net', 'ann@example.org'] });
    const mails = await house.deliver();
    expect(mails.map(({ to }) => to.join()).sort()).to.deep.equal(['ann@example.org', 'guest@example.net']);
    for (const mail of mails) {
      const text = plainDigits(mail.parsed.text ?? '');
      expect(text).to.include('Venez vite.').and.include('On parle du budget.').and.include('Budget');
      expect(text).to.include(`https://meet.example.org/m/${meetingId}`).and.include(meetingId).and.include(pin);
      expect(allOf(mail)).to.not.match(/\/(?:j|start|rsvp)\//);
      expect(mail.calendar).to.equal(undefined);
    }
  });

  it('comes in the name of who invites, with answers going to them', async () => {
    await clients.mona.post(path(), { recipients: ['guest@example.net'] });
    const [mail] = await house.deliver();
    expect(mail?.parsed.from?.value[0]).to.deep.include({ name: 'Mona', address: 'meet@example.org' });
    expect(mail?.parsed.replyTo?.value[0]?.address).to.equal('mona@example.org');
  });

  it('speaks the language of a reader who is known first', async () => {
    await clients.olga.post(path(), { recipients: ['ann@example.org', 'guest@example.net'] });
    const mails = await house.deliver();
    const languageOf = (address: string) =>
      String(mails.find(({ to }) => to.includes(address))?.parsed.headers.get('content-language'));
    expect(languageOf('ann@example.org')).to.equal('en, fr');
    expect(languageOf('guest@example.net')).to.equal('fr, en');
  });

  it('writes to one person once, whatever the case of the address', async () => {
    const { invited } = await clients.olga.post<{ invited: string[] }>(path(), {
      recipients: ['Guest@example.net', 'guest@EXAMPLE.net', 'guest@example.net'],
    });
    expect(invited).to.have.length(1);
    expect(await house.deliver()).to.have.length(1);
  });

  it('adds nobody to the event', async () => {
    const facts = await house.readFacts(eventId);
    expect(facts?.invitees.map(({ address }) => address).sort()).to.deep.equal(['ann@example.org', 'mona@example.org']);
  });

  it('is for the organizer and moderators alone, and tells nobody else whether there is such a meeting', async () => {
    const body = { recipients: ['guest@example.net'] };
    expect((await clients.ann.refused(403, 'POST', path(), body)).code).to.equal('not-allowed');
    expect((await clients.stranger.refused(403, 'POST', path(), body)).code).to.equal('not-allowed');
    expect((await clients.stranger.refused(403, 'POST', '/meetings/123456789/invite', body)).code).to.equal(
      'not-allowed',
    );
    expect((await clients.nobody.refused(401, 'POST', path(), body)).code).to.equal('not-signed-in');
    expect(await house.deliver()).to.deep.equal([]);
  });

  it('names each address that it refuses, and then sends nothing', async () => {
    const refused = await clients.olga.refused(422, 'POST', path(), {
      recipients: ['guest@example.net', 'no address', 'a@b\r\nBcc: all@example.org'],
    });
    expect(refused.errors?.map((one) => one.path)).to.deep.equal(['recipients.1', 'recipients.2']);
    const own = await clients.olga.refused(422, 'POST', path(), {
      recipients: ['guest@example.net', 'Meet@example.org'],
    });
    expect(own.errors?.[0]).to.include({ path: 'recipients.1', code: 'own-address' });
    // Under these the answers of invitees come in.
    const tagged = await clients.olga.refused(422, 'POST', path(), { recipients: ['meet+abc@Example.org'] });
    expect(tagged.errors?.[0]).to.include({ path: 'recipients.0', code: 'own-address' });
    await clients.olga.refused(422, 'POST', path(), { recipients: [] });
    await clients.olga.refused(422, 'POST', path(), { recipients: people(LIMITS.inviteRecipients + 1) });
    const words = 'x'.repeat(LIMITS.inviteWords + 1);
    await clients.olga.refused(422, 'POST', path(), { recipients: ['guest@example.net'], words });
    expect(await house.deliver()).to.deep.equal([]);
  });

  it('keeps words that look like a mail or like HTML as words', async () => {
    const words = 'Subject: other\r\n\r\n<img src=x onerror=alert(1)> {{link}} .\r\n.\r\nEnd';
    await clients.olga.post(path(), { recipients: ['guest@example.net'], words });
    const [mail] = await house.deliver();
    expect(mail?.parsed.subject).to.not.equal('other');
    expect(String(mail?.parsed.html))
      .to.include('&lt;img src=x onerror=alert(1)&gt; {{link}}')
      .and.not.include('<img src=x');
    expect(mail?.parsed.text).to.include('End');
  });

  it('stops who invites without end, and says when to go on', async () => {
    const moderator = clients.mona;
    let refused: Awaited<ReturnType<ApiClient['call']>> | undefined;
    for (let turn = 0; turn < 20 && refused?.status !== 429; turn += 1)
      refused = await moderator.call('POST', path(), { recipients: people(LIMITS.inviteRecipients) });
    expect(refused?.status).to.equal(429);
    expect(Number(refused?.headers.get('retry-after'))).to.be.greaterThan(0);
    // Somebody else still can.
    await clients.olga.post(path(), { recipients: ['guest@example.net'] });
    await house.deliver();
  });

  it('ends with the meeting', async () => {
    const organizer = await house.accounts.findByEmail('olga@example.org');
    if (!organizer) throw new Error('no organizer');
    await house.deleteEvent(organizer, eventId, { notify: false });
    expect((await clients.olga.refused(410, 'POST', path(), { recipients: ['guest@example.net'] })).code).to.equal(
      'meeting-cancelled',
    );
  });
});
