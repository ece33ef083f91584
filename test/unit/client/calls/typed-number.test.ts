import { expect } from 'chai';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { likelyCountry } from '../../../../src/client/room/calls/likely-country.ts';
import { wholeNumber } from '../../../../src/client/room/calls/whole-number.ts';

describe('a number that is typed', () => {
  for (const [country, digits, dialled] of [
    ['FR', '06 12 34 56 78', '+33612345678'],
    ['FR', '612345678', '+33612345678'],
    ['FR', '+49 30 1234567', '+49301234567'],
    ['GB', '07911 123456', '+447911123456'],
    ['IT', '06 1234 5678', '+390612345678'],
    ['US', '(202) 555-0123', '+12025550123'],
  ] as const)
    it(`${digits} in ${country} is ${dialled} to who dials it`, () => {
      expect(parsePhoneNumberFromString(wholeNumber({ country, digits }) ?? '')?.number).to.equal(dialled);
    });

  it('is none as long as there is too little of it', () => {
    for (const digits of ['', '  ', '+', '12', 'abc'])
      expect(wholeNumber({ country: 'FR', digits }), digits).to.equal(undefined);
  });
});

describe('the country of a number', () => {
  const countries = ['BE', 'CH', 'DE', 'FR', 'GB', 'US'];

  it('is that of the clock', () => {
    expect(likelyCountry(countries, { languages: ['en-GB', 'fr'], timeZone: 'Europe/Paris' })).to.equal('FR');
    expect(likelyCountry(countries, { languages: ['fr'], timeZone: 'America/New_York' })).to.equal('US');
  });

  it('is that of the language where the clock tells none that may be called', () => {
    expect(likelyCountry(countries, { languages: ['fr-CH', 'en'], timeZone: 'UTC' })).to.equal('CH');
    expect(likelyCountry(countries, { languages: ['fr', 'en'], timeZone: 'Asia/Tokyo' })).to.equal('FR');
    expect(likelyCountry(countries, { languages: ['not a language'], timeZone: 'Asia/Tokyo' })).to.equal('BE');
  });

  it('is none where none may be called', () => {
    expect(likelyCountry([], { languages: ['fr'], timeZone: 'Europe/Paris' })).to.equal('');
  });
});
