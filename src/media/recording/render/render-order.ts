import type { RecordingOutput, RecordingTimeline } from '../../../contract/http/recording.ts';
import type { RecordingSource } from './mix-recording.ts';
import type { RenderedFile } from './render-recording.ts';

/** What a rendering process is to make. */
export interface RenderOrder extends RecordingSource {
  readonly kind: 'mix' | RecordingOutput;
  readonly outputDirectory: string;
}

/** What it made. */
export type Rendered =
  | { readonly kind: 'mix'; readonly audioPath: string; readonly timeline: RecordingTimeline }
  | { readonly kind: RecordingOutput; readonly files: readonly RenderedFile[] };

/** What it tells the process that started it. */
export type RenderMessage =
  | { readonly say: 'progress'; readonly share: number }
  | { readonly say: 'done'; readonly rendered: Rendered }
  /** `hopeless`: trying again would end the same. */
  | { readonly say: 'failed'; readonly problem: string; readonly hopeless: boolean };
