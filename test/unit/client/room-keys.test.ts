import { expect } from 'chai';
import { frenchSpacing } from '../../../src/base/i18n/french-spacing.ts';
import { createMutedTalk } from '../../../src/client/room/live/muted-talk.ts';
import { type KeyPress, shortcutOf } from '../../../src/client/room/live/shortcuts.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  writing: false,
  covered: false,
  letters: true,
  ...more,
});

describe('the keyboard in the room', () => {
  it('M mutes, ? helps, Ctrl or ⌘ with D mutes', () => {
    expect(shortcutOf(press('m'))).to.equal('microphone');
    expect(shortcutOf(press('M'))).to.equal('microphone');
    expect(shortcutOf(press('?'))).to.equal('help');
    expect(shortcutOf(press('d', { ctrlKey: true }))).to.equal('microphone');
    expect(shortcutOf(press('d', { metaKey: true }))).to.equal('microphone');
    expect(shortcutOf(press('d'))).to.equal(undefined);
  });

  it('H raises the hand, A admits, P and C go to people and chat, S shares, R records, B marks', () => {
    const found = ['h', 'A', 'p', 'C', 's', 'r', 'B', 'x'].map((key) => shortcutOf(press(key)));
    expect(found).to.deep.equal(['hand', 'admit', 'people', 'chat', 'share', 'record', 'mark', undefined]);
  });

  it('letters do nothing while one writes, under a window, or when they are switched off', () => {
    for (const off of [{ writing: true }, { covered: true }, { letters: false }, { repeat: true }, { altKey: true }])
      expect(shortcutOf(press('m', off)), JSON.stringify(off)).to.equal(undefined);
    expect(shortcutOf(press('m', { ctrlKey: true })), 'the browser’s own').to.equal(undefined);
  });

  it('Ctrl and D is no text: it mutes while one writes, too', () => {
    expect(shortcutOf(press('d', { ctrlKey: true, writing: true, letters: false }))).to.equal('microphone');
  });
});

describe('talking while muted', () => {
  it('is noticed after a moment of talk, not for a cough, and told twice a minute at most', () => {
    const talk = createMutedTalk();
    const hints: number[] = [];
    const speak = (fromMs: number, toMs: number): void => {
      for (let nowMs = fromMs; nowMs < toMs; nowMs += 66) if (talk.hear(0.6, nowMs)) hints.push(nowMs);
    };
    speak(0, 300);
    for (let nowMs = 300; nowMs < 1_500; nowMs += 66) talk.hear(0.1, nowMs);
    expect(hints, 'a cough').to.deep.equal([]);
    speak(2_000, 10_000);
    expect(hints).to.have.length(1);
    speak(10_000, 40_000);
    expect(hints).to.have.length(2);
  });
});

describe('French spacing', () => {
  it('keeps marks on the line of their word, at every depth, and leaves the rest', () => {
    expect(frenchSpacing({ a: 'Bonjour {{name}} ! Ça va ?', b: { c: '« oui » : non ; a : b' } })).to.deep.equal({
      a: 'Bonjour {{name}}\u00a0! Ça va\u00a0?',
      b: { c: '«\u00a0oui\u00a0»\u00a0: non\u00a0; a\u00a0: b' },
    });
  });
});
