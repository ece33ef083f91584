import { expect } from 'chai';
import type { MeetingId } from '../../src/base/ids.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import type { Door, JoinAnswer, MeetingBody } from '../../src/contract/http/meeting.ts';
import { createMeetingKeys } from '../../src/meetings/meeting-keys.ts';
import { openKeyring } from '../../src/platform/keyring.ts';
import { openEventStream } from '../kit/event-stream.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

describe('an event becomes a meeting', () => {
  let running: RunningApp;

  before(async () => {
    running = await startApp();
  });
  after(() => running.dispose());

  const schedule = async (): Promise<{ event: EventBody; link: string }> => {
    const admin = await running.admin();
    const event = await admin.post<EventBody>('/events', {
      title: 'Review',
      start: '2037-03-02T10:00',
      end: '2037-03-02T11:00',
      timeZone: 'Europe/Paris',
      webMeeting: true,
      notify: false,
      invitees: [{ email: 'zoe@example.net', name: 'Zoé' }],
    });
    const keys = createMeetingKeys({ keyring: openKeyring(running.dataDirectory) });
    return { event, link: `/join/${keys.join(event.meeting?.id as MeetingId, 'zoe@example.net', 1)}` };
  };

  it('that an invitee waits for and enters when the organizer starts it', async () => {
    const { event, link } = await schedule();
    const guest = running.client();
    expect((await guest.get<Door>(link)).title).to.equal('Review');
    const early = await guest.post<JoinAnswer>(link, {});
    if (!('waiting' in early)) throw new Error('let in before the start');
    expect(early.startsAt).to.equal('2037-03-02T09:00:00.000Z');
    const stream = await openEventStream(`${running.url}/api/v1/wait?ticket=${early.waitTicket}`);
    const admin = await running.admin();
    const started = await admin.post<MeetingBody>(new URL(event.meeting?.startUrl ?? '').pathname, {});
    expect(started.live).to.equal(true);
    await stream.until('event: open');
    stream.close();
    expect(await guest.post<JoinAnswer>(link, {})).to.have.keys(['ticket', 'url']);
    const byPin = running.client().post(`/meetings/${started.id}/join`, { name: 'Gus', pin: started.pin });
    expect(await byPin).to.have.keys(['ticket', 'url']);
  });

  it('that keeps its links, its PIN and its session through a restart', async () => {
    const { event, link } = await schedule();
    await (await running.admin()).post(`/events/${event.id}/start`, {});
    await running.stop();
    running = await startApp({ dataDirectory: running.dataDirectory, port: Number(new URL(running.url).port) });
    // The first call may still go out on a connection that the stopped server has closed.
    await running
      .client()
      .call('GET', '/site')
      .catch(() => undefined);
    const admin = await running.admin();
    const after = await admin.get<EventBody>(`/events/${event.id}`);
    expect(after.meeting).to.deep.equal({ ...event.meeting, live: true });
    expect(await running.client().post<JoinAnswer>(link, {})).to.have.property('ticket');
  });

  it('and the server stops while people wait', async () => {
    const { link } = await schedule();
    const early = await running.client().post<JoinAnswer>(link, {});
    if (!('waiting' in early)) throw new Error('let in before the start');
    const stream = await openEventStream(`${running.url}/api/v1/wait?ticket=${early.waitTicket}`);
    await stream.until('retry');
    const startedMs = performance.now();
    await running.stop();
    await stream.ended;
    expect(performance.now() - startedMs).to.be.below(3_000);
    running = await startApp({ dataDirectory: running.dataDirectory });
  });
});
