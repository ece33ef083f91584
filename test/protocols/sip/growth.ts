const cpuMicros = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

const TRIES = 7;

/**
 * How many times the processor time of `run` grows when its input grows eightfold: about 8 for what is linear, 64 for what is
 * quadratic. The least of some tries on both sides, each long enough to be measured; time that others took from this process does
 * not count.
 */
export const growth = (run: (size: number) => void, size: number): number => {
  let rounds = 1;
  const repeat = (times: number, of: number) => (): void => {
    for (let round = 0; round < times; round += 1) run(of);
  };
  while (rounds < 4_096 && cpuMicros(repeat(rounds, size)) < 2_000) rounds *= 2;
  let small = Number.POSITIVE_INFINITY;
  let large = Number.POSITIVE_INFINITY;
  for (let round = 0; round < TRIES; round += 1) {
    small = Math.min(small, cpuMicros(repeat(rounds, size)));
    large = Math.min(large, cpuMicros(repeat(rounds, size * 8)));
  }
  return large / Math.max(small, 1);
};

/** Between linear and quadratic, with room for caches and the collector. */
export const LINEAR = 26;
