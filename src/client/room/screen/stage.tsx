import type { OpenRoom } from '../live/open-room.ts';
import { OwnStage } from './own-stage.tsx';
import { SeenStage } from './seen-stage.tsx';
import { sharedScreenOf } from './shared-screen.ts';

/** What is shown while somebody presents. */
export const Stage = ({ room }: { readonly room: OpenRoom }) => {
  const { screen, you, participants } = room.session.state.value;
  const shared = sharedScreenOf(room);
  if (screen === null) return null;
  if (screen.participantId === you?.id) return <OwnStage room={room} own={shared.own} paused={screen.paused} />;
  const name = participants.find(({ id }) => id === screen.participantId)?.name ?? '';
  // A canvas is good for one screen: another one gets another.
  return <SeenStage key={screen.id} room={room} seen={shared.seen} name={name} paused={screen.paused} />;
};
