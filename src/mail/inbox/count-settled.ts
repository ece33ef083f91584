import { countOne, type Tally } from '../../base/tally.ts';
import type { Settlement } from './incoming-entry.ts';
import type { IncomingStore } from './incoming-store.ts';

/** Keeps as `store` does, and counts what each mail turned out to be. */
export const countSettled = (store: IncomingStore, settled: Tally<Settlement['state']>): IncomingStore => ({
  ...store,
  async keepAside(mail, settlement, nowMs) {
    await store.keepAside(mail, settlement, nowMs);
    countOne(settled, settlement.state);
  },
  async settle(id, settlement, nowMs) {
    await store.settle(id, settlement, nowMs);
    countOne(settled, settlement.state);
  },
});
