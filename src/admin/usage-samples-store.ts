import type { Database } from '../platform/database.ts';
import { inSteps, readValues, type UsageSample } from './usage-samples.ts';

interface SampleRow {
  at_ms: number;
  values: string;
}

/** How it went, for the pictures of the overview. */
export interface UsageSamplesStore {
  put(sample: UsageSample): Promise<void>;
  /** The oldest first. */
  list(fromMs: number, toMs: number): Promise<UsageSample[]>;
  /** Of what is older than `untilMs` one sample for each step stays. */
  thin(untilMs: number, stepMs: number): Promise<void>;
  forgetBefore(ms: number): Promise<void>;
}

const fromRow = ({ at_ms, values }: SampleRow): UsageSample => ({ atMs: Number(at_ms), values: readValues(values) });
const toRow = ({ atMs, values }: UsageSample): SampleRow => ({ at_ms: atMs, values: JSON.stringify(values) });

/** Thinned a day at a time: what was away for long has much to do. */
const THINNED_AT_ONCE_MS = 24 * 3_600_000;

export const createUsageSamplesStore = (database: Database): UsageSamplesStore => {
  const samples = () => database<SampleRow>('usage_samples');
  return {
    async put(sample) {
      await samples().insert(toRow(sample)).onConflict('at_ms').merge();
    },
    async list(fromMs, toMs) {
      return (await samples().where('at_ms', '>=', fromMs).where('at_ms', '<', toMs).orderBy('at_ms')).map(fromRow);
    },
    async thin(untilMs, stepMs) {
      // What is not at a step is still to be thinned.
      const oldest = await samples()
        .where('at_ms', '<', untilMs)
        .whereRaw('at_ms % ? <> 0', [stepMs])
        .min('at_ms as at');
      const first = oldest[0]?.['at'];
      if (first === null || first === undefined) return;
      const fromMs = Math.floor(Number(first) / stepMs) * stepMs;
      const toMs = Math.floor(Math.min(untilMs, fromMs + THINNED_AT_ONCE_MS) / stepMs) * stepMs;
      await database.transaction(async (transaction) => {
        const between = () =>
          transaction<SampleRow>('usage_samples').where('at_ms', '>=', fromMs).where('at_ms', '<', toMs);
        const thinned = inSteps((await between()).map(fromRow), stepMs);
        await between().delete();
        for (const sample of thinned) await transaction<SampleRow>('usage_samples').insert(toRow(sample));
      });
    },
    async forgetBefore(ms) {
      await samples().where('at_ms', '<', ms).delete();
    },
  };
};
