import type { ErrorCode } from '../../../base/errors.ts';
import type { Problem } from '../../../contract/http/problem.ts';
import { ApiProblem, type ProblemCode } from '../../shared/api.ts';
import { formatBytes } from '../../shared/format-bytes.ts';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { nameRefusal } from '../document-problem.ts';

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  415: 'unsupported-type',
  507: 'quota-exceeded',
};

/** What the upload server answered, as a refusal; a proxy's own answer is judged by its status. */
export const readUploadProblem = (status: number, body: string): ApiProblem => {
  try {
    const problem = JSON.parse(body) as Partial<Problem>;
    if (typeof problem.code === 'string') return new ApiProblem(problem.code, status, problem);
  } catch {
    // Not one of ours.
  }
  const code: ProblemCode = status === 0 ? 'unreachable' : (BY_STATUS[status] ?? 'unavailable');
  return new ApiProblem(code, status);
};

/** Whether the same would be accepted a moment later: the way was broken, or the server was away. */
export const passes = ({ code, status }: ApiProblem): boolean =>
  status === 0 ||
  status === 423 ||
  status === 429 ||
  (status >= 500 && code !== 'quota-exceeded' && code !== 'disk-full');

interface Room {
  readonly quotaBytes: number;
  readonly bytes: number;
  readonly uploadMaxBytes: number;
}

const noRoom = ({ quotaBytes, bytes }: Room): string =>
  t('documents.upload.quota', { free: formatBytes(Math.max(0, quotaBytes - bytes)) });

/** Why a file need not be sent at all; `room` is what is known of the account's space. */
export const refusedBefore = (bytes: number, room: Room | undefined): string | undefined => {
  if (!room) return undefined;
  if (room.uploadMaxBytes > 0 && bytes > room.uploadMaxBytes)
    return t('documents.upload.overLimit', { limit: formatBytes(room.uploadMaxBytes) });
  return room.quotaBytes > 0 && bytes > room.quotaBytes - room.bytes ? noRoom(room) : undefined;
};

/** A refusal in words that say what to do. */
export const uploadProblemText = (problem: ApiProblem, room: Room | undefined): string => {
  if (problem.code === 'quota-exceeded')
    return room && room.quotaBytes > 0 ? noRoom(room) : t('documents.upload.quotaUnknown');
  if (problem.code === 'disk-full') return t('documents.upload.diskFull');
  if (problem.code === 'unsupported-type') return t('documents.upload.type');
  if (problem.code === 'not-found') return t('documents.upload.gone');
  if (problem.code === 'too-large')
    return room && room.uploadMaxBytes > 0
      ? t('documents.upload.overLimit', { limit: formatBytes(room.uploadMaxBytes) })
      : problemText(problem);
  if (problem.code === 'already-exists') return t('documents.name.taken');
  if (nameRefusal(problem) !== undefined) return t('documents.upload.badName');
  return t('documents.upload.refused', { reason: problemText(problem) });
};
