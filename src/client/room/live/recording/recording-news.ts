import type { RecordingBody, RecordingEnd } from '../../../../contract/room/room-state.ts';
import type { RoomEvent } from '../room-session.ts';
import type { RoomState } from '../room-state.ts';

/** What is told about the recording. `by`: who did it, where somebody did. */
export type RecordingNews =
  | { readonly kind: 'started'; readonly by?: string }
  /** One comes into a meeting that is recorded. */
  | { readonly kind: 'runs' }
  | { readonly kind: 'paused'; readonly by?: string }
  | { readonly kind: 'resumed'; readonly by?: string }
  | { readonly kind: 'stopped'; readonly id: string; readonly why: RecordingEnd | undefined; readonly by?: string }
  | { readonly kind: 'warning'; readonly reason: 'disk' | 'limit'; readonly minutes?: number }
  | { readonly kind: 'marked'; readonly label: string; readonly by: string };

const isSame = (before: RecordingBody | null, now: RecordingBody | null): before is RecordingBody =>
  before !== null && before.id === now?.id;

const changeNews = (
  before: RecordingBody | null,
  now: RecordingBody | null,
  { by, why }: { readonly by?: string | undefined; readonly why?: RecordingEnd | undefined },
): readonly RecordingNews[] => {
  const named = by === undefined ? {} : { by };
  if (now === null) return before === null ? [] : [{ kind: 'stopped', id: before.id, why, ...named }];
  if (!isSame(before, now)) return now.state === 'paused' ? [{ kind: 'paused' }] : [{ kind: 'started', ...named }];
  if (before.state === now.state) return [];
  return [{ kind: now.state === 'paused' ? 'paused' : 'resumed', ...named }];
};

/** What an event says about the recording. `before`: the state that it came upon. */
export const recordingNewsOf = (event: RoomEvent, before: RoomState): readonly RecordingNews[] => {
  switch (event.name) {
    case 'welcome': {
      const { recording } = event.body;
      if (before.you === undefined && recording?.state === 'recording') return [{ kind: 'runs' }];
      return changeNews(before.recording, recording, {});
    }
    case 'recording.changed':
      return changeNews(before.recording, event.body.recording, event.body);
    case 'recording.warning': {
      const { reason, minutes } = event.body;
      return [{ kind: 'warning', reason, ...(minutes !== undefined && { minutes }) }];
    }
    case 'recording.marked':
      return [{ kind: 'marked', label: event.body.label, by: event.body.by }];
    default:
      return [];
  }
};
