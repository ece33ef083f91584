import { expect } from 'chai';
import fc from 'fast-check';
import { isMailbox } from '../../../src/base/text.ts';
import { parseAddresses } from '../../../src/client/shared/parse-addresses.ts';

describe('pasted addresses', () => {
  it('are read one by one, by comma, semicolon, space or line', () => {
    const { found, rejected } = parseAddresses(
      'a@example.org, b@example.org;c@example.org\nd@example.org e@example.org',
    );
    expect(found.map(({ email }) => email)).to.deep.equal(
      ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.org`),
    );
    expect(rejected).to.deep.equal([]);
  });

  it('keep the names that stand before them, commas within quotation marks included', () => {
    const { found } = parseAddresses(
      '"Martin, Zoé" <zoe@example.org>, John  Carter <john@example.com>; <mailto:x@example.org>',
    );
    expect(found).to.deep.equal([
      { email: 'zoe@example.org', name: 'Martin, Zoé' },
      { email: 'john@example.com', name: 'John Carter' },
      { email: 'x@example.org' },
    ]);
  });

  it('are taken once, whatever their case', () => {
    expect(parseAddresses('Zoe@example.org, zoe@EXAMPLE.org').found).to.have.length(1);
  });

  it('are told apart from what is no address, which stays as it was typed', () => {
    const { found, rejected } = parseAddresses('zoe@example.org, someone, John <not an address>, two words@example');
    expect(found.map(({ email }) => email)).to.deep.equal(['zoe@example.org']);
    expect(rejected).to.deep.equal(['someone', 'John <not an address>', 'two words@example']);
  });

  it('never come out as something else than one plain mailbox, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab@.,;<>" \n\r:é'), maxLength: 60 }), (text) => {
        for (const { email } of parseAddresses(text).found) expect(isMailbox(email)).to.equal(true);
      }),
    );
  });
});
