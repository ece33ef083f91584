import { expect } from 'chai';
import { describeDevice } from '../../../src/client/calendar/account/describe-device.ts';
import { avatarHue, initialsOf } from '../../../src/client/shared/initials.ts';

describe('initials', () => {
  const initials: readonly (readonly [string, string])[] = [
    ['Zoé Martin-Roux', 'ZM'],
    ['bertrand', 'B'],
    ['Jean de la Fontaine', 'JF'],
    ['zoe@example.org', 'Z'],
    ['+33 6 12 34 56 78', '78'],
    ['  ', '?'],
    ['(Élodie) Durand', 'ÉD'],
  ];
  for (const [name, expected] of initials) {
    it(`of "${name}" are ${expected}`, () => {
      expect(initialsOf(name)).to.equal(expected);
    });
  }

  it('stand on one of eight colours, the same for the same name', () => {
    const hues = Array.from({ length: 200 }, (_unused, index) => avatarHue(`Person ${index}`));
    expect(new Set(hues).size).to.equal(8);
    expect(avatarHue('Zoé ')).to.equal(avatarHue('zoé'));
  });
});

describe('a signed-in device', () => {
  it('is named by its browser and its system', () => {
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0';
    expect(describeDevice(edge)).to.deep.equal({ browser: 'Edge', system: 'Windows', handheld: false });
    const iphone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
    expect(describeDevice(iphone)).to.deep.equal({ browser: 'Safari', system: 'iPhone', handheld: true });
    expect(describeDevice('')).to.deep.equal({ browser: undefined, system: undefined, handheld: false });
  });
});
