type Action = 'togglemicrophone' | 'pause' | 'stop' | 'play';

/** What TypeScript's library does not know yet, and not every browser does. */
interface MeetingMediaSession {
  metadata: MediaMetadata | null;
  playbackState: 'none' | 'paused' | 'playing';
  setActionHandler(action: string, handler: (() => void) | null): void;
  setMicrophoneActive?(active: boolean): Promise<void>;
}

interface MediaSessionParts {
  readonly title: string;
  readonly artist: string;
  readonly toggleMicrophone: () => void;
}

/** The meeting on the lock screen of a phone: what it is, and its microphone. A pause there must not silence a conversation. */
export interface MeetingSession {
  setMicrophone(on: boolean): void;
  stop(): void;
}

export const openMediaSession = ({ title, artist, toggleMicrophone }: MediaSessionParts): MeetingSession => {
  const session = (navigator as { mediaSession?: MeetingMediaSession }).mediaSession;
  const handlers: Readonly<Record<Action, () => void>> = {
    togglemicrophone: toggleMicrophone,
    pause: () => {
      if (session) session.playbackState = 'playing';
    },
    stop: () => {},
    play: () => {},
  };
  const handle = (set: boolean): void => {
    for (const [action, handler] of Object.entries(handlers)) {
      try {
        session?.setActionHandler(action, set ? handler : null);
      } catch {
        // An action that this browser does not know.
      }
    }
  };
  if (session && 'MediaMetadata' in globalThis) session.metadata = new MediaMetadata({ title, artist });
  if (session) session.playbackState = 'playing';
  handle(true);
  return {
    setMicrophone: (on) => void session?.setMicrophoneActive?.(on)?.catch(() => undefined),
    stop() {
      handle(false);
      if (!session) return;
      session.metadata = null;
      session.playbackState = 'none';
    },
  };
};
