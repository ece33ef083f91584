import { expect } from 'chai';
import fc from 'fast-check';
import { accentPalette, contrastOf } from '../../../src/base/accent-palette.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`);

describe('the palette of an accent colour', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrastOf('#000000', '#ffffff')).to.equal(21);
    expect(contrastOf('#777777', '#ffffff')).to.be.closeTo(4.48, 0.01);
  });

  it('carries white words and can be read as text, whatever the colour, in both themes', () => {
    fc.assert(
      fc.property(hex, (wanted) => {
        const { light, dark } = accentPalette(wanted);
        for (const { accent, hover } of [light, dark]) {
          expect(contrastOf(accent, '#ffffff')).to.be.at.least(4.5);
          expect(contrastOf(hover, '#ffffff')).to.be.at.least(4.5);
        }
        for (const ground of ['#ffffff', '#f5f6f8', '#eef0f3', light.selected])
          expect(contrastOf(light.text, ground)).to.be.at.least(4.5);
        for (const ground of ['#0e1014', '#15181e', '#1d2129', dark.selected])
          expect(contrastOf(dark.text, ground)).to.be.at.least(4.5);
      }),
    );
  });

  it('leaves a colour that serves as it is, and says where it had to change one', () => {
    expect(accentPalette('#2460e0').corrected.light).to.equal(false);
    expect(accentPalette('#ffd400').corrected).to.deep.equal({ light: true, dark: true });
  });
});
