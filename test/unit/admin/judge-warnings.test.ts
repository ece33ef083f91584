import { expect } from 'chai';
import {
  asTold,
  GONE_MS,
  judgeWarnings,
  REMIND_MS,
  type ToldWarning,
  type Warning,
} from '../../../src/admin/judge-warnings.ts';

const NOW = Date.UTC(2031, 2, 3, 10);
const DISK: Warning = { key: 'disk-low', level: 'notice' };
const FULL: Warning = { key: 'disk-low', level: 'problem' };
const SEATS: Warning = { key: 'seats-used record', level: 'notice' };

/** What is told at each look, from one to the next. */
const tellsOf = (looks: ReadonlyArray<readonly [atMs: number, found: readonly Warning[]]>): string[][] => {
  const told = new Map<string, ToldWarning>();
  return looks.map(([atMs, found]) => {
    const verdict = judgeWarnings([...told.values()], found, NOW + atMs);
    for (const one of verdict.changed) told.set(one.key, one);
    for (const one of verdict.tell) told.set(one.key, asTold(one, NOW + atMs));
    for (const key of verdict.forget) told.delete(key);
    return verdict.tell.map(({ key, level }) => `${key} ${level}`);
  });
};

describe('what is told by mail of what needs attention', () => {
  it('is what is new, and what lasts only once', () => {
    expect(
      tellsOf([
        [0, [DISK]],
        [1, [DISK]],
        [10 * REMIND_MS, [DISK, SEATS]],
      ]),
    ).to.deep.equal([['disk-low notice'], [], ['seats-used record notice']]);
  });

  it('is what got worse, at once, and a problem once a day for as long as it lasts', () => {
    expect(
      tellsOf([
        [0, [DISK]],
        [1, [FULL]],
        [2, [DISK]],
        [REMIND_MS - 1, [FULL]],
        [REMIND_MS + 1, [FULL]],
        [REMIND_MS + 2, [FULL]],
      ]),
    ).to.deep.equal([['disk-low notice'], ['disk-low problem'], [], [], ['disk-low problem'], []]);
  });

  it('is what returns after it was gone for hours, and not what comes and goes', () => {
    expect(
      tellsOf([
        [0, [SEATS]],
        [1, []],
        [GONE_MS - 1, []],
        [GONE_MS, [SEATS]],
        [GONE_MS + 1, []],
        [2 * GONE_MS, []],
        [2 * GONE_MS + 1, []],
        [2 * GONE_MS + 2, [SEATS]],
      ]).map((told) => told.length),
    ).to.deep.equal([1, 0, 0, 0, 0, 0, 0, 1]);
  });
});
