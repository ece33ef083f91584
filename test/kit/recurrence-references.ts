import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COMPILER = 'gcc';
const FOLDER = join(import.meta.dirname, '../fixtures/recurrence');

/** The dates of `rule` from `start` to `until`, at most `most`; times like `20270301T100000`. */
export interface RuleQuestion {
  readonly rule: string;
  readonly start: string;
  readonly until: string;
  readonly most: number;
}

/** One answer for each line; `error` where the program takes the rule for wrong. */
const ask = (command: string, parameters: readonly string[], lines: readonly string[]): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', reject);
    child.on('close', (code) => {
      const answers = Buffer.concat(pieces).toString('utf8').split('\n').slice(0, -1);
      if (code === 0 && answers.length === lines.length) resolve(answers);
      else reject(new Error(`${command} ended with ${code} after ${answers.length} of ${lines.length} answers`));
    });
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  });

/** python3-dateutil. */
export const askDateutil = (questions: readonly RuleQuestion[]): Promise<string[]> =>
  ask(
    'python3',
    [join(FOLDER, 'dateutil-expand.py')],
    questions.map((question) => JSON.stringify(question)),
  );

/** libical-dev and gcc: a program of a few lines around icalrecur_iterator. */
export const askLibical = async (questions: readonly RuleQuestion[]): Promise<string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'libical-'));
  try {
    const program = join(folder, 'libical-expand');
    const made = spawnSync(COMPILER, ['-O1', '-o', program, join(FOLDER, 'libical-expand.c'), '-lical'], {
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Error(`gcc: ${made.error?.message ?? made.stderr}`);
    const lines = questions.map(({ rule, start, until, most }) => [rule, start, until, most].join('\t'));
    return await ask(program, [], lines);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
