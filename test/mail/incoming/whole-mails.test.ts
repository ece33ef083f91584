import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { IncomingVerdict } from '../../../src/mail/inbox/incoming-mail.ts';
import { parseMail } from '../../../src/mail/inbox/parse-mail.ts';
import { ANN, type IncomingHouse, openIncomingHouse } from '../../kit/incoming-house.ts';
import type { CaughtMail } from '../../kit/mail-catcher.ts';

const line = ({ state, reason }: IncomingVerdict): string => `${state} ${reason}`;
const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
const head = (lines: readonly string[]): string => [...lines, 'MIME-Version: 1.0', ''].join('\r\n');

/** Ann's program answers what it was sent: the very object of our mail, with her answer in it. */
const answerTo = (invitation: CaughtMail | undefined, partstat: string, more: readonly string[] = []): string =>
  (invitation?.calendar ?? '')
    .replace('METHOD:REQUEST', 'METHOD:REPLY')
    .replace(/\r\n /g, '')
    .split('\r\n')
    .filter((text) => !text.startsWith('ATTENDEE'))
    .flatMap((text) =>
      text === 'END:VEVENT' ? [`ATTENDEE;PARTSTAT=${partstat}:mailto:${ANN}`, ...more, text] : [text],
    )
    .join('\r\n');

