import { CsvError, parse } from 'csv-parse/sync';
import { IMPORT_COLUMNS } from '../../contract/http/admin-account.ts';
import { LIMITS } from '../../contract/limits.ts';

export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** One line of a file, as it was written. */
export interface CsvLine {
  /** The first is 1. */
  readonly line: number;
  readonly cells: Readonly<Record<ImportColumn, string>>;
}

export type AccountCsv =
  | { readonly ok: true; readonly lines: readonly CsvLine[]; readonly unknownColumns: readonly string[] }
  | { readonly ok: false; readonly code: 'too-large' | 'not-csv' | 'no-email-column' | 'empty' | 'too-many-lines' };

/** How the columns are called, in files of others too; case, accents, blanks and signs do not count. */
const NAMES: Readonly<Record<ImportColumn, readonly string[]>> = {
  email: ['email', 'mail', 'emailaddress', 'address', 'adresse', 'adressemail', 'adresseemail', 'courriel'],
  name: ['name', 'fullname', 'displayname', 'nom', 'nomcomplet', 'nomaffiche'],
  language: ['language', 'lang', 'langue'],
  timeZone: ['timezone', 'zone', 'fuseau', 'fuseauhoraire'],
  rights: ['rights', 'services', 'droits'],
  groups: ['groups', 'group', 'groupes', 'groupe'],
};

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const columnOf = (header: string): ImportColumn | undefined =>
  IMPORT_COLUMNS.find((column) => NAMES[column].includes(plain(header)));

const decode = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What spreadsheets in western Europe write when they do not write UTF-8; it takes every byte.
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

/** The sign that the first line has most of. */
const delimiterOf = (text: string): string => {
  const [first = ''] = text.split(/\r\n|\r|\n/, 1);
  const count = (sign: string): number => first.split(sign).length;
  return [';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
};

/** The guard that keeps spreadsheets from running a cell as a formula; our own list has it. */
const unguarded = (cell: string): string => cell.replace(/^'(?=[\s]*[=+\-@])/, '').trim();

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const parseRecords = (text: string): readonly ParsedRecord[] | undefined => {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 20_000,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
};

/** A file of people: RFC 4180, with commas, semicolons or tabs, in UTF-8, UTF-16 or Latin-1. What a cell holds is text, whatever it looks like. */
export const readAccountCsv = (bytes: Buffer): AccountCsv => {
  if (bytes.length > LIMITS.accountImportBytes) return { ok: false, code: 'too-large' };
  const text = decode(bytes).replace(/^\ufeff/, '');
  if (text.includes('\0')) return { ok: false, code: 'not-csv' };
  const records = parseRecords(text);
  if (records === undefined) return { ok: false, code: 'not-csv' };
  const [head, ...rest] = records;
  if (head === undefined) return { ok: false, code: 'empty' };
  const columns = head.record.map(columnOf);
  if (!columns.includes('email')) return { ok: false, code: 'no-email-column' };
  const filled = rest.filter(({ record }) => record.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) return { ok: false, code: 'empty' };
  if (filled.length > LIMITS.accountImportLines) return { ok: false, code: 'too-many-lines' };
  const cell = (record: readonly string[], column: ImportColumn): string =>
    unguarded(record[columns.indexOf(column)] ?? '');
  return {
    ok: true,
    lines: filled.map(({ record, info }) => ({
      line: info.lines,
      cells: Object.fromEntries(IMPORT_COLUMNS.map((column) => [column, cell(record, column)])) as CsvLine['cells'],
    })),
    unknownColumns: head.record.filter((name, index) => columns[index] === undefined && name.trim() !== ''),
  };
};
