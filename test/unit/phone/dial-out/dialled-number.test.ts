import { expect } from 'chai';
import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';
import { readDialledNumber } from '../../../../src/phone/dial-out/dialled-number.ts';

const FRANCE = { ownNumber: '+33 1 23 45 67 89', countries: ['FR', 'GB', 'DE', 'US'] };
const EVERYWHERE = { ...FRANCE, countries: getCountries() };

const outcomeOf = (typed: string, house = FRANCE): string => {
  const read = readDialledNumber(typed, house);
  return read.ok ? read.number.e164 : read.problem.code;
};

describe('a number that somebody wants called', () => {
  it('is read as it is written at home, and from anywhere with its country code', () => {
    for (const typed of ['06 12 34 56 78', '+33 6 12 34 56 78', '0033612345678', '+33 (0)6-12.34.56.78'])
      expect(outcomeOf(typed), typed).to.equal('+33612345678');
    expect(outcomeOf('+44 20 7946 0018')).to.equal('+442079460018');
    expect(readDialledNumber('0612345678', FRANCE)).to.deep.equal({
      ok: true,
      number: { e164: '+33612345678', country: 'FR', text: '+33 6 12 34 56 78' },
    });
  });

  it('needs its country code where the own number is not known', () => {
    const nowhere = { ...FRANCE, ownNumber: '' };
    expect(outcomeOf('06 12 34 56 78', nowhere)).to.equal('not-a-number');
    expect(outcomeOf('+33 6 12 34 56 78', nowhere)).to.equal('+33612345678');
  });

  it('is refused when it is of a country that is not called', () => {
    expect(outcomeOf('+41 44 668 18 00')).to.equal('country-not-called');
    // Behind the same +1 as the United States, and dear.
    expect(outcomeOf('+1 876 555 1234')).to.equal('country-not-called');
    // Behind the same +44 as the United Kingdom.
    expect(outcomeOf('+44 7624 123456')).to.equal('country-not-called');
    // Satellites and other networks of no country, whatever is allowed.
    expect(outcomeOf('+870 773 111 632', EVERYWHERE)).to.equal('country-not-called');
    expect(outcomeOf('+882 16 12345678', EVERYWHERE)).to.equal('country-not-called');
    expect(outcomeOf('+33 6 12 34 56 78', { ...FRANCE, countries: [] })).to.equal('country-not-called');
  });

  it('is refused when being called earns it money, or nobody is there', () => {
    const dear: Readonly<Record<string, string>> = {
      'premium rate': '0899 12 34 56',
      'premium rate in Germany': '+49 900 1 234567',
      'premium rate in the United States': '+1 900 234 5678',
      'shared cost': '0820 12 34 56',
      'a personal number': '+44 70 1234 5678',
      'a pager': '+44 76 4012 3456',
      'a company-wide number': '+44 55 1234 5678',
    };
    for (const [kind, typed] of Object.entries(dear)) expect(outcomeOf(typed), kind).to.equal('kind-not-called');
  });

  it('is never an emergency number, from wherever one calls', () => {
    const short = [
      '112',
      '911',
      '999',
      '110',
      '119',
      '000',
      '15',
      '17',
      '18',
      '100',
      '101',
      '108',
      '113',
      '118',
      '122',
    ];
    for (const country of getCountries())
      for (const typed of [...short, ...short.map((digits) => `+${digits}`)]) {
        const read = readDialledNumber(typed, { ownNumber: '', countries: getCountries() });
        expect(read.ok, `${typed} from ${country}`).to.equal(false);
      }
    for (const typed of [...short, '3635', '118218', '116117'])
      expect(outcomeOf(typed, EVERYWHERE)).to.equal('not-a-number');
    for (const home of ['+1 202 555 0123', '+49 30 123456', '+44 20 7946 0018', '+61 2 9374 4000'])
      for (const typed of short)
        expect(outcomeOf(typed, { ...EVERYWHERE, ownNumber: home }), `${typed} beside ${home}`).to.equal(
          'not-a-number',
        );
  });

  it('is refused with an extension, with words, or as another address', () => {
    for (const typed of [
      '+33612345678;ext=5',
      '+33 6 12 34 56 78 x5',
      'call 0612345678 now',
      'sip:me@example.org',
      'tel:+33612345678',
    ])
      expect(outcomeOf(typed), typed).to.equal('not-a-number');
  });

  it('is refused when it is the conference itself', () => {
    expect(outcomeOf('01 23 45 67 89')).to.equal('own-number');
  });

  it('is a refusal or a number of an allowed country, whatever was typed', () => {
    const typed = fc.oneof(fc.string({ maxLength: 40 }), fc.stringMatching(/^\+?[0-9 ()./-]{3,40}$/));
    fc.assert(
      fc.property(typed, (text) => {
        const read = readDialledNumber(text, FRANCE);
        if (!read.ok) return;
        expect(read.number.e164).to.match(/^\+[1-9][0-9]{6,14}$/);
        expect(FRANCE.countries).to.include(read.number.country);
      }),
      { numRuns: 2_000 },
    );
  });
});
