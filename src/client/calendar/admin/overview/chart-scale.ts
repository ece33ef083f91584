/** One thing measured over time. A hole (`undefined`) is a time in which nothing was measured. */
export interface ChartSeries {
  readonly name: string;
  readonly values: ReadonlyArray<number | undefined>;
}

const STEPS = [1, 2, 2.5, 5, 10];
/** Few are counted one by one: half a person is nobody. */
const FEW_STEPS = [2, 4, 10];

/** The top of the picture: a round number of `unit` not below the highest value, that halves to a round one. */
export const niceTop = (
  highest: number,
  { least = 4, unit = 1 }: { readonly least?: number | undefined; readonly unit?: number | undefined } = {},
): number => {
  const wanted = Math.max(highest, least) / unit;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = (power === 1 ? FEW_STEPS : STEPS).find((one) => one * power >= wanted) ?? 10;
  return step * power * unit;
};

const highestOf = (series: readonly ChartSeries[]): number =>
  series.flatMap(({ values }) => values).reduce<number>((most, value) => Math.max(most, value ?? 0), 0);

export const highest = (series: readonly ChartSeries[], limit?: number): number =>
  Math.max(highestOf(series), limit ?? 0);

/** Where a value is: pixels from the upper edge. */
export const yOf = (value: number, top: number, height: number): number =>
  Math.round((height - (Math.min(value, top) / top) * height) * 10) / 10;

/** Where the middle of a point's step is: pixels from the start. */
export const xOf = (index: number, count: number, width: number): number =>
  Math.round(((index + 0.5) / Math.max(1, count)) * width * 10) / 10;

/** The line through the values, broken where nothing was measured; a point alone is a short stroke. */
export const linePath = (
  values: ReadonlyArray<number | undefined>,
  top: number,
  { width, height }: { readonly width: number; readonly height: number },
): string =>
  values
    .map((value, index) => {
      if (value === undefined) return '';
      const [x, y] = [xOf(index, values.length, width), yOf(value, top, height)];
      if (values[index - 1] !== undefined) return `L${x} ${y}`;
      return values[index + 1] === undefined ? `M${x - 1} ${y}h2` : `M${x} ${y}`;
    })
    .join('');

/** Which of `count` points the pointer is over. */
export const indexAt = (x: number, count: number, width: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor((x / Math.max(1, width)) * count)));

/** Points under which the time is written: as many as have room, the first and last among them. */
export const labelledPoints = (count: number, width: number, labelWidth: number): number[] => {
  const labels = Math.max(2, Math.min(count, Math.floor(width / labelWidth)));
  if (count < 2) return count === 1 ? [0] : [];
  return Array.from({ length: labels }, (_unused, index) => Math.round((index * (count - 1)) / (labels - 1)));
};
