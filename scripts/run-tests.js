// Runs every test, in two processes side by side: browsers and telephones, which mostly wait for real sound to pass, and everything else,
// which mostly computes. What is said behind `npm test --` goes to both. Ends with one line that counts the tests of both.
import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const FAILURES = /^ {2}\d+ failing\n([\s\S]*?)(?=^slowest files:)/m;
const COUNT = /^(\d+) passed, (\d+) failed/gm;
/** Sound must come in time; what computes can wait for it. */
const NICENESS = { others: 8, screens: 0 };
const children = [];

/** `show`: while it runs; else all of it at its end. */
const run = (part, show) =>
  new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'), ...process.argv.slice(2)],
      {
        cwd: root,
        env: { ...process.env, TEST_PART: part },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    children.push(child);
    if (child.pid !== undefined) setPriority(child.pid, NICENESS[part]);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
        if (show) process.stdout.write(chunk);
      });
    child.once('close', (code) => {
      if (!show) process.stdout.write(`\nBrowsers and telephones, run beside the others:\n${said}\n`);
      const [, passed = '0', failed = '0'] = [...said.matchAll(COUNT)].at(-1) ?? [];
      const failures = FAILURES.exec(said)?.[1] ?? '';
      resolve({ code: code ?? 1, failures, passed: Number(passed), failed: Number(failed) });
    });
  });

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
  });

const parts = await Promise.all([run('others', true), run('screens', false)]);
// Once more at the very end, where whoever reads only the end finds them.
for (const { failures } of parts) if (failures !== '') process.stdout.write(`\nfailed:\n${failures}`);
const sum = (count) => parts.reduce((all, part) => all + part[count], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = parts.some(({ code }) => code !== 0) ? 1 : 0;
