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
});
