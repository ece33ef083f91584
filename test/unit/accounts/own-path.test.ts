import { expect } from 'chai';
import fc from 'fast-check';
import { ownPath } from '../../../src/accounts/own-path.ts';

describe('where somebody goes on to after signing in', () => {
  it('is a path of this site as it was written', () => {
    for (const path of ['/', '/invitations', '/start/abc?x=1#y', '/documents/a%20b'])
      expect(ownPath(path)).to.equal(path);
  });

  it('is never another site, whatever is asked for', () => {
    const tricky = fc.string({
      unit: fc.constantFrom('/', '\\', '.', ':', '@', '%', '2', 'f', '\t', '\n', 'a', '?', '#'),
    });
    fc.assert(
      fc.property(tricky, (text) => {
        const path = ownPath(text);
        expect(new URL(path, 'https://meet.example').origin).to.equal('https://meet.example');
        expect(path).to.match(/^\/(?![/\\])/);
      }),
    );
  });

  it('is the calendar when nothing, or no text, was asked for', () => {
    for (const nothing of [undefined, null, 1, {}, ['/a'], 'a', '', '//x', '/\u0000'])
      expect(ownPath(nothing)).to.equal('/');
  });
});
