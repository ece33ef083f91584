import type { Page } from 'playwright-core';
import type { CalendarList } from '../src/contract/http/calendar.ts';
import type { EventBody, EventList } from '../src/contract/http/event.ts';
import { openPerson, until } from '../test/kit/browser.ts';
import { ADMIN } from '../test/kit/start-app.ts';
import { startOurs } from './caldav/our-server.ts';
import { median } from './median.ts';

const EVENTS = 2_000;
const ROUNDS = process.argv.includes('--quick') ? 4 : 10;
const DAYS = 28;
/** The grid of the new month is there before its events come, as with a real network. */
const NETWORK_MS = 400;

/**
 * In the page: the clock starts when the events are objects in memory, and stops at the first moment after the last paint that
 * changed anything. It is over when nothing has changed for a while.
 */
const WATCH = `(() => {
  const QUIET_MS = 400;
  const watch = (startedMs) => new Promise((resolve) => {
    let changed = true;
    let paintedMs = startedMs;
    const observer = new MutationObserver(() => { changed = true; });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const afterPaint = (then) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });
    const frame = () => {
      const before = changed;
      changed = false;
      afterPaint((nowMs) => {
        if (before || changed) paintedMs = nowMs;
        if (nowMs - paintedMs < QUIET_MS) return frame();
        observer.disconnect();
        resolve(paintedMs - startedMs);
      });
    };
    frame();
  });
  const read = Response.prototype.json;
  Response.prototype.json = async function () {
    const body = await read.call(this);
    if (this.url.includes('/events?from=') && body.events?.length > 100) globalThis.drawn = watch(performance.now());
    return body;
  };
})()`;

const eventOf = (calendarId: string, month: string, index: number): EventBody => {
  const day = `${month}-${String(1 + (index % DAYS)).padStart(2, '0')}`;
  const minutes = 7 * 60 + ((Math.floor(index / DAYS) * 11) % 720);
  const clock = (at: number): string =>
    `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  const allDay = index % 40 === 0;
  return {
    id: `event-${index}`,
    uid: `event-${index}@bench`,
    calendarId,
    title: `Event ${index}`,
    start: allDay ? day : `${day}T${clock(minutes)}`,
    end: allDay ? day : `${day}T${clock(minutes + 45)}`,
    timeZone: 'UTC',
    allDay,
    startsAt: `${day}T${clock(minutes)}:00.000Z`,
    endsAt: `${day}T${clock(minutes + 45)}:00.000Z`,
    location: 'Room 4',
    description: 'What was agreed last time, and what is open.',
    organizer: { name: 'Admin', email: ADMIN.email },
    myRole: 'organizer',
    invitees: ['ada', 'bert', 'clara'].map((name) => ({
      email: `${name}@example.net`,
      name,
      language: 'en' as const,
      role: 'attendee' as const,
      answer: 'ACCEPTED' as const,
    })),
    webMeeting: false,
    mayEdit: true,
    mayDelete: true,
    status: 'CONFIRMED',
    transparent: false,
    mayAnswer: false,
    hideInvitees: false,
    recurring: index % 5 === 0,
    changed: false,
    ...(index % 5 === 0 && { recurrenceId: day }),
    recurrence: index % 5 === 0 ? 'FREQ=WEEKLY' : '',
    extraDates: [],
    excludedDates: [],
    seriesStart: day,
    seriesEnd: day,
    seriesEndsAt: null,
  };
};

/** Answers for the server: so many events in whatever month is asked for; the day's neighbourhood is empty. */
const serveEvents = async (page: Page, calendarId: string): Promise<void> => {
  await page.route('**/api/v1/events?from=*', async (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const from = Date.parse(asked.get('from') ?? '');
    const to = Date.parse(asked.get('to') ?? '');
    const month = new Date((from + to) / 2).toISOString().slice(0, 7);
    const count = to - from > 20 * 86_400_000 ? EVENTS : 0;
    const answer: EventList = {
      events: Array.from({ length: count }, (_one, index) => eventOf(calendarId, month, index)),
    };
    await new Promise((resolve) => setTimeout(resolve, NETWORK_MS));
    await route.fulfill({ json: answer });
  });
};

const drawnMs = async (page: Page): Promise<number> => {
  await until('events', () => page.evaluate<boolean>('globalThis.drawn !== undefined'), Boolean);
  const ms = await page.evaluate<number>('globalThis.drawn.finally(() => { globalThis.drawn = undefined; })');
  if ((await page.locator('.event').count()) === 0) throw new Error('No event is on the screen.');
  return ms;
};

/** From the events in memory to the last paint of a month of them, in the built pages and a real Chromium, month after month. */
export const run = async (): Promise<void> => {
  const server = await startOurs();
  const person = await openPerson();
  try {
    const { page } = person;
    const { origin } = server.place;
    const url = origin.replace('127.0.0.1', 'localhost');
    await page.request.post(`${url}/api/v1/session`, { data: ADMIN, headers: { origin: url } });
    const { calendars } = (await (await page.request.get(`${url}/api/v1/calendars`)).json()) as CalendarList;
    await page.addInitScript({ content: WATCH });
    await serveEvents(page, calendars[0]?.id ?? '');
    await page.goto(`${url}/?view=month&date=2031-03-15`);
    const first = await drawnMs(page);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.getByRole('button', { name: /^(?:Later|Après)$/ }).click();
      times.push(await drawnMs(page));
    }
    console.log(
      `month-screen: ${EVENTS} events in ${median(times).toFixed(0)} ms (to reach: 300), median of ${ROUNDS}; ${times.map((ms) => ms.toFixed(0)).join(', ')}; the first after loading ${first.toFixed(0)}`,
    );
  } finally {
    await person.close();
    await server.stop();
  }
};

if (import.meta.url === `file://${process.argv[1]}`) await run();
