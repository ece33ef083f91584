import type { AttendeeBody, KeptChat, PastSessionBody } from '../../../contract/http/attendance.ts';

/** The words of a list, in the reader's language. */
export interface ListWords {
  readonly heads: readonly string[];
  readonly roles: Readonly<Record<AttendeeBody['role'], string>>;
  readonly via: Readonly<Record<AttendeeBody['via'], string>>;
  /** What spreadsheets of the language part cells with. */
  readonly separator: ';' | ',';
}

/** Spreadsheets run what begins like this, also behind blanks, as a formula: names are guests' own. */
const FORMULA = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/;

/** RFC 4180: every cell in quotes, quotes doubled; never a formula. */
export const csvCell = (text: string): string => {
  const line = text.replace(/[\r\n]+/g, ' ');
  return `"${(FORMULA.test(line) ? `'${line}` : line).replaceAll('"', '""')}"`;
};

/** "2027-03-01 10:00:00" by the clock of a zone: what every spreadsheet sorts and reads alike. */
export const clockTime = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).format(new Date(instant));

/** One row for each stay. The mark at the start tells spreadsheets that it is UTF-8. */
export const attendanceCsv = ({ people }: PastSessionBody, timeZone: string, words: ListWords): string => {
  const rows = people.flatMap(({ name, role, via, stays, seconds }) =>
    stays.map(({ from, to }) => [
      name,
      words.roles[role],
      words.via[via],
      clockTime(from, timeZone),
      to === undefined ? '' : clockTime(to, timeZone),
      to === undefined ? '' : String(Math.round((Date.parse(to) - Date.parse(from)) / 1_000)),
      String(seconds),
    ]),
  );
  const lines = [words.heads, ...rows].map((row) => row.map(csvCell).join(words.separator));
  return `\ufeff${lines.join('\r\n')}\r\n`;
};

/** "[2027-03-01 10:00:00] Zoe: Bonjour"; further lines of a message stand indented. */
export const chatText = ({ messages }: KeptChat, timeZone: string): string =>
  messages
    .map(
      ({ name, text, sentAt }) =>
        `[${clockTime(sentAt, timeZone)}] ${name.replace(/\s+/g, ' ')}: ${text.replaceAll('\n', '\n    ')}\n`,
    )
    .join('');

/** A name that every system takes: "review-2027-03-01-attendance.csv". */
export const fileName = (title: string, day: string, kind: string, ending: string): string => {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase();
  return `${[plain, day, kind].filter((part) => part !== '').join('-')}.${ending}`;
};
