import { serveTasks } from '../../platform/serve-tasks.ts';
import type { ReadingContext } from '../object-facts.ts';
import { decodeCalendarText } from './decode-calendar-text.ts';
import { type FeedManners, feedManners } from './feed-manners.ts';
import { type FileObject, gatherObjects } from './file-object.ts';
import { type ReadFileObject, readFileObject } from './read-file-object.ts';
import { type FileProblem, splitCalendarFile } from './split-calendar-file.ts';

/** Shared rather than sent: a file is asked for many times, each time for some of its events. */
export interface SharedFile {
  /** Names the file among all that were ever read. */
  readonly id: number;
  readonly bytes: SharedArrayBuffer;
}

export type FileTask =
  | { readonly kind: 'open'; readonly file: SharedFile }
  | {
      readonly kind: 'read';
      readonly file: SharedFile;
      /** How many of its events are read already. */
      readonly from: number;
      readonly context: ReadingContext;
      /** An Int32: in which line of the file the event begins that is being read, to be told which one did not end. */
      readonly progress: SharedArrayBuffer;
    };

export type FileAnswer =
  | { readonly kind: 'open'; readonly manners: FeedManners; readonly isWhole: boolean }
  | { readonly kind: 'refused'; readonly code: FileProblem; readonly line?: number }
  | { readonly kind: 'read'; readonly objects: readonly ReadFileObject[]; readonly isLast: boolean };

/** Far below the time after which a task is killed: one event that takes longer than the rest is killed alone. */
const BATCH_MS = 250;
/** What the thread that serves everybody takes over in a few milliseconds. */
const BATCH_OBJECTS = 50;

type Split =
  | Extract<FileAnswer, { kind: 'refused' }>
  | { readonly objects: readonly FileObject[]; readonly manners: FeedManners; readonly isWhole: boolean };

const split = (bytes: Uint8Array): Split => {
  const file = splitCalendarFile(decodeCalendarText(bytes));
  if (!file.ok) return { kind: 'refused', code: file.code, ...(file.line !== undefined && { line: file.line }) };
  const [first] = file.calendars;
  return { objects: gatherObjects(file.parts), manners: first ? feedManners(first) : {}, isWhole: file.isWhole };
};

/** The file of the last task: the next one is most often of the same. */
let last: { readonly id: number; readonly split: Split } | undefined;

const splitOnce = ({ id, bytes }: SharedFile): Split => {
  // A file that is cut anew has let go of the one before.
  if (last?.id !== id) last = undefined;
  last ??= { id, split: split(new Uint8Array(bytes).slice()) };
  return last.split;
};

const read = (
  objects: readonly FileObject[],
  { from, context, progress }: Extract<FileTask, { kind: 'read' }>,
): FileAnswer => {
  const atLine = new Int32Array(progress);
  const untilMs = performance.now() + BATCH_MS;
  const answers: ReadFileObject[] = [];
  for (const object of objects.slice(from, from + BATCH_OBJECTS)) {
    Atomics.store(atLine, 0, object.line);
    answers.push(readFileObject(object, context));
    if (performance.now() > untilMs) break;
  }
  const isLast = from + answers.length >= objects.length;
  if (isLast) last = undefined;
  return { kind: 'read', objects: answers, isLast };
};

serveTasks((task: FileTask): FileAnswer => {
  const file = splitOnce(task.file);
  if ('kind' in file) return file;
  const { objects, manners, isWhole } = file;
  return task.kind === 'open' ? { kind: 'open', manners, isWhole } : read(objects, task);
});
