/** Told apart in both themes. */
export const CALENDAR_COLORS = [
  '#2f6fed',
  '#0f9d6e',
  '#c2410c',
  '#9333ea',
  '#be185d',
  '#0e7490',
  '#a16207',
  '#4d7c0f',
  '#dc2626',
  '#475569',
] as const;

/** The first colour that is not in use, else the one that is used least. */
export const nextColor = (used: readonly string[]): string => {
  const counts = CALENDAR_COLORS.map((color) => used.filter((one) => one.toLowerCase() === color).length);
  return CALENDAR_COLORS[counts.indexOf(Math.min(...counts))] ?? CALENDAR_COLORS[0];
};
