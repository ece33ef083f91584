import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's Janus with its AudioBridge: a room of telephones that speak plain RTP, over its HTTP API. */
export interface Janus {
  /** A room of `legs` participants whose sound goes to `phonesPort`; answers the ports that they send to. */
  open(legs: number, codec: 'pcma' | 'opus', payloadType: number, phonesPort: number): Promise<readonly number[]>;
  close(): Promise<void>;
  /** Microseconds of the whole process. */
  cpuMicros(): number;
  stop(): void;
}

const PORT = 18_088;
/** The rate of the room that Debian's configuration ships. */
const SAMPLING_RATE = 16_000;
const CLOCK_TICKS_PER_SECOND = 100;
const START_MS = 5_000;

const CONFIGURATION: Readonly<Record<string, string>> = {
  'janus.jcfg': `general: { interface = "127.0.0.1" session_timeout = 0 debug_level = 2 log_to_stdout = false }
plugins: { disable = "libjanus_echotest.so,libjanus_lua.so,libjanus_duktape.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_videoroom.so,libjanus_voicemail.so" }
transports: { disable = "libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so,libjanus_websockets.so" }
events: { broadcast = false }
`,
  'janus.transport.http.jcfg': `general: { http = true port = ${PORT} ip = "127.0.0.1" https = false base_path = "/janus" }
admin: { admin_http = false }
`,
  'janus.plugin.audiobridge.jcfg': `general: { rtp_port_range = "40000-44999" local_ip = "127.0.0.1" events = false }
`,
};

interface Answer {
  readonly janus: string;
  readonly sender?: number;
  readonly data?: { readonly id: number };
  readonly plugindata?: {
    readonly data: { readonly audiobridge: string; readonly error?: string; readonly rtp?: { readonly port: number } };
  };
}

const call = async (path: string, body?: object): Promise<Answer> => {
  const init = body && {
    method: 'POST',
    body: JSON.stringify({ transaction: 'bench', ...body }),
    headers: { 'content-type': 'application/json' },
  };
  const answer = await fetch(`http://127.0.0.1:${PORT}/janus${path}`, init);
  return (await answer.json()) as Answer;
};

const untilItAnswers = async (): Promise<void> => {
  for (const endMs = performance.now() + START_MS; ; ) {
    try {
      await call('/info');
      return;
    } catch (error) {
      if (performance.now() > endMs) throw new Error('Janus does not answer', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};

export const startJanus = async (): Promise<Janus> => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-bench-janus-'));
  for (const [name, text] of Object.entries(CONFIGURATION)) writeFileSync(join(directory, name), text);
  const child: ChildProcess = spawn('janus', ['--configs-folder', directory], { stdio: 'ignore' });
  process.once('exit', () => child.kill());
  await untilItAnswers();
  let session = 0;
  let room = 1;

  const message = (handle: number, body: object): Promise<Answer> =>
    call(`/${session}/${handle}`, { janus: 'message', body });

  /** Joining is answered later, on the session's long poll. */
  const joined = async (handle: number): Promise<number> => {
    for (;;) {
      const event = await call(`/${session}?maxev=1`);
      if (event.sender !== handle) continue;
      const port = event.plugindata?.data.rtp?.port;
      if (port !== undefined) return port;
      if (event.plugindata?.data.error) throw new Error(event.plugindata.data.error);
    }
  };

  return {
    open: async (legs, codec, payloadType, phonesPort) => {
      session = (await call('', { janus: 'create' })).data?.id ?? 0;
      room += 1;
      const ports: number[] = [];
      for (let leg = 0; leg < legs; leg += 1) {
        const attached = await call(`/${session}`, { janus: 'attach', plugin: 'janus.plugin.audiobridge' });
        const handle = attached.data?.id ?? 0;
        const settings = { room, sampling_rate: SAMPLING_RATE, allow_rtp_participants: true, audiolevel_ext: false };
        if (leg === 0) await message(handle, { request: 'create', ...settings });
        const rtp = { ip: '127.0.0.1', port: phonesPort, payload_type: payloadType };
        await message(handle, { request: 'join', room, codec, muted: false, rtp });
        ports.push(await joined(handle));
      }
      return ports;
    },
    close: async () => {
      await call(`/${session}`, { janus: 'destroy' });
    },
    cpuMicros: () => {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / CLOCK_TICKS_PER_SECOND;
    },
    stop: () => {
      child.kill();
      rmSync(directory, { recursive: true });
    },
  };
};
