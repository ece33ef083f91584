import { Info } from 'lucide-preact';
import { useContext, useRef, useState } from 'preact/hooks';
import type { RecordingPage, RecordingTimeline } from '../../contract/http/recording.ts';
import { Icon } from '../shared/icon.tsx';
import { t } from '../shared/language.ts';
import { Moments } from './parts/moments.tsx';
import { RecordingActions } from './parts/recording-actions.tsx';
import { RecordingHead } from './parts/recording-head.tsx';
import { Timeline } from './parts/timeline.tsx';
import { Transport } from './parts/transport.tsx';
import { useWindow } from './parts/use-window.ts';
import { RecordingSourceContext } from './recording-source.ts';
import { useMediaSession } from './use-media-session.ts';
import { type StartedPlayer, usePlayer } from './use-player.ts';
import { letterShortcuts, usePlayerKeys } from './use-player-keys.ts';

interface ReadyProps {
  readonly page: RecordingPage;
  readonly timeline: RecordingTimeline;
  readonly audioUrl: string;
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

const ENDED_EARLY: ReadonlySet<string> = new Set(['disk', 'limit', 'failed']);

const EarlyEnd = ({ why }: Pick<RecordingPage, 'why'>) =>
  why !== undefined && ENDED_EARLY.has(why) ? (
    <p class="notice notice--waiting">
      <Icon of={Info} />
      <span>{t(`recording.ends.${why as 'disk' | 'limit' | 'failed'}`)}</span>
    </p>
  ) : null;

const loadKeys = async () => (await import('./parts/keys-dialog.tsx')).KeysDialog;

interface PartsProps extends Pick<ReadyProps, 'page' | 'timeline'> {
  readonly started: StartedPlayer;
}

/** What needs a player: all but the head. */
const Parts = ({ page, timeline, started: { player, goesOnAt } }: PartsProps) => {
  const [keysShown, setKeysShown] = useState(false);
  const keys = useWindow(loadKeys);
  const showKeys = (): void => {
    keys.fetch();
    setKeysShown(true);
  };
  usePlayerKeys(player, page.chapters, showKeys);
  useMediaSession(player, page);
  return (
    <>
      <Transport player={player} goesOnAt={goesOnAt} onKeys={showKeys} />
      <Timeline player={player} timeline={timeline} chapters={page.chapters} />
      <Moments player={player} chapters={page.chapters} chat={page.chat} gaps={timeline.gaps} />
      {keysShown && keys.Window && <keys.Window letters={letterShortcuts} onClose={() => setKeysShown(false)} />}
    </>
  );
};

/** A recording that can be heard. */
export const ReadyRecording = ({ page, timeline, audioUrl, onChanged, onDeleted }: ReadyProps) => {
  const audio = useRef<HTMLAudioElement>(null);
  const { shared } = useContext(RecordingSourceContext);
  // The address of the first answer: a later one may be written otherwise, and would begin the sound anew.
  const [source] = useState(audioUrl);
  const started = usePlayer({ audio, id: page.id, durationMs: timeline.durationMs });
  return (
    <div class="recording">
      <RecordingHead page={page}>
        <RecordingActions page={page} shared={shared} onChanged={onChanged} onDeleted={onDeleted} />
      </RecordingHead>
      <EarlyEnd why={page.why} />
      {/* biome-ignore lint/a11y/useMediaCaption: who speaks when is drawn below; there are no words of it */}
      <audio ref={audio} src={source} preload="metadata" />
      {started && <Parts page={page} timeline={timeline} started={started} />}
    </div>
  );
};
