import type { ChartSeries } from './chart-scale.ts';

export interface ChartProps {
  readonly name: string;
  readonly series: readonly ChartSeries[];
  /** When each point is, in short, as under the picture, and in full, as it is read. */
  readonly moments: ReadonlyArray<{ readonly short: string; readonly full: string }>;
  readonly format: (value: number) => string;
  /** What must not be exceeded. */
  readonly limit?: number | undefined;
  /** The top of the picture is at least so high. */
  readonly least?: number;
  /** What the scale counts in: bytes are round by 1024. */
  readonly unit?: number;
  /** What is said where nothing was measured. */
  readonly empty: string;
}
