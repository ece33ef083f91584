/** From the worker to the playback worklet: one packet's sound, 48 kHz, one array for each channel. */
export interface ScreenSound {
  readonly channels: readonly Float32Array<ArrayBuffer>[];
}

export const SCREEN_SOUND_PROCESSOR = 'webmeeting-screen-sound';
