import { expect } from 'chai';
import {
  chooseAll,
  concerned,
  moveBy,
  NOTHING,
  press,
  retain,
  type Selection,
  toggle,
} from '../../../../src/client/documents/list/selection.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: Selection | undefined): string => [...(selection?.chosen ?? [])].sort().join('');
const plain = { add: false, span: false };

describe('which rows of a list are chosen', () => {
  it('a press chooses one row alone', () => {
    const first = press(NOTHING, IDS, 'a', plain);
    expect(chosen(press(first, IDS, 'c', plain))).to.equal('c');
  });

  it('with Ctrl a press adds, and takes away', () => {
    const two = press(press(NOTHING, IDS, 'a', plain), IDS, 'c', { add: true, span: false });
    expect(chosen(two)).to.equal('ac');
    expect(chosen(press(two, IDS, 'a', { add: true, span: false }))).to.equal('c');
  });

  it('with Shift a press chooses from the last one, and a second one from the same', () => {
    const from = press(NOTHING, IDS, 'b', plain);
    const down = press(from, IDS, 'd', { add: false, span: true });
    expect(chosen(down)).to.equal('bcd');
    expect(chosen(press(down, IDS, 'a', { add: false, span: true }))).to.equal('ab');
  });

  it('with Shift and nothing before it chooses that row', () => {
    expect(chosen(press(NOTHING, IDS, 'c', { add: false, span: true }))).to.equal('c');
  });

  it('arrows move without choosing, and stop at the ends', () => {
    const first = moveBy(NOTHING, IDS, 'ArrowDown', false);
    expect(first?.active).to.equal('a');
    expect(chosen(first)).to.equal('');
    expect(moveBy({ ...NOTHING, active: 'e' }, IDS, 'ArrowDown', false)?.active).to.equal('e');
    expect(moveBy({ ...NOTHING, active: 'a' }, IDS, 'ArrowUp', false)?.active).to.equal('a');
    expect(moveBy(NOTHING, IDS, 'End', false)?.active).to.equal('e');
    expect(moveBy(NOTHING, IDS, 'x', false)).to.equal(undefined);
    expect(moveBy(NOTHING, [], 'ArrowDown', false)).to.equal(undefined);
  });

  it('arrows with Shift choose what lies between, and give it back', () => {
    const two = moveBy({ ...NOTHING, active: 'b', anchor: 'b' }, IDS, 'ArrowDown', true);
    expect(chosen(two)).to.equal('bc');
    expect(chosen(moveBy(two ?? NOTHING, IDS, 'ArrowUp', true))).to.equal('b');
    expect(chosen(moveBy(two ?? NOTHING, IDS, 'End', true))).to.equal('bcde');
  });

  it('what is gone is no longer chosen, and the keyboard is at what came next', () => {
    const before: Selection = { chosen: new Set(['b', 'c']), active: 'c', anchor: 'b' };
    const after = retain(before, IDS, ['a', 'b', 'd', 'e']);
    expect(chosen(after)).to.equal('b');
    expect(after.active).to.equal('d');
    expect(retain({ ...before, active: 'e' }, IDS, ['a', 'b']).active).to.equal('b');
    expect(retain(before, IDS, []).active).to.equal(undefined);
  });

  it('a command is about the chosen rows only when its row is one of them', () => {
    const two: Selection = chooseAll(NOTHING, ['a', 'b']);
    expect(concerned(two, 'a')).to.deep.equal(['a', 'b']);
    expect(concerned(two, 'c')).to.deep.equal(['c']);
    expect(chosen(toggle(two, 'a'))).to.equal('b');
  });
});
