import type { Transaction, UnitOfWork } from '../../../platform/database.ts';
import type { Recording } from '../recording.ts';
import type { RecordingStore } from '../recording-store.ts';
import type { KeepRendered } from './keep-rendered.ts';
import type { RenderQueue, RenderTask } from './render-job.ts';

/** The queue that the recordings themselves are. */
export interface RecordingQueue extends RenderQueue {
  /** 0 to 1 of what is being rendered. */
  progressOf(recordingId: string): number | undefined;
}

interface RecordingQueueDeps {
  readonly store: RecordingStore;
  readonly keep: KeepRendered;
  /** Of the session's log. */
  readonly logPath: (recording: Recording) => string;
  /** Of what was rendered; undefined: it was thrown away. */
  readonly soundPath: (recording: Recording) => Promise<string | undefined>;
  /** Ready, or failed for good. */
  readonly onSettled: (recording: Recording) => void;
  /** In the transaction that makes it ready; with the length that was rendered. */
  readonly onReady?: {
    readonly unitOfWork: UnitOfWork;
    tell(transaction: Transaction, recording: Recording, durationMs: number): Promise<void>;
  };
}

export const createRecordingQueue = ({
  store,
  keep,
  logPath,
  soundPath,
  onSettled,
  onReady,
}: RecordingQueueDeps): RecordingQueue => {
  let current: { readonly recording: Recording; share: number } | undefined;
  /** Attempts at outputs, which are asked for and waited for: counted while the server runs. */
  const outputAttempts = new Map<string, number>();

  const keyOf = ({ recordingId, kind }: RenderTask): string => `${recordingId} ${kind}`;

  const toTask = (recording: Recording, kind: RenderTask['kind'], attempt: number): RenderTask => {
    current = { recording, share: 0 };
    return {
      recordingId: recording.id,
      kind,
      attempt,
      logPath: logPath(recording),
      startedMs: recording.startedMs,
      ...(recording.endedMs !== undefined && { endedMs: recording.endedMs }),
    };
  };

  const settle = async ({ recordingId }: RenderTask): Promise<void> => {
    const recording = await store.find(recordingId);
    current = undefined;
    if (recording !== undefined) onSettled(recording);
  };

  const again = async (task: RenderTask, problem: string): Promise<void> => {
    current = undefined;
    if (task.kind === 'mix') await store.setFailed(task.recordingId, problem, true);
    else outputAttempts.set(keyOf(task), task.attempt);
  };

  return {
    progressOf: (recordingId) => (current?.recording.id === recordingId ? current.share : undefined),
    async take() {
      // One at a time: what was left as under way was by a server that was killed, or by a disk that could not note its end.
      await store.requeueRendering();
      const stopped = await store.nextStopped();
      if (stopped !== undefined) {
        await store.setRendering(stopped.id);
        return toTask(stopped, 'mix', stopped.attempts + 1);
      }
      const asked = await store.nextOutput();
      if (asked === undefined) return undefined;
      const before = outputAttempts.get(`${asked.recording.id} ${asked.kind}`) ?? 0;
      const sound = await soundPath(asked.recording);
      return { ...toTask(asked.recording, asked.kind, before + 1), ...(sound !== undefined && { soundPath: sound }) };
    },
    progress(_task, share) {
      if (current !== undefined) current.share = share;
    },
    async finish(task, rendered) {
      const recording = await store.find(task.recordingId);
      // Deleted meanwhile: nobody wants it.
      if (recording === undefined) {
        current = undefined;
        return;
      }
      const { id: documentId } = await keep(recording, rendered);
      if (rendered.kind === 'mix') {
        const made = { documentId, timeline: rendered.timeline };
        if (onReady === undefined) await store.setReady(recording.id, made);
        else
          await onReady.unitOfWork(async (transaction) => {
            await store.setReady(recording.id, made, transaction);
            await onReady.tell(transaction, recording, made.timeline.durationMs);
          });
        await settle(task);
        return;
      }
      outputAttempts.delete(keyOf(task));
      await store.setOutput(recording.id, rendered.kind, documentId);
      current = undefined;
    },
    retry: again,
    async giveBack(task) {
      current = undefined;
      if (task.kind === 'mix') await store.giveBack(task.recordingId);
    },
    async fail(task, problem) {
      if (task.kind === 'mix') {
        await store.setFailed(task.recordingId, problem, false);
        await settle(task);
        return;
      }
      outputAttempts.delete(keyOf(task));
      await store.setOutput(task.recordingId, task.kind, undefined);
      current = undefined;
    },
  };
};
