// Builds what `npm start` runs into dist/: the mail templates, the server, the pages. The three are independent of each other
// once the templates are there, so server and pages are built side by side.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildManuals } from './build-manuals.js';
import { compileLanguages, compileTemplates } from './compile-templates.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);

const children = new Set();
// Whoever ends the build ends what it has started.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    for (const child of children) child.kill();
    process.exit(1);
  });

const run = (command, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    child.once('close', () => children.delete(child));
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} failed:\n${output}`)),
    );
  });

try {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await Promise.all([compileTemplates(), compileLanguages()]);
  await Promise.all([
    run(bin('tsc'), ['-p', 'tsconfig.build.json', '--incremental', 'false']),
    run(bin('vite'), ['build', '--config', 'src/client/vite.config.ts', '--logLevel', 'warn']).then(() =>
      run(process.execPath, [join(root, 'scripts', 'compress-assets.js')]),
    ),
  ]);
  buildManuals();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
