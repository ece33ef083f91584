import { expect } from 'chai';
import { createUsageSampler } from '../../../src/admin/usage-sampler.ts';
import { createUsageSamplesStore } from '../../../src/admin/usage-samples-store.ts';
import { silentLog } from '../../../src/base/log.ts';
import { type Database, openDatabase } from '../../../src/platform/database.ts';
import { createTurnedClock } from '../../kit/turned-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOON = Date.UTC(2031, 2, 3, 12);

describe('the samples of use', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase({ file: ':memory:' });
  });
  afterEach(() => database.destroy());

  const build = (startMs: number) => {
    const clock = createTurnedClock(startMs);
    let rooms = 0;
    const sampler = createUsageSampler({
      measure: async () => ({ rooms }),
      store: createUsageSamplesStore(database),
      clock,
      log: silentLog,
    });
    const pass = async (minutes: number, count: (minute: number) => number): Promise<void> => {
      for (let minute = 0; minute < minutes; minute += 1) {
        rooms = count(minute);
        await sampler.run();
        clock.forward(MINUTE_MS);
      }
    };
    return { clock, sampler, pass };
  };
  const kept = async (): Promise<number[]> =>
    (await database('usage_samples').orderBy('at_ms')).map(({ at_ms }) => at_ms);

  it('are kept every five minutes with the most of each, whatever came between', async () => {
    const { sampler, pass } = build(NOON);
    await pass(11, (minute) => (minute === 3 ? 9 : 1));
    expect(await kept()).to.deep.equal([NOON, NOON + 5 * MINUTE_MS]);
    expect((await sampler.points('day'))[0]).to.deep.equal({ atMs: NOON, values: { rooms: 9 } });
    expect(await sampler.points('hour')).to.have.length(11);
  });

  it('are there again after a restart', async () => {
    await build(NOON).pass(6, () => 4);
    const { sampler } = build(NOON + HOUR_MS);
    expect(await sampler.points('day')).to.deep.equal([{ atMs: NOON, values: { rooms: 4 } }]);
  });

  it('are thinned to one an hour after eight days and forgotten after ninety', async () => {
    const store = createUsageSamplesStore(database);
    const day = NOON - 9 * DAY_MS;
    for (let index = 0; index < 24; index += 1)
      await store.put({ atMs: day + index * 5 * MINUTE_MS, values: { rooms: index } });
    await store.put({ atMs: NOON - 91 * DAY_MS, values: { rooms: 1 } });
    const { pass } = build(NOON);
    await pass(1, () => 0);
    await pass(2, () => 0);
    const { sampler } = build(NOON + 2 * HOUR_MS);
    await sampler.run();
    expect(await kept()).to.deep.equal([day, day + HOUR_MS]);
    expect((await store.list(day, NOON)).map(({ values }) => values.rooms)).to.deep.equal([11, 23]);
  });

  it('written by hand or by another version are read as far as they are understood', async () => {
    await database('usage_samples').insert([
      { at_ms: NOON - MINUTE_MS, values: 'nonsense' },
      { at_ms: NOON - 2 * MINUTE_MS, values: '{"rooms": "many", "calls": 2, "unknown": 1}' },
    ]);
    expect(await createUsageSamplesStore(database).list(0, NOON)).to.deep.equal([
      { atMs: NOON - 2 * MINUTE_MS, values: { calls: 2 } },
      { atMs: NOON - MINUTE_MS, values: {} },
    ]);
  });

  it('go on being kept when a clock that was ahead is set right', async () => {
    const { clock, sampler, pass } = build(NOON + 400 * DAY_MS);
    await pass(6, () => 9);
    clock.set(NOON);
    await pass(11, () => 1);
    expect(await kept()).to.include(NOON);
    const points = await sampler.points('hour');
    expect(points.every(({ atMs }) => atMs <= clock.nowMs())).to.equal(true);
  });
});
