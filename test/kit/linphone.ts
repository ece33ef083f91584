import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endServer } from './own-process.ts';
import { type PhoneWav, readPhoneWav, writePhoneWav } from './phone-wav.ts';
import { freePort } from './start-app.ts';

export interface LinphoneSettings {
  /** What it says into the call, again and again: 48 kHz. */
  readonly speaks: PhoneWav;
  readonly transport?: 'udp' | 'tcp';
  /** How its calls name it. */
  readonly displayName?: string;
}

/** Debian's linphonec in a process and a folder of its own; it speaks Opus. */
export interface Linphone {
  /** Resolves once the sound of the call is agreed on; rejects when it is refused. */
  dial(uri: string): Promise<void>;
  press(digits: string): Promise<void>;
  /** What it heard in its last call; written when that is over. */
  heard(): PhoneWav;
  /** Resolves once the other side has ended the call. */
  ended(patienceMs?: number): Promise<void>;
  hangUp(): Promise<void>;
  log(): string;
  stop(): Promise<void>;
}

export const LINPHONE_RATE_HZ = 48_000;
const START_MS = 15_000;
const ANSWER_MS = 15_000;
/** Quicker, and linphone drops digits on a busy machine. */
const PRESS_APART_MS = 1_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const settingsText = (transport: 'udp' | 'tcp', port: number, rtpPort: number, displayName: string): string =>
  [
    '[sip]',
    // -2 is off; 0 would leave it without any point to listen at.
    `sip_port=${transport === 'udp' ? port : -2}`,
    `sip_tcp_port=${transport === 'tcp' ? port : -2}`,
    'sip_tls_port=-2',
    'use_ipv6=0',
    'guess_hostname=0',
    `contact="${displayName}" <sip:linphone@127.0.0.1>`,
    '[rtp]',
    `audio_rtp_port=${rtpPort}`,
    '[sound]',
    'echocancellation=0',
    'agc=0',
    '[video]',
    'enabled=0',
    '',
  ].join('\n');

export const startLinphone = async ({
  speaks,
  transport = 'udp',
  displayName = 'Linphone',
}: LinphoneSettings): Promise<Linphone> => {
  if (speaks.rateHz !== LINPHONE_RATE_HZ) throw new Error('linphone speaks at 48 kHz here');
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-linphone-'));
  mkdirSync(join(folder, '.local', 'share', 'linphone'), { recursive: true });
  const [spoken, heardFile, logFile] = ['speaks.wav', 'heard.wav', 'log'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writePhoneWav(spoken, speaks);
  const [port, rtpPort] = [await freePort(), await freePort()];
  writeFileSync(
    join(folder, 'rc'),
    settingsText(transport, port, rtpPort % 2 === 0 ? rtpPort : rtpPort - 1, displayName),
  );
  const child = spawn('linphonec', ['-c', join(folder, 'rc'), '-d', '0', '-l', logFile], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      written += chunk.toString('utf8');
    });
  child.stdin.on('error', () => {});
  const say = (line: string): void => void child.stdin.write(`${line}\n`);
  const log = (): string =>
    `${written}\n${statSync(logFile).size > 0 ? readFileSync(logFile, 'utf8').slice(-4_000) : ''}`;
  const find = async (from: number, words: RegExp, patienceMs: number): Promise<string> => {
    for (const endMs = Date.now() + patienceMs; ; ) {
      const found = words.exec(written.slice(from));
      if (found !== null) return found[0];
      if (child.exitCode !== null) throw new Error(`linphonec ended with ${child.exitCode}\n${log()}`);
      if (Date.now() > endMs) throw new Error(`linphonec said nothing like ${words}\n${log()}`);
      await pause(20);
    }
  };
  const command = async (line: string, answer: RegExp, patienceMs = START_MS): Promise<string> => {
    const from = written.length;
    say(line);
    return find(from, answer, patienceMs);
  };
  await find(0, /linphonec>/, START_MS);
  await command('soundcard use files', /Using wav files/);
  await command('ipv6 disable', /ipv6 use disabled/);
  let dialledAt = 0;

  return {
    log,
    async dial(uri) {
      rmSync(heardFile, { force: true });
      say(`record ${heardFile}`);
      say(`play ${spoken}`);
      await pause(200);
      dialledAt = written.length;
      say(`call ${uri}`);
      const outcome = await find(
        dialledAt,
        /Media streams established|Call \d+ with .* (?:ended|error)|Could not/,
        ANSWER_MS,
      );
      if (!outcome.startsWith('Media')) throw new Error(`the call was refused: ${outcome}\n${log()}`);
    },
    async press(digits) {
      for (const digit of digits) {
        say(digit);
        await pause(PRESS_APART_MS);
      }
    },
    heard: () => readPhoneWav(heardFile),
    async ended(patienceMs = ANSWER_MS) {
      await find(dialledAt, /Call \d+ with .* ended/, patienceMs);
    },
    async hangUp() {
      await command('terminate', /ended|No active call/);
    },
    async stop() {
      process.removeListener('exit', kill);
      say('quit');
      const timer = setTimeout(kill, 3_000);
      await endServer(child, 'SIGCONT');
      clearTimeout(timer);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};
