import { foldLines } from '../../protocols/icalendar/fold-lines.ts';
import { namedZone } from '../../protocols/icalendar/resolve-zone.ts';
import { vtimezoneLines } from '../../protocols/icalendar/vtimezone.ts';
import { type ObjectRefusal, type ReadingContext, type ReadObject, readObjectText, repeats } from '../object-facts.ts';
import type { FileObject } from './file-object.ts';
import { fileLineOf } from './file-object.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { PartProblem } from './split-calendar-file.ts';

/** What the preview says of an event. */
export interface FileItem {
  readonly uid: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly timeZone: string;
  readonly recurring: boolean;
  readonly line: number;
}

export type ItemProblem = ObjectRefusal['code'] | PartProblem | 'too-many-dates-in-file';

/** One event of a file: ready to be stored, or why it is not. `problemLine`: of the file. */
export type ReadFileObject =
  | {
      readonly ok: true;
      readonly item: FileItem;
      readonly raw: string;
      readonly fingerprint: string;
      readonly read: ReadObject;
    }
  | { readonly ok: false; readonly item: FileItem; readonly code: ItemProblem; readonly problemLine: number };

const TEN_YEARS_MS = 10 * 366 * 86_400_000;

/** Other programs know few names of zones: each that the file does not describe is described, when this machine knows it. */
const describeZones = (raw: string, zones: readonly string[], { startMs, endMs }: ReadObject): string => {
  const blocks = zones.flatMap((tzid) => {
    const zone = namedZone(tzid);
    if (zone === undefined) return [];
    const lines = vtimezoneLines(zone, startMs, endMs ?? startMs + TEN_YEARS_MS);
    return [foldLines(lines.map((line) => (line === `TZID:${zone}` ? `TZID:${tzid}` : line)))];
  });
  const at = raw.search(/^BEGIN:VEVENT/im);
  return blocks.length === 0 ? raw : raw.slice(0, at) + blocks.join('') + raw.slice(at);
};

const unread = ({ uid, title, line }: FileObject): FileItem => ({
  uid,
  title,
  start: '',
  end: '',
  allDay: false,
  timeZone: '',
  recurring: false,
  line,
});

/** Reads one event of a file within the limits for one object. Never throws. */
export const readFileObject = (object: FileObject, context: ReadingContext): ReadFileObject => {
  const { problem } = object;
  if (problem) return { ok: false, item: unread(object), code: problem.code, problemLine: problem.line };
  const read = readObjectText(object.raw, context);
  if (!read.ok) return { ok: false, item: unread(object), code: read.code, problemLine: fileLineOf(object, read.line) };
  const { facts } = read.value;
  const { title, start, end, allDay, timeZone = '' } = facts.main;
  const item = { ...unread(object), title, start, end, allDay, timeZone, recurring: repeats(facts) };
  const raw = describeZones(object.raw, object.undescribedZones, read.value);
  return { ok: true, item, raw, fingerprint: fingerprintOf(object.raw), read: read.value };
};
