import { expect } from 'chai';
import { askAgainAfter } from '../../../../src/client/recording/rules/ask-again.ts';
import { axisTicks, firstZoom, placeMarks } from '../../../../src/client/recording/rules/axis.ts';
import { goOnAt, isHeardList, rateBeside, withHeard } from '../../../../src/client/recording/rules/heard-before.ts';
import { linkToMoment, readMoment } from '../../../../src/client/recording/rules/moment-hash.ts';
import { activeIndex, isFound, momentsOf } from '../../../../src/client/recording/rules/moments.ts';
import { clockText, lengthText, spokenTime } from '../../../../src/client/recording/rules/time-text.ts';
import { endOf } from '../../../../src/client/shared/sharing/share-end.ts';

const MINUTE = 60_000;

describe('times of a recording', () => {
  it('count up like a clock, with hours only when there are some', () => {
    expect([0, 999, 7_000, 754_900, 3_723_000, -5].map(clockText)).to.deep.equal([
      '0:00',
      '0:00',
      '0:07',
      '12:34',
      '1:02:03',
      '0:00',
    ]);
  });

  it('are said in words, without what is zero', () => {
    expect(spokenTime(3_723_000, 'en-GB')).to.equal('1 hour 2 minutes 3 seconds');
    expect(spokenTime(3_600_000, 'fr-FR').replaceAll(/\s/g, ' ')).to.equal('1 heure');
    expect(spokenTime(0, 'en-GB')).to.equal('0 seconds');
  });

  it('are rounded where only their length matters', () => {
    expect([45_000, 59_600, 12.4 * MINUTE, 65 * MINUTE].map((ms) => lengthText(ms, 'en-US'))).to.deep.equal([
      '45 sec',
      '1 min',
      '12 min',
      '1 hr 5 min',
    ]);
  });
});

describe('a moment in the address', () => {
  it('is read in seconds, as a clock and in words', () => {
    for (const hash of ['#t=754', '#t=12:34', '#t=0:12:34', '#t=12m34s', '#x=1&t=754s', '#t=754.0'])
      expect(readMoment(hash), hash).to.equal(754_000);
    expect(readMoment('#t=1h2m3s')).to.equal(3_723_000);
    expect(readMoment('#t=1.5')).to.equal(1_500);
  });

  it('is none where none is written', () => {
    for (const hash of ['', '#', '#t=', '#t=-5', '#t=abc', '#t=1:2', '#t=1e9', '#t=9999999999', '#content'])
      expect(readMoment(hash), hash).to.equal(undefined);
  });

  it('goes behind the address and takes the place of another', () => {
    expect(linkToMoment('https://m.example/recordings/r1#t=3', 754_900)).to.equal(
      'https://m.example/recordings/r1#t=754',
    );
  });
});

describe('the time axis', () => {
  it('has ticks that a clock knows, no nearer than there is room', () => {
    expect(axisTicks(12 * MINUTE, 800).map(clockText)).to.deep.equal([
      '0:00',
      '2:00',
      '4:00',
      '6:00',
      '8:00',
      '10:00',
      '12:00',
    ]);
    for (const [minutes, width] of [
      [0.2, 300],
      [65, 270],
      [720, 900],
      [6_000, 300],
    ] as const) {
      const ticks = axisTicks(minutes * MINUTE, width);
      const apart = (((ticks[1] ?? Number.POSITIVE_INFINITY) - (ticks[0] ?? 0)) / (minutes * MINUTE)) * width;
      expect(apart, `${minutes} minutes on ${width} pixels`).to.be.at.least(72);
    }
    expect(axisTicks(0, 800)).to.deep.equal([]);
  });

  it('gives words only to marks that have room for them', () => {
    expect(placeMarks([0, 100, 120, 1_000], { durationMs: 1_000, width: 1_000 })).to.deep.equal([
      { left: 0, room: 100 },
      { left: 100, room: 0 },
      { left: 120, room: 880 },
      { left: 1_000, room: 0 },
    ]);
  });

  it('is wider than a telephone for an hour, and as wide as a screen is', () => {
    expect(firstZoom(270, 65 * MINUTE)).to.equal(2);
    expect(firstZoom(270, 12 * MINUTE)).to.equal(1);
    expect(firstZoom(800, 600 * MINUTE)).to.equal(1);
  });
});

