import { readFile, stat } from 'node:fs/promises';
import { icsCheck } from '../base/i18n/en/ics-check.ts';
import { type CheckReport, checkItip } from '../protocols/itip/check/check-itip.ts';
import { CLIENTS, SEVERITIES } from '../protocols/itip/check/finding.ts';

const USAGE = `webmeeting ics check FILE [--json]   judge a calendar file (.ics) or a mail (.eml)

Ends with 0 when there is no error, 1 when there are errors, 2 when it was not called like this, or the file cannot be read or is
larger than 10 MiB.
`;

const MIB = 1024 * 1024;
/** Of a whole mail with all that is attached to it, as much as the server takes in. */
const LARGEST_BYTES = 10 * MIB;

type Finding = CheckReport['findings'][number];

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

/** What others wrote goes to a terminal: nothing in it may steer one. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');

const findingLines = ({ rule, severity, line, what = '', effects }: Finding): string[] => {
  const { title, means } = icsCheck.rule[rule];
  const where = line === undefined ? '' : ` (${filled(icsCheck.line, { line: String(line) })})`;
  const harmed = CLIENTS.filter((client) => effects[client] !== 'fine');
  return [
    `${icsCheck.severity[severity]}: ${filled(title, { what: plain(what) })}${where}  [${rule}]`,
    `    ${means}`,
    ...harmed.map((client) => `    ${icsCheck.client[client]}: ${icsCheck.effect[effects[client]]}`),
    '',
  ];
};

/** The report as a person reads it at a terminal. */
const reportText = ({ kind, method, findings, clients }: CheckReport): string => {
  const head =
    method === '' ? icsCheck[kind] : filled(icsCheck.method, { kind: icsCheck[kind], method: plain(method) });
  const counted = SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const words = icsCheck.count[`${severity}_${count === 1 ? 'one' : 'other'}` as const];
    return filled(words, { count: String(count) });
  }).join(', ');
  const body =
    findings.length === 0
      ? [icsCheck.fine, '']
      : [
          ...findings.flatMap(findingLines),
          icsCheck.clients,
          ...CLIENTS.map((client) => `    ${icsCheck.client[client]}: ${icsCheck.effect[clients[client]]}`),
          '',
        ];
  return [`${head}: ${counted}`, '', ...body].join('\n');
};

/** `ics check FILE`: answers the exit code. */
export const checkIcsFile = async (
  parameters: readonly string[],
  terminal: { readonly say: (text: string) => void; readonly complain: (text: string) => void },
): Promise<number> => {
  const asJson = parameters.includes('--json');
  const [file, ...rest] = parameters.filter((parameter) => parameter !== '--json');
  if (file === undefined || rest.length > 0 || file.startsWith('--')) {
    terminal.complain(USAGE);
    return 2;
  }
  let bytes: Buffer;
  try {
    if ((await stat(file)).size > LARGEST_BYTES) {
      terminal.complain(`The file is larger than ${LARGEST_BYTES / MIB} MiB: ${plain(file)}\n`);
      return 2;
    }
    bytes = await readFile(file);
  } catch {
    terminal.complain(`The file cannot be read: ${plain(file)}\n`);
    return 2;
  }
  const report = checkItip(bytes);
  terminal.say(asJson ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  return report.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
};
