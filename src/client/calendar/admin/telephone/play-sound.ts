import { signal } from '@preact/signals';

/** What plays: the key that it was asked under. */
export const playing = signal<string | undefined>(undefined);

let audio: HTMLAudioElement | undefined;
let forget = (): void => {};

export const stopSound = (): void => {
  audio?.pause();
  audio = undefined;
  playing.value = undefined;
  forget();
  forget = () => {};
};

/** Plays one sound at a time: what played before stops. Rejects when the browser cannot. */
export const playSound = async (key: string, source: string | Blob): Promise<void> => {
  stopSound();
  const address = typeof source === 'string' ? source : URL.createObjectURL(source);
  if (typeof source !== 'string') forget = () => URL.revokeObjectURL(address);
  const mine = new Audio(address);
  audio = mine;
  playing.value = key;
  const ended = (): void => {
    if (audio === mine) stopSound();
  };
  mine.addEventListener('ended', ended);
  try {
    await mine.play();
  } catch (error) {
    // Another one was asked for before this one began.
    if (audio !== mine) return;
    ended();
    throw error;
  }
};
