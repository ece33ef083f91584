import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import fc from 'fast-check';
import type { Account } from '../../src/accounts/account.ts';
import { noteViewer } from '../../src/accounts/signed-in.ts';
import { createChangeStreamRoutes } from '../../src/calendar/change-stream-routes.ts';
import type { Feedback, MailPlanBody } from '../../src/contract/http/answer.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import { createAccountSignals } from '../../src/platform/account-signals.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { openEventStream } from '../kit/event-stream.ts';
import { catchMails, type MailCatcher } from '../kit/mail-catcher.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const EVENT = {
  title: 'Budget',
  start: '2099-03-01T10:00',
  end: '2099-03-01T11:00',
  timeZone: 'Europe/Paris',
  webMeeting: true,
  invitees: [{ email: 'ann@example.com', name: 'Ann', language: 'en' }],
} as const;

interface Changes {
  readonly text: () => string;
  readonly ended: Promise<void>;
  readonly close: () => void;
}

/** Listens to `GET /changes` as a page does. */
const listen = async (client: ApiClient): Promise<Changes> => {
  const abort = new AbortController();
  const response = await fetch(`${client.url}/api/v1/changes`, {
    headers: { Cookie: client.cookie() },
    signal: abort.signal,
  });
  expect(response.status).to.equal(200);
  let text = '';
  const read = async (): Promise<void> => {
    try {
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  };
  return { text: () => text, ended: read(), close: () => abort.abort() };
};

const until = async (holds: () => boolean): Promise<void> => {
  for (let times = 0; times < 100 && !holds(); times += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds()).to.equal(true);
};

describe('answers over HTTP', function () {
  this.timeout(60_000);
  let catcher: MailCatcher;
  let running: RunningApp;
  let admin: ApiClient;
  let event: EventBody;
  let key: string;
  before(async () => {
    catcher = await catchMails();
    running = await startApp({ environment: { SMTP_URL: catcher.url, MAIL_FROM: 'meet@example.org' } });
    admin = await running.admin();
    event = await admin.post<EventBody>('/events', EVENT);
    await catcher.waitFor(2, 20_000);
    key = /\/rsvp\/([\w-]{22})/.exec(catcher.sentTo('ann@example.com')[0]?.parsed.text ?? '')?.[1] ?? '';
  });
  after(async () => {
    await running.dispose();
    await catcher.close();
  });

  it('refuses each wrong field by its name, and is never broken by what is sent', async () => {
    const answer = { answer: 'ACCEPTED' };
    const proposal = { start: '2099-03-01T14:00', end: '2099-03-01T15:00', timeZone: 'Europe/Paris' };
    const wrong: ReadonlyArray<readonly [unknown, string]> = [
      [{}, 'answer'],
      [{ answer: 'DELEGATED' }, 'answer'],
      [{ answer: ['ACCEPTED'] }, 'answer'],
      [{ ...answer, comment: 7 }, 'comment'],
      [{ ...answer, comment: 'a\u0007b' }, 'comment'],
      [{ ...answer, comment: 'x'.repeat(2_001) }, 'comment'],
      [{ ...answer, recurrenceId: 'tomorrow' }, 'recurrenceId'],
      [{ ...answer, recurrenceId: '2099-03-02T10:00' }, 'recurrenceId'],
      [{ ...answer, needs: { captions: 'yes' } }, 'needs.captions'],
      [{ ...answer, needs: { language: 'a\nb' } }, 'needs.language'],
      [{ ...answer, delegate: { email: 'a@b.example, c@d.example' } }, 'delegate.email'],
      [{ ...answer, delegate: { email: 'ann@example.com' } }, 'delegate.email'],
      [{ ...answer, delegate: {} }, 'delegate.email'],
      [{ ...answer, proposal: {} }, 'proposal.start'],
      [{ ...answer, proposal: { ...proposal, timeZone: 'Nowhere/Land' } }, 'proposal.timeZone'],
      [{ ...answer, proposal: { ...proposal, end: '2099-03-01T13:00' } }, 'proposal.end'],
      [{ ...answer, proposal: { ...proposal, start: '2020-03-01T13:00' } }, 'proposal.start'],
      [{ ...answer, proposal: { ...proposal, start: '2099-03-01' } }, 'proposal.start'],
    ];
    for (const [body, path] of wrong) {
      const { status, body: problem } = await admin.call<{ errors?: Array<{ path: string }> }>(
        'POST',
        `/rsvp/${key}`,
        body,
      );
      expect(status, JSON.stringify(body).slice(0, 200)).to.equal(422);
      expect(JSON.stringify(problem), JSON.stringify(body).slice(0, 200)).to.include(`"${path}"`);
    }
    for (const body of [{ ...answer, role: 'moderator' }, null, [], 'x', 7])
      expect((await admin.call('POST', `/rsvp/${key}`, body)).status, JSON.stringify(body)).to.be.oneOf([400, 422]);
    expect((await running.client().call('GET', `/rsvp/${key}`)).body).to.include({ answer: 'NEEDS-ACTION' });
    for (const path of [`/events/${event.id}/notes/x`, `/events/${event.id}/mails/x/resend`])
      expect((await admin.call('POST', path, { decision: 'accept' })).status).to.be.oneOf([404, 422]);
    expect((await admin.call('POST', `/events/${event.id}/notes/x`, { decision: 'eat' })).status).to.equal(422);
    expect((await admin.call('POST', `/events/${event.id}/answer`, answer)).status).to.equal(403);
    expect((await admin.call('GET', '/rsvp/short')).status).to.be.oneOf([404, 422]);
    expect((await admin.call('GET', `/rsvp/${'x'.repeat(22)}`)).status).to.equal(404);
  });

  it('never breaks on anything that is sent as an answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            answer: fc.oneof(fc.constant('ACCEPTED'), fc.jsonValue()),
            comment: fc.jsonValue(),
            needs: fc.jsonValue(),
            proposal: fc.jsonValue(),
            delegate: fc.jsonValue(),
            recurrenceId: fc.jsonValue(),
          },
          { requiredKeys: ['answer', 'proposal'] },
        ),
        async (body) => {
          expect((await admin.call('POST', `/rsvp/${key}`, body)).status).to.equal(422);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('nothing is for those who are not signed in, and GET changes nothing', async () => {
    const nobody = running.client();
    for (const path of ['/changes', `/events/${event.id}/feedback`])
      expect((await nobody.call('GET', path)).status, path).to.equal(401);
    for (const path of ['/events/mail-plan', `/events/${event.id}/answer`, `/events/${event.id}/notes/x`])
      expect((await nobody.call('POST', path, {})).status, path).to.equal(401);
    const { body: before } = await nobody.call('GET', `/rsvp/${key}`);
    expect((await nobody.call('GET', `/rsvp/${key}/calendar.ics`)).status).to.equal(200);
    // The page of the mail's button takes the answer along; the call that shows the invitation knows no such thing.
    expect((await fetch(`${running.url}/rsvp/${key}?answer=ACCEPTED`)).status).to.equal(200);
    expect((await nobody.call('GET', `/rsvp/${key}?answer=ACCEPTED`)).status).to.equal(422);
    expect((await nobody.call('GET', `/rsvp/${key}`)).body).to.deep.equal(before);
  });

  it('what is planned stores nothing, and is refused like the real call', async () => {
    const count = async (): Promise<number> =>
      (await admin.get<EventBody[]>('/events?from=2099-01-01&to=2099-12-31')).length;
    const before = await count();
    const plan = await admin.post<MailPlanBody>('/events/mail-plan', { event: EVENT });
    expect(plan.mails.map(({ kind }) => kind).toSorted()).to.deep.equal(['invitation', 'organizer']);
    await admin.post('/events/mail-plan', { id: event.id, event: { webMeeting: false, title: 'Other' } });
    expect(await count()).to.equal(before);
    expect((await admin.get<EventBody>(`/events/${event.id}`)).title).to.equal('Budget');
    for (const body of [
      { event: { ...EVENT, end: '2099-03-01T09:00' } },
      { event: { ...EVENT, recurrence: 'FREQ=NEVER' } },
      { event: { ...EVENT, invitees: [{ email: 'nobody' }] } },
      { event: { ...EVENT, calendarId: 7 } },
      { event: {} },
      { event: [] },
      {},
      { id: event.id, event: { start: '2099-13-01T09:00' } },
      { id: event.id, event: { unknown: 1 } },
      { id: 7, event: {} },
    ])
      expect((await admin.call('POST', '/events/mail-plan', body)).status, JSON.stringify(body)).to.equal(422);
    expect((await admin.call('POST', '/events/mail-plan', { id: 'x', event: { title: 'y' } })).status).to.equal(404);
    const elsewhere = { event: { ...EVENT, calendarId: 'x' } };
    expect((await admin.call('POST', '/events/mail-plan', elsewhere)).status).to.equal(404);
  });

  it('open pages hear of an answer, and of nothing when it was refused; too many pages are refused', async () => {
    const pages = [await listen(admin), await listen(admin)];
    await admin.call('POST', `/rsvp/${key}`, { answer: 'ACCEPTED', recurrenceId: '2099-03-02T10:00' });
    expect(pages.map((page) => page.text().includes('event: events'))).to.deep.equal([false, false]);
    await running.client().post(`/rsvp/${key}`, { answer: 'ACCEPTED', comment: 'x'.repeat(2_000) });
    await until(() => pages.every((page) => page.text().includes(JSON.stringify({ ids: [event.id] }))));
    const feedback = await admin.get<Feedback>(`/events/${event.id}/feedback`);
    expect(feedback.answers[0]?.comment).to.have.length(2_000);
    for (let times = 0; times < 18; times += 1) pages.push(await listen(admin));
    const refused = await admin.call<unknown>('GET', '/changes');
    expect(refused.status).to.equal(429);
    for (const page of pages) page.close();
    await until(() => true);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const again = await listen(admin);
    again.close();
  });

  it('a stream ends by itself, so that who was signed out is told no more', async () => {
    const web = express();
    const account = { id: 'a' } as Account;
    web.use((request, _, next) => {
      noteViewer(request, account, { token: 'token', signInId: 'sign-in' });
      next();
    });
    web.use(createChangeStreamRoutes({ signals: createAccountSignals(), longestMs: 100 }));
    const server = createServer(web).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const stream = await openEventStream(`http://127.0.0.1:${(server.address() as AddressInfo).port}/changes`);
    await stream.ended;
    expect(stream.text()).to.include('retry: 5000');
    server.close();
  });

  it('the streams of open pages end when the server stops, at once', async () => {
    const other = await startApp();
    const page = await listen(await other.admin());
    const startMs = Date.now();
    await other.dispose();
    await page.ended;
    expect(Date.now() - startMs).to.be.lessThan(5_000);
  });
});
