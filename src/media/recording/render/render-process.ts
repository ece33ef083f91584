import { constants, setPriority } from 'node:os';
import { RecordingMissing } from './mix-recording.ts';
import { NoRecordedSound } from './read-opus-file.ts';
import type { Rendered, RenderMessage, RenderOrder } from './render-order.ts';
import { renderOutput, renderRecording } from './render-recording.ts';

/**
 * The whole of a rendering process: takes one order and ends. Others go first on the processor. A process and not a thread: threads
 * of Node have no priority of their own, and a codec that fails takes nothing else along.
 */
const TELL_MS = 500;

const isHopeless = (error: unknown): boolean => error instanceof RecordingMissing || error instanceof NoRecordedSound;

/** Resolves when it is out of this process: what is long is not so at once. */
const say = (message: RenderMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve());
  });

const render = async (order: RenderOrder, onProgress: (share: number) => void): Promise<Rendered> => {
  const { kind, ...options } = order;
  if (kind === 'mix') return { kind, ...(await renderRecording({ ...options, onProgress })) };
  return { kind, files: await renderOutput(kind, { ...options, onProgress }) };
};

const perform = async (order: RenderOrder): Promise<void> => {
  let share = 0;
  // By the clock rather than by the share: nobody has to wonder whether it still runs.
  const telling = setInterval(() => void say({ say: 'progress', share }), TELL_MS);
  try {
    const rendered = await render(order, (next) => {
      share = next;
    });
    await say({ say: 'done', rendered });
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await say({ say: 'failed', problem, hopeless: isHopeless(error) });
  } finally {
    clearInterval(telling);
    process.disconnect();
  }
};

try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Not everywhere is that allowed.
}
process.once('message', (order: RenderOrder) => void perform(order));
// The server is gone: nobody wants this any more.
process.once('disconnect', () => process.exit());