describe('chapters and chat along a recording', () => {
  const lines = [{ atMs: 1_000 }, { atMs: 5_000 }, { atMs: 5_000 }, { atMs: 9_000 }];

  it('the last that has begun is the current one', () => {
    expect([0, 1_000, 4_940, 4_980, 8_000, 99_000].map((ms) => activeIndex(lines, ms))).to.deep.equal([
      -1, 0, 0, 2, 2, 3,
    ]);
    expect(activeIndex([], 5)).to.equal(-1);
  });

  it('gaps stand between the chapters, in order', () => {
    const moments = momentsOf(
      [
        { atMs: 0, label: 'one', source: 'agenda' },
        { atMs: 900, label: 'two', source: 'marker' },
      ],
      [{ atMs: 400, lengthMs: 100, seconds: 9, reason: 'paused' }],
    );
    expect(moments.map(({ kind, atMs }) => `${kind} ${atMs}`)).to.deep.equal(['chapter 0', 'gap 400', 'chapter 900']);
  });

  it('a search knows neither accents nor capitals, and wants all of its words', () => {
    expect(isFound('ELEVE zoe', 'Zoé', 'les élèves')).to.equal(true);
    expect(isFound('élève paul', 'Zoé', 'les élèves')).to.equal(false);
  });
});

describe('what a browser remembers of recordings', () => {
  it('goes on where it stopped, and anew after the end', () => {
    const at = (atMs: number) => goOnAt({ id: 'r', atMs, rate: 1 }, 100_000);
    expect([at(50_000), at(2_000), at(98_000), goOnAt(undefined, 100_000)]).to.deep.equal([50_000, 0, 0, 0]);
  });

  it('is the newest fifty, one entry each', () => {
    let list = withHeard([], { id: 'r0', atMs: 1, rate: 1 });
    for (let index = 1; index < 60; index += 1) list = withHeard(list, { id: `r${index}`, atMs: 1, rate: 1 });
    list = withHeard(list, { id: 'r30', atMs: 2, rate: 2 });
    expect(list).to.have.length(50);
    expect(list[0]).to.deep.equal({ id: 'r30', atMs: 2, rate: 2 });
    expect(list.filter(({ id }) => id === 'r30')).to.have.length(1);
  });

  it('is nothing when what is stored is something else', () => {
    for (const value of [
      null,
      {},
      [{ id: 1 }],
      [{ id: 'r', atMs: Number.NaN, rate: 1 }],
      [{ id: 'r', atMs: 1, rate: 7 }],
    ])
      expect(isHeardList(value), JSON.stringify(value)).to.equal(false);
    expect(isHeardList([{ id: 'r', atMs: 1, rate: 1.5 }])).to.equal(true);
  });

  it('speeds go up and down in their steps and end there', () => {
    expect([rateBeside(1, 1), rateBeside(1, -1), rateBeside(2, 1), rateBeside(0.75, -1)]).to.deep.equal([
      1.25, 0.75, 2, 0.75,
    ]);
  });
});

describe('looking again at a recording', () => {
  it('goes on as long as something is being made, and not after', () => {
    expect(askAgainAfter({ state: 'ready', outputs: [] })).to.equal(undefined);
    expect(askAgainAfter({ state: 'failed', outputs: [] })).to.equal(undefined);
    for (const state of ['recording', 'paused', 'stopped', 'rendering'] as const)
      expect(askAgainAfter({ state, outputs: [] }), state).to.be.greaterThan(0);
    expect(askAgainAfter({ state: 'ready', outputs: [{ kind: 'mp3', state: 'asked' }] })).to.be.greaterThan(0);
    expect(askAgainAfter({ state: 'ready', outputs: [{ kind: 'mp3', state: 'ready' }] })).to.equal(undefined);
  });
});

describe('the end of a link', () => {
  const now = new Date(2027, 2, 2, 10, 0).getTime();

  it('is the end of a day, or none', () => {
    expect(endOf('never', '', now)).to.equal(null);
    expect(endOf('week', '', now)).to.equal(new Date(2027, 2, 9, 23, 59, 59, 999).toISOString());
    expect(endOf('year', '', now)).to.equal(new Date(2028, 2, 1, 23, 59, 59, 999).toISOString());
    expect(endOf('date', '2027-03-02', now)).to.equal(new Date(2027, 2, 2, 23, 59, 59, 999).toISOString());
  });

  it('is refused when the day is over or is none', () => {
    for (const date of ['2027-03-01', '', '1.3.2027', '12345'])
      expect(endOf('date', date, now), date).to.equal(undefined);
  });
});
