import { expect } from 'chai';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { CALLING_CODES } from '../../../src/base/calling-codes.ts';

describe('calling codes', () => {
  it('are those of the numbering plans by which the server reads numbers', () => {
    expect(Object.fromEntries(CALLING_CODES)).to.deep.equal(
      Object.fromEntries(getCountries().map((country) => [country, getCountryCallingCode(country)])),
    );
  });
});
