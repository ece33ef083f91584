import { isLanguage, type Language } from '../../base/languages.ts';
import { inOrder, RIGHTS, type Right } from '../../base/rights.ts';
import { LIMITS, mailbox, singleLine, timeZone } from '../../contract/fields.ts';
import { emailKey } from '../account.ts';
import { type Group, groupKey } from '../group.ts';
import type { CsvLine, ImportColumn } from './read-account-csv.ts';

export interface LineProblem {
  readonly column: ImportColumn | null;
  readonly code: string;
  /** What stands there, cut to a length that fits a screen. */
  readonly value: string;
}

/** What one line asks for. */
export interface JudgedLine {
  readonly line: number;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
  /** Undefined: the usual ones. */
  readonly rights: readonly Right[] | undefined;
  readonly groups: readonly Group[];
  readonly would: 'create' | 'keep' | 'refuse';
  readonly problems: readonly LineProblem[];
}

/** What lines are held against. */
export interface LineContext {
  readonly defaults: { readonly language: Language; readonly timeZone: string };
  /** Keys of addresses that have an account. */
  readonly known: ReadonlySet<string>;
  /** Keys of addresses on lines before. */
  readonly seen: ReadonlySet<string>;
  /** By their key. */
  readonly groups: ReadonlyMap<string, Group>;
}

/** Maps: what stands in a file must not find what every object has, such as its constructor. */
const LANGUAGE_NAMES = new Map<string, Language>([
  ['francais', 'fr'],
  ['french', 'fr'],
  ['anglais', 'en'],
  ['english', 'en'],
]);

const RIGHTS_BY_NAME: Readonly<Record<string, Right>> = {
  ...Object.fromEntries(RIGHTS.map((right) => [right.replace(/[^a-z]/g, ''), right])),
  ...{ meetings: 'webmeeting', reunions: 'webmeeting', recording: 'record', enregistrement: 'record' },
  ...{ enregistrer: 'record', phone: 'telephone', appelssortants: 'dial-out', appelsortant: 'dial-out' },
  ...{ calls: 'dial-out', calendar: 'caldav', calendrier: 'caldav', administrator: 'admin', administrateur: 'admin' },
  ...{ console: 'admin', document: 'documents' },
};
const RIGHT_NAMES = new Map(Object.entries(RIGHTS_BY_NAME));

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const listed = (cell: string): string[] =>
  cell
    .split(/[,;|]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

const SHOWN = 80;

/** Reads one line, and says all that is wrong with it. */
export const judgeLine = ({ line, cells }: CsvLine, { defaults, known, seen, groups }: LineContext): JudgedLine => {
  const problems: LineProblem[] = [];
  const refuse = (column: ImportColumn | null, code: string, value: string): void => {
    problems.push({ column, code, value: value.slice(0, SHOWN) });
  };

  const address = mailbox.safeParse(cells.email);
  if (cells.email === '') refuse('email', 'missing', '');
  else if (!address.success) refuse('email', 'not-an-address', cells.email);
  const email = address.success ? address.data : cells.email.slice(0, LIMITS.email);
  if (seen.has(emailKey(email))) refuse('email', 'twice', email);

  const named = singleLine(LIMITS.name, 1).safeParse(cells.name === '' ? email.split('@')[0] : cells.name);
  if (!named.success) refuse('name', cells.name.length > LIMITS.name ? 'too-long' : 'not-a-name', cells.name);

  const code = /^([a-z]{2})(?:[-_]|$)/.exec(cells.language.toLowerCase())?.[1];
  const language =
    cells.language === ''
      ? defaults.language
      : (LANGUAGE_NAMES.get(plain(cells.language)) ?? (isLanguage(code) ? code : undefined));
  if (language === undefined) refuse('language', 'unknown-language', cells.language);

  const zone = cells.timeZone === '' ? defaults.timeZone : cells.timeZone;
  if (!timeZone.safeParse(zone).success) refuse('timeZone', 'unknown-zone', zone);

  const rights = listed(cells.rights).map((name) => {
    const right = RIGHT_NAMES.get(plain(name));
    if (right === undefined) refuse('rights', 'unknown-right', name);
    return right;
  });
  const joined = listed(cells.groups).map((name) => {
    const group = groups.get(groupKey(name));
    if (group === undefined) refuse('groups', 'unknown-group', name);
    return group;
  });

  return {
    line,
    email,
    name: named.success ? named.data : cells.name.slice(0, LIMITS.name),
    language: language ?? defaults.language,
    timeZone: zone,
    rights: rights.length === 0 ? undefined : inOrder(rights.filter((right) => right !== undefined)),
    groups: [...new Set(joined.filter((group) => group !== undefined))],
    would: problems.length > 0 ? 'refuse' : known.has(emailKey(email)) ? 'keep' : 'create',
    problems,
  };
};
