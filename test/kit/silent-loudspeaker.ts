import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_MS = 5_000;

const start = async (): Promise<Readonly<Record<string, string>>> => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-pulse-'));
  const socket = join(directory, 'native');
  const home = { HOME: directory, XDG_RUNTIME_DIR: directory, XDG_CONFIG_HOME: directory };
  const child = spawn(
    'pulseaudio',
    [
      ...['-n', '--daemonize=no', '--exit-idle-time=-1', '--disallow-exit', '--realtime=no', '--high-priority=no'],
      ...['-L', `module-native-protocol-unix auth-anonymous=1 socket=${socket}`],
      ...['-L', 'module-null-sink sink_name=null rate=48000'],
    ],
    { stdio: 'ignore', env: { PATH: process.env['PATH'] ?? '', ...home } },
  );
  process.once('exit', () => {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  });
  // The tests may end while it runs.
  child.unref();
  for (const endMs = Date.now() + START_MS; !existsSync(socket); ) {
    if (child.exitCode !== null) throw new Error(`pulseaudio ended with ${child.exitCode}`);
    if (Date.now() > endMs) throw new Error('pulseaudio does not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { PULSE_SERVER: `unix:${socket}` };
};

let started: ReturnType<typeof start> | undefined;

/** A sound server with a loudspeaker that nobody hears, one for the whole run: the environment of programs that shall use it. */
export const silentLoudspeaker = (): ReturnType<typeof start> => {
  started ??= start();
  return started;
};
