// Runs every test, in processes side by side: browsers, telephones and floods, where things must come in time, and everything else,
// which mostly computes. What is said behind `npm test --` goes to each. Ends with one line that counts the tests of all.
import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const FAILURES = /^ {2}\d+ failing\n([\s\S]*?)(?=^slowest files:)/m;
const COUNT = /^(\d+) passed, (\d+) failed/gm;
/** Sound must come in time; what computes can wait for it. */
const NICENESS = { others: 8, screens: 0 };
/** Beyond these minutes something hangs: what runs is ended, and what was said until then is there to read. */
const MINUTES = Number(process.env.TEST_MINUTES ?? 34);
/** What a program that a test left behind may still write once its test process has ended, in ms. */
const LAST_WORDS_MS = 2000;
const children = [];

const end = (signal) => {
  for (const child of children) child.kill(signal);
};

const run = (part) =>
  new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'), ...process.argv.slice(2)],
      {
        cwd: root,
        // `pretest` has just built it.
        env: { ...process.env, TEST_PART: part, BUILT_WORKERS: join(root, 'dist') },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    children.push(child);
    if (child.pid !== undefined) setPriority(child.pid, NICENESS[part]);
    let said = '';
    let shown = 0;
    /** Whole suites at a time, so that those of two processes stay apart. */
    const show = (until) => {
      process.stdout.write(said.slice(shown, until));
      shown = Math.max(shown, until);
    };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
        show(said.lastIndexOf('\n\n') + 1);
      });
    const finish = (code) => {
      show(said.length);
      const counted = [...said.matchAll(COUNT)].at(-1);
      const [, passed, failed] = counted ?? ['', '0', '1'];
      const failures =
        counted === undefined ? `  ${part}: ended before its last test\n` : (FAILURES.exec(said)?.[1] ?? '');
      resolve({ code: code ?? 1, failures, passed: Number(passed), failed: Number(failed) });
    };
    child.once('close', finish);
    child.once('exit', (code) => setTimeout(finish, LAST_WORDS_MS, code));
  });

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end(signal));
setTimeout(() => {
  process.stdout.write(`\nnot ended after ${MINUTES} minutes\n`);
  end('SIGKILL');
}, MINUTES * 60_000).unref();

const parts = await Promise.all(Object.keys(NICENESS).map(run));
// Once more at the very end, where whoever reads only the end finds them.
for (const { failures } of parts) if (failures !== '') process.stdout.write(`\nfailed:\n${failures}`);
const sum = (count) => parts.reduce((all, part) => all + part[count], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exit(parts.some(({ code }) => code !== 0) ? 1 : 0);
