import { BookmarkPlus, ListTree, Pencil } from 'lucide-preact';
import { t } from '../../../shared/language.ts';
import type { MenuGroup } from '../../../shared/menu.tsx';
import type { OpenRoom } from '../open-room.ts';

/** A place in the recording to come back to: this moment, a point of the agenda, or one with a name of its own. */
export const markGroups = (room: OpenRoom): readonly MenuGroup[] => {
  const { agenda } = room.session.state.value;
  const points = [...new Set(agenda)];
  return [
    {
      items: [
        {
          label: t('room.recording.mark.now'),
          note: t('room.recording.mark.nowNote'),
          icon: BookmarkPlus,
          onChoose: () => room.recording.mark(''),
        },
        {
          label: t('room.recording.mark.named'),
          icon: Pencil,
          onChoose: () => {
            room.window.value = 'mark';
          },
        },
      ],
    },
    ...(points.length === 0
      ? []
      : [
          {
            heading: t('room.recording.mark.agenda'),
            items: points.map((point) => ({
              label: point,
              icon: ListTree,
              onChoose: () => room.recording.mark(point),
            })),
          },
        ]),
  ];
};
