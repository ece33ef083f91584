/** How dates are written where the reader lives. */
export interface DateWords {
  /** Which number comes first in 1/3/2027. */
  readonly dayFirst: boolean;
  /** The twelve months, long and short forms in one list of alternatives each, in lower case. */
  readonly months: readonly (readonly string[])[];
  /** The date that a missing year is taken from: `YYYY-MM-DD`. */
  readonly today: string;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/\./gu, '')
    .toLowerCase();

const real = (year: number, month: number, day: number): string | undefined => {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || year > 2199 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
};

/** A day of last week may be meant; one of last season is not. */
const LONG_GONE_MS = 31 * 86_400_000;

/** 27 is 2027; without a year it is this one's, or the next when that day is long gone. */
const withYear = (typed: string | undefined, month: number, day: number, today: string): string | undefined => {
  if (typed !== undefined) return real(typed.length <= 2 ? 2000 + Number(typed) : Number(typed), month, day);
  const year = Number(today.slice(0, 4));
  const candidate = real(year, month, day);
  if (candidate === undefined) return real(year + 1, month, day);
  const gone = Date.parse(today) - Date.parse(candidate);
  return gone > LONG_GONE_MS ? real(year + 1, month, day) : candidate;
};

const monthNamed = (word: string, words: DateWords): number => {
  const wanted = plain(word);
  if (wanted.length < 3) return 0;
  return (
    words.months.findIndex((names) => names.some((name) => plain(name) === wanted || plain(name).startsWith(wanted))) +
    1
  );
};

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const NUMBERS = /^(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d{2}))?$/;

/** A date as people type it (2027-03-01, 1/3, 1.3.27, 1er mars, Mon 1 March 2027) as `YYYY-MM-DD`; undefined for anything else. */
export const parseDate = (text: string, words: DateWords): string | undefined => {
  const typed = text.trim();
  const iso = ISO.exec(typed);
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = NUMBERS.exec(typed);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])];
    const [day, month] = words.dayFirst ? [first, second] : [second, first];
    return withYear(numbers[3], month, day, words.today);
  }
  const tokens = typed.split(/[\s,./-]+/).filter((token) => token !== '');
  const month = tokens.map((token) => monthNamed(token, words)).find((found) => found > 0);
  const figures = tokens
    .filter((token) => /^\d/.test(token))
    .map((token) => token.replace(/^(\d{1,2})(?:er|st|nd|rd|th)$/i, '$1'));
  const day = figures.find((figure) => /^\d{1,2}$/.test(figure));
  const year = figures.find((figure) => /^\d{4}$/.test(figure));
  if (month === undefined || day === undefined || figures.length > 2) return undefined;
  return withYear(year, month, Number(day), words.today);
};
