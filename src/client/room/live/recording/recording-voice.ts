import type { Language } from '../../../../base/languages.ts';
import type { RecordingNews } from './recording-news.ts';

/** What the voice says; each is a file of `public/sounds/`, in each language. */
type Saying = 'started' | 'paused' | 'resumed' | 'stopped';

const SAYINGS: Partial<Record<RecordingNews['kind'], Saying>> = {
  started: 'started',
  runs: 'started',
  paused: 'paused',
  resumed: 'resumed',
  stopped: 'stopped',
};

/** The file that says a piece of news, in a language; undefined for what the voice leaves out. */
export const voiceOf = ({ kind }: RecordingNews, language: Language): string | undefined => {
  const saying = SAYINGS[kind];
  return saying === undefined ? undefined : `/sounds/recording-${saying}.${language}.mp3`;
};
