import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { SessionId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import type { RecordingEnd } from '../../contract/room/room-state.ts';
import { isDiskFull, type ReadDiskSpace } from '../../platform/disk-space.ts';
import type { AudioRelay } from '../audio-relay.ts';
import { type DiskVerdict, judgeDisk } from './disk-verdict.ts';
import type { LogEvent } from './frame-log.ts';
import { type LogFile, openLogFile } from './log-file.ts';

/** Who speaks under a number; `person` is the same for all devices of somebody. */
export interface RecordedPerson {
  readonly number: number;
  readonly name: string;
  readonly person: string;
}

/** What a room's recorder says by itself. */
export interface TapeListener {
  /** Nothing is recorded any more. */
  failed(why: 'disk' | 'failed'): void;
  diskLow(): void;
}

/** The recorder of one session. What it is told is done in the order in which it is told. */
export interface Tape {
  /** `again`: it ran when the server stopped. */
  start(recording: string, people: Iterable<RecordedPerson>, again?: 'again'): void;
  pause(recording: string): void;
  resume(recording: string): void;
  /** Resolves when everything is on the disk. */
  stop(recording: string, why: RecordingEnd): Promise<void>;
  /** Somebody has come in, or has another name. */
  meet(person: RecordedPerson): void;
  /** Lets go without an end: the recording goes on when the server starts again. */
  close(): Promise<void>;
}

/** Keeps what is said in rooms while it is recorded: a log for each session, `SESSION.log` in the folder of recordings. */
export interface Recorder {
  /** Whether there is space enough to begin. */
  mayStart(): Promise<boolean>;
  /** An administrator has stopped recording. */
  isStopped(): boolean;
  open(session: SessionId, relay: AudioRelay, listener: TapeListener): Tape;
  logPath(session: SessionId): string;
  start(): void;
  stop(): Promise<void>;
}

/** How soon what is said is out of the process. */
const FLUSH_MS = 200;
/** How soon it is on the disk. */
const SYNC_MS = 2_000;
const DISK_MS = 5_000;
const FOLDER_MODE = 0o750;

/** Whoever is told of may be more than that. */
const introduction = ({ number, name, person }: RecordedPerson): LogEvent => ({
  event: 'participant',
  number,
  name,
  person,
});

interface RunningTape {
  flush(): Promise<void>;
  sync(): Promise<void>;
  judge(verdict: DiskVerdict): void;
}

export const createRecorder = ({
  directory,
  readDiskSpace,
  onStopped = () => {},
  isStopped = () => false,
  clock,
  log,
}: {
  readonly directory: string;
  readonly readDiskSpace: ReadDiskSpace;
  /** A recording has ended, and its log is as it will stay. */
  readonly onStopped?: () => void;
  readonly isStopped?: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}): Recorder => {
  mkdirSync(directory, { recursive: true, mode: FOLDER_MODE });
  const tapes = new Set<RunningTape>();
  const timers: NodeJS.Timeout[] = [];
  const logPath = (session: SessionId): string => join(directory, `${session}.log`);

  const open = (session: SessionId, relay: AudioRelay, listener: TapeListener): Tape => {
    let file: LogFile | undefined;
    let state: 'idle' | 'recording' | 'paused' = 'idle';
    let deaf: (() => void) | undefined;
    /** What is said before the file is open. */
    let early: Array<(file: LogFile) => void> = [];
    let work: Promise<void> = Promise.resolve();

    const write = (add: (file: LogFile) => void): void => {
      if (file !== undefined) add(file);
      else early.push(add);
    };
    const note = (event: LogEvent): void => {
      const atMs = clock.nowMs();
      write((to) => to.addEvent(event, atMs));
    };
    const hear = (): void => {
      deaf ??= relay.listen((frames, nowMs) => {
        for (const frame of frames) {
          if (file !== undefined) file.addFrame(frame, nowMs);
          else {
            const kept = frame.slice();
            early.push((to) => to.addFrame(kept, nowMs));
          }
        }
      });
    };
    const beDeaf = (): void => {
      deaf?.();
      deaf = undefined;
    };

    const letGo = async (): Promise<void> => {
      const open = file;
      file = undefined;
      tapes.delete(running);
      await open?.close();
    };
    const fail = (error: unknown): void => {
      log.error({ err: error, session }, 'a recording could not be written');
      if (state === 'idle') return;
      state = 'idle';
      beDeaf();
      early = [];
      letGo().catch((closing: unknown) => log.warn({ err: closing, session }, 'a frame log could not be closed'));
      listener.failed(isDiskFull(error) ? 'disk' : 'failed');
    };
    const doNext = (step: () => Promise<void>): Promise<void> => {
      work = work.then(step).catch(fail);
      return work;
    };

    const running: RunningTape = {
      flush: () => doNext(async () => file?.flush()),
      sync: () =>
        doNext(async () => {
          // A kill in a long silence is told from the silence.
          if (state === 'recording') file?.addEvent({ event: 'alive' }, clock.nowMs());
          await file?.sync();
        }),
      judge(verdict) {
        if (verdict === 'full') fail(Object.assign(new Error('too little space is left'), { code: 'ENOSPC' }));
        else if (verdict === 'low') listener.diskLow();
      },
    };
    const openFile = async (): Promise<void> => {
      // Stopped before it was open: what was said until then is kept all the same.
      if (state === 'idle' && early.length === 0) return;
      const opened = await openLogFile(logPath(session), directory);
      for (const add of early) add(opened);
      early = [];
      file = opened;
      tapes.add(running);
    };

    return {
      start(recording, people, again) {
        state = 'recording';
        note({ event: again === undefined ? 'started' : 'resumed-after-restart', recording });
        for (const person of people) note(introduction(person));
        hear();
        void doNext(openFile);
      },
      pause(recording) {
        if (state !== 'recording') return;
        state = 'paused';
        beDeaf();
        note({ event: 'paused', recording });
      },
      resume(recording) {
        if (state !== 'paused') return;
        state = 'recording';
        note({ event: 'resumed', recording });
        hear();
      },
      stop(recording, why) {
        if (state === 'idle') return work.then(onStopped);
        beDeaf();
        note({ event: 'stopped', recording, why });
        // A recording that begins while this one is being closed finds the log open, or opens it again.
        state = 'idle';
        return doNext(letGo).then(onStopped);
      },
      meet(person) {
        if (state !== 'idle') note(introduction(person));
      },
      close() {
        beDeaf();
        state = 'idle';
        return doNext(letGo);
      },
    };
  };

  const each = (act: (tape: RunningTape) => unknown): void => {
    for (const tape of [...tapes]) act(tape);
  };
  const judgeNow = async (): Promise<void> => {
    if (tapes.size === 0) return;
    const verdict = judgeDisk(await readDiskSpace());
    each((tape) => tape.judge(verdict));
  };

  return {
    logPath,
    async mayStart() {
      return judgeDisk(await readDiskSpace()) !== 'full';
    },
    isStopped,
    open,
    start() {
      timers.push(
        setInterval(() => each((tape) => void tape.flush()), FLUSH_MS),
        setInterval(() => each((tape) => void tape.sync()), SYNC_MS),
        setInterval(() => {
          judgeNow().catch((error: unknown) => log.error({ err: error }, 'the free space could not be read'));
        }, DISK_MS),
      );
    },
    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
    },
  };
};
