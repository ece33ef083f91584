import type { RecordingPage } from '../../../contract/http/recording.ts';

type Asked = Pick<RecordingPage, 'state' | 'outputs'>;

/** After how many milliseconds to look again at what changes by itself; undefined: nothing does. */
export const askAgainAfter = ({ state, outputs }: Asked): number | undefined => {
  if (state === 'rendering') return 1_000;
  if (state === 'stopped') return 2_000;
  if (state === 'recording' || state === 'paused') return 5_000;
  return outputs.some((output) => output.state === 'asked') ? 2_000 : undefined;
};
