import { expect } from 'chai';
import { isSpeakable, nameOfCaller } from '../../../../src/phone/call/caller-name.ts';
import { callerOf, formatNumber, maskNumber, numberOfCaller } from '../../../../src/phone/call/caller-number.ts';

describe('whence somebody calls', () => {
  it('is written as between countries, and masked but for the country, one digit and the last two', () => {
    expect(formatNumber('+33612345621')).to.equal('+33 6 12 34 56 21');
    for (const [number, masked] of [
      ['+33612345621', '+33 6 •• •• •• 21'],
      ['+12025550123', '+1 2•• ••• ••23'],
      ['+4930123456', '+49 3• ••••56'],
      ['+3361', '+33 ••'],
      ['+999123456789', '+9•••••••••89'],
    ] as const)
      expect(maskNumber(number), number).to.equal(masked);
  });

  it('is read as a number of the provider’s own country when it is written as within one', () => {
    const numberOf = (user: string, viaTrunk = true, ownNumber = '+33 1 23 45 67 89'): string | undefined =>
      numberOfCaller({ user, host: 'provider.example', displayName: '' }, { viaTrunk, ownNumber });
    expect(numberOf('0612345621')).to.equal('+33612345621');
    expect(numberOf('030123456', true, '+49 30 7654321')).to.equal('+4930123456');
    for (const [title, number] of [
      ['of no country that is known', numberOf('0612345621', true, '')],
      ['of a stranger, who may write anything', numberOf('0612345621', false)],
      ['too short', numberOf('0612')],
      ['a name', numberOf('anonymous')],
    ] as const)
      expect(number, title).to.equal(undefined);
    const said = { number: '+12025550123', user: '0612345621', host: '', displayName: '' };
    expect(numberOfCaller(said, { viaTrunk: true, ownNumber: '+33123456789' })).to.equal('+12025550123');
  });

  it('is nothing when it is withheld', () => {
    expect(callerOf(undefined)).to.deep.equal({ number: '', masked: '' });
    expect(callerOf('+33612345621')).to.deep.equal({ number: '+33 6 12 34 56 21', masked: '+33 6 •• •• •• 21' });
  });
});

describe('the name of a caller', () => {
  const masked = '+33 6 •• •• •• 21';
  it('is that of their phone when it is a name', () => {
    expect(nameOfCaller(' Ada Byron ', masked, 'en')).to.equal('Ada Byron');
    expect(nameOfCaller('Søren 2', '', 'en')).to.equal('Søren 2');
  });
  for (const [title, displayName] of [
    ['has no letters', '0612345621'],
    ['has letters round a number', 'Mobile 06 12 34 56 21'],
    ['is an address', '+33612345621@provider.example'],
    ['is empty', ''],
    ['is too long', 'a'.repeat(81)],
    ['has control characters', 'Ada\u0007'],
    ['turns the direction of text around', 'Ada\u202egnp.exe'],
    ['says that it is withheld', 'Anonymous'],
  ] as const)
    it(`is their masked number when what the phone says ${title}`, () =>
      expect(nameOfCaller(displayName, masked, 'en')).to.equal(masked));
  it('is the word for a telephone when nothing else is known', () => {
    expect([nameOfCaller('', '', 'fr'), nameOfCaller('', '', 'en')]).to.deep.equal(['Téléphone', 'Telephone']);
  });
  it('is not said aloud unless it tells who it is', () => {
    expect([masked, 'Téléphone', 'Ada'].map(isSpeakable)).to.deep.equal([false, false, true]);
  });
});
