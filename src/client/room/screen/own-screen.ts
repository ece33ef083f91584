import { type ReadonlySignal, signal } from '@preact/signals';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import type { OpenRoom } from '../live/open-room.ts';
import { refusalText } from '../live/people/ask-room.ts';
import { mustTellPause, mustTellStop } from './own-screen-rules.ts';
import { type CaptureFailure, captureScreen, type ScreenCapture } from './screen-capture.ts';
import { createScreenLink, type ScreenLink } from './screen-link.ts';

/** `asking`: the browser asks which screen; `starting`: the room is asked. */
export type Presenting = 'no' | 'asking' | 'starting' | 'live';

/** One's own screen, shown to the others. */
export interface OwnScreen {
  readonly presenting: ReadonlySignal<Presenting>;
  readonly capture: ReadonlySignal<ScreenCapture | undefined>;
  /** Whether the connection of the screen stands. */
  readonly connected: ReadonlySignal<boolean>;
  /** Must be called from a click: the browser asks. */
  share(takeOver: boolean): Promise<void>;
  stop(): void;
  setPaused(paused: boolean): void;
}

const FAILURES = {
  forbidden: 'room.screen.forbidden',
  unable: 'room.screen.unable',
  failed: 'room.screen.captureFailed',
} as const satisfies Readonly<Record<Exclude<CaptureFailure, 'cancelled'>, string>>;
const problem = (text: string): void => void showToast({ kind: 'problem', text });

export const createOwnScreen = ({ session }: Pick<OpenRoom, 'session'>) => {
  const presenting = signal<Presenting>('no');
  const capture = signal<ScreenCapture | undefined>(undefined);
  const connected = signal(true);
  let link: ScreenLink | undefined;
  let shownAs: string | undefined;
  let paused = false;
  let takesOver = false;

  /** Lets go of the capture; the room is told by whoever calls, if it has to be. */
  const letGo = (): void => {
    link?.close();
    link = undefined;
    shownAs = undefined;
    paused = false;
    capture.peek()?.stop();
    capture.value = undefined;
    presenting.value = 'no';
    connected.value = true;
  };
  const stop = (): void => {
    const { you, screen } = session.state.peek();
    const tells = mustTellStop(screen, { id: you?.id, presenting: presenting.peek(), takesOver });
    letGo();
    if (tells) void session.command('screen.stop', {});
  };
  const openLink = (): ScreenLink =>
    createScreenLink(location.origin, {
      onConnection: (now) => {
        connected.value = now;
      },
      onNoCodec() {
        stop();
        problem(t('room.screen.noCodec'));
      },
    });

  const tellPaused = (): void => void session.command('screen.set', { paused });

  /** Sends the capture as the screen that the room shows by this id. */
  const sendAs = (screen: string): void => {
    const { screenKey, you, screen: shown } = session.state.peek();
    const captured = capture.peek();
    if (captured === undefined) return;
    presenting.value = 'live';
    if (screenKey !== undefined) link?.connect(screenKey);
    if (mustTellPause(shown, you?.id, paused)) tellPaused();
    if (shownAs === screen) return;
    if (shownAs === undefined) link?.present(screen, captured);
    else link?.presentAs(screen);
    shownAs = screen;
  };

  /** The room has forgotten the screen, with a restart of the server: it is told again. */
  const startAgain = async (): Promise<void> => {
    const answer = await session.command('screen.start', {});
    if (!answer.ok && capture.peek() !== undefined) {
      letGo();
      problem(t('room.screen.interrupted'));
    }
  };

  /** The room shows another screen than before, or says anew what it shows. */
  const follow = (anew: boolean): void => {
    const { you, screen, participants } = session.state.peek();
    const isMine = screen !== null && screen.participantId === you?.id;
    if (capture.peek() === undefined) {
      // The page was loaded anew: what it captured went with it.
      if (!isMine || !anew) return;
      void session.command('screen.stop', {});
      showToast({ text: t('room.screen.reloaded') });
    } else if (isMine) sendAs(screen.id);
    else if (shownAs !== undefined && anew && screen === null) void startAgain();
    else if (shownAs !== undefined) {
      letGo();
      const by = participants.find(({ id }) => id === screen?.participantId)?.name;
      showToast({ text: by === undefined ? t('room.screen.ended') : t('room.screen.takenOver', { name: by }) });
    }
  };
  const stopFollowing = session.onEvent(({ name }) => {
    if (name === 'welcome' || name === 'screen.changed') follow(name === 'welcome');
  });
  follow(true);

  return {
    presenting,
    capture,
    connected,
    async share(takeOver: boolean) {
      if (presenting.peek() !== 'no') return;
      presenting.value = 'asking';
      const captured = await captureScreen();
      if (typeof captured === 'string') {
        presenting.value = 'no';
        if (captured !== 'cancelled') problem(t(FAILURES[captured]));
        return;
      }
      capture.value = captured;
      presenting.value = 'starting';
      takesOver = takeOver;
      link = openLink();
      // The browser's own button, or a window that was closed.
      captured.stream.getVideoTracks()[0]?.addEventListener('ended', stop);
      const answer = await session.command('screen.start', takeOver ? { takeOver: true } : {});
      if (answer.ok || capture.peek() !== captured) return;
      letGo();
      problem(answer.code === 'conflict' ? t('room.screen.somebodyElse') : refusalText(answer.code));
    },
    stop,
    setPaused(next: boolean) {
      paused = next;
      link?.pause(next);
      tellPaused();
    },
    close() {
      stopFollowing();
      letGo();
    },
  };
};
