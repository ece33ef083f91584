import { expect } from 'chai';
import { createTransport, type Transporter } from 'nodemailer';
import type { Feedback } from '../../../src/contract/http/answer.ts';
import type { EventBody } from '../../../src/contract/http/event.ts';
import type { IncomingMailBody } from '../../../src/contract/http/inbox.ts';
import type { ApiClient } from '../../kit/api-client.ts';
import { catchMails, type MailCatcher } from '../../kit/mail-catcher.ts';
import { until } from '../../kit/own-process.ts';
import { freePort, type RunningApp, startApp } from '../../kit/start-app.ts';

const ANN = 'ann@example.com';
const PARALLEL = 100;
const SAME = 20;

/** What anybody can send who reaches the mail server. */
describe('mails from outside to a server that runs', function () {
  this.timeout(120_000);
  let catcher: MailCatcher;
  let running: RunningApp;
  let transport: Transporter;
  let zoe: ApiClient;
  let event: EventBody;
  let token: string;

  before(async () => {
    catcher = await catchMails();
    const port = await freePort();
    running = await startApp({
      environment: {
        SMTP_URL: catcher.url,
        MAIL_FROM: 'meet@example.org',
        INBOX_SMTP_PORT: String(port),
        INBOX_AUTHSERV_ID: 'mx.example.org',
      },
    });
    transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, pool: true, maxConnections: 20 });
    zoe = await running.admin();
    event = await zoe.post<EventBody>('/events', {
      ...{ title: 'Budget', start: '2037-03-02T10:00', end: '2037-03-02T11:00', timeZone: 'Europe/Paris' },
      webMeeting: true,
      invitees: [{ email: ANN, name: 'Ann Lee' }],
    });
    await catcher.waitFor(2, 30_000);
    token = /meet\+[a-z2-7]{26}@example\.org/.exec(catcher.sentTo(ANN)[0]?.mime.toString() ?? '')?.[0] ?? '';
  });
  after(async () => {
    transport.close();
    await running.dispose();
    await catcher.close();
  });

  const send = async (from: string, lines: readonly string[]): Promise<void> => {
    const head = [`From: <${from}>`, `To: <${token}>`, 'Subject: Re: Budget', 'MIME-Version: 1.0'];
    await transport.sendMail({ envelope: { from, to: token }, raw: [...head, ...lines].join('\r\n') });
  };
  const reply = (from: string, partstat: string): Promise<void> =>
    send(from, [
      ...['Content-Type: text/calendar; charset=utf-8; method=REPLY', '', 'BEGIN:VCALENDAR', 'METHOD:REPLY'],
      ...['BEGIN:VEVENT', `UID:${event.uid}`, `ATTENDEE;PARTSTAT=${partstat}:mailto:${from}`, 'END:VEVENT'],
      ...['END:VCALENDAR', ''],
    ]);
  const handled = async (count: number): Promise<void> =>
    until(async () => {
      const [all, waiting] = await Promise.all(
        ['', '?state=waiting'].map((query) =>
          zoe.get<{ mails: IncomingMailBody[]; total: number }>(`/admin/inbox${query}`),
        ),
      );
      return all?.total === count && waiting?.total === 0;
    });
  const feedback = (): Promise<Feedback> => zoe.get(`/events/${event.id}/feedback`);

  it('a hundred at once are kept and handled once, and the web answers meanwhile', async () => {
    const mails = Array.from({ length: PARALLEL }, (_, index) => {
      const number = index < SAME ? 0 : index;
      return send(ANN, [`Message-ID: <${number}@example.com>`, '', `Words ${number}`]);
    });
    const asked = Promise.all(Array.from({ length: 20 }, () => feedback()));
    await Promise.all([...mails, asked]);
    await handled(PARALLEL - SAME + 1);
    const { notes } = await feedback();
    // More than a person writes in a day is set aside.
    expect(notes.filter(({ kind }) => kind === 'words')).to.have.length(20);
    expect(new Set(notes.map(({ text }) => text)).size).to.equal(20);
  });

  it('the answer of somebody to whom an invitee forwarded the mail is the organizer’s to confirm', async () => {
    await reply('eve@else.example', 'DECLINED');
    await handled(PARALLEL - SAME + 2);
    const [note] = (await feedback()).notes.filter(({ kind }) => kind === 'unverified');
    expect(note).to.include({ email: ANN, answer: 'DECLINED', state: 'open', text: 'eve@else.example' });
    await reply(ANN, 'ACCEPTED');
    await handled(PARALLEL - SAME + 3);
    const { invitees } = await zoe.get<EventBody>(`/events/${event.id}`);
    expect(invitees.map(({ answer }) => answer)).to.deep.equal(['ACCEPTED']);
  });
});
