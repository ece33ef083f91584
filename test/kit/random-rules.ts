/** mulberry32: the same numbers on every machine. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export interface RandomRule {
  readonly rule: string;
  /** `20270301T100000`. */
  readonly start: string;
}

type Random = () => number;

const STARTS = [
  '20270301T100000',
  '20240229T090000',
  '20261231T233000',
  '20270101T000000',
  '20250131T120000',
  '20280430T080000',
  '20261228T060000',
  '19970902T090000',
  '20320103T140000',
  '20260603T173000',
];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const whole = (random: Random, least: number, greatest: number): number =>
  least + Math.floor(random() * (greatest - least + 1));
const pick = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;

const list = (random: Random, most: number, make: () => number | string): string =>
  [...new Set(Array.from({ length: whole(random, 1, most) }, make))].join(',');

/** `most` counted from either end. */
const either = (random: Random, most: number): number => whole(random, 1, most) * (random() < 0.3 ? -1 : 1);

const part = (name: string, value: string): string[] => [`${name}=${value}`];

const dayList = (random: Random, ordinals: number): string =>
  list(random, 3, () => `${ordinals > 0 && random() < 0.5 ? either(random, ordinals) : ''}${pick(random, DAYS)}`);

const months = (random: Random): string => list(random, 3, () => whole(random, 1, 12));
const monthDays = (random: Random): string => list(random, 3, () => either(random, 31));

const dateParts = (random: Random, frequency: string): string[] => {
  const chance = (likely: number): boolean => random() < likely;
  if (frequency === 'WEEKLY')
    return [
      ...(chance(0.7) ? part('BYDAY', dayList(random, 0)) : []),
      ...(chance(0.2) ? part('BYMONTH', months(random)) : []),
    ];
  if (frequency === 'YEARLY' && chance(0.15))
    return [
      ...part(
        'BYWEEKNO',
        list(random, 2, () => (chance(0.3) ? pick(random, [1, 52, 53, -1]) : either(random, 53))),
      ),
      ...(chance(0.8) ? part('BYDAY', dayList(random, 0)) : []),
      ...(chance(0.2) ? part('BYMONTH', months(random)) : []),
    ];
  if (frequency === 'YEARLY' && chance(0.15))
    return [
      ...part(
        'BYYEARDAY',
        list(random, 4, () => either(random, 366)),
      ),
      ...(chance(0.3) ? part('BYDAY', dayList(random, 0)) : []),
      ...(chance(0.2) ? part('BYMONTH', months(random)) : []),
      ...(chance(0.1) ? part('BYMONTHDAY', monthDays(random)) : []),
    ];
  const ordinals = frequency === 'DAILY' ? 0 : 5;
  return [
    ...(chance(0.35) ? part('BYMONTH', months(random)) : []),
    ...(chance(0.4) ? part('BYMONTHDAY', monthDays(random)) : []),
    ...(chance(0.4) ? part('BYDAY', dayList(random, ordinals)) : []),
  ];
};

const timeParts = (random: Random): string[] => [
  ...(random() < 0.1
    ? part(
        'BYHOUR',
        list(random, 2, () => whole(random, 0, 23)),
      )
    : []),
  ...(random() < 0.07
    ? part(
        'BYMINUTE',
        list(random, 2, () => whole(random, 0, 59)),
      )
    : []),
  ...(random() < 0.03
    ? part(
        'BYSECOND',
        list(random, 2, () => whole(random, 0, 59)),
      )
    : []),
];

const endParts = (random: Random, start: string): string[] => {
  const kind = random();
  if (kind < 0.35) return part('COUNT', String(whole(random, 1, 40)));
  if (kind < 0.6)
    return part('UNTIL', `${Number(start.slice(0, 4)) + whole(random, 0, 9)}${start.slice(4)}`.replace('0229', '0301'));
  return [];
};

/** Dates that one period has at the most: a position beyond it never comes, and the references look for it until the year 9999. */
const widthOf = (frequency: string, parts: readonly string[]): number => {
  const lengthOf = (name: string): number => parts.find((text) => text.startsWith(`${name}=`))?.split(',').length ?? 1;
  const times = lengthOf('BYHOUR') * lengthOf('BYMINUTE') * lengthOf('BYSECOND');
  if (frequency === 'DAILY') return times;
  return times * (frequency === 'WEEKLY' ? lengthOf('BYDAY') : Math.max(lengthOf('BYDAY'), lengthOf('BYMONTHDAY')));
};

/** A rule that keeps the grammar of RFC 5545 3.3.10, with any of the parts that we take. */
export const randomRule = (random: Random): RandomRule => {
  const frequency = pick(random, ['DAILY', 'WEEKLY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY', 'YEARLY']);
  const start = pick(random, STARTS);
  const parts = [...dateParts(random, frequency), ...timeParts(random)];
  const width = widthOf(frequency, parts);
  const rule = [
    ...part('FREQ', frequency),
    ...(random() < 0.35 ? part('INTERVAL', String(whole(random, 2, 6))) : []),
    ...parts,
    ...(parts.length > 0 && random() < 0.2
      ? part(
          'BYSETPOS',
          list(random, 2, () => either(random, width)),
        )
      : []),
    ...(random() < 0.15 ? part('WKST', pick(random, DAYS)) : []),
    ...endParts(random, start),
  ].join(';');
  return { rule, start };
};
