import { computed, effect, signal } from '@preact/signals';
import type { DocumentList } from '../../../contract/http/document.ts';
import { account, endedSession } from '../../calendar/shell/session.ts';
import { t } from '../../shared/language.ts';
import { documentsChanged } from '../documents-state.ts';
import { sendFile } from './send-file.ts';
import { isRunning, sumUp, type UploadItem } from './upload-item.ts';
import { refusedBefore, uploadProblemText } from './upload-problem.ts';

const AT_ONCE = 2;

/** All that was chosen since the list was closed, in that order. They go on while other screens are shown. */
export const uploads = signal<readonly UploadItem[]>([]);
export const uploadSum = computed(() => sumUp(uploads.value));

/** What is known of the account's space; set by the list. */
export const room = signal<DocumentList['usage'] | undefined>(undefined);

const files = new Map<number, File>();
const cancels = new Map<number, () => void>();
let lastId = 0;

const update = (id: number, change: Partial<UploadItem>): void => {
  uploads.value = uploads.value.map((item) => (item.id === id ? { ...item, ...change } : item));
};

const ended = (id: number, change: Partial<UploadItem>): void => {
  cancels.delete(id);
  if (change.state === 'done') files.delete(id);
  update(id, change);
  startNext();
};

const start = ({ id, parentId, bytes }: UploadItem): void => {
  const file = files.get(id);
  if (!file) return;
  update(id, { state: 'sending', problem: undefined });
  const cancel = sendFile(
    { file, parentId, accountId: account.value?.email ?? '' },
    {
      onProgress: (sent) => update(id, { sent, state: 'sending' }),
      onOffline: () => update(id, { state: 'offline' }),
      onDone: () => {
        ended(id, { state: 'done', sent: bytes });
        documentsChanged();
      },
      onFailed: (problem) => {
        if (problem) endedSession(problem);
        const text = problem ? uploadProblemText(problem, room.value) : t('documents.upload.unreadable');
        ended(id, { state: 'failed', problem: text });
      },
    },
  );
  cancels.set(id, cancel);
};

const startNext = (): void => {
  const busy = uploads.value.filter(({ state }) => state === 'sending' || state === 'offline').length;
  for (const item of uploads.value.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, AT_ONCE - busy)))
    start(item);
};

/** Puts files in the queue for a folder. What need not be sent is refused at once, with the reason. */
export const addUploads = (chosen: readonly File[], parentId: string): void => {
  const items = chosen.map((file): UploadItem => {
    lastId += 1;
    files.set(lastId, file);
    const problem = refusedBefore(file.size, room.value);
    return {
      id: lastId,
      name: file.name,
      parentId,
      bytes: file.size,
      sent: 0,
      state: problem === undefined ? 'waiting' : 'failed',
      problem,
    };
  });
  uploads.value = [...uploads.value, ...items];
  startNext();
};

/** Something that could not even be begun, among the uploads: a folder that was refused. */
export const addFailure = (name: string, problem: string): void => {
  lastId += 1;
  uploads.value = [...uploads.value, { id: lastId, name, parentId: '', bytes: 0, sent: 0, state: 'failed', problem }];
};

export const cancelUpload = (id: number): void => {
  cancels.get(id)?.();
  ended(id, { state: 'cancelled' });
};

export const canRetry = ({ id, state }: UploadItem): boolean =>
  (state === 'failed' || state === 'cancelled') && files.has(id);

export const retryUpload = (id: number): void => {
  update(id, { state: 'waiting', sent: 0, problem: undefined });
  startNext();
};

/** Takes away what has ended. */
export const clearUploads = (): void => {
  for (const { id } of uploads.value.filter((item) => !isRunning(item))) files.delete(id);
  uploads.value = uploads.value.filter(isRunning);
};

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
// Leaving the page stops what is being sent.
effect(() => {
  if (uploadSum.value.running > 0) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
});
