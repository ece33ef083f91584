import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { audioPayload, EVERYONE, FRAME_MS, formatAudioFrame, parseAudioFrame } from '../../src/audio/audio-frame.ts';
import { readFrameLog } from '../../src/media/recording/read-frame-log.ts';
import { renderRecording } from '../../src/media/recording/render/render-recording.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { planSpeaker } from '../kit/planned-log.ts';

/** What a kill has cost. */
export interface KillOutcome {
  /** Sound that a listener had heard before the kill and the log does not have, in milliseconds. */
  readonly missingMs: number;
  /** From the kill until the same recording went on. */
  readonly awayMs: number;
}

export interface KillsOutcome {
  readonly kills: readonly KillOutcome[];
  /** Of what was rendered in the end, in milliseconds. */
  readonly durationMs: number;
  /** From the first frame to the last as a listener heard them. */
  readonly lastedMs: number;
  readonly audioPath: string;
  dispose(): void;
}

const TONE_HZ = 440;

interface Told {
  readonly url: string;
  readonly log?: string;
  readonly tickets?: readonly string[];
}

const startRoomsProcess = async (...values: string[]): Promise<Told & { readonly child: ChildProcess }> => {
  const file = fileURLToPath(new URL('./recorded-room-process.ts', import.meta.url));
  const child = fork(file, values, { execArgv: ['--import', 'tsx/esm'] });
  const told = await new Promise<Told>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Told));
    child.once('exit', (code) => reject(new Error(`the rooms have ended: ${code}`)));
  });
  return { ...told, child };
};

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

/**
 * One recording of a room whose server is killed `count` times while somebody speaks, each time after `speakMs()`; then it is stopped
 * and rendered. What the listener had heard is what must be in the log.
 */
export const killWhileRecording = async (count: number, speakMs: () => number): Promise<KillsOutcome> => {
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-kills-'));
  const key = randomBytes(32).toString('hex');
  const packets = planSpeaker({ number: 1, tones: [{ fromMs: 0, toMs: 1_000, hz: TONE_HZ }] }).map(({ bytes }) =>
    audioPayload(bytes),
  );
  let rooms = await startRoomsProcess(directory, key);
  const log = rooms.log ?? '';
  const [organizerTicket = '', speakerTicket = ''] = rooms.tickets ?? [];
  let olga = await enterRoom(rooms.url, { ticket: organizerTicket });
  let zoe = await enterRoom(rooms.url, { ticket: speakerTicket });
  await olga.ask('recording.start');
  const { recording } = await olga.next('recording.changed');
  if (recording === null) throw new Error('nothing is recorded');

  let sequence = 0;
  let speaking: NodeJS.Timeout | undefined;
  const speak = async (client: HeadlessClient): Promise<void> => {
    await client.command('microphone.set', { state: 'on' });
    let nextMs = performance.now();
    speaking = setInterval(() => {
      // Caught up with after a turn that was held up: as many as time has passed for.
      for (; nextMs <= performance.now(); nextMs += FRAME_MS) {
        sequence += 1;
        const packet = packets[sequence % packets.length] ?? new Uint8Array();
        const header = { participant: EVERYONE, level: 20, endOfTalkspurt: false };
        client.wire.speak(formatAudioFrame({ ...header, sequence, captureMs: Math.round(nextMs) }, packet));
      }
    }, 10);
  };
  const loggedUntil = async (): Promise<number> => {
    let last = 0;
    for await (const part of readFrameLog(log))
      if (part.kind === 'frame') last = parseAudioFrame(part.bytes)?.sequence ?? last;
    return last;
  };
  const heardUntil = (): number => {
    const last = olga.frames.at(-1);
    return (last && parseAudioFrame(last)?.sequence) ?? 0;
  };

  const kills: KillOutcome[] = [];
  await speak(zoe);
  const startedMs = performance.now();
  for (let round = 0; round < count; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, speakMs()));
    await kill(rooms.child);
    const atMs = performance.now();
    clearInterval(speaking);
    const heard = heardUntil();
    const missingMs = Math.max(0, heard - (await loggedUntil())) * FRAME_MS;
    rooms = await startRoomsProcess(directory, key, 'again');
    const tokens = [olga, zoe].map((client) => {
      client.close();
      return client.resumeToken;
    });
    [olga, zoe] = (await Promise.all(tokens.map((resume) => enterRoom(rooms.url, { resume })))) as [
      HeadlessClient,
      HeadlessClient,
    ];
    if (olga.view.welcome?.recording?.id !== recording.id) throw new Error('the recording did not go on');
    await speak(zoe);
    await olga.until('sound', ({ framesHeard }) => framesHeard > 0);
    kills.push({ missingMs, awayMs: performance.now() - atMs });
  }
  await new Promise((resolve) => setTimeout(resolve, speakMs()));
  const lastedMs = performance.now() - startedMs;
  clearInterval(speaking);
  const stopped = await olga.ask('recording.stop');
  if (stopped !== 'ok') throw new Error(`the recording could not be stopped: ${stopped}`);
  for (const client of [olga, zoe]) client.close();
  // The end of a recording is on the disk soon after it is acknowledged, or with the process: a render takes what is there.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await kill(rooms.child);
  const { audioPath, timeline } = await renderRecording({
    logPath: log,
    recordingId: recording.id,
    outputDirectory: join(directory, 'rendered'),
    onProgress: () => {},
  });
  return {
    kills,
    durationMs: timeline.durationMs,
    lastedMs,
    audioPath,
    dispose: () => rmSync(directory, { recursive: true, force: true }),
  };
};
