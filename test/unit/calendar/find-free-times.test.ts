import { expect } from 'chai';
import fc from 'fast-check';
import { mergeStretches, settleBusyTimes } from '../../../src/calendar/free-busy/busy-times.ts';
import { findFreeTimes } from '../../../src/calendar/free-busy/find-free-times.ts';

const at = (text: string): number => Date.parse(text);
const stretch = (start: string, end: string) => ({ startMs: at(start), endMs: at(end) });

// In March 2027 the first is a Monday, and Paris is an hour ahead of UTC until the 28th.
const WEEK = {
  busy: [],
  from: '2027-03-01',
  to: '2027-03-07',
  timeZone: 'Europe/Paris',
  minutes: 60,
  notBeforeMs: 0,
} as const;
const startsOf = (wanted: object): string[] => findFreeTimes({ ...WEEK, ...wanted }).map(({ start }) => start);

describe('free times', () => {
  it('begin with the working day and do not overlap', () => {
    expect(startsOf({})).to.deep.equal([
      '2027-03-01T08:00:00',
      '2027-03-01T09:00:00',
      '2027-03-01T10:00:00',
      '2027-03-01T11:00:00',
      '2027-03-01T12:00:00',
    ]);
  });

  it('are said locally and as moments', () => {
    expect(findFreeTimes(WEEK)[0]).to.deep.equal({
      start: '2027-03-01T08:00:00',
      end: '2027-03-01T09:00:00',
      ...stretch('2027-03-01T07:00:00Z', '2027-03-01T08:00:00Z'),
    });
  });

  it('go around what anybody has, from quarter hour to quarter hour', () => {
    const busy = [
      stretch('2027-03-01T08:50:00Z', '2027-03-01T17:10:00Z'),
      stretch('2027-03-01T07:00:00Z', '2027-03-01T07:01:00Z'),
    ];
    expect(startsOf({ busy }).slice(0, 2)).to.deep.equal(['2027-03-01T08:15:00', '2027-03-02T08:00:00']);
  });

  it('may touch what comes before and after', () => {
    const busy = [
      stretch('2027-03-01T06:00:00Z', '2027-03-01T09:00:00Z'),
      stretch('2027-03-01T10:00:00Z', '2027-03-01T18:00:00Z'),
    ];
    expect(startsOf({ busy, to: '2027-03-01' })).to.deep.equal(['2027-03-01T10:00:00']);
  });

  it('end with the working day', () => {
    const busy = [stretch('2027-03-01T07:00:00Z', '2027-03-01T17:00:00Z')];
    expect(startsOf({ busy, to: '2027-03-01' })).to.deep.equal(['2027-03-01T18:00:00']);
    expect(startsOf({ busy, to: '2027-03-01', minutes: 61 })).to.deep.equal([]);
  });

  it('are neither on Saturday nor on Sunday', () => {
    expect(startsOf({ from: '2027-03-06', to: '2027-03-07' })).to.deep.equal([]);
    expect(startsOf({ from: '2027-03-05', to: '2027-03-08', minutes: 660 })).to.deep.equal([
      '2027-03-05T08:00:00',
      '2027-03-08T08:00:00',
    ]);
  });

  it('are not over yet: the next quarter hour at the soonest', () => {
    expect(startsOf({ notBeforeMs: at('2027-03-01T13:01:00Z') })[0]).to.equal('2027-03-01T14:15:00');
    expect(startsOf({ notBeforeMs: at('2027-03-01T13:15:00Z') })[0]).to.equal('2027-03-01T14:15:00');
    expect(startsOf({ notBeforeMs: at('2027-03-01T17:30:00Z') })[0]).to.equal('2027-03-02T08:00:00');
  });

  it('keep the working hours when clocks change', () => {
    const friday = findFreeTimes({ ...WEEK, from: '2027-03-26', to: '2027-03-29', minutes: 660 });
    expect(friday.map(({ start, startMs }) => [start, new Date(startMs).toISOString()])).to.deep.equal([
      ['2027-03-26T08:00:00', '2027-03-26T07:00:00.000Z'],
      ['2027-03-29T08:00:00', '2027-03-29T06:00:00.000Z'],
    ]);
  });

  it('are on quarter hours where the zone is three quarters off', () => {
    expect(startsOf({ timeZone: 'Asia/Kathmandu', notBeforeMs: at('2027-03-01T03:01:00Z') })[0]).to.equal(
      '2027-03-01T09:00:00',
    );
  });

  it('are none where a day has been left out, and none longer than a working day', () => {
    expect(startsOf({ timeZone: 'Pacific/Apia', from: '2011-12-30', to: '2011-12-30' })).to.deep.equal([]);
    expect(startsOf({ minutes: 661 })).to.deep.equal([]);
  });

  it('never meet anything, whatever there is', () => {
    const quarter = fc.integer({ min: 0, max: 7 * 24 * 12 }).map((five) => at('2027-03-01T00:00:00Z') + five * 300_000);
    const times = fc.array(
      fc.tuple(quarter, fc.integer({ min: 0, max: 600 })).map(([startMs, minutes]) => ({
        startMs,
        endMs: startMs + minutes * 60_000,
      })),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(times, fc.integer({ min: 5, max: 300 }), (busy, minutes) => {
        const found = findFreeTimes({ ...WEEK, busy, minutes });
        for (const { startMs, endMs } of found) {
          expect(endMs - startMs).to.equal(minutes * 60_000);
          expect(startMs % 900_000).to.equal(0);
          const met = busy.filter((one) => one.endMs > one.startMs && one.startMs < endMs && one.endMs > startMs);
          expect(met).to.deep.equal([]);
        }
      }),
    );
  });
});

