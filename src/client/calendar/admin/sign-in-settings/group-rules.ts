import { RIGHTS, type Right } from '../../../../base/rights.ts';
import type { GroupRule } from '../../../../contract/http/sign-in.ts';

const RIGHTS_PREFIX = 'rights:';

const isRight = (name: string): name is Right => RIGHTS.some((right) => right === name);

/** As they are written in the field: `their group = ours`, `their group = rights:record,telephone`. */
export const writeGroupRules = (rules: readonly GroupRule[]): string =>
  rules
    .flatMap(({ from, group = '', rights = [] }) => [
      ...(group === '' ? [] : [`${from} = ${group}`]),
      ...(rights.length === 0 ? [] : [`${from} = ${RIGHTS_PREFIX}${rights.join(',')}`]),
    ])
    .join('\n');

/** A distinguished name has equals signs too: those that part the two sides stand between blanks, and the last one counts. */
const readLine = (line: string): GroupRule | undefined => {
  const at = line.lastIndexOf(' = ');
  const from = line.slice(0, at).trim();
  const to = line.slice(at + 3).trim();
  if (at < 0 || from === '' || to === '') return undefined;
  if (!to.startsWith(RIGHTS_PREFIX)) return { from, group: to };
  const names = to
    .slice(RIGHTS_PREFIX.length)
    .split(',')
    .map((name) => name.trim());
  return names.every(isRight) ? { from, rights: names } : undefined;
};

/** What was written, or the first line that is none. */
export const readGroupRules = (text: string): { readonly rules: GroupRule[] } | { readonly wrong: string } => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rules: GroupRule[] = [];
  for (const line of lines) {
    const rule = readLine(line);
    if (rule === undefined) return { wrong: line };
    rules.push(rule);
  }
  return { rules };
};

/** One thing a line. */
export const linesOf = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
