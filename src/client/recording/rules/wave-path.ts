/** Pixels from one bar of the waveform to the next. */
export const BAR_PITCH = 3;
const LEAST_HEIGHT = 2;

/** The bars as the path of an SVG, from the middle up and down; `isDrawn` chooses which. */
export const wavePath = (
  heights: readonly number[],
  boxHeight: number,
  isDrawn: (bar: number) => boolean = () => true,
): string => {
  let path = '';
  for (const [bar, height] of heights.entries()) {
    if (!isDrawn(bar)) continue;
    // The rounded ends of a line stand out by half its width.
    const length = Math.max(LEAST_HEIGHT, height * boxHeight) - LEAST_HEIGHT;
    path += `M${bar * BAR_PITCH + 1.5} ${((boxHeight - length) / 2).toFixed(1)}v${Math.max(0.1, length).toFixed(1)}`;
  }
  return path;
};

/** Spans on a lane as the path of an SVG. */
export const lanePath = (marks: readonly (readonly [number, number])[], top: number, height: number): string =>
  marks
    .map(([left, width]) => `M${left.toFixed(1)} ${top}h${width.toFixed(1)}v${height}h-${width.toFixed(1)}z`)
    .join('');

/** Pixels of a column of a crowded lane. */
export const COLUMN_PX = 3;

/** A crowded lane: columns as high as somebody spoke much; whoever said a word is seen. */
export const columnsPath = (covered: Float32Array, top: number, height: number): string => {
  let path = '';
  for (const [column, part] of covered.entries()) {
    if (part === 0) continue;
    const tall = Math.max(2, height * part);
    path += `M${column * COLUMN_PX} ${(top + (height - tall) / 2).toFixed(1)}h${COLUMN_PX - 1}v${tall.toFixed(1)}h-${COLUMN_PX - 1}z`;
  }
  return path;
};
