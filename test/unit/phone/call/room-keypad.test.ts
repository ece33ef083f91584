import { expect } from 'chai';
import { awaitConfirmation, type KeypadCommand, NO_KEYS, pressInRoom } from '../../../../src/phone/call/room-keypad.ts';

const pressAll = (keys: ReadonlyArray<readonly [key: string, atMs: number]>): Array<KeypadCommand> => {
  let state = NO_KEYS;
  const commands: KeypadCommand[] = [];
  for (const [key, atMs] of keys) {
    const pressed = pressInRoom(state, key, atMs);
    state = pressed.state;
    if (pressed.command !== undefined) commands.push(pressed.command);
  }
  return commands;
};

describe('the keys in a room', () => {
  const TABLE: ReadonlyArray<readonly [string, ReadonlyArray<readonly [string, number]>, readonly KeypadCommand[]]> = [
    [
      'are two: a star and a digit',
      [
        ['*', 0],
        ['6', 200],
        ['*', 500],
        ['5', 600],
      ],
      ['mute', 'hand'],
    ],
    [
      'may be three seconds apart',
      [
        ['*', 0],
        ['1', 3_000],
        ['*', 4_000],
        ['0', 7_001],
      ],
      ['who'],
    ],
    [
      'mean nothing without a star, or behind another key',
      [
        ['6', 0],
        ['*', 1],
        ['3', 2],
        ['6', 3],
      ],
      [],
    ],
    [
      'begin anew with each star',
      [
        ['*', 0],
        ['*', 2_900],
        ['7', 5_000],
      ],
      ['admit'],
    ],
    [
      'end the meeting when they are pressed again within five seconds',
      [
        ['*', 0],
        ['9', 1],
        ['*', 4_000],
        ['9', 5_001],
      ],
      ['end-asked', 'end'],
    ],
    [
      'ask again after that',
      [
        ['*', 0],
        ['9', 1],
        ['*', 4_000],
        ['9', 5_002],
      ],
      ['end-asked', 'end-asked'],
    ],
    [
      'end nothing when something else was asked for in between',
      [
        ['*', 0],
        ['9', 1],
        ['*', 2],
        ['6', 3],
        ['*', 4],
        ['9', 5],
      ],
      ['end-asked', 'mute', 'end-asked'],
    ],
  ];
  for (const [title, keys, expected] of TABLE) it(title, () => expect(pressAll(keys)).to.deep.equal(expected));

  it('count the five seconds from the end of the question', () => {
    const asked = pressInRoom(pressInRoom(NO_KEYS, '*', 0).state, '9', 0).state;
    const heard = awaitConfirmation(asked, 4_000);
    expect(pressInRoom(pressInRoom(heard, '*', 8_000).state, '9', 9_000).command).to.equal('end');
  });
});
