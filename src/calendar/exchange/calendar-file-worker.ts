import { serveTasks } from '../../platform/serve-tasks.ts';
import type { ReadingContext } from '../object-facts.ts';
import { decodeCalendarText } from './decode-calendar-text.ts';
import { type FeedManners, feedManners } from './feed-manners.ts';
import { gatherObjects } from './file-object.ts';
import { countObjects, type PackedObjects, packObjects, unpackObjects } from './packed-objects.ts';
import { type ReadFileObject, readFileObject } from './read-file-object.ts';
import { type FileProblem, splitCalendarFile } from './split-calendar-file.ts';

export type FileTask =
  | { readonly kind: 'open'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'read';
      readonly file: PackedObjects;
      /** How many of its events are read already. */
      readonly from: number;
      readonly context: ReadingContext;
      /** An Int32: in which line of the file the event begins that is being read, to be told which one did not end. */
      readonly progress: SharedArrayBuffer;
    };

export type FileAnswer =
  | { readonly kind: 'open'; readonly file: PackedObjects; readonly manners: FeedManners; readonly isWhole: boolean }
  | { readonly kind: 'refused'; readonly code: FileProblem; readonly line?: number }
  | { readonly kind: 'read'; readonly objects: readonly ReadFileObject[]; readonly isLast: boolean };

/** Far below the time after which a task is killed: one event that takes longer than the rest is killed alone. */
const BATCH_MS = 250;
/** What the thread that serves everybody takes over in a few milliseconds: so many events, with so many dates in all. */
const BATCH_OBJECTS = 50;
const BATCH_DATES = 2_000;

const open = (bytes: Uint8Array): FileAnswer => {
  const file = splitCalendarFile(decodeCalendarText(bytes));
  if (!file.ok) return { kind: 'refused', code: file.code, ...(file.line !== undefined && { line: file.line }) };
  const [first] = file.calendars;
  const manners = first ? feedManners(first) : {};
  return { kind: 'open', file: packObjects(gatherObjects(file.parts)), manners, isWhole: file.isWhole };
};

const read = ({ file, from, context, progress }: Extract<FileTask, { kind: 'read' }>): FileAnswer => {
  const atLine = new Int32Array(progress);
  const untilMs = performance.now() + BATCH_MS;
  const objects: ReadFileObject[] = [];
  let dates = 0;
  for (const object of unpackObjects(file, from, from + BATCH_OBJECTS)) {
    Atomics.store(atLine, 0, object.line);
    const read = readFileObject(object, context);
    objects.push(read);
    dates += read.ok ? read.read.instances.length : 0;
    if (dates >= BATCH_DATES || performance.now() > untilMs) break;
  }
  return { kind: 'read', objects, isLast: from + objects.length >= countObjects(file) };
};

serveTasks((task: FileTask): FileAnswer => (task.kind === 'open' ? open(task.bytes) : read(task)));
