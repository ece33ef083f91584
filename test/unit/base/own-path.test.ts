import { expect } from 'chai';
import fc from 'fast-check';
import { ownPath } from '../../../src/base/own-path.ts';
import { OPEN_REDIRECTS } from '../../kit/open-redirects.ts';

const SITE = 'https://meet.example';

/** A browser that is led there stays here, however often it reads what it was given. */
const expectOwn = (path: string): void => {
  const target = new URL(path, SITE);
  expect(target.origin, path).to.equal(SITE);
  expect(path).to.match(/^\/(?![/\\])[\x21-\x7e]*$/);
  expect(ownPath(path)).to.equal(path);
};

describe('where somebody goes on to after signing in', () => {
  it('is a path of this site as it was written', () => {
    for (const path of ['/', '/invitations', '/start/abc?x=1#y', '/m/351354086', '/documents/a%20b?q=//x'])
      expect(ownPath(path)).to.equal(path);
  });

  for (const payload of OPEN_REDIRECTS)
    it(`stays here for ${JSON.stringify(payload.slice(0, 40))} (S27)`, () => {
      expectOwn(ownPath(payload));
    });

  it('is never another site, whatever is asked for', () => {
    const tricky = fc.string({
      unit: fc.constantFrom('/', '\\', '.', ':', '@', '%', '2', 'e', 'f', '\t', '\n', 'a', '?', '#'),
    });
    fc.assert(fc.property(tricky, (text) => expectOwn(ownPath(text))));
    fc.assert(fc.property(tricky, (text) => expectOwn(ownPath(`/${text}`))));
  });

  it('is the calendar when nothing, or no text, was asked for', () => {
    for (const nothing of [undefined, null, 1, {}, ['/a'], 'a', '', '//x', '/\u0000'])
      expect(ownPath(nothing)).to.equal('/');
  });
});
