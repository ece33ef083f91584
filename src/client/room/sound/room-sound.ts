import type { Cue } from './cue-batch.ts';
import { createListeners, type StopListening } from './listeners.ts';
import type { SoundProblem } from './room-link-state.ts';
import { createSoundGraph, type SoundGraph } from './sound-graph.ts';
import type { PageMessage } from './sound-messages.ts';
import type { SpeakerReport } from './sound-statistics.ts';
import { supportsSound } from './supports-sound.ts';

/** The page's part of the sound: microphone, loudspeaker, and the browser's leave to be heard. */
export interface RoomSound {
  startMicrophone(stream: MediaStream): Promise<void>;
  stopMicrophone(): void;
  setSpeaker(on: boolean): void;
  setOutputDevice(deviceId: string): Promise<boolean>;
  setVolume(number: number, volume: number): void;
  cue(cue: Cue): void;
  /** Plays one of our files through the person's own loudspeaker, also when they hear nothing of the others. */
  say(url: string): void;
  onBlocked(listener: (blocked: boolean) => void): StopListening;
  unblock(): Promise<void>;
  /** The latest of each speaker. */
  reports(): readonly SpeakerReport[];
  close(): void;
}

interface RoomSoundDeps {
  readonly post: (message: PageMessage, transfer?: Transferable[]) => void;
  readonly onProblem: (problem: SoundProblem) => void;
}

export const createRoomSound = ({ post, onProblem }: RoomSoundDeps): RoomSound => {
  const blockings = createListeners<[boolean]>();
  let blocked = false;
  let running = false;
  let wanted = true;
  let closed = false;
  let reports: readonly SpeakerReport[] = [];
  /** Counts calls to `startMicrophone`: a slow one must not overrule a later one. */
  let microphones = 0;
  let watched: MediaStreamTrack | undefined;

  const tellListen = (): void => post({ kind: 'listen', on: wanted && running });
  const onRunning = (now: boolean): void => {
    if (closed) return;
    running = now;
    tellListen();
    if (blocked === !now) return;
    blocked = !now;
    blockings.tell(blocked);
  };

  const graph: Promise<SoundGraph | undefined> = supportsSound().ok
    ? createSoundGraph({
        onPlaybackPort: (port) => post({ kind: 'playback', port }, [port]),
        onRunning,
        onReports: (latest) => {
          reports = latest;
        },
      }).catch(() => {
        onProblem('sound-graph');
        return undefined;
      })
    : Promise.resolve(undefined);

  const trackEnded = (): void => onProblem('microphone-ended');
  const watch = (track: MediaStreamTrack | undefined): void => {
    watched?.removeEventListener('ended', trackEnded);
    watched = track;
    watched?.addEventListener('ended', trackEnded);
  };

  return {
    startMicrophone: async (stream) => {
      microphones += 1;
      const own = microphones;
      const opened = await graph;
      if (!opened) throw new Error('This browser cannot send sound.');
      if (own !== microphones || closed) return;
      const port = await opened.capture(stream);
      if (own !== microphones) return;
      watch(stream.getAudioTracks()[0]);
      post({ kind: 'microphone', port }, [port]);
    },
    stopMicrophone: () => {
      microphones += 1;
      watch(undefined);
      post({ kind: 'microphone.stop' });
      graph.then((opened) => opened?.stopCapture()).catch(() => undefined);
    },
    setSpeaker: (on) => {
      wanted = on;
      tellListen();
    },
    setOutputDevice: async (deviceId) => (await graph)?.setOutputDevice(deviceId) ?? false,
    setVolume: (number, volume) => void graph.then((opened) => opened?.setVolume({ number, volume })),
    cue: (cue) => {
      if (wanted) void graph.then((opened) => opened?.cue(cue));
    },
    say: (url) =>
      void graph.then((opened) => {
        if (opened) opened.say(url);
        // Without the sound of a meeting a browser still plays a file.
        else if (!closed) void new Audio(url).play().catch(() => undefined);
      }),
    onBlocked: (listener) => {
      listener(blocked);
      return blockings.add(listener);
    },
    unblock: async () => (await graph)?.unblock(),
    reports: () => reports,
    close: () => {
      closed = true;
      watch(undefined);
      graph.then((opened) => opened?.close()).catch(() => undefined);
    },
  };
};
