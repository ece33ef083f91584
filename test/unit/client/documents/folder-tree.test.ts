import { expect } from 'chai';
import { treeRows } from '../../../../src/client/documents/dialogs/tree-rows.ts';
import { sumUp, type UploadItem } from '../../../../src/client/documents/upload/upload-item.ts';

const TOP = { id: '', name: 'Mine' };
const inside = new Map([
  [
    '',
    [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ],
  ],
  ['a', [{ id: 'c', name: 'C' }]],
  ['b', []],
]);

describe('the tree of folders', () => {
  it('draws what is open, and knows what can be opened', () => {
    const rows = treeRows(TOP, inside, new Set(['', 'a']));
    expect(rows.map(({ name, depth }) => `${depth}${name}`)).to.deep.equal(['1Mine', '2A', '3C', '2B']);
    expect(rows.map(({ hasFolders }) => hasFolders)).to.deep.equal([true, true, undefined, false]);
    expect(treeRows(TOP, inside, new Set()).map(({ id }) => id)).to.deep.equal(['']);
  });
});

describe('the sum of uploads', () => {
  const item = (state: UploadItem['state'], sent: number): UploadItem => ({
    id: 1,
    name: 'x',
    parentId: '',
    bytes: 100,
    sent,
    state,
  });

  it('leaves out what was cancelled and what failed', () => {
    const items = [
      item('sending', 40),
      item('offline', 10),
      item('done', 100),
      item('failed', 60),
      item('cancelled', 5),
    ];
    expect(sumUp(items)).to.deep.equal({ running: 2, done: 1, failed: 1, sent: 150, bytes: 300 });
  });
});
