/** How often each of several things happened since the start, for the metrics. */
export type Tally<Name extends string = string> = Map<Name, number>;

export const createTally = <Name extends string = string>(): Tally<Name> => new Map();

export const countOne = <Name extends string>(tally: Tally<Name>, name: Name): void => {
  tally.set(name, (tally.get(name) ?? 0) + 1);
};
