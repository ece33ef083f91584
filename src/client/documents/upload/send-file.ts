import { type DetailedError, Upload } from 'tus-js-client';
import type { ApiProblem } from '../../shared/api.ts';
import { passes, readUploadProblem } from './upload-problem.ts';

const ENDPOINT = '/api/v1/uploads/';
/** A piece that was cut is sent again from where it was cut; smaller pieces pass proxies that limit a body. */
const PIECE_BYTES = 8 * 1024 * 1024;
const RETRY_DELAYS_MS = [0, 1_000, 3_000, 5_000];
/** After those, as long as it takes. */
const LATER_MS = 10_000;

export interface FileToSend {
  readonly file: File;
  readonly parentId: string;
  /** Whose it is: the same file of somebody else is not continued. */
  readonly accountId: string;
}

interface Listeners {
  readonly onProgress: (sent: number) => void;
  readonly onOffline: () => void;
  readonly onDone: () => void;
  /** Undefined: the file itself could not be read. */
  readonly onFailed: (problem: ApiProblem | undefined) => void;
}

/** The same file for the same folder: chosen again after a reload, it goes on where it was. */
const fingerprint = ({ file, parentId, accountId }: FileToSend): string =>
  ['webmeeting', accountId, parentId, file.webkitRelativePath, file.name, file.size, file.lastModified].join(':');

const problemOf = (error: Error | DetailedError): ApiProblem | undefined => {
  if (!('originalRequest' in error) || !error.originalRequest) return undefined;
  const response = error.originalResponse;
  return readUploadProblem(response?.getStatus() ?? 0, response?.getBody() ?? '');
};

/** Sends one file, piece by piece, over lost networks and restarts. Answers how to give it up; the server then forgets it. */
export const sendFile = (what: FileToSend, listeners: Listeners): (() => void) => {
  let later = 0;
  let ended = false;
  const goOn = (): void => {
    clearTimeout(later);
    removeEventListener('online', goOn);
    if (!ended) upload.start();
  };
  const upload = new Upload(what.file, {
    endpoint: ENDPOINT,
    chunkSize: PIECE_BYTES,
    retryDelays: RETRY_DELAYS_MS,
    metadata: {
      name: what.file.name,
      filename: what.file.name,
      filetype: what.file.type,
      parentId: what.parentId,
      onConflict: 'rename',
    },
    fingerprint: () => Promise.resolve(fingerprint(what)),
    removeFingerprintOnSuccess: true,
    onProgress: listeners.onProgress,
    onShouldRetry: (error) => {
      const problem = problemOf(error);
      const again = problem !== undefined && passes(problem);
      if (again) listeners.onOffline();
      return again;
    },
    onError: (error) => {
      const problem = problemOf(error);
      if (problem && passes(problem) && !ended) {
        listeners.onOffline();
        addEventListener('online', goOn);
        later = window.setTimeout(goOn, LATER_MS);
        return;
      }
      ended = true;
      listeners.onFailed(problem);
    },
    onSuccess: () => {
      ended = true;
      listeners.onDone();
    },
  });
  upload
    .findPreviousUploads()
    .then((earlier) => {
      const newest = earlier.toSorted((a, b) => Date.parse(b.creationTime) - Date.parse(a.creationTime))[0];
      if (newest) upload.resumeFromPreviousUpload(newest);
    })
    .catch(() => {
      // Without storage it starts at the beginning.
    })
    .finally(() => {
      if (!ended) upload.start();
    });
  return () => {
    ended = true;
    clearTimeout(later);
    removeEventListener('online', goOn);
    // What cannot be told now is forgotten by the server after a while.
    upload.abort(true).catch(() => {});
  };
};
