import { join } from 'node:path';
import { expect } from 'chai';
import { createTransport } from 'nodemailer';
import { projectRoot } from '../../../src/app/project-root.ts';
import type { Feedback } from '../../../src/contract/http/answer.ts';
import type { EventBody } from '../../../src/contract/http/event.ts';
import type { IncomingMailBody } from '../../../src/contract/http/inbox.ts';
import { readMessage } from '../../../src/protocols/mime/read-message.ts';
import type { ApiClient } from '../../kit/api-client.ts';
import { type Dovecot, startDovecot } from '../../kit/dovecot.ts';
import { catchMails, type MailCatcher } from '../../kit/mail-catcher.ts';
import { type Postfix, startPostfix } from '../../kit/postfix.ts';
import { readWithPython } from '../../kit/python-reader.ts';
import { runToEnd } from '../../kit/run-to-end.ts';
import { type RunningApp, startApp } from '../../kit/start-app.ts';

/** Longer than Dovecot takes to see a new mail where the machine lets no more folders be watched. */
const WAIT_MS = 90_000;

/** Asks until the answer is there. */
const until = async <Value>(
  what: string,
  ask: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> => {
  const endMs = Date.now() + WAIT_MS;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > endMs) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** One person's mailbox, as their mail program shows it. */
interface Reader {
  readonly address: string;
  /** The next mail with a calendar part that fits, of those not read yet. */
  next(method: string, fits?: (calendar: string) => boolean): Promise<{ mime: Buffer; calendar: string }>;
}

describe('invitations through Postfix and Dovecot', function () {
  this.timeout(600_000);
  let dovecot: Dovecot;
  let postfix: Postfix;
  let refuser: MailCatcher;
  let app: RunningApp;
  let zoe: ApiClient;

  before(async () => {
    dovecot = await startDovecot();
    // A mailbox that has had mail before.
    dovecot.makeFolder('meet', 'INBOX', [
      'From: bob@example.com\nTo: bob@example.com\nSubject: Old\n\nFor somebody else.\n',
    ]);
    refuser = await catchMails();
    refuser.setAnswer((step) => (step === 'rcpt' ? { code: 550, message: '5.1.1 No such person here' } : undefined));
    const boxes = `lmtp:inet:127.0.0.1:${dovecot.lmtpPort}`;
    postfix = await startPostfix({
      transports: {
        'example.org': boxes,
        'example.com': boxes,
        'example.net': `smtp:[127.0.0.1]:${refuser.port}`,
      },
    });
    app = await startApp({
      environment: {
        SMTP_URL: postfix.url,
        MAIL_FROM: 'meet@example.org',
        INBOX_IMAP_URL: dovecot.imapUrl('meet'),
        ADMIN_EMAIL: 'zoe@example.org',
      },
      overrides: { quietMs: 200 },
    });
    zoe = app.client();
    await zoe.post('/session', { email: 'zoe@example.org', password: 'correct horse battery' });
  });
  after(async () => {
    await app?.dispose();
    await postfix?.stop();
    await refuser?.close();
    await dovecot?.stop();
  });

  const readerOf = (address: string): Reader => {
    const read = new Set<string>();
    const user = address.slice(0, address.indexOf('@'));
    return {
      address,
      next: (method, fits = () => true) =>
        until(`a ${method} for ${address}`, () => {
          for (const mime of dovecot.mails(user)) {
            const text = mime.toString('latin1');
            const messageId = /^Message-ID: (.+)$/im.exec(text)?.[1] ?? '';
            const [python] = read.has(messageId) ? [] : readWithPython([mime]);
            const calendar = readMessage(Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1')).parts.find(
              ({ type }) => type === 'text/calendar',
            )?.text;
            if (python?.calendars[0]?.method !== method || calendar === undefined || !fits(calendar)) continue;
            // The header and the body name the same method, to a reader that is not ours.
            expect(python.calendars[0].header).to.equal(method);
            expect(python.defects).to.deep.equal([]);
            read.add(messageId);
            return { mime, calendar };
          }
          return undefined;
        }),
    };
  };

  /** What a calendar program answers, handed to the mail server as it would. */
  const answer = async (invitation: Buffer, who: string, method: string, settings: Record<string, string>) => {
    const args = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
    const script = join(projectRoot(), 'test/mail/story/answer.py');
    const { status, output } = await runToEnd(
      '/usr/bin/python3',
      [script, who, method, ...args],
      invitation.toString('latin1'),
    );
    expect(status, output).to.equal(0);
    const to = /^To: (.+)$/m.exec(output)?.[1]?.trim() ?? '';
    expect(to).to.match(/^meet\+[a-z2-7]{26}@example\.org$/);
    const transport = createTransport(postfix.url);
    await transport.sendMail({ envelope: { from: who, to: [to] }, raw: output });
    transport.close();
  };

  const eventNow = (id: string, recurrenceId?: string): Promise<EventBody> =>
    zoe.get(`/events/${id}${recurrenceId === undefined ? '' : `?recurrenceId=${recurrenceId}`}`);
  const answerOf = (event: EventBody, email: string): string | undefined =>
    event.invitees.find((one) => one.email === email)?.answer;
  const feedbackOf = (id: string): Promise<Feedback> => zoe.get(`/events/${id}/feedback`);

  it('invite, accept by mail, another time, move, one date cancelled, a delegate, the end; a bounce on the way', async () => {
    const [ann, bob, dave] = ['ann@example.com', 'bob@example.com', 'dave@example.com'].map(readerOf) as [
      Reader,
      Reader,
      Reader,
    ];
    const event = await zoe.post<EventBody>('/events', {
      title: 'Comité de pilotage',
      start: '2037-03-02T10:00',
      end: '2037-03-02T11:00',
      timeZone: 'Europe/Paris',
      recurrence: 'FREQ=WEEKLY;COUNT=4',
      webMeeting: true,
      invitees: [
        { email: ann.address, name: 'Ann' },
        { email: bob.address, name: 'Bob' },
        { email: 'gone@example.net', name: 'Gone' },
      ],
    });
    const { id, uid } = event;
    const first = await ann.next('REQUEST');
    const toBob = await bob.next('REQUEST');
    expect(first.calendar).to.include(uid);

    // Accepted by the mail program's own button.
    await answer(first.mime, ann.address, 'REPLY', { partstat: 'ACCEPTED', comment: 'Bien sûr' });
    await until('the answer', async () =>
      answerOf(await eventNow(id), ann.address) === 'ACCEPTED' ? true : undefined,
    );
    const { answers } = await feedbackOf(id);
    expect(answers).to.have.length(1);
    expect(answers[0]).to.include({ email: ann.address, comment: 'Bien sûr', via: 'mail' });

    // Who could not be reached is told.
    const bounced = await until('the bounce', async () =>
      (await feedbackOf(id)).notes.find(({ kind }) => kind === 'not-reached'),
    );
    expect(bounced).to.include({ email: 'gone@example.net' });
    expect(bounced.text).to.include('No such person here');
    expect((await feedbackOf(id)).deliveries.find(({ email }) => email === 'gone@example.net')?.state).to.equal(
      'not-reached',
    );

    // Another time for one date; accepted in one click, and everybody hears of that date alone.
    await answer(first.mime, ann.address, 'COUNTER', {
      date: '2037-03-09',
      start: '2037-03-09T14:00:00+01:00',
      end: '2037-03-09T15:00:00+01:00',
      comment: 'After lunch?',
    });
    const proposal = await until('the proposal', async () =>
      (await feedbackOf(id)).notes.find(({ kind }) => kind === 'proposal'),
    );
    expect(proposal).to.include({ recurrenceId: '2037-03-09T10:00:00', text: 'After lunch?', state: 'open' });
    await zoe.post(`/events/${id}/notes/${proposal.id}`, { decision: 'accept' });
    for (const reader of [ann, bob]) {
      const { calendar } = await reader.next('REQUEST', (text) => text.includes('RECURRENCE-ID'));
      expect(calendar.match(/BEGIN:VEVENT/g)).to.have.length(1);
      expect(calendar).to.include('RECURRENCE-ID;TZID=Europe/Paris:20370309T100000');
      expect(calendar).to.include('DTSTART;TZID=Europe/Paris:20370309T140000');
    }
    expect(answerOf(await eventNow(id, '2037-03-09T10:00:00'), ann.address)).to.equal('ACCEPTED');

    // The whole moves: who had said yes is asked again.
    await zoe.patch(`/events/${id}`, { start: '2037-03-02T11:00', end: '2037-03-02T12:00' });
    const moved = await ann.next('REQUEST', (text) => text.includes('DTSTART;TZID=Europe/Paris:20370302T110000'));
    await bob.next('REQUEST', (text) => text.includes('DTSTART;TZID=Europe/Paris:20370302T110000'));
    expect(Number(/SEQUENCE:(\d+)/.exec(moved.calendar)?.[1])).to.be.greaterThan(1);
    expect(answerOf(await eventNow(id), ann.address)).to.equal('NEEDS-ACTION');

    // One date is cancelled.
    await zoe.delete(`/events/${id}?recurrenceId=2037-03-16T11:00:00&scope=this`);
    const cancelled = await ann.next('CANCEL');
    expect(cancelled.calendar).to.include('RECURRENCE-ID;TZID=Europe/Paris:20370316T110000');

    // Bob sends Dave: by an older mail that says nothing any more, then by the newest.
    await answer(toBob.mime, bob.address, 'REPLY', { partstat: 'DELEGATED', delegate: dave.address });
    await until('the answer to an older time', async () =>
      (await zoe.get<{ mails: IncomingMailBody[] }>('/admin/inbox')).mails.find(({ reason }) => reason === 'outdated'),
    );
    const { mime } = await latest(bob);
    await answer(mime, bob.address, 'REPLY', { partstat: 'DELEGATED', delegate: dave.address });
    const toDave = await dave.next('REQUEST');
    expect(toDave.calendar).to.include(uid);
    await answer(toDave.mime, dave.address, 'REPLY', { partstat: 'ACCEPTED' });
    const after = await until('the delegate', async () => {
      const now = await eventNow(id);
      return answerOf(now, dave.address) === 'ACCEPTED' ? now : undefined;
    });
    expect(answerOf(after, bob.address)).to.equal('DELEGATED');

    // The end.
    await zoe.delete(`/events/${id}`);
    for (const reader of [ann, bob, dave]) {
      const { calendar } = await reader.next('CANCEL', (text) => !text.includes('RECURRENCE-ID'));
      expect(calendar).to.include(uid).and.include('STATUS:CANCELLED');
    }
  });

  /** The newest version of the whole that somebody has. */
  const latest = async (reader: Reader): Promise<{ mime: Buffer }> => {
    const user = reader.address.slice(0, reader.address.indexOf('@'));
    const all = dovecot.mails(user).filter((mime) => /^Subject:/im.test(mime.toString('latin1')));
    const withSeries = all.flatMap((mime) => {
      const text = readMessage(Buffer.from(mime.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')).parts.find(
        ({ type }) => type === 'text/calendar',
      )?.text;
      return text?.includes('RRULE') ? [{ mime, sequence: Number(/SEQUENCE:(\d+)/.exec(text)?.[1] ?? 0) }] : [];
    });
    const [newest] = withSeries.toSorted((one, other) => other.sequence - one.sequence);
    if (newest === undefined) throw new Error('nothing came');
    return newest;
  };
});
