import { expect } from 'chai';
import fc from 'fast-check';
import { linkText } from '../../../../src/client/room/live/chat/link-text.ts';

const links = (text: string) => linkText(text).filter(({ href }) => href !== undefined);

describe('links in a message', () => {
  it('finds web and mail addresses between words', () => {
    expect(linkText('see https://example.org/a?b=c#d now')).to.deep.equal([
      { text: 'see ' },
      { text: 'https://example.org/a?b=c#d', href: 'https://example.org/a?b=c#d' },
      { text: ' now' },
    ]);
    expect(links('write to zoe@example.org.')).to.deep.equal([
      { text: 'zoe@example.org', href: 'mailto:zoe@example.org' },
    ]);
    expect(links('mailto:zoe@example.org')).to.deep.equal([
      { text: 'mailto:zoe@example.org', href: 'mailto:zoe@example.org' },
    ]);
  });

  it('leaves the marks that end a sentence outside, and brackets that belong to the address inside', () => {
    expect(links('(https://example.org/x).')[0]?.text).to.equal('https://example.org/x');
    expect(links('https://example.org/wiki/A_(b)!')[0]?.text).to.equal('https://example.org/wiki/A_(b)');
    expect(links('« https://example.org/é »')[0]?.text).to.equal('https://example.org/é');
  });

  it('makes nothing else clickable', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'file:///etc/passwd',
      '<img src=x onerror=alert(1)>',
      'https://',
      'JAVASCRIPT://example.org/%0aalert(1)',
    ])
      expect(links(text), text).to.deep.equal([]);
  });

  it('never loses or adds a character, and only links what is http, https or mailto', () => {
    const pieces = fc.constantFrom(
      'https://',
      'http://a.b',
      'x@y.zz',
      'mailto:',
      '(',
      ')',
      '.',
      ' ',
      '\n',
      'é',
      '<b>',
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 30 }), (words) => {
        const text = words.join('');
        const parts = linkText(text);
        expect(parts.map((part) => part.text).join('')).to.equal(text);
        for (const { href } of parts) if (href !== undefined) expect(href).to.match(/^(https?:|mailto:)/i);
      }),
    );
  });

  it('reads the longest message in no time, whatever is in it', () => {
    for (const piece of ['a.', 'a@', 'http://', '((((', 'a@b.']) {
      const text = piece.repeat(Math.ceil(4_000 / piece.length));
      const begun = performance.now();
      linkText(text);
      expect(performance.now() - begun, piece).to.be.below(200);
    }
    // A crowded chat is read anew at each change.
    const marks = `http://a${'!'.repeat(3_980)}x`;
    const begun = performance.now();
    for (let time = 0; time < 50; time += 1) linkText(marks);
    expect(performance.now() - begun, 'marks inside an address').to.be.below(200);
  });
});
