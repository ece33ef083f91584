import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { DavPlace } from './dav-client.ts';
import type { SampleEvent } from './sample-events.ts';

/** A CalDAV server under test, in a process of its own, on loopback, with an empty calendar in a folder of its own. */
export interface DavServer {
  readonly name: string;
  readonly place: DavPlace;
  /** Puts objects into the calendar by the fastest way there is; not timed. */
  fill(events: readonly SampleEvent[]): Promise<void>;
  stop(): Promise<void>;
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const START_MS = 30_000;

/** Starts a program and waits until it listens on `port`. What it says is dropped. */
export const startProgram = async (
  file: string,
  args: readonly string[],
  { port, environment }: { readonly port: number; readonly environment: Readonly<Record<string, string>> },
): Promise<ChildProcess> => {
  const child = spawn(file, args, { env: { PATH: process.env['PATH'] ?? '', ...environment }, stdio: 'ignore' });
  // However this process ends, the servers end with it.
  process.once('exit', () => child.kill('SIGKILL'));
  let problem: Error | undefined;
  child.once('error', (error) => {
    problem = error;
  });
  const deadlineMs = performance.now() + START_MS;
  while (!(await accepts(port))) {
    if (problem) throw problem;
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
    if (performance.now() > deadlineMs) throw new Error(`${file} did not listen within ${START_MS} ms`);
    await setTimeout(50);
  }
  return child;
};

export const endProgram = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const forced = globalThis.setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(forced);
};
