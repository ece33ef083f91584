import { BookmarkPlus, CirclePlay, Disc, Pause, Square } from 'lucide-preact';
import { t } from '../../../shared/language.ts';
import type { MenuItem } from '../../../shared/menu.tsx';
import type { OpenRoom } from '../open-room.ts';

/** What one may do about the recording, for a menu: where there is no place for buttons. */
export const recordingItems = (room: OpenRoom): readonly MenuItem[] => {
  const { may, recording } = room.session.state.value;
  if (recording === null)
    return may.includes('recording.start')
      ? [
          {
            label: t('room.recording.start'),
            note: t('room.recording.startState'),
            icon: Disc,
            onChoose: room.recording.start,
          },
        ]
      : [];
  const paused = recording.state === 'paused';
  return [
    ...(may.includes('recording.stop')
      ? [{ label: t('room.recording.stop'), icon: Square, onChoose: room.recording.stop }]
      : []),
    ...(may.includes('recording.pause')
      ? [
          {
            label: t(paused ? 'room.recording.resume' : 'room.recording.pause'),
            icon: paused ? CirclePlay : Pause,
            onChoose: room.recording.togglePause,
          },
        ]
      : []),
    ...(may.includes('recording.mark')
      ? [
          {
            label: t('room.recording.mark.menu'),
            icon: BookmarkPlus,
            onChoose: () => {
              room.window.value = 'mark' as const;
            },
          },
        ]
      : []),
  ];
};
