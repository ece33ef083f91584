import { WIDER_ALLOWANCE, widerNetwork } from './caller-network.ts';

/** Who is here at the same time, by network and in all. An IPv6 network shares `WIDER_ALLOWANCE` times its places with its neighbours. */
export interface Occupancy {
  /** False: there are too many already. */
  take(network: string): boolean;
  /** Once for each `take` that was true. */
  free(network: string): void;
}

export const createOccupancy = ({
  perNetwork,
  inAll,
}: {
  readonly perNetwork: number;
  readonly inAll: number;
}): Occupancy => {
  const taken = new Map<string, number>();
  let all = 0;
  const add = (network: string, change: 1 | -1): void => {
    const now = (taken.get(network) ?? 0) + change;
    if (now > 0) taken.set(network, now);
    else taken.delete(network);
  };
  return {
    take(network) {
      const wider = widerNetwork(network);
      const isFull =
        all >= inAll ||
        (taken.get(network) ?? 0) >= perNetwork ||
        (wider !== undefined && (taken.get(wider) ?? 0) >= perNetwork * WIDER_ALLOWANCE);
      if (isFull) return false;
      add(network, 1);
      if (wider !== undefined) add(wider, 1);
      all += 1;
      return true;
    },
    free(network) {
      const wider = widerNetwork(network);
      add(network, -1);
      if (wider !== undefined) add(wider, -1);
      all -= 1;
    },
  };
};
