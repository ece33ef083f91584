import { expect } from 'chai';
import fc from 'fast-check';
import { isPlainText } from '../../../src/base/text.ts';
import { statedAuthentic } from '../../../src/mail/inbox/authentication-results.ts';
import { readDeliveryStatus, readPlainReport } from '../../../src/mail/inbox/delivery-report.ts';
import { readHeaderLines } from '../../../src/mail/inbox/header-lines.ts';
import { htmlWords } from '../../../src/mail/inbox/html-words.ts';
import { mailboxMail } from '../../../src/mail/inbox/mailbox-mail.ts';
import { newestWords } from '../../../src/mail/inbox/newest-words.ts';

/** Text made of what matters to these readers, and of anything. */
const foreign = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\r\n',
        '\n',
        ':',
        ' ',
        '> ',
        '-- ',
        'On 1 x@y wrote:',
        'From: ',
        'To: ',
        '<',
        '>',
        '<div class="gmail_quote">',
        '</div>',
        '<!--',
        '&#x41;',
        '&nbsp;',
        ';',
        '=',
        '(',
        ')',
        '"',
        '\\',
        'dmarc=pass header.from=example.com',
        'Authentication-Results: mx; ',
        'Final-Recipient: rfc822; a@b.c',
        'Action: failed',
        'Hi. This is the',
        '<a@b.c>:',
        'meet+a@example.org',
        '\u0000',
        '\ud800',
      ),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

describe('readers of foreign mail', () => {
  it('never throw, and give text without control characters', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const bytes = Buffer.from(text);
        const lines = readHeaderLines(bytes);
        statedAuthentic(lines, 'mx', 'bob@example.com');
        mailboxMail(bytes, 'meet@example.org');
        for (const { diagnostic } of [...readDeliveryStatus(text, ''), ...readPlainReport(text, 'a@b.c')])
          expect(isPlainText(diagnostic)).to.equal(true);
        expect(isPlainText(newestWords(text))).to.equal(true);
        expect(isPlainText(newestWords(htmlWords(text)))).to.equal(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never believe a head in which the own server did not speak', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const head = `Authentication-Results: mx; dmarc=fail header.from=example.com\r\nReceived: x\r\n${text}\r\n\r\n`;
        expect(statedAuthentic(readHeaderLines(Buffer.from(head)), 'mx', 'bob@example.com')).to.equal(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('find in words what stands above the quote, whatever it is', () => {
    const plain = fc
      .stringMatching(/^[a-z ]{1,40}$/)
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(plain, foreign, (words, quoted) => {
        const marked = quoted.replace(/\r\n?|[\n\u2028\u2029]/g, '\n> ');
        expect(newestWords(`${words}\n\nOn 1 March, ann@example.org wrote:\n\n> ${marked}`)).to.equal(words);
      }),
    );
  });
});