describe('whole mails, as programs write them', () => {
  let house: IncomingHouse;
  let event: Awaited<ReturnType<IncomingHouse['schedule']>>;
  before(async () => {
    house = await openIncomingHouse();
  });
  beforeEach(async () => {
    event = await house.schedule();
  });
  after(() => house.close());

  const arrive = async (mime: string, recipient: string, envelopeFrom = ANN): Promise<IncomingVerdict> => {
    const read = await parseMail({
      ...{ mime: Buffer.from(mime), nullSender: envelopeFrom === '', authservId: '' },
      ...{ mailFrom: house.config.mail.from, loopMark: 'this-server' },
    });
    if (!read.ok) throw new Error(read.code);
    const { statedAuthentic, ...mail } = read.value;
    const [id, receivedMs] = [randomUUID(), house.clock.nowMs()];
    return house.handle({ ...mail, id, receivedMs, recipients: [recipient], envelopeFrom, authentic: statedAuthentic });
  };
  const from = (): string => event.mailTo(ANN)?.parsed.from?.value[0]?.address ?? '';
  const annSays = async (): Promise<string | undefined> => (await house.answersOf(event.id))[ANN];

  it('Gmail: alternative with the calendar in base64, and the same as an attachment', async () => {
    const calendar = base64(answerTo(event.mailTo(ANN), 'ACCEPTED'));
    const mime = [
      head([
        'From: Ann Lee <ann@example.com>',
        `To: ${from()}`,
        'Subject: Accepted: Budget',
        'Auto-Submitted: auto-generated',
        'Content-Type: multipart/mixed; boundary="m"',
      ]),
      '--m\r\nContent-Type: multipart/alternative; boundary="a"\r\n',
      '--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nAnn Lee has accepted this invitation.\r\n',
      `--a\r\nContent-Type: text/calendar; charset="UTF-8"; method=REPLY\r\nContent-Transfer-Encoding: base64\r\n\r\n${calendar}\r\n--a--`,
      `--m\r\nContent-Type: application/ics; name="invite.ics"\r\nContent-Disposition: attachment; filename="invite.ics"\r\nContent-Transfer-Encoding: base64\r\n\r\n${calendar}\r\n--m--`,
    ].join('\r\n');
    expect(await arrive(mime, from())).to.deep.equal({ state: 'handled', reason: 'answer', about: event.uid });
    expect(await annSays()).to.equal('ACCEPTED');
    expect(await house.notesOf(event.id)).to.have.length(1);
  });

  it('Outlook: the calendar alone, in quoted-printable and capitals, without ORGANIZER', async () => {
    const calendar = answerTo(event.mailTo(ANN), 'TENTATIVE', ['COMMENT:Désolée=20'])
      .replace(/ORGANIZER.*\r\n/, '')
      .replaceAll('=', '=3D')
      .replaceAll('é', '=C3=A9');
    const mime = `${head([
      'From: "Lee, Ann" <Ann@Example.com>',
      `To: ${from().toUpperCase()}`,
      'Subject: Tentative: Budget',
      'Content-Class: urn:content-classes:calendarmessage',
      'Content-Type: TEXT/CALENDAR; METHOD=REPLY; CHARSET="utf-8"',
      'Content-Transfer-Encoding: quoted-printable',
    ])}\r\n${calendar}`;
    expect(line(await arrive(mime, from().toUpperCase()))).to.equal('handled answer');
    expect(await annSays()).to.equal('TENTATIVE');
    expect((await house.notesOf(event.id))[0]?.body.text).to.equal('Désolée=20');
  });

  it('a person’s reply: the words above the quoted invitation', async () => {
    const invitation = event.mailTo(ANN);
    const quoted = (invitation?.parsed.text ?? '').replace(/^/gm, '> ');
    const mime = `${head([
      'From: Ann Lee <ann@example.com>',
      `To: ${from()}`,
      'Subject: Re: Budget',
      `In-Reply-To: ${invitation?.parsed.messageId}`,
      'Content-Type: text/plain; charset=utf-8',
    ])}\r\nI bring the figures.\r\n\r\nOn Monday, Zoé Martin wrote:\r\n${quoted}`;
    expect(line(await arrive(mime, from()))).to.equal('handled words');
    expect((await house.notesOf(event.id))[0]?.body.text).to.equal('I bring the figures.');
    expect(await annSays()).to.equal('NEEDS-ACTION');
  });

  it('out of office: nothing', async () => {
    const mime = `${head(['From: Ann Lee <ann@example.com>', `To: ${from()}`, 'Subject: Automatic reply: Budget', 'Auto-Submitted: auto-replied', 'Content-Type: text/plain'])}\r\nAway until Monday.`;
    expect(line(await arrive(mime, from(), ''))).to.equal('ignored automatic');
    expect(await house.notesOf(event.id)).to.deep.equal([]);
  });

  it('Postfix: a report on the invitation, with it quoted', async () => {
    const invitation = event.mailTo(ANN);
    const mime = [
      head([
        'From: MAILER-DAEMON@mx.example.org (Mail Delivery System)',
        `To: ${invitation?.envelopeFrom}`,
        'Subject: Undelivered Mail Returned to Sender',
        'Auto-Submitted: auto-replied',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="r"',
      ]),
      "--r\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nI'm sorry to have to inform you that your message could not\r\nbe delivered.\r\n",
      `--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; ${ANN}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n`,
      `--r\r\nContent-Type: message/rfc822\r\n\r\n${invitation?.mime.toString('latin1')}\r\n--r--`,
    ].join('\r\n');
    expect(line(await arrive(mime, invitation?.envelopeFrom ?? '', ''))).to.equal('handled not-reached');
    expect((await house.notesOf(event.id)).map(({ kind, address }) => `${kind} ${address}`)).to.deep.equal([
      `not-reached ${ANN}`,
    ]);
  });

  it('winmail.dat: set aside, and the organizer is told', async () => {
    const mime = [
      head([
        'From: Ann Lee <ann@example.com>',
        `To: ${from()}`,
        'Subject: Accepted: Budget',
        `In-Reply-To: ${event.mailTo(ANN)?.parsed.messageId}`,
        'Content-Type: multipart/mixed; boundary="m"',
      ]),
      '--m\r\nContent-Type: text/plain\r\n\r\n',
      '--m\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+Ig==\r\n--m--',
    ].join('\r\n');
    expect(line(await arrive(mime, from()))).to.equal('set-aside tnef');
    expect(await house.notesOf(event.id)).to.have.length(1);
  });
});
