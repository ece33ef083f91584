import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../../base/log.ts';
import { createJob, type Job } from '../../../platform/job.ts';
import type { RecordingSource } from './mix-recording.ts';
import type { Rendered, RenderOrder } from './render-order.ts';
import { RenderFailed, type StartRenderOptions, startRender } from './start-render.ts';

/** Something to be rendered: a recording, or another form of one. */
export interface RenderTask extends RecordingSource {
  readonly kind: RenderOrder['kind'];
  /** 1 the first time; counted when it is taken, so that a server that dies of it does not try for ever. */
  readonly attempt: number;
}

/** Where the tasks stand, kept over restarts. What was under way when the server stopped is due again. */
export interface RenderQueue {
  /** The next task, marked as under way and counted as an attempt. */
  take(): Promise<RenderTask | undefined>;
  /** 0 to 1, at least once a second. */
  progress(task: RenderTask, share: number): void;
  /** Takes the files to where they stay; when this resolves they have been moved or copied. */
  finish(task: RenderTask, rendered: Rendered): Promise<void>;
  /** Due again: it went wrong and is tried anew. */
  retry(task: RenderTask, problem: string): Promise<void>;
  /** Due again, this attempt not counted: the server stops. */
  giveBack(task: RenderTask): Promise<void>;
  /** Not due any more, until somebody asks. */
  fail(task: RenderTask, problem: string): Promise<void>;
}

interface RenderJobDeps {
  readonly queue: RenderQueue;
  /** For what is being made; emptied at the start. Nothing else may be in it. */
  readonly directory: string;
  readonly log: Log;
  readonly render?: (order: RenderOrder, options: StartRenderOptions) => Promise<Rendered>;
  readonly retryMs?: number;
}

const MOST_ATTEMPTS = 3;
/** Begun this often and neither done nor failed, it is what the server dies of. */
export const MOST_BEGUN = 10;
const RETRY_MS = 10_000;

/** Renders one recording after the other, in a process of its own that lets others go first. Wake it when something is due. */
export const createRenderJob = ({
  queue,
  directory,
  log,
  render = startRender,
  retryMs = RETRY_MS,
}: RenderJobDeps): Job => {
  let stopping = new AbortController();
  let swept = false;

  const goneWrong = async (task: RenderTask, error: unknown): Promise<number> => {
    const { recordingId, kind, attempt } = task;
    if (stopping.signal.aborted) {
      await queue.giveBack(task);
      return 0;
    }
    const problem = error instanceof Error ? error.message : String(error);
    const hopeless = attempt >= MOST_ATTEMPTS || (error instanceof RenderFailed && error.hopeless);
    log[hopeless ? 'error' : 'warn']({ err: error, recordingId, kind, attempt }, 'a recording could not be rendered');
    if (hopeless) await queue.fail(task, problem);
    else await queue.retry(task, problem);
    return hopeless ? 0 : retryMs;
  };

  const perform = async (task: RenderTask): Promise<number> => {
    const { attempt, ...source } = task;
    if (attempt > MOST_BEGUN) {
      await queue.fail(task, 'The server ended each time while this was rendered');
      return 0;
    }
    const outputDirectory = join(directory, `${task.recordingId}-${task.kind}`);
    await rm(outputDirectory, { recursive: true, force: true });
    try {
      const onProgress = (share: number): void => queue.progress(task, share);
      const rendered = await render({ ...source, outputDirectory }, { onProgress, signal: stopping.signal });
      await queue.finish(task, rendered);
      return 0;
    } catch (error) {
      return await goneWrong(task, error);
    } finally {
      await rm(outputDirectory, { recursive: true, force: true });
    }
  };

  const job = createJob({
    name: 'render recordings',
    log,
    run: async () => {
      if (!swept) await rm(directory, { recursive: true, force: true });
      swept = true;
      const task = await queue.take();
      return task && perform(task);
    },
  });

  return {
    start: () => {
      stopping = new AbortController();
      job.start();
    },
    stop: () => {
      stopping.abort();
      return job.stop();
    },
    wake: () => job.wake(),
  };
};
