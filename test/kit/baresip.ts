import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endServer } from './own-process.ts';
import { type PhoneWav, readPhoneWav, writePhoneWav } from './phone-wav.ts';
import { freePort, freePortPair } from './start-app.ts';

export type BaresipCodec = 'PCMU' | 'PCMA' | 'G722' | 'opus';
export type BaresipTransport = 'udp' | 'tcp' | 'tls';

export interface BaresipSettings {
  readonly codec: BaresipCodec;
  readonly transport: BaresipTransport;
  /** RTP/SAVP with keys in SDP. */
  readonly srtp?: boolean;
  /** What it says into the call; its rate is that of the codec. When it is over baresip hangs up (`end of file`): longer than the call. */
  readonly speaks: PhoneWav;
  /** Whether it takes a call that comes in. */
  readonly answers?: boolean;
  readonly user?: string;
  /** How its calls name it. */
  readonly displayName?: string;
}

/** Debian's baresip in a process and a folder of its own. */
export interface Baresip {
  /** Where it can be called. */
  readonly uri: string;
  /** Resolves once the call is answered; rejects when it is refused. */
  dial(uri: string): Promise<void>;
  press(digits: string): Promise<void>;
  /** What it heard in its last call, up to now. */
  heard(): PhoneWav;
  /** Everything that it told of its calls, such as `CALL_CLOSED`. */
  readonly events: readonly BaresipEvent[];
  until(type: string, patienceMs?: number): Promise<BaresipEvent>;
  hangUp(): Promise<void>;
  log(): string;
  stop(): Promise<void>;
}

export interface BaresipEvent {
  readonly type: string;
  readonly param?: string;
}

/** At which rate it speaks; the file that it plays must have just that, and so many channels. */
export const BARESIP_RATES: Readonly<Record<BaresipCodec, { readonly rateHz: number; readonly channels: 1 | 2 }>> = {
  PCMU: { rateHz: 8_000, channels: 1 },
  PCMA: { rateHz: 8_000, channels: 1 },
  G722: { rateHz: 16_000, channels: 1 },
  opus: { rateHz: 48_000, channels: 2 },
};

const MODULES = '/usr/lib/baresip/modules';
const START_MS = 10_000;
const ANSWER_MS = 15_000;
const PRESS_APART_MS = 250;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Frames of `LENGTH:JSON,` as the control port speaks. */
const createNetstrings = (take: (text: string) => void): ((chunk: Buffer) => void) => {
  let kept = Buffer.alloc(0);
  return (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    for (;;) {
      const colon = kept.indexOf(':');
      const length = Number(kept.toString('latin1', 0, Math.max(0, colon)));
      if (colon < 0 || kept.length < colon + length + 2) return;
      take(kept.toString('utf8', colon + 1, colon + 1 + length));
      kept = kept.subarray(colon + length + 2);
    }
  };
};

const codecLine = (codec: BaresipCodec): string =>
  codec === 'opus' ? 'opus/48000/2' : codec === 'G722' ? 'G722/16000/1' : `${codec}/8000/1`;

const writeSettings = (
  folder: string,
  settings: BaresipSettings,
  ports: { readonly sip: number; readonly control: number; readonly rtp: number; readonly certificate?: string },
): void => {
  const { codec, transport, srtp = false, answers = false, user = 'phone', displayName } = settings;
  const { rateHz, channels } = BARESIP_RATES[codec];
  const modules = ['stdio', 'g711', 'g722', 'opus', 'aufile', 'sndfile', ...(srtp ? ['srtp'] : [])];
  writeFileSync(
    join(folder, 'config'),
    [
      `module_path ${MODULES}`,
      ...modules.map((name) => `module ${name}.so`),
      ...['account', 'menu', 'ctrl_tcp'].map((name) => `module_app ${name}.so`),
      `ctrl_tcp_listen 127.0.0.1:${ports.control}`,
      // Port 0 is no choice for baresip, and TLS listens on the port behind.
      `sip_listen 127.0.0.1:${ports.sip}`,
      ...(ports.certificate === undefined ? [] : [`sip_certificate ${ports.certificate}`, 'sip_verify_server no']),
      `rtp_ports ${ports.rtp}-${ports.rtp + 40}`,
      'rtcp_mux no',
      `audio_source aufile,${join(folder, 'speaks.wav')}`,
      'audio_player aufile,/dev/null',
      `ausrc_srate ${rateHz}`,
      `auplay_srate ${rateHz}`,
      `ausrc_channels ${channels}`,
      `auplay_channels ${channels}`,
      'audio_level no',
      `snd_path ${join(folder, 'heard')}`,
      'call_local_timeout 60',
      'call_max_calls 4',
      '',
    ].join('\n'),
  );
  const parameters = [
    'regint=0',
    `audio_codecs=${codecLine(codec)}`,
    ...(srtp ? ['mediaenc=srtp-mand'] : []),
    ...(answers ? ['answermode=auto'] : []),
  ];
  const name = displayName === undefined ? '' : `"${displayName}" `;
  const address = `${name}<sip:${user}@127.0.0.1:${ports.sip};transport=${transport}>`;
  writeFileSync(join(folder, 'accounts'), `${[address, ...parameters].join(';')}\n`);
  writeFileSync(join(folder, 'contacts'), '');
};

