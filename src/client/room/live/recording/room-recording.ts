import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ErrorCode } from '../../../../base/errors.ts';
import type { RecordingEnd } from '../../../../contract/room/room-state.ts';
import { language, t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { refusalText } from '../people/ask-room.ts';
import type { RoomSession } from '../room-session.ts';
import { type RecordingNews, recordingNewsOf } from './recording-news.ts';
import { voiceOf } from './recording-voice.ts';

/** Said to everyone at once, over the room. */
export interface RecordingNotice {
  readonly text: string;
  readonly tone: 'recording' | 'over' | 'warning' | 'problem';
  /** The page of the recording, for whom it is. */
  readonly recordingId?: string;
  /** Stays until it is closed. */
  readonly stays: boolean;
}

/** The meeting's recording, as the person at this screen sees it and acts on it. */
export interface RoomRecording {
  readonly notice: ReadonlySignal<RecordingNotice | undefined>;
  /** A command about the recording is under way. */
  readonly busy: ReadonlySignal<boolean>;
  dismiss(): void;
  start(): void;
  /** Pauses what is recorded, or goes on. */
  togglePause(): void;
  stop(): void;
  /** Marks this moment; without a label it is named by its number and time later. */
  mark(label: string): void;
  close(): void;
}

interface RecordingParts {
  readonly session: Pick<RoomSession, 'state' | 'command' | 'onEvent'>;
  /** Plays a file through the person's own loudspeaker. */
  readonly say: (url: string) => void;
  /** Read out by assistive technology, without anything to see. */
  readonly announcement: Signal<string>;
}

const REFUSALS: Partial<Record<ErrorCode, 'noSpace' | 'notNow'>> = {
  'disk-full': 'noSpace',
  'quota-exceeded': 'noSpace',
  conflict: 'notNow',
};

/** Ends that ask for something to be done. */
const TROUBLES: ReadonlySet<RecordingEnd> = new Set(['disk', 'limit', 'failed', 'administrator'] as const);

type Tell<Kind extends RecordingNews['kind']> = (news: Extract<RecordingNews, { kind: Kind }>) => void;

export const createRoomRecording = ({ session, say, announcement }: RecordingParts): RoomRecording => {
  const notice = signal<RecordingNotice | undefined>(undefined);
  const busy = signal(false);
  const mine = (): boolean => session.state.peek().may.includes('recording.start');
  const isMe = (by: string | undefined): boolean => mine() && by === session.state.peek().you?.name;

  const stopped = ({ id, why, by }: Extract<RecordingNews, { kind: 'stopped' }>): RecordingNotice => {
    if (!mine()) return { text: t('room.recording.told.stopped'), tone: 'over', stays: false };
    if (why !== undefined && TROUBLES.has(why)) {
      const trouble = why as 'disk' | 'limit' | 'failed' | 'administrator';
      return { text: t(`room.recording.ended.${trouble}`), tone: 'problem', recordingId: id, stays: true };
    }
    const text = t(isMe(by) || why !== 'organizer' ? 'room.recording.ended.yours' : 'room.recording.ended.byOther');
    return { text, tone: 'over', recordingId: id, stays: true };
  };

  const tell: { readonly [Kind in RecordingNews['kind']]: Tell<Kind> } = {
    started({ by }) {
      const text = isMe(by)
        ? t('room.recording.told.youStarted')
        : t(by === undefined ? 'room.recording.told.runs' : 'room.recording.told.started', { name: by ?? '' });
      notice.value = { text, tone: 'recording', stays: false };
    },
    runs() {
      notice.value = { text: t('room.recording.told.runs'), tone: 'recording', stays: false };
    },
    paused({ by }) {
      if (notice.peek()?.tone === 'recording') notice.value = undefined;
      announcement.value = t(by === undefined ? 'room.recording.paused' : 'room.recording.told.paused', {
        name: by ?? '',
      });
    },
    resumed({ by }) {
      announcement.value = t(by === undefined ? 'room.recording.running' : 'room.recording.told.resumed', {
        name: by ?? '',
      });
    },
    stopped(news) {
      notice.value = stopped(news);
    },
    warning({ reason, minutes }) {
      const text =
        reason === 'disk'
          ? t('room.recording.warning.disk')
          : t('room.recording.warning.limit', { count: minutes ?? 1 });
      notice.value = { text, tone: 'warning', stays: true };
    },
    marked({ label, by }) {
      const own = by === session.state.peek().you?.name;
      const key = label === '' ? (own ? 'plain' : 'plainBy') : own ? 'named' : 'namedBy';
      showToast({ text: t(`room.recording.marked.${key}`, { label, name: by }), kind: 'success' });
    },
  };

  const stop = session.onEvent((event, before) => {
    for (const news of recordingNewsOf(event, before)) {
      (tell[news.kind] as Tell<RecordingNews['kind']>)(news as never);
      const file = voiceOf(news, language.peek());
      if (file !== undefined) say(file);
    }
  });

  const refused = (code: ErrorCode): void => {
    const words = REFUSALS[code];
    showToast({
      text: words === undefined ? refusalText(code) : t(`room.recording.refused.${words}`),
      kind: 'problem',
    });
  };
  const ask = async (work: () => ReturnType<RoomSession['command']>): Promise<void> => {
    if (busy.peek()) return;
    busy.value = true;
    const answer = await work();
    busy.value = false;
    if (!answer.ok) refused(answer.code);
  };

  return {
    notice,
    busy,
    dismiss() {
      notice.value = undefined;
    },
    start: () => void ask(() => session.command('recording.start', {})),
    togglePause() {
      const paused = session.state.peek().recording?.state !== 'paused';
      void ask(() => session.command('recording.pause', { paused }));
    },
    stop: () => void ask(() => session.command('recording.stop', {})),
    mark: (label) => void ask(() => session.command('recording.mark', { label: label.trim() })),
    close: stop,
  };
};
