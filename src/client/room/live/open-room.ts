import { type Signal, signal } from '@preact/signals';
import { systemClock } from '../../../base/clock.ts';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import type { Microphone } from '../devices/microphone.ts';
import { createRoomLink } from '../sound/room-link.ts';
import { newClientId } from './new-client-id.ts';
import { createOwnSound, type DeviceNews, type OwnSound } from './own-sound.ts';
import { createPreferences, type Preferences } from './preferences.ts';
import { createRoomSession, type RoomSession } from './room-session.ts';

/** The windows that open over the room; one at a time. */
export type RoomWindow = 'information' | 'invite' | 'settings' | 'shortcuts' | 'end';

/** Everything that the room's screen works on. */
export interface OpenRoom {
  readonly session: RoomSession;
  readonly sound: OwnSound;
  readonly microphone: Microphone;
  readonly preferences: Preferences;
  readonly window: Signal<RoomWindow | undefined>;
  /** Says goodbye, so that the others see one go at once. */
  leave(): void;
  /** Silent at once; the connection follows when the goodbye has arrived. */
  close(): void;
}

type Tell<Kind extends DeviceNews['kind']> = (news: Extract<DeviceNews, { kind: Kind }>) => void;

/** Says each piece of news where it belongs. */
const newsTeller = (unmute: () => void, openSettings: () => void): ((news: DeviceNews) => void) => {
  const tell: { readonly [Kind in DeviceNews['kind']]: Tell<Kind> } = {
    'talking-while-muted': () =>
      showToast({
        text: t('room.microphone.talkingWhileMuted'),
        action: { label: t('room.microphone.unmuteNow'), onChoose: unmute },
      }),
    plugged: ({ name, use }) =>
      showToast({
        text: t('room.microphone.plugged', { name }),
        action: { label: t('room.microphone.useIt'), onChoose: use },
      }),
    'fell-back': ({ name, next }) => showToast({ text: t('room.microphone.fellBack', { name, next }) }),
    lost: () => showToast({ text: t('room.microphone.lost'), kind: 'problem' }),
    refused: openSettings,
  };
  return (news) => (tell[news.kind] as (news: DeviceNews) => void)(news);
};

/** The server drops what comes in the same breath as the end of a connection: the goodbye is answered first. */
const GOODBYE_MS = 1_500;

/** Goes in with the ticket that the door gave. */
export const openRoom = (ticket: string, microphone: Microphone): OpenRoom => {
  const link = createRoomLink({ url: location.origin, auth: { ticket } });
  let goodbye: Promise<void> = Promise.resolve();
  const session = createRoomSession({ messages: link, clock: systemClock, newClientId });
  const unmute = (): void => {
    if (microphone.wish.peek() === 'muted') microphone.wish.value = 'on';
  };
  const window = signal<RoomWindow | undefined>(undefined);
  const onNews = newsTeller(unmute, () => {
    window.value = 'settings';
  });
  const sound = createOwnSound({ link, session, microphone, onNews });
  // Closed with the last visit: who comes back is heard as before.
  if (microphone.wish.peek() !== 'none' && microphone.state.peek().kind === 'closed') void microphone.open();
  return {
    session,
    sound,
    microphone,
    preferences: createPreferences(),
    window,
    leave() {
      goodbye = Promise.race([session.leave(), new Promise<void>((resolve) => setTimeout(resolve, GOODBYE_MS))]);
    },
    close() {
      sound.stop();
      session.stop();
      link.stopMicrophone();
      link.setSpeaker(false);
      microphone.close();
      void goodbye.finally(() => link.close());
    },
  };
};
