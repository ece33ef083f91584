import { useNow } from '../../use-now.ts';
import { formatDuration } from '../duration.tsx';
import type { OpenRoom } from '../open-room.ts';
import { recordedMs } from './recording-state.ts';

/** How much is recorded by now. */
export const RecordingTime = ({ room }: { readonly room: OpenRoom }) => {
  const nowMs = useNow(500);
  const { recording, aheadMs } = room.session.state.value;
  if (recording === null) return null;
  return <span class="figures">{formatDuration(recordedMs(recording, nowMs + aheadMs))}</span>;
};
