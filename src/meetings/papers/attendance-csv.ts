import { csvCell } from '../../base/csv-cell.ts';
import type { AttendanceReport, Attended } from '../attendance-report.ts';
import { nameOf } from '../invited-people.ts';
import { clockTime, fillIn, type PaperReader, paperTexts } from './paper-words.ts';

/**
 * One row for each stay, and one for each who did not come. The mark at the start tells spreadsheets that it is UTF-8; cells are
 * parted as those of the reader's language expect it.
 */
export const attendanceCsv = ({ people, absent }: AttendanceReport, reader: PaperReader): string => {
  const texts = paperTexts(reader.language);
  const { heads, yes, no } = texts;
  const { timeZone, seesAddresses } = reader;
  const zone = { zone: timeZone };
  const time = (ms: number | undefined): string => (ms === undefined ? '' : clockTime(ms, timeZone));
  const address = (text: string | undefined): string[] => (seesAddresses ? [text ?? ''] : []);
  const firstRow = [
    heads.name,
    ...(seesAddresses ? [heads.email] : []),
    ...[heads.role, heads.invited, heads.answer, heads.there, heads.via],
    ...[fillIn(heads.came, zone), fillIn(heads.left, zone), heads.seconds, heads.total, fillIn(heads.consent, zone)],
  ];
  const rowsOf = (one: Attended): string[][] =>
    one.stays.map(({ fromMs, toMs }) => [
      one.name,
      ...address(one.address),
      texts.roles[one.role],
      one.invited ? yes : no,
      one.answer === undefined ? '' : texts.answers[one.answer],
      yes,
      texts.via[one.via],
      ...[time(fromMs), time(toMs), toMs === undefined ? '' : String(Math.round((toMs - fromMs) / 1_000))],
      String(Math.round(one.totalMs / 1_000)),
      time(one.consentedMs),
    ]);
  const absentRows = absent.map(({ name, address: of, answer }) => [
    nameOf({ name, address: of }, seesAddresses),
    ...address(of),
    ...['', yes, texts.answers[answer], no, '', '', '', '', '0', ''],
  ]);
  const lines = [firstRow, ...people.flatMap(rowsOf), ...absentRows].map((row) =>
    row.map(csvCell).join(separatorOf(reader)),
  );
  return `\ufeff${lines.join('\r\n')}\r\n`;
};

/** Where the comma parts a number, spreadsheets part cells by semicolons. */
const separatorOf = ({ language }: PaperReader): string => (language === 'fr' ? ';' : ',');
