import { expect } from 'chai';
import type { Document } from '../../../src/documents/document.ts';
import { heightOf } from '../../../src/documents/place.ts';

const folder = (id: string, parentId: string): Document => ({ id, parentId }) as Document;

describe('height of a tree of documents', () => {
  it('is how deep its deepest lies, in whatever order all but the first come', () => {
    const top = folder('top', 'elsewhere');
    expect(heightOf([top])).to.equal(0);
    const below = [folder('c', 'b'), folder('b', 'a'), folder('a', 'top'), folder('d', 'top')];
    expect(heightOf([top, ...below])).to.equal(3);
    expect(heightOf([top, ...below.toReversed()])).to.equal(3);
  });
});
