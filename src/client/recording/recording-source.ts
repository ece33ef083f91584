import { createContext } from 'preact';

/** Where a recording is loaded from. */
export interface RecordingSource {
  /** Below `/api/v1`: `/recordings/ID`, or `/shared/TOKEN/recording`. */
  readonly api: string;
  /** By a link that was shared: its reader may have no account here. */
  readonly shared: boolean;
}

export const RecordingSourceContext = createContext<RecordingSource>({ api: '', shared: false });
