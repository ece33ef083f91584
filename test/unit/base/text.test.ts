import { expect } from 'chai';
import fc from 'fast-check';
import { groupDigits, isMailbox, isPlainText, isSingleLine } from '../../../src/base/text.ts';

describe('text from outside', () => {
  it('one line holds letters of any script and no control character, line separator or direction mark', () => {
    for (const fine of ['Réunion d’équipe', 'محضر', '会議 🎉', '']) expect(isSingleLine(fine), fine).to.equal(true);
    for (const code of [0, 9, 10, 13, 0x1b, 0x7f, 0x85, 0x2028, 0x2029, 0x202e, 0x2066, 0xfeff]) {
      expect(isSingleLine(`a${String.fromCodePoint(code)}b`), code.toString(16)).to.equal(false);
    }
    expect(isSingleLine('a\ud800b'), 'half a character').to.equal(false);
  });

  it('plain text may hold tabs and line feeds, and nothing else below the space', () => {
    expect(isPlainText('a\tb\nc')).to.equal(true);
    for (const bad of ['a\rb', 'a\u0000b', 'a\u001bb', 'a\u202eb']) expect(isPlainText(bad)).to.equal(false);
  });

  it('a mailbox is one address and nothing around it', () => {
    for (const fine of ['a@b', 'zoe.martin+x@example.org', "o'neil@example.co.uk", 'x@xn--bcher-kva.example']) {
      expect(isMailbox(fine), fine).to.equal(true);
    }
    const refused = [
      'Zoe <zoe@example.org>',
      'zoe@example.org, eve@example.org',
      'zoe@example.org\r\nRCPT TO:<eve@example.org>',
      '"zoe"@example.org',
      'zoe@good.example(x)evil.example',
      'team: zoe@example.org;',
      'zoe@[127.0.0.1]',
      'zoé@example.org',
      '.zoe@example.org',
      'zoe..m@example.org',
      'zoe@-example.org',
      'zoe@example..org',
      `${'a'.repeat(65)}@example.org`,
      `a@${'b'.repeat(64)}.org`,
      `a@${'b.'.repeat(130)}org`,
      'zoe',
      '@example.org',
      '',
    ];
    for (const bad of refused) expect(isMailbox(bad), bad).to.equal(false);
  });

  it('no text makes the mailbox rule throw or take an address with a space, comma, angle or line break', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        if (isMailbox(text)) expect(text).to.not.match(/[\s,<>;:"()[\]\\]/);
      }),
    );
  });

  it('groups the digits of an ID by three', () => {
    expect(groupDigits('351354086')).to.equal('351 354 086');
  });
});
