import { expect } from 'chai';
import fc from 'fast-check';
import { type AttendingDevice, attendanceOf, unionOf } from '../../../src/meetings/attendance.ts';

const device = (change: Partial<AttendingDevice> = {}): AttendingDevice => ({
  person: 'account:1',
  also: '',
  consentedMs: null,
  name: 'Ann',
  role: 'attendee',
  via: 'web',
  joinedMs: 0,
  leftMs: null,
  stays: [],
  ...change,
});

describe('attendance', () => {
  it('is one entry for all devices of a person, with the time of all together', () => {
    const [ann, ...others] = attendanceOf(
      [
        device({ stays: [{ fromMs: 0, toMs: 60_000 }] }),
        device({
          via: 'phone',
          role: 'moderator',
          name: 'Ann B',
          joinedMs: 30_000,
          stays: [{ fromMs: 30_000, toMs: 90_000 }],
        }),
        device({ joinedMs: 10, stays: [{ fromMs: 120_000, toMs: 130_000 }] }),
      ],
      200_000,
      500_000,
    );
    expect(others).to.deep.equal([]);
    expect(ann).to.deep.equal({
      person: 'account:1',
      consentedMs: undefined,
      name: 'Ann B',
      role: 'moderator',
      via: 'both',
      stays: [
        { fromMs: 0, toMs: 90_000 },
        { fromMs: 120_000, toMs: 130_000 },
      ],
      totalMs: 100_000,
    });
  });

  it('lasts until now for who is there, and to the end of the session for whom a kill cut off', () => {
    const stays = [{ fromMs: 1_000, toMs: null }];
    expect(attendanceOf([device({ stays })], undefined, 5_000)[0]).to.deep.include({
      stays: [{ fromMs: 1_000, toMs: undefined }],
      totalMs: 4_000,
    });
    expect(attendanceOf([device({ stays })], 3_000, 9_000)[0]).to.deep.include({
      stays: [{ fromMs: 1_000, toMs: 3_000 }],
      totalMs: 2_000,
    });
    expect(attendanceOf([device({ stays, leftMs: 2_000 })], undefined, 9_000)[0]).to.include({ totalMs: 1_000 });
  });

  it('knows of sessions from before single stays were kept when people came and left', () => {
    const [ann] = attendanceOf([device({ joinedMs: 1_000, leftMs: 4_000 })], 9_000, 10_000);
    expect(ann).to.deep.include({ stays: [{ fromMs: 1_000, toMs: 4_000 }], totalMs: 3_000 });
  });

  it('lists people in the order in which they came', () => {
    const list = attendanceOf(
      [
        device({ person: 'guest:b', name: 'B', joinedMs: 2, stays: [{ fromMs: 2, toMs: 3 }] }),
        device({ person: 'guest:a', name: 'A', joinedMs: 1, stays: [{ fromMs: 1, toMs: 3 }] }),
      ],
      9,
      9,
    );
    expect(list.map(({ name }) => name)).to.deep.equal(['A', 'B']);
  });

  it('counts every moment once, however stays overlap', () => {
    const stay = fc
      .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
      .map(([one, other]) => ({ fromMs: Math.min(one, other), toMs: Math.max(one, other) }));
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 12 }), (stays) => {
        const merged = unionOf(stays);
        const isIn = (list: ReadonlyArray<{ fromMs: number; toMs: number | undefined }>, at: number): boolean =>
          list.some(({ fromMs, toMs = 0 }) => fromMs <= at && at < toMs);
        for (let at = 0; at < 51; at += 1) expect(isIn(merged, at)).to.equal(isIn(stays, at));
        for (const [index, { fromMs }] of merged.entries())
          expect(fromMs).to.be.greaterThan(merged[index - 1]?.toMs ?? -1);
      }),
    );
  });
});
