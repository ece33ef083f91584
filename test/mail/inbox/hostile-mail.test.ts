import { expect } from 'chai';
import { isPlainText } from '../../../src/base/text.ts';
import { createMailReader } from '../../../src/mail/inbox/read-mail.ts';
import { HEAD, multipart, openReader, type TestReader, text } from './mail-text.ts';

describe('hostile mail', () => {
  let reader: TestReader;
  before(() => {
    reader = openReader();
  });
  after(() => reader.stop());
  const read: TestReader['read'] = (...given) => reader.read(...given);
  const tryToRead: TestReader['tryToRead'] = (...given) => reader.tryToRead(...given);

  it('of a thousand nested parts is refused, and the next one read', async () => {
    let nested = text('deep');
    for (let depth = 0; depth < 1_000; depth += 1) nested = multipart('mixed', [nested], `b${depth}`);
    expect(await tryToRead(HEAD + nested)).to.deep.equal({ ok: false, code: 'unreadable' });
    let mails = text('deep');
    for (let depth = 0; depth < 1_000; depth += 1)
      mails = `Content-Type: message/rfc822\r\n\r\nFrom: x@example.com\r\n${mails}`;
    expect((await read(HEAD + mails)).words).to.equal('');
    const siblings = multipart(
      'mixed',
      Array.from({ length: 1_000 }, () => text('x')),
    );
    expect(await tryToRead(HEAD + siblings)).to.deep.equal({ ok: false, code: 'unreadable' });
    expect((await read(`${HEAD}\r\nfine`)).words).to.equal('fine');
  });

  it('with broken MIME is read as far as it goes', async () => {
    for (const body of [
      'Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nx',
      'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx',
      'Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\nopen',
      'Content-Type: ;;;===\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!',
      'Content-Type: text/plain; charset="\u0000"\r\n\r\nx',
      'Content-Type: text/html\r\n\r\n<div><p<<<!-- <script>',
      '\u0000\u0001\u0002\r\n\r\n\u0000',
      '',
    ])
      expect((await tryToRead(HEAD + body)).ok, JSON.stringify(body)).to.equal(true);
    expect((await tryToRead('')).ok).to.equal(true);
    expect(
      (await tryToRead(Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256)))).ok,
    ).to.equal(true);
  });

  it('in any character set gives text without control characters', async () => {
    for (const charset of [
      'utf-7',
      'hz-gb-2312',
      'iso-2022-kr',
      'iso-2022-jp',
      'utf-32',
      'x-user-defined',
      'a'.repeat(10_000),
      '../../etc',
      'base64',
      'constructor',
    ]) {
      const { words } = await read(
        `${HEAD}Content-Type: text/plain; charset="${charset}"\r\n\r\n+ADw-x \u0000\u001b$B\u00ff~{`,
      );
      expect(isPlainText(words), charset).to.equal(true);
    }
  });

  it('of headers alone, of one endless line or of many words ends in time', async () => {
    const many = `${'X-A: b\r\n'.repeat(200_000)}${HEAD}\r\nx`;
    const line = `${HEAD}\r\n${'x'.repeat(9 * 1024 * 1024)}`;
    const words = `${HEAD}Subject: ${'=?utf-8?Q?a?= '.repeat(20_000)}\r\n\r\nx`;
    const addresses = `To: ${'a@example.com, '.repeat(15_000)}\r\n${HEAD}\r\nx`;
    const attribution = `${HEAD}\r\n${'On Le wrote a écrit '.repeat(20_000)}\r\n${'On x\r\n'.repeat(50_000)}`;
    const html = `${HEAD}Content-Type: text/html\r\n\r\n${'<div class="'.repeat(20_000)}${'<'.repeat(50_000)}`;
    for (const mime of [many, line, words, addresses, attribution, html]) {
      const begunMs = Date.now();
      await tryToRead(mime);
      expect(Date.now() - begunMs, mime.slice(90, 120)).to.be.lessThan(22_000);
    }
    expect((await read(`${HEAD}\r\nfine`)).words).to.equal('fine');
  }).timeout(120_000);

  it('that takes too long or too much memory ends with its thread, and the next one is read', async () => {
    const strict = createMailReader({ taskMs: 1_500, memoryMb: 128 });
    const given = { nullSender: false, mailFrom: 'meet@example.org', loopMark: 'x', authservId: '' };
    const slow = Buffer.from(`${HEAD}\r\n${'line\r\n'.repeat(1_500_000)}`);
    expect(await strict.read({ ...given, mime: slow })).to.deep.equal({ ok: false, code: 'unreadable' });
    const small = createMailReader({ memoryMb: 20 });
    const tiny = `${HEAD}${multipart(
      'mixed',
      Array.from({ length: 190 }, (_, index) => text(`${index}${`${'é'.repeat(900)}\n`.repeat(50)}`)),
    )}`;
    expect((await tryToRead(tiny)).ok).to.equal(true);
    expect(await small.read({ ...given, mime: Buffer.from(tiny) })).to.deep.equal({ ok: false, code: 'unreadable' });
    for (const reader of [strict, small]) {
      const next = await reader.read({ ...given, mime: Buffer.from(`${HEAD}\r\nfine`) });
      expect(next.ok && next.value.words).to.equal('fine');
    }
    await Promise.all([strict.stop(), small.stop()]);
  }).timeout(60_000);
});
