import { expect } from 'chai';
import type { IncomingMail } from '../../../src/mail/inbox/incoming-mail.ts';
import { CALENDAR, calendar, HEAD, multipart, openReader, type TestReader, text } from './mail-text.ts';

describe('reading a mail that came in', () => {
  let reader: TestReader;
  before(() => {
    reader = openReader();
  });
  after(() => reader.stop());
  const read: TestReader['read'] = (...given) => reader.read(...given);
  const tryToRead: TestReader['tryToRead'] = (...given) => reader.tryToRead(...given);

  describe('its calendars', () => {
    const found = async (body: string): Promise<IncomingMail['calendars']> => (await read(HEAD + body)).calendars;
    const one = [{ method: 'REPLY', text: CALENDAR.trim() }];
    const trimmed = (calendars: IncomingMail['calendars']) =>
      calendars.map(({ method, text: words }) => ({ method, text: words.trim() }));

    it('are found as the whole mail, as an alternative, as an attachment, and deep inside', async () => {
      expect(trimmed(await found(calendar()))).to.deep.equal(one);
      expect(trimmed(await found(multipart('alternative', [text('Yes'), calendar()])))).to.deep.equal(one);
      const deep = multipart('mixed', [multipart('related', [multipart('alternative', [text('Yes'), calendar()])])]);
      expect(trimmed(await found(deep))).to.deep.equal(one);
      expect(trimmed(await found(multipart('mixed', [text('Yes'), calendar()])))).to.deep.equal(one);
    });

    it('are found by type application/ics, by the name of a file, and in a mail in the mail', async () => {
      const unnamed = [{ method: '', text: CALENDAR.trim() }];
      expect(trimmed(await found(multipart('mixed', [text('Yes'), calendar('application/ics')])))).to.deep.equal(
        unnamed,
      );
      const file = calendar('application/octet-stream', 'Content-Disposition: attachment; filename="Meeting.ICS"\r\n');
      expect(trimmed(await found(multipart('mixed', [text('Yes'), file])))).to.deep.equal(unnamed);
      for (const disposition of ['', 'Content-Disposition: inline\r\n', 'Content-Disposition: attachment\r\n']) {
        const inner = `Content-Type: message/rfc822\r\n${disposition}\r\nFrom: x@example.com\r\n${multipart('alternative', [text('x'), calendar()])}`;
        expect(trimmed(await found(multipart('mixed', [text('Yes'), inner]))), disposition).to.deep.equal(one);
      }
    });

    it('are taken once when a mail holds the same one twice, with the method that one of them says', async () => {
      const twice = multipart('mixed', [
        calendar('application/ics; name="invite.ics"', 'Content-Disposition: attachment; filename="invite.ics"\r\n'),
        multipart('alternative', [text('Yes'), calendar()]),
      ]);
      expect(trimmed(await found(twice))).to.deep.equal(one);
    });

    it('are read in their transfer encoding and their character set', async () => {
      const words = 'BEGIN:VCALENDAR\r\nSUMMARY:Réunion\r\nEND:VCALENDAR\r\n';
      for (const [charset, bytes] of [
        ['utf-8', Buffer.from(words)],
        ['iso-8859-1', Buffer.from(words, 'latin1')],
        ['UTF-16LE', Buffer.from(words, 'utf16le')],
        ['x-nobody-knows-it', Buffer.from(words)],
      ] as const) {
        const part = `Content-Type: text/calendar; charset="${charset}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}`;
        expect((await found(part))[0]?.text, charset).to.equal(words);
      }
      const quoted = `Content-Type: text/calendar\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBEGIN:VCALENDAR=0D=0ASUMMARY:R=C3=A9union=0D=0A=\r\nEND:VCALENDAR`;
      expect((await found(quoted))[0]?.text).to.equal(words.trim());
    });

    it('are refused when they are too large or too many', async () => {
      const large = `Content-Type: text/calendar\r\n\r\n${`X:${'x'.repeat(70)}\r\n`.repeat(4_000)}`;
      expect(await tryToRead(HEAD + large)).to.deep.equal({ ok: false, code: 'calendar-too-large' });
      const many = Array.from({ length: 30 }, (_, index) => `${calendar()}X:${index}\r\n`);
      expect(await tryToRead(HEAD + multipart('mixed', many))).to.deep.equal({ ok: false, code: 'calendar-too-large' });
    });
  });

  describe('its author', () => {
    const from = async (header: string): Promise<IncomingMail['from']> => (await read(`${header}\r\n\r\nx`)).from;

    it('is the one mailbox of From, in lower case, its name decoded', async () => {
      expect(await from('From: "Smith, Bob" <Bob@Example.COM>')).to.deep.equal({
        name: 'Smith, Bob',
        address: 'bob@example.com',
      });
      expect(await from('From: =?iso-8859-1?Q?Zo=E9?= <zoe@example.com>')).to.deep.equal({
        name: 'Zoé',
        address: 'zoe@example.com',
      });
      expect(await from('From: bob@example.com (Bob)')).to.include({ address: 'bob@example.com' });
      expect(await from('From: "bob@example.com" <evil@example.net>')).to.include({ address: 'evil@example.net' });
      expect(await from('From: Bob <bob@xn--bcher-kva.example>')).to.include({ address: 'bob@xn--bcher-kva.example' });
    });

    it('is nobody when there are several, none, a group, or something that is no address', async () => {
      for (const header of [
        'From: a@example.com, b@example.com',
        'From: a@example.com\r\nFrom: b@example.com',
        'From: a@example.com\r\nFrom : b@example.com',
        'Subject: none',
        'From: Team: a@example.com;',
        'From: undisclosed',
        'From: <>',
        'From: a@b@example.com',
        'From: =?utf-8?B?YUBleGFtcGxlLmNvbQ==?=',
      ])
        expect(await from(header), header).to.equal(undefined);
    });

    it('brings no control characters and no turned text', async () => {
      const { from: author, subject } = await read(
        'From: =?utf-8?Q?Bob=0D=0A=E2=80=AEBcc=3A?= <bob@example.com>\r\nSubject: =?utf-8?Q?a=00b=0D=0Ac=E2=80=AEd?=\r\n\r\nx',
      );
      expect(author?.name).to.equal('Bob Bcc:');
      expect(subject).to.equal('ab cd');
    });
  });

  it('tells which mails it answers', async () => {
    const mail = await read(`${HEAD}In-Reply-To: <a@x>\r\nReferences: <b@x>\r\n <a@x> junk <c@x>\r\n\r\nx`);
    expect(mail.messageId).to.equal('<1@example.com>');
    expect(mail.answersTo).to.deep.equal(['<a@x>', '<b@x>', '<c@x>']);
  });

  it('recognises what programs send, and takes a person for a person', async () => {
    for (const header of [
      'Auto-Submitted: auto-replied',
      'Auto-Submitted: auto-generated (failure)',
      'X-Auto-Response-Suppress: All',
      'Precedence: bulk',
      'precedence: LIST',
      'Precedence: junk',
      'List-Id: <x.example.com>',
      'X-Autoreply: yes',
      'X-Autorespond: Re: x',
    ])
      expect((await read(`${HEAD}${header}\r\n\r\nx`)).automatic, header).to.equal(true);
    for (const header of ['Auto-Submitted: no', 'Precedence: first-class', 'X-Other: x'])
      expect((await read(`${HEAD}${header}\r\n\r\nx`)).automatic, header).to.equal(false);
    expect((await read(`${HEAD}\r\nx`, true)).automatic).to.equal(true);
  });

  it('recognises a mail of its own that came back', async () => {
    const looped = async (mime: string): Promise<boolean> => (await read(mime)).looped;
    expect(await looped(`${HEAD}X-WebMeeting-Loop: this-server\r\n\r\nx`)).to.equal(true);
    expect(await looped(`${HEAD}X-WebMeeting-Loop: another\r\n\r\nx`)).to.equal(false);
    expect(await looped('From: meet+abc@example.org\r\nMessage-ID: <x@example.org>\r\n\r\nx')).to.equal(true);
    expect(await looped('From: bob@example.org\r\nMessage-ID: <x@example.org>\r\n\r\nx')).to.equal(false);
    expect(await looped(`${'Received: from a by b\r\n'.repeat(60)}${HEAD}\r\nx`)).to.equal(true);
  });

  it('recognises Outlook’s winmail.dat', async () => {
    const part =
      'Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+Ig==';
    expect((await read(HEAD + multipart('mixed', [text('x'), part]))).tnef).to.equal(true);
    const named =
      'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=WinMail.dat\r\n\r\nx';
    expect((await read(HEAD + multipart('mixed', [text('x'), named]))).tnef).to.equal(true);
    expect((await read(`${HEAD}\r\nx`)).tnef).to.equal(false);
  });

  describe('a delivery report', () => {
    const original =
      'From: meet+x@example.org\r\nTo: ann@example.com\r\nMessage-ID: <our-mail@example.org>\r\nSubject: Invitation\r\n';
    const report = (status: string, copy: string): string =>
      `From: MAILER-DAEMON@mx.example.com\r\nTo: meet+b@example.org\r\nSubject: Undelivered\r\nAuto-Submitted: auto-replied\r\n${multipart('report; report-type=delivery-status', [text('It was not delivered.'), `Content-Type: message/delivery-status\r\n\r\n${status}`, copy], 'r')}`;
    const whole = `Content-Type: message/rfc822\r\n\r\n${original}${multipart('alternative', [text('x'), calendar('text/calendar; method=REQUEST')])}`;
    const headersAlone = `Content-Type: text/rfc822-headers\r\n\r\n${original}`;

    it('of Exchange tells address, status, words and our mail, and brings no calendar of ours', async () => {
      const status =
        'Reporting-MTA: dns;EX01.example.com\r\n\r\nFinal-Recipient: rfc822;Ann@example.com\r\nAction: failed\r\nStatus: 5.1.10\r\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not\r\n found by SMTP address lookup\r\nX-Display-Name: Ann\r\n';
      const mail = await read(report(status, whole), true);
      expect(mail.reports).to.deep.equal([
        {
          action: 'failed',
          status: '5.1.10',
          recipient: 'ann@example.com',
          diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
          originalMessageId: '<our-mail@example.org>',
        },
      ]);
      expect(mail.calendars).to.deep.equal([]);
      expect(mail.automatic).to.equal(true);
    });

    it('of Gmail tells of a mail that is late, and names the address that we wrote to', async () => {
      const status =
        'Reporting-MTA: dns; googlemail.com\r\nArrival-Date: Mon, 01 Mar 2027 01:00:00 -0800 (PST)\r\nX-Original-Message-ID: <our-mail@example.org>\r\n\r\nOriginal-Recipient: rfc822;ann@example.com\r\nFinal-Recipient: rfc822; ann.forwarded@example.net\r\nAction: delayed\r\nStatus: 4.4.1\r\nDiagnostic-Code: smtp; The recipient server did not accept our requests to connect.\r\n';
      const [delayed] = (await read(report(status, 'Content-Type: text/plain\r\n\r\nx'), true)).reports;
      expect(delayed).to.include({
        action: 'delayed',
        status: '4.4.1',
        recipient: 'ann@example.com',
        originalMessageId: '<our-mail@example.org>',
      });
    });

    it('tells of each of several recipients', async () => {
      const status =
        'Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@example.com\r\nAction: failed\r\nStatus: 5.2.2\r\n\r\nFinal-Recipient: rfc822; b@example.com\r\nAction: relayed\r\nStatus: 2.0.0\r\n';
      const { reports } = await read(report(status, headersAlone), true);
      expect(
        reports.map(({ action, recipient, originalMessageId }) => [action, recipient, originalMessageId]),
      ).to.deep.equal([
        ['failed', 'a@example.com', '<our-mail@example.org>'],
        ['relayed', 'b@example.com', '<our-mail@example.org>'],
      ]);
    });

    it('of qmail is read from its words', async () => {
      const words = `From: MAILER-DAEMON@mx.example.com\r\nTo: meet+b@example.org\r\nSubject: failure notice\r\n\r\nHi. This is the qmail-send program at mx.example.com.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\nThis is a permanent error; I've given up. Sorry it didn't work out.\r\n\r\n<ann@example.com>:\r\n192.0.2.1 does not like recipient.\r\nRemote host said: 550 5.1.1 No such user\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n${original}\r\nHello`;
      expect((await read(words, true)).reports).to.deep.equal([
        {
          action: 'failed',
          status: '5.1.1',
          recipient: 'ann@example.com',
          diagnostic: '192.0.2.1 does not like recipient. Remote host said: 550 5.1.1 No such user',
          originalMessageId: '<our-mail@example.org>',
        },
      ]);
    });

    it('of Exim is read from its words', async () => {
      const words = `X-Failed-Recipients: ann@example.com\r\nAuto-Submitted: auto-replied\r\nFrom: Mail Delivery System <Mailer-Daemon@mx.example.com>\r\nTo: meet+b@example.org\r\nSubject: Mail delivery failed\r\n\r\nThis message was created automatically by mail delivery software.\r\n\r\nA message that you sent could not be delivered to one or more of its\r\nrecipients. This is a permanent error. The following address(es) failed:\r\n\r\n  ann@example.com\r\n    host mx.example.com [192.0.2.1]\r\n    SMTP error from remote mail server after RCPT TO:<ann@example.com>:\r\n    550 No such user\r\n\r\n------ This is a copy of the message, including all the headers. ------\r\n\r\n${original}\r\nHello`;
      const [failed] = (await read(words, true)).reports;
      expect(failed).to.include({
        action: 'failed',
        recipient: 'ann@example.com',
        originalMessageId: '<our-mail@example.org>',
      });
      expect(failed?.diagnostic).to.include('550 No such user');
    });

    it('is not found in a person’s words', async () => {
      const words = `${HEAD}\r\nHi. This is the qmail-send program at mx.\r\n\r\n<ann@example.com>:\r\nno\r\n`;
      expect((await read(words)).reports).to.deep.equal([]);
    });
  });
});