const connectControl = async (port: number, child: ChildProcess, log: () => string): Promise<Socket> => {
  for (const endMs = Date.now() + START_MS; ; ) {
    if (child.exitCode !== null) throw new Error(`baresip ended with ${child.exitCode}\n${log()}`);
    const socket = connect(port, '127.0.0.1');
    const opened = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (opened) return socket;
    if (Date.now() > endMs) throw new Error(`baresip does not start\n${log()}`);
    await pause(50);
  }
};

interface Launched {
  readonly child: ChildProcess;
  readonly kill: () => void;
  readonly socket: Socket;
  readonly log: () => string;
  /** The port of its SIP. */
  readonly sip: number;
}

/** Starts it; at other ports when somebody else took one of those in between. */
const launch = async (folder: string, settings: BaresipSettings, tries = 3): Promise<Launched> => {
  const [sip, control, rtp] = [await freePortPair(), await freePort(), await freePort()];
  writeSettings(folder, settings, { sip, control, rtp: rtp % 2 === 0 ? rtp : rtp - 1 });
  const child = spawn('baresip', ['-f', folder, '-4'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
  });
  // One that a failed test leaves behind lets the tests end, and ends with them.
  child.unref();
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    (stream as Socket).unref();
    stream.on('data', (chunk: Buffer) => {
      written += chunk.toString('utf8');
    });
  }
  // Without the line that counts seconds.
  const log = (): string =>
    written
      .split(/[\r\n]+/)
      .filter((line) => !line.includes('audio='))
      .join('\n');
  try {
    const socket = await connectControl(control, child, log);
    socket.unref();
    return { child, kill, socket, log, sip };
  } catch (error) {
    process.removeListener('exit', kill);
    const taken = child.exitCode !== null && log().includes('Address already in use');
    kill();
    if (taken && tries > 1) return launch(folder, settings, tries - 1);
    throw error;
  }
};

export const startBaresip = async (settings: BaresipSettings): Promise<Baresip> => {
  const { codec, transport, speaks, user = 'phone' } = settings;
  const { rateHz, channels } = BARESIP_RATES[codec];
  if (speaks.rateHz !== rateHz) throw new Error(`baresip speaks ${codec} at ${rateHz} Hz only`);
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-baresip-'));
  const heardFolder = join(folder, 'heard');
  mkdirSync(heardFolder);
  writePhoneWav(join(folder, 'speaks.wav'), speaks, channels);
  const { child, kill, socket, log, sip } = await launch(folder, settings);
  const events: BaresipEvent[] = [];
  const answers = new Map<string, (answer: { ok: boolean; data?: string }) => void>();
  socket.on('error', () => {});
  socket.on(
    'data',
    createNetstrings((text) => {
      const said: {
        event?: boolean;
        response?: boolean;
        ok?: boolean;
        data?: string;
        token?: string;
        type?: string;
        param?: string;
      } = JSON.parse(text);
      if (said.event && said.type !== undefined)
        events.push({ type: said.type, ...(said.param && { param: said.param }) });
      if (said.response)
        answers.get(said.token ?? '')?.({ ok: said.ok === true, ...(said.data && { data: said.data }) });
    }),
  );
  const command = (name: string, params = ''): Promise<{ ok: boolean; data?: string }> =>
    new Promise((resolve, reject) => {
      const token = randomBytes(4).toString('hex');
      const text = JSON.stringify({ command: name, params, token });
      const timer = setTimeout(() => reject(new Error(`baresip does not answer ${name}\n${log()}`)), 5_000);
      answers.set(token, (answer) => {
        clearTimeout(timer);
        answers.delete(token);
        resolve(answer);
      });
      socket.write(`${Buffer.byteLength(text)}:${text},`);
    });
  const find = async (from: number, types: readonly string[], patienceMs: number): Promise<BaresipEvent> => {
    for (const endMs = Date.now() + patienceMs; ; ) {
      const found = events.slice(from).find(({ type }) => types.includes(type));
      if (found !== undefined) return found;
      if (Date.now() > endMs)
        throw new Error(`baresip told no ${types.join(' or ')}, but ${JSON.stringify(events)}\n${log()}`);
      await pause(20);
    }
  };

  return {
    uri: `sip:${user}@127.0.0.1:${sip};transport=${transport}`,
    events,
    log,
    async dial(uri) {
      const from = events.length;
      for (const name of readdirSync(heardFolder)) rmSync(join(heardFolder, name));
      await command('dial', uri);
      const { type, param } = await find(from, ['CALL_ESTABLISHED', 'CALL_CLOSED'], ANSWER_MS);
      if (type === 'CALL_CLOSED') throw new Error(`the call was refused: ${param ?? ''}\n${log()}`);
    },
    async press(digits) {
      for (const digit of digits) {
        await command('sndcode', digit);
        await pause(PRESS_APART_MS);
      }
    },
    heard() {
      const name = readdirSync(heardFolder).find((file) => file.endsWith('dec.wav'));
      const file = name && join(heardFolder, name);
      return file && existsSync(file) && readFileSync(file).length > 44
        ? readPhoneWav(file)
        : { rateHz, samples: new Float32Array() };
    },
    until: (type, patienceMs = ANSWER_MS) => find(0, [type], patienceMs),
    async hangUp() {
      await command('hangup');
    },
    async stop() {
      socket.destroy();
      process.removeListener('exit', kill);
      // With its goodbye to whoever it talks to, if it is quick.
      const timer = setTimeout(kill, 3_000);
      await endServer(child);
      clearTimeout(timer);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};
