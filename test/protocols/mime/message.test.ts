import { expect } from 'chai';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { decodeText, encodeText, formatDate, formatMailbox, headerText } from '../../../src/protocols/mime/header.ts';
import { readMessage } from '../../../src/protocols/mime/read-message.ts';
import { writeMessage } from '../../../src/protocols/mime/write-message.ts';

const write = (headers: Array<readonly [string, string]>, text: string): Buffer =>
  writeMessage({
    headers,
    boundarySeed: 'seed',
    body: {
      multipart: 'mixed',
      parts: [
        { contentType: 'text/plain; charset=utf-8', content: text },
        { contentType: 'text/html; charset=utf-8', content: `<p>${text}</p>` },
      ],
    },
  });

describe('a message', () => {
  it('comes back from an independent parser as it went in, subject, names and text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.string({ unit: 'binary', maxLength: 40 }),
        async (subject, name) => {
          const mime = write(
            [
              ['From', formatMailbox(name, 'a@example.org')],
              ['Subject', encodeText(subject)],
            ],
            subject,
          );
          const parsed = await simpleParser(mime);
          expect((parsed.subject ?? '').replace(/\s+/g, ' ').trim()).to.equal(
            headerText(subject).replace(/\s+/g, ' ').trim(),
          );
          expect(parsed.from?.value.map(({ address }) => address)).to.deep.equal(['a@example.org']);
          expect((parsed.from?.value[0]?.name ?? '').replace(/\s+/g, ' ').trim()).to.equal(
            headerText(name).replace(/\s+/g, ' ').trim(),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('comes back from our own reader', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { headers, parts } = readMessage(write([['Subject', encodeText(text)]], text));
        expect(decodeText(headers.get('subject') ?? '')).to.equal(headerText(text));
        expect(parts).to.deep.equal([
          { type: 'text/plain', text },
          { type: 'text/html', text: `<p>${text}</p>` },
        ]);
      }),
    );
  });

  it('has no line above 76 characters and no encoded word above 75', () => {
    const mime = write([['Subject', encodeText('é😀 '.repeat(80))]], 'x'.repeat(5_000)).toString('latin1');
    for (const line of mime.split('\r\n')) expect(line.length).to.be.at.most(76);
    for (const [word] of mime.matchAll(/=\?[^ ]*\?=/g)) expect(word.length).to.be.at.most(75);
  });

  it('dates in UTC as RFC 5322 writes it', () => {
    expect(formatDate(Date.UTC(2026, 10, 2, 3, 4, 5))).to.equal('Mon, 02 Nov 2026 03:04:05 +0000');
  });
});
