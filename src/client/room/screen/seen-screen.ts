import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { OpenRoom } from '../live/open-room.ts';
import { createScreenLink, type ScreenLink } from './screen-link.ts';

/** `waiting` until the first picture; `undecodable`: this browser has no decoder for it; `unsupported`: none at all. */
export type SeenState = 'waiting' | 'showing' | 'undecodable' | 'unsupported';

export interface PictureExtent {
  readonly width: number;
  readonly height: number;
}

/** Somebody else's screen. */
export interface SeenScreen {
  readonly state: ReadonlySignal<SeenState>;
  readonly size: ReadonlySignal<PictureExtent | undefined>;
  /** Whether the connection of the screen stands. */
  readonly connected: ReadonlySignal<boolean>;
  /** Draws on the canvas until the answered function is called; a canvas is good for one screen, once. */
  draw(canvas: HTMLCanvasElement): () => void;
  /** Hands over each picture until the answered function is called; whoever takes one closes it. */
  onPicture(take: (picture: VideoFrame) => void): () => void;
}

const canSee = (): boolean => 'VideoDecoder' in globalThis && 'OffscreenCanvas' in globalThis;

/** Follows what the room shows: a connection for each screen of somebody else, from its beginning to its end. */
export const createSeenScreen = ({ session, sound, microphone }: OpenRoom) => {
  const state = signal<SeenState>('waiting');
  const size = signal<PictureExtent | undefined>(undefined);
  const connected = signal(true);
  let link: ScreenLink | undefined;
  let shown: string | undefined;
  let drawn: HTMLCanvasElement | undefined;
  let takePicture: ((picture: VideoFrame) => void) | undefined;

  const open = (): ScreenLink => {
    const opened = createScreenLink(location.origin, {
      onConnection(now) {
        connected.value = now;
      },
      onSize(next) {
        size.value = next;
        state.value = 'showing';
      },
      onUndecodable() {
        state.value = 'undecodable';
      },
      onPicture(picture) {
        if (takePicture === undefined) picture.close();
        else takePicture(picture);
      },
    });
    opened.setSpeaker(sound.speakerOn.peek());
    opened.setOutputDevice(microphone.speaker.peek());
    return opened;
  };
  const close = (): void => {
    link?.close();
    link = undefined;
    shown = undefined;
    size.value = undefined;
    state.value = 'waiting';
    connected.value = true;
  };

  const stops = [
    effect(() => {
      const { screen, screenKey, you } = session.state.value;
      untracked(() => {
        const wanted = screen !== null && you !== undefined && screen.participantId !== you.id ? screen.id : undefined;
        if (wanted !== shown) {
          close();
          shown = wanted;
          if (wanted !== undefined && canSee()) link = open();
          else if (wanted !== undefined) state.value = 'unsupported';
        }
        if (screenKey !== undefined) link?.connect(screenKey);
      });
    }),
    sound.speakerOn.subscribe((on) => link?.setSpeaker(on)),
    microphone.speaker.subscribe((deviceId) => link?.setOutputDevice(deviceId)),
  ];

  return {
    state,
    size,
    connected,
    draw(element: HTMLCanvasElement) {
      const by = link;
      drawn = element;
      by?.show(element);
      return () => {
        if (drawn === element) by?.hide();
      };
    },
    onPicture(take: (picture: VideoFrame) => void) {
      takePicture = take;
      link?.setCopies(true);
      return () => {
        takePicture = undefined;
        link?.setCopies(false);
      };
    },
    close() {
      for (const stop of stops) stop();
      close();
    },
  };
};
