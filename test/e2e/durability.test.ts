import { rmSync } from 'node:fs';
import { expect } from 'chai';
import { ApiClient } from '../kit/api-client.ts';
import { catchMails } from '../kit/mail-catcher.ts';
import { type RunningProgram, runProgram } from '../kit/run-program.ts';
import { ADMIN } from '../kit/start-app.ts';

const ENVIRONMENT = { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password };

const signIn = async (program: RunningProgram): Promise<ApiClient> => {
  const client = new ApiClient(program.url);
  await client.post('/session', ADMIN);
  return client;
};

describe('kill -9', () => {
  it('loses nothing that was acknowledged: every event is there again and each invitee is mailed once', async function () {
    this.timeout(60_000);
    const catcher = await catchMails();
    // Nobody listens on port 9: the mails must wait, and survive.
    let program = await runProgram({ ...ENVIRONMENT, SMTP_URL: 'smtp://127.0.0.1:9' });
    const { dataDirectory } = program;
    const acknowledged: string[] = [];
    try {
      const client = await signIn(program);
      const make = async (number: number): Promise<void> => {
        const { id } = await client.post<{ id: string }>('/events', {
          title: `Event ${number}`,
          start: '2031-03-03T10:00',
          end: '2031-03-03T11:00',
          timeZone: 'Europe/Paris',
          webMeeting: true,
          invitees: [{ email: `guest${number}@example.org` }],
        });
        acknowledged.push(id);
      };
      const work = (async () => {
        for (let number = 0; number < 200; number += 1) await make(number);
      })().catch(() => {});
      while (acknowledged.length < 30) await new Promise((resolve) => setTimeout(resolve, 5));
      await program.end('SIGKILL');
      await work;

      program = await runProgram({ ...ENVIRONMENT, DATA_DIR: dataDirectory, SMTP_URL: catcher.url });
      const again = await signIn(program);
      const { events } = await again.get<{ events: Array<{ id: string; meeting?: { id: string } }> }>(
        '/events?from=2031-03-01&to=2031-03-31',
      );
      expect(events.map(({ id }) => id)).to.include.members(acknowledged);
      for (const event of events) expect(event.meeting?.id).to.match(/^[1-9]\d{8}$/);
      // Mails that met the closed door before the kill are due again a minute later; the console can hurry them.
      const deadline = Date.now() + 20_000;
      const expected = new Set(events.map((_, index) => `guest${index}@example.org`));
      const told = (): string[] => catcher.mails.flatMap(({ to }) => to).filter((to) => to.startsWith('guest'));
      while (new Set(told()).size < expected.size && Date.now() < deadline) {
        const { mails } = await again.get<{ mails: Array<{ id: string }> }>('/admin/outbox?state=waiting');
        for (const { id } of mails) await again.call('POST', `/admin/outbox/${id}/retry`, {});
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      expect(told().sort()).to.deep.equal([...expected].sort());
    } finally {
      await program.end('SIGTERM');
      await catcher.close();
      rmSync(dataDirectory, { recursive: true, force: true });
    }
  });

  it('loses no object that a calendar program put: the next synchronisation finds each, under the tag that was answered', async function () {
    this.timeout(60_000);
    let program = await runProgram(ENVIRONMENT);
    const { dataDirectory } = program;
    const tags = new Map<string, string>();
    try {
      const client = await signIn(program);
      const { password } = await client.post<{ password: string }>('/app-passwords', { name: 'Program' });
      const { calendars } = await client.get<{ calendars: Array<{ davUrl: string }> }>('/calendars');
      const calendar = new URL(calendars[0]?.davUrl ?? '').pathname;
      const headers = { Authorization: `Basic ${Buffer.from(`${ADMIN.email}:${password}`).toString('base64')}` };
      const put = async (number: number): Promise<void> => {
        const answer = await fetch(`${program.url}${calendar}${number}.ics`, {
          method: 'PUT',
          headers: { ...headers, 'Content-Type': 'text/calendar', 'If-None-Match': '*' },
          body: [
            'BEGIN:VCALENDAR',
            'VERSION:2.0',
            'PRODID:-//A Program//EN',
            'BEGIN:VEVENT',
            `UID:program-${number}`,
            'DTSTAMP:20270101T000000Z',
            'DTSTART;TZID=Europe/Paris:20310303T100000',
            'DURATION:PT1H',
            'RRULE:FREQ=WEEKLY;COUNT=5',
            `SUMMARY:Object ${number}`,
            'END:VEVENT',
            'END:VCALENDAR',
            '',
          ].join('\r\n'),
        });
        if (answer.status === 201) tags.set(`${calendar}${number}.ics`, answer.headers.get('etag') ?? '');
      };
      const work = (async () => {
        for (let number = 0; number < 400; number += 2) await Promise.all([put(number), put(number + 1)]);
      })().catch(() => {});
      while (tags.size < 30) await new Promise((resolve) => setTimeout(resolve, 5));
      await program.end('SIGKILL');
      await work;

      program = await runProgram({ ...ENVIRONMENT, DATA_DIR: dataDirectory });
      const answer = await fetch(`${program.url}${calendar}`, {
        method: 'REPORT',
        headers: { ...headers, Depth: '1' },
        body: '<sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>',
      });
      const found = new Map(
        [...(await answer.text()).matchAll(/<D:href>([^<]+)<\/D:href>.*?<D:getetag>([^<]+)<\/D:getetag>/gs)].map(
          ([, href = '', tag = '']) => [href, tag.replaceAll('&quot;', '"')],
        ),
      );
      for (const [href, tag] of tags) expect(found.get(href), href).to.equal(tag);
      const list = await (await signIn(program)).get<{ events: unknown[] }>('/events?from=2031-03-01&to=2031-03-09');
      expect(list.events).to.have.length(found.size);
    } finally {
      await program.end('SIGTERM');
      rmSync(dataDirectory, { recursive: true, force: true });
    }
  });
});