describe('busy times', () => {
  const FROM = at('2027-03-01T00:00:00Z');
  const TO = at('2027-03-02T00:00:00Z');
  const settled = (times: readonly [string, string, 'busy' | 'tentative'][]): string[] =>
    settleBusyTimes(
      times.map(([start, end, kind]) => ({
        ...stretch(`2027-03-01T${start}:00Z`, `2027-03-01T${end}:00Z`),
        kind,
      })),
      FROM,
      TO,
    ).map(
      ({ startMs, endMs, kind }) =>
        `${new Date(startMs).toISOString().slice(11, 16)}-${new Date(endMs).toISOString().slice(11, 16)} ${kind}`,
    );

  it('are one where they overlap or touch', () => {
    expect(
      settled([
        ['10:00', '11:00', 'busy'],
        ['09:00', '10:00', 'busy'],
        ['10:30', '12:00', 'busy'],
        ['13:00', '14:00', 'busy'],
      ]),
    ).to.deep.equal(['09:00-12:00 busy', '13:00-14:00 busy']);
  });

  it('are busy where something is promised, tentative around it', () => {
    expect(
      settled([
        ['09:00', '12:00', 'tentative'],
        ['10:00', '11:00', 'busy'],
      ]),
    ).to.deep.equal(['09:00-10:00 tentative', '10:00-11:00 busy', '11:00-12:00 tentative']);
    expect(
      settled([
        ['10:00', '11:00', 'tentative'],
        ['09:00', '12:00', 'busy'],
      ]),
    ).to.deep.equal(['09:00-12:00 busy']);
  });

  it('have a length, and end with what was asked for', () => {
    expect(settled([['10:00', '10:00', 'busy']])).to.deep.equal([]);
    expect(settleBusyTimes([{ startMs: FROM - 5, endMs: TO + 5, kind: 'busy' }], FROM, TO)).to.deep.equal([
      { startMs: FROM, endMs: TO, kind: 'busy' },
    ]);
    expect(settleBusyTimes([{ startMs: FROM - 5, endMs: FROM, kind: 'busy' }], FROM, TO)).to.deep.equal([]);
  });

  it('say for every moment what all of them together say', () => {
    const minute = fc.integer({ min: 0, max: 60 });
    const time = fc.record({
      startMs: minute,
      endMs: minute,
      kind: fc.constantFrom('busy' as const, 'tentative' as const),
    });
    fc.assert(
      fc.property(fc.array(time, { maxLength: 12 }), (times) => {
        const settledTimes = settleBusyTimes(times, 10, 50);
        for (let ms = 10; ms < 50; ms += 1) {
          const here = times.filter(({ startMs, endMs }) => startMs <= ms && ms < endMs).map(({ kind }) => kind);
          const said = settledTimes.filter(({ startMs, endMs }) => startMs <= ms && ms < endMs).map(({ kind }) => kind);
          expect(said).to.deep.equal(here.includes('busy') ? ['busy'] : here.slice(0, 1));
        }
        expect(mergeStretches(settledTimes).length).to.be.at.most(settledTimes.length);
      }),
    );
  });
});
