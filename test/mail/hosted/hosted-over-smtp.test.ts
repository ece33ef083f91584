import { expect } from 'chai';
import { createTransport } from 'nodemailer';
import type { Door, JoinAnswer } from '../../../src/contract/http/meeting.ts';
import { HOST, MEETING_ADDRESS, mailedObject } from '../../kit/hosted-house.ts';
import { catchMails, type MailCatcher } from '../../kit/mail-catcher.ts';
import { freePort, type RunningApp, startApp } from '../../kit/start-app.ts';

const DAY_MS = 86_400_000;
const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

describe('inviting the meeting address of a server that runs', () => {
  let catcher: MailCatcher;
  let running: RunningApp;
  let inboxPort: number;

  before(async () => {
    catcher = await catchMails();
    inboxPort = await freePort();
    running = await startApp({
      environment: {
        SMTP_URL: catcher.url,
        MAIL_FROM: MEETING_ADDRESS,
        INBOX_SMTP_PORT: String(inboxPort),
        INBOX_AUTHSERV_ID: 'mx.example.org',
      },
    });
    const admin = await running.admin();
    const settings = {
      personDomains: [],
      hostingDomains: ['partner.example'],
      hostingPerDay: 10,
      attentionMails: true,
    };
    expect((await admin.call('PUT', '/admin/mail-settings', settings)).status).to.be.below(300);
  });
  after(async () => {
    await running.dispose();
    await catcher.close();
  });

  /** As the organisation's mail server hands it over, which says what it found of DMARC. */
  const send = async (
    method: 'REQUEST' | 'CANCEL',
    text: string,
    dmarc: 'pass' | 'fail',
    from = HOST,
  ): Promise<void> => {
    const transport = createTransport({ host: '127.0.0.1', port: inboxPort, ignoreTLS: true });
    await transport.sendMail({
      envelope: { from, to: MEETING_ADDRESS },
      raw: [
        `Authentication-Results: mx.example.org; dmarc=${dmarc} header.from=${from.split('@')[1]}`,
        `From: Claire Petit <${from}>`,
        `To: <${MEETING_ADDRESS}>`,
        'Subject: Point hebdomadaire',
        `Message-ID: <${Date.now()}.${Math.random()}@partner.example>`,
        'MIME-Version: 1.0',
        `Content-Type: text/calendar; charset=utf-8; method=${method}`,
        '',
        text,
      ].join('\r\n'),
    });
    transport.close();
  };
  const mailsOf = (): string[] => catcher.sentTo(HOST).map(({ parsed }) => parsed.text ?? '');

  it('gives a meeting that its host starts without account, and takes it back', async function () {
    this.timeout(60_000);
    const startMs = Math.floor(Date.now() / DAY_MS + 2) * DAY_MS;
    const event = (sequence: number, ...more: string[]): string[] => [
      `DTSTART:${utc(startMs)}`,
      `DTEND:${utc(startMs + 3_600_000)}`,
      'SUMMARY:Point hebdomadaire',
      `SEQUENCE:${sequence}`,
      `DTSTAMP:${utc(Date.now())}`,
      ...more,
    ];
    await send('REQUEST', mailedObject('REQUEST', [event(0)], { uid: 'forged@partner.example' }), 'fail');
    await send('REQUEST', mailedObject('REQUEST', [event(0)]), 'pass');
    await catcher.waitFor(1, 30_000);
    const [made = ''] = mailsOf();
    const token = /\/j\/([\w-]{22})/.exec(made)?.[1] ?? '';
    const id = /\/m\/(\d{9})/.exec(made)?.[1] ?? '';
    const host = running.client();
    const door = await host.get<Door>(`/join/${token}`);
    expect(door).to.include({ id, title: 'Point hebdomadaire', role: 'organizer', startsByJoining: true });
    const entered = await host.post<JoinAnswer>(`/join/${token}`, { name: 'Claire', start: true });
    expect(entered).to.have.property('ticket');
    const pin = /\b(\d{6})\b/.exec(made.replace(/https?:\S+|\d{3} \d{3} \d{3}/g, ''))?.[1];
    const guest = await running.client().post<JoinAnswer>(`/meetings/${id}/join`, { name: 'Zoe', pin });
    expect(guest).to.have.property('ticket');

    await send('CANCEL', mailedObject('CANCEL', [event(1, 'STATUS:CANCELLED')]), 'pass');
    await catcher.waitFor(2, 30_000);
    const gone = await host.call<{ code: string }>('POST', `/join/${token}`, { name: 'Claire', start: true });
    expect(gone.body.code).to.equal('meeting-cancelled');
    expect(mailsOf()).to.have.length(2);
  });
});
