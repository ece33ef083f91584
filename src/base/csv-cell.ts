/** Spreadsheets run what begins like this, also behind blanks, as a formula: names are guests' own. */
const FORMULA = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/;

/** RFC 4180: every cell in quotes, quotes doubled; never a formula. */
export const csvCell = (text: string): string => {
  // A tab or line break at the start is a formula's disguise: it must still be seen by the pattern.
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return `"${guarded.replace(/[\r\n]+/g, ' ').replaceAll('"', '""')}"`;
};
