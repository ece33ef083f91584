import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** One kind of API call, again and again. */
export interface ApiLoad {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly perSecond: number;
}

export interface ApiLoadResult {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly failed: number;
}

interface AutocannonReport {
  readonly requests: { readonly average: number };
  readonly latency: { readonly p99: number };
  readonly non2xx: number;
  readonly errors: number;
}

const AUTOCANNON = createRequire(import.meta.url).resolve('autocannon/autocannon.js');
const CONNECTIONS = 4;

/** Runs autocannon in a process of its own for so many seconds. */
export const loadApi = async (url: string, cookie: string, load: ApiLoad, seconds: number): Promise<ApiLoadResult> => {
  const words = [
    ...['--json', '--connections', `${CONNECTIONS}`, '--overallRate', `${load.perSecond}`, '--duration', `${seconds}`],
    ...['--method', load.method, '--headers', `cookie=${cookie}`, '--headers', `origin=${url}`],
    ...(load.body ? ['--headers', 'content-type=application/json', '--body', JSON.stringify(load.body)] : []),
    `${url}/api/v1${load.path}`,
  ];
  const child = spawn(process.execPath, [AUTOCANNON, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  const { requests, latency, non2xx, errors } = JSON.parse(output) as AutocannonReport;
  return { perSecond: requests.average, p99Ms: latency.p99, failed: non2xx + errors };
};
