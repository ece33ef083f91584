import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RecordingPage } from '../../contract/http/recording.ts';
import { t } from '../shared/language.ts';
import type { Player } from './player.ts';
import { LONG_SKIP_MS, SHORT_SKIP_MS } from './rules/player-keys.ts';

/** Keys of headsets, and the player on the lock screen of a telephone. */
export const useMediaSession = (player: Player, { title, organizerName }: RecordingPage): void => {
  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    const session = navigator.mediaSession;
    session.metadata = new MediaMetadata({ title: title || t('recording.untitled'), artist: organizerName });
    const actions: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
      play: player.play,
      pause: player.pause,
      seekbackward: ({ seekOffset }) => player.skip(-(seekOffset ? seekOffset * 1000 : SHORT_SKIP_MS)),
      seekforward: ({ seekOffset }) => player.skip(seekOffset ? seekOffset * 1000 : LONG_SKIP_MS),
      seekto: ({ seekTime }) => player.seek((seekTime ?? 0) * 1000),
    };
    const names = Object.keys(actions) as MediaSessionAction[];
    for (const name of names) {
      try {
        session.setActionHandler(name, actions[name] ?? null);
      } catch {
        // An action that this browser does not know.
      }
    }
    const stop = effect(() => {
      // Between two jumps the browser counts by itself.
      const [playing, rate] = [player.playing.value, player.rate.value];
      session.playbackState = playing ? 'playing' : 'paused';
      if (player.jumps.value >= 0)
        session.setPositionState?.({
          duration: player.durationMs / 1000,
          position: player.position.peek() / 1000,
          playbackRate: rate,
        });
    });
    return () => {
      stop();
      session.metadata = null;
      for (const name of names) {
        try {
          session.setActionHandler(name, null);
        } catch {
          // As above.
        }
      }
    };
  }, [player, title, organizerName]);
};
