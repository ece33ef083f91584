import { expect } from 'chai';
import { dialledNumber, oneTapDial } from '../../../src/base/one-tap-dial.ts';

describe('what a telephone dials at one tap', () => {
  it('is the number, the meeting ID and the PIN, each # escaped in the link and none elsewhere', () => {
    expect(oneTapDial('+33 (0)1-23.45', '351354086', '48120573')).to.deep.equal({
      href: 'tel:+3301 2345,,351354086%23,,48120573%23'.replace(' ', ''),
      text: '+33012345,,351354086#,,48120573#',
    });
  });

  it('asks for the PIN where none is known', () => {
    expect(oneTapDial('+33 1 23', '351354086', undefined)).to.deep.equal({
      href: 'tel:+33123,,351354086%23',
      text: '+33123,,351354086#',
    });
  });

  it('leaves nothing but digits and the plus sign of a number', () => {
    expect(dialledNumber('+44\u202f20 7946 0000; "x"')).to.equal('+442079460000');
  });
});
