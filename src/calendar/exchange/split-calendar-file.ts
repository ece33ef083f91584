import { contentValue, type FileLine, fileLines, unfoldLines } from './file-lines.ts';
import { FILE_EVENTS, FILE_LINES, FILE_NESTING, FILE_REFUSALS } from './limits.ts';

/** Why a part of a file is not an event that can be read. */
export type PartProblem =
  /** BEGIN without its END before the next event, or the end of the file. */
  | 'not-closed'
  /** An END that closes nothing. */
  | 'bad-nesting'
  | 'too-deep'
  /** A task, a journal entry, free/busy times. */
  | 'unsupported-component'
  /** An answer or a cancellation (RFC 5546) says something about an event and is not the event. */
  | 'is-message';

/** One component of a VCALENDAR as it stands in the file. */
export interface FilePart {
  /** Upper case. */
  readonly component: string;
  /** Which VCALENDAR of the file it is in. */
  readonly calendar: FileCalendar;
  /** Physical lines, BEGIN and END included. */
  readonly lines: readonly string[];
  /** Of BEGIN, counted from 1. */
  readonly line: number;
  readonly problem?: { readonly code: PartProblem; readonly line: number };
}

export interface FileCalendar {
  /** Unfolded properties of the VCALENDAR itself by name, the first of each. */
  readonly properties: ReadonlyMap<string, string>;
  /** Physical lines of each VTIMEZONE by its TZID. */
  readonly zones: ReadonlyMap<string, readonly string[]>;
}

export type FileProblem =
  | 'not-icalendar'
  /** More lines or events than limits.ts allows. */
  | 'too-large';

export type SplitFile =
  | {
      readonly ok: true;
      readonly parts: readonly FilePart[];
      readonly calendars: readonly FileCalendar[];
      /** False: the last VCALENDAR has no END, something was cut off. */
      readonly isWhole: boolean;
    }
  | { readonly ok: false; readonly code: FileProblem; readonly line?: number };

/** These never stand inside one another: one of them inside another means that an END is missing. */
const OUTERMOST = new Set(['VCALENDAR', 'VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE', 'VAVAILABILITY']);
const BOUNDARY = /^(BEGIN|END):\s*([A-Za-z0-9-]+)\s*$/i;

interface OpenCalendar {
  readonly properties: Map<string, string>;
  readonly zones: Map<string, readonly string[]>;
  /** Physical lines of the VCALENDAR's own properties. */
  readonly own: string[];
}

interface OpenPart {
  readonly component: string;
  readonly lines: string[];
  readonly line: number;
  /** The components open inside it. */
  readonly inside: string[];
  problem?: { readonly code: PartProblem; readonly line: number };
}

const closeCalendar = ({ properties, own }: OpenCalendar): void => {
  for (const line of unfoldLines(own)) {
    const name = line.slice(0, Math.max(0, line.search(/[:;]/))).toUpperCase();
    if (name !== '' && !properties.has(name)) properties.set(name, contentValue(line).trim());
  }
};

const zoneName = (lines: readonly string[]): string | undefined => {
  const line = unfoldLines(lines).find((one) => /^TZID[:;]/i.test(one));
  return line && contentValue(line).trim();
};

/** Reads line after line; what is open is in its fields. */
class Splitter {
  readonly parts: FilePart[] = [];
  readonly calendars: OpenCalendar[] = [];
  events = 0;
  refusals = 0;
  #calendar: OpenCalendar | undefined;
  #part: OpenPart | undefined;

  take({ text, number }: FileLine): void {
    const boundary = text.length < 200 ? BOUNDARY.exec(text) : null;
    const name = boundary?.[2]?.toUpperCase() ?? '';
    if (boundary?.[1]?.toUpperCase() === 'BEGIN') this.#begin(name, text, number);
    else if (boundary) this.#end(name, text, number);
    else if (this.#part) this.#part.lines.push(text);
    else this.#calendar?.own.push(text);
  }

  /** Answers whether everything was closed. */
  finish(line: number): boolean {
    const isWhole = this.#calendar === undefined;
    this.#closePart({ code: 'not-closed', line });
    this.#closeCalendar();
    return isWhole;
  }

  #begin(name: string, text: string, line: number): void {
    if (OUTERMOST.has(name)) this.#closePart({ code: 'not-closed', line });
    if (name === 'VCALENDAR') {
      this.#closeCalendar();
      this.#calendar = { properties: new Map(), zones: new Map(), own: [] };
      this.calendars.push(this.#calendar);
    } else if (this.#part) {
      this.#part.lines.push(text);
      this.#part.inside.push(name);
      if (this.#part.inside.length > FILE_NESTING) this.#part.problem ??= { code: 'too-deep', line };
    } else if (this.#calendar) this.#part = { component: name, lines: [text], line, inside: [] };
  }

  #end(name: string, text: string, line: number): void {
    if (name === 'VCALENDAR') {
      this.#closePart({ code: 'not-closed', line });
      this.#closeCalendar();
      return;
    }
    const part = this.#part;
    if (part === undefined) return;
    part.lines.push(text);
    const isOwn = part.component === name;
    if (isOwn && part.inside.length > 0) part.problem ??= { code: 'not-closed', line };
    if (isOwn) this.#closePart();
    else if (part.inside.pop() !== name) part.problem ??= { code: 'bad-nesting', line };
  }

  #closePart(missing?: FilePart['problem']): void {
    const part = this.#part;
    const calendar = this.#calendar;
    this.#part = undefined;
    if (part === undefined || calendar === undefined) return;
    const problem = part.problem ?? missing;
    if (part.component === 'VTIMEZONE') {
      const zone = problem ? undefined : zoneName(part.lines);
      if (zone !== undefined && !calendar.zones.has(zone)) calendar.zones.set(zone, part.lines);
      return;
    }
    const { component, lines, line } = part;
    if (component === 'VEVENT') this.events += 1;
    const refused = problem ?? (component === 'VEVENT' ? undefined : { code: 'unsupported-component' as const, line });
    if (refused) this.refusals += 1;
    this.parts.push({ component, calendar, lines, line, ...(refused && { problem: refused }) });
  }

  #closeCalendar(): void {
    if (this.#calendar) closeCalendar(this.#calendar);
    this.#calendar = undefined;
  }
}

/**
 * Cuts a calendar file, or several in a row, into the components that stand in it. One that is broken is said and does not
 * take the others with it. Never throws.
 */
export const splitCalendarFile = (text: string): SplitFile => {
  const splitter = new Splitter();
  let last = 0;
  for (const line of fileLines(text.startsWith('\ufeff') ? text.slice(1) : text)) {
    last = line.number;
    if (last > FILE_LINES) return { ok: false, code: 'too-large', line: last };
    splitter.take(line);
    if (splitter.events > FILE_EVENTS || splitter.refusals > FILE_REFUSALS)
      return { ok: false, code: 'too-large', line: last };
  }
  const isWhole = splitter.finish(last);
  const { parts, calendars } = splitter;
  return calendars.length === 0
    ? { ok: false, code: 'not-icalendar', line: 1 }
    : { ok: true, parts, calendars, isWhole };
};
