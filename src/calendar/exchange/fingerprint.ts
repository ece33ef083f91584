import { createHash } from 'node:crypto';
import { unfoldLines } from './file-lines.ts';

/** Written anew by many programs whenever they are asked, though nothing changed. */
const CHANGES_BY_ITSELF = /^(?:DTSTAMP|LAST-MODIFIED|CREATED)[:;]/i;

/**
 * The VEVENTs of an object without what differs though the event is the same: how lines are folded and end, when it was written,
 * what stands around the events.
 */
const eventsText = (raw: string): string => {
  const kept: string[] = [];
  let depth = 0;
  for (const line of unfoldLines(raw.split(/\r?\n/))) {
    const isBegin = /^BEGIN:VEVENT\s*$/i.test(line);
    if (isBegin || depth > 0) depth += /^BEGIN:/i.test(line) ? 1 : 0;
    if (depth > 0 && !CHANGES_BY_ITSELF.test(line)) kept.push(line);
    if (depth > 0 && /^END:/i.test(line)) depth -= 1;
  }
  return kept.join('\n');
};

/** The same for two texts of the same event. */
export const fingerprintOf = (raw: string): string => createHash('sha256').update(eventsText(raw)).digest('base64url');
