import type { RecordingOutput } from '../../../contract/http/recording.ts';

export type { RecordingOutput };
/** In the order in which they are offered. The contract's own list comes with a validator that is not for the browser. */
export const RECORDING_OUTPUTS: readonly RecordingOutput[] = ['mp3', 'wav', 'tracks'];
