import { expect } from 'chai';
import { type KeyPress, playerAction } from '../../../../src/client/recording/rules/player-keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}) =>
  playerAction({
    ...{ key, ctrlKey: false, metaKey: false, altKey: false, letters: true },
    ...{ writing: false, pressing: false, moving: false, covered: false },
    ...more,
  });

describe('keys of the player', () => {
  it('play, skip, jump and silence', () => {
    expect([press(' '), press('k'), press('K')].map((action) => action?.kind)).to.deep.equal([
      'toggle',
      'toggle',
      'toggle',
    ]);
    expect(press('ArrowLeft')).to.deep.equal({ kind: 'skip', ms: -10_000 });
    expect(press('l')).to.deep.equal({ kind: 'skip', ms: 30_000 });
    expect(press('End')).to.deep.equal({ kind: 'part', part: 1 });
    expect(press('3')).to.deep.equal({ kind: 'part', part: 0.3 });
    expect([press('m'), press('?'), press('n'), press('<')].map((action) => action?.kind)).to.deep.equal([
      'mute',
      'help',
      'nextChapter',
      'slower',
    ]);
  });

  it('leave single characters alone when they are switched off, but not Space and the arrows', () => {
    for (const key of ['k', 'j', 'l', 'm', 'n', 'p', '?', '<', '5'])
      expect(press(key, { letters: false }), key).to.equal(undefined);
    expect(press(' ', { letters: false })?.kind).to.equal('toggle');
    expect(press('ArrowRight', { letters: false })?.kind).to.equal('skip');
  });

  it('do nothing to those who write, to an open window, or with Ctrl', () => {
    for (const state of [{ writing: true }, { covered: true }, { ctrlKey: true }, { metaKey: true }, { altKey: true }])
      for (const key of [' ', 'k', 'ArrowLeft', 'Home', '5']) expect(press(key, state), key).to.equal(undefined);
  });

  it('leave Space to a button and the arrows to a slider', () => {
    expect(press(' ', { pressing: true })).to.equal(undefined);
    expect(press('k', { pressing: true })?.kind).to.equal('toggle');
    expect(press('ArrowRight', { pressing: true })?.kind).to.equal('skip');
    for (const key of [' ', 'ArrowRight', 'Home']) expect(press(key, { moving: true }), key).to.equal(undefined);
  });
});
