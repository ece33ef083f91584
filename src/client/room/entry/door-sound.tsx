import type { Door } from '../../../contract/http/meeting.ts';
import type { PhoneWish } from '../calls/phone-wish.ts';
import type { Microphone } from '../devices/microphone.ts';
import { SoundCheck } from '../devices/sound-check.tsx';
import { laterPart } from './later-part.tsx';

const CallMe = laterPart(async () => (await import('./call-me.tsx')).CallMe);

interface DoorSoundProps {
  readonly door: Pick<Door, 'callMe'> | undefined;
  readonly microphone: Microphone;
  readonly phoneWish: PhoneWish;
}

/** By what one will speak and hear: this computer, or one's own telephone where the server calls one. */
export const DoorSound = ({ door, microphone, phoneWish }: DoorSoundProps) => (
  <>
    {!phoneWish.wanted.value && <SoundCheck microphone={microphone} />}
    {door?.callMe === true && <CallMe wish={phoneWish} microphone={microphone} />}
  </>
);
