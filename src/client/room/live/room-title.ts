import { t } from '../../shared/language.ts';
import type { MicrophoneWish } from '../devices/microphone.ts';
import type { RoomState } from './room-state.ts';

const plainTitle = ({ connection, unread, you }: RoomState, title: string, use: MicrophoneWish): string => {
  if (you !== undefined && connection !== 'connected') return t('room.pageTitle.reconnecting', { title });
  const muted = use === 'muted';
  if (unread > 0) return t(muted ? 'room.pageTitle.unreadMuted' : 'room.pageTitle.unread', { title, count: unread });
  return t(muted ? 'room.pageTitle.muted' : 'room.pageTitle.plain', { title });
};

/** The page's title tells the state, for whoever is in another window: recorded, unread messages, muted, reconnecting. */
export const roomTitle = (state: RoomState, title: string, use: MicrophoneWish): string => {
  const plain = plainTitle(state, title, use);
  if (state.recording === null) return plain;
  return t(`room.recording.pageTitle.${state.recording.state}`, { title: plain });
};
