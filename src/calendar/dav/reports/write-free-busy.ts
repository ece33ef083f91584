import type { ClosedRange } from '../../../protocols/dav/time-range.ts';
import { foldLines } from '../../../protocols/icalendar/fold-lines.ts';
import { settleBusyTimes } from '../../free-busy/busy-times.ts';

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
  readonly tentative: boolean;
}

const utcText = (ms: number): string => new Date(ms).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

/** RFC 5545 3.6.4: a VFREEBUSY. `lines` are its further properties. */
export const writeFreeBusy = (
  times: readonly Stretch[],
  { fromMs, toMs }: ClosedRange,
  nowMs: number,
  { method, lines = [] }: { readonly method?: string; readonly lines?: readonly string[] } = {},
): string => {
  const kinds = times.map(({ startMs, endMs, tentative }) => ({
    startMs,
    endMs,
    kind: tentative ? ('tentative' as const) : ('busy' as const),
  }));
  const busy = settleBusyTimes(kinds, fromMs, toMs).map(
    ({ startMs, endMs, kind }) =>
      `FREEBUSY;FBTYPE=${kind === 'busy' ? 'BUSY' : 'BUSY-TENTATIVE'}:${utcText(startMs)}/${utcText(endMs)}`,
  );
  return foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//WebMeeting//CalDAV//EN',
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    'BEGIN:VFREEBUSY',
    `DTSTAMP:${utcText(nowMs)}`,
    `DTSTART:${utcText(fromMs)}`,
    `DTEND:${utcText(toMs)}`,
    ...lines,
    ...busy,
    'END:VFREEBUSY',
    'END:VCALENDAR',
  ]);
};
