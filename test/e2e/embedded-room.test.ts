import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

/** The page of another site: 127.0.0.1 beside localhost. */
const startSite = async (html: () => string): Promise<{ readonly origin: string; close(): Promise<void> }> => {
  const server: Server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

describe('a room in a frame of another site', function () {
  this.timeout(40_000);
  let running: RunningApp;
  let meeting: MeetingBody;
  let allowed: Awaited<ReturnType<typeof startSite>>;
  let other: Awaited<ReturnType<typeof startSite>>;
  let guest: Person;

  const page = (): string => `<!doctype html><title>Intranet</title>
    <script>const heard = []; addEventListener('message', (event) => heard.push({ origin: event.origin, data: event.data }));</script>
    <iframe src="${running.url}/m/${meeting.id}" allow="microphone; autoplay; fullscreen; display-capture" width="900" height="700"></iframe>`;

  before(async () => {
    running = await startApp();
    const admin = await running.admin();
    const { calendars } = await admin.get<{ calendars: { id: string }[] }>('/calendars');
    const event = await admin.post<EventBody>('/events', {
      ...{ calendarId: calendars[0]?.id, title: 'Open day', start: '2030-03-01T10:00', end: '2030-03-01T11:00' },
      ...{ timeZone: 'Europe/Paris', allDay: false, location: '', description: '', invitees: [], webMeeting: true },
      notify: false,
    });
    if (event.meeting === undefined) throw new Error('The event has no meeting');
    meeting = event.meeting;
    await admin.post(`/events/${event.id}/start`);
    allowed = await startSite(page);
    other = await startSite(page);
    await admin.call('PUT', '/admin/embedding', { origins: [allowed.origin] });
    guest = await openPerson();
  });
  after(async () => {
    await guest?.close();
    await allowed?.close();
    await other?.close();
    await running.dispose();
  });

  const heard = () => guest.page.evaluate('heard') as Promise<{ origin: string; data: { event: string } }[]>;

  it('is joined there, and tells the page around it', async () => {
    await guest.page.goto(allowed.origin);
    const frame = guest.page.frameLocator('iframe');
    await frame.getByLabel('Your name').fill('Grace');
    await frame.getByLabel('PIN', { exact: true }).fill(meeting.pin ?? '');
    await frame.getByRole('button', { name: 'Join the WebMeeting' }).click();
    await frame.getByRole('button', { name: 'Hang up' }).waitFor();
    const [joined] = await until('joined', heard, (all) => all.length > 0);
    expect(joined).to.deep.equal({
      origin: running.url,
      data: { source: 'webmeeting', event: 'joined', meeting: meeting.id },
    });
    // A microphone that the frame was given.
    const track = await guest.page
      .frames()
      .find((one) => one.url().startsWith(running.url))
      ?.evaluate('navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => s.getAudioTracks()[0].readyState)');
    expect(track).to.equal('live');
    await frame.getByRole('button', { name: 'Hang up' }).click();
    const all = await until('left', heard, (list) => list.length > 1);
    expect(all.at(-1)?.data.event).to.equal('left');
  });

  it('is refused by the browser on a site that nobody allowed', async () => {
    await guest.page.goto(other.origin);
    await until(
      'the refusal',
      async () => guest.complaints.some((text) => text.includes('frame-ancestors')),
      (refused) => refused,
    );
    const inside = guest.page.frames().find((one) => one !== guest.page.mainFrame());
    expect(await inside?.locator('input').count()).to.equal(0);
  });

  it('is the only page that is framed', async () => {
    for (const path of ['/', '/sign-in', '/account', '/admin', '/api']) {
      const { headers } = await fetch(`${running.url}${path}`, { headers: { accept: 'text/html' } });
      expect(headers.get('content-security-policy'), path).to.match(/frame-ancestors 'self'(;|$)/);
      expect(headers.get('x-frame-options'), path).to.equal('SAMEORIGIN');
    }
    const { headers } = await fetch(`${running.url}/m/${meeting.id}`);
    expect(headers.get('content-security-policy')).to.include(`frame-ancestors 'self' ${allowed.origin}`);
    expect(headers.get('x-frame-options')).to.equal(null);
  });
});
