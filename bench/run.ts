/**
 * Runs every benchmark, each in a process of its own; `npm run bench -- NAME …` runs those alone, and `--quick` makes a short trial
 * of those that take minutes. docs/performance.md holds the figures.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../src/app/project-root.ts';

const NAMES = [
  'startup',
  'invitations',
  'audio-relay',
  'mouth-to-ear',
  'join',
  'joins',
  'chat-load',
  'idle',
  'month-read',
  'month-screen',
  'caldav',
  'mail',
  'mail-soak',
  'screen',
  'recording',
  'recording-cost',
  'recording-kills',
  'phone',
  'phone-calls',
  'backup',
  'upgrade',
  'console',
  'sign-in',
];
const BUILT = new Set(['startup', 'join', 'month-screen', 'caldav', 'mail', 'phone-calls']);

const isOption = (word: string): boolean => word.startsWith('--');
const wanted = process.argv.slice(2).filter((word) => !isOption(word));
const options = process.argv.slice(2).filter(isOption);
const names = NAMES.filter((name) => wanted.length === 0 || wanted.includes(name));
const run = (...args: readonly string[]): void => {
  const { status } = spawnSync(process.execPath, args, { cwd: projectRoot(), stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
};

if (names.some((name) => BUILT.has(name))) run(join('scripts', 'build.js'));
for (const name of names) {
  console.log(`\n== ${name}`);
  run('--import', 'tsx/esm', join('bench', `${name}.ts`), ...options);
}
