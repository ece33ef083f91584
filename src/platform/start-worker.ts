import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Starts the module `file` in a thread of its own: `new URL('./name-worker.ts', import.meta.url)`, always with the ending .ts.
 * The built program runs the .js beside it; run from source, as tests do, the thread needs the loader that reads TypeScript,
 * which threads do not inherit and which takes half a second each time: with `BUILT_WORKERS`, the folder of a build that is just
 * made, the thread runs what was built.
 */
export const startWorker = (file: URL, options: WorkerOptions = {}): Worker => {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(file.href.replace(/\.ts$/, '.js')), options);
  const built = process.env['BUILT_WORKERS'];
  const path = relative(PROJECT, fileURLToPath(file));
  if (built !== undefined && path.startsWith('src/'))
    return new Worker(join(built, path.replace(/\.ts$/, '.js')), options);
  const loader = import.meta.resolve('tsx/esm/api');
  const load = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); })`;
  return new Worker(load, { ...options, eval: true });
};
