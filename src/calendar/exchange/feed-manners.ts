import { unescapeText } from '../../protocols/icalendar/calendar-text.ts';
import type { FileCalendar } from './split-calendar-file.ts';

/** What a published calendar says of itself. */
export interface FeedManners {
  readonly name?: string;
  /** How often it wants to be asked. */
  readonly refreshMs?: number;
}

const NAME_CHARACTERS = 100;
const DURATION = /^\+?P(?:(\d{1,4})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?)$/i;

/** RFC 5545 3.3.6 DURATION, in milliseconds. */
const readDuration = (text: string): number | undefined => {
  const parts = DURATION.exec(text.trim());
  if (!parts) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const total = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
  return total > 0 ? total : undefined;
};

const readText = (written: string | undefined): string | undefined => {
  const text =
    written &&
    unescapeText(written)
      .replace(/\p{C}+/gu, ' ')
      .trim()
      .slice(0, NAME_CHARACTERS);
  return text === '' ? undefined : text;
};

/** RFC 7986 5.1 NAME and 5.7 REFRESH-INTERVAL, or their older forms. */
export const feedManners = ({ properties }: FileCalendar): FeedManners => {
  const name = readText(properties.get('NAME') ?? properties.get('X-WR-CALNAME'));
  const interval = properties.get('REFRESH-INTERVAL') ?? properties.get('X-PUBLISHED-TTL');
  const refreshMs = interval === undefined ? undefined : readDuration(interval);
  return { ...(name !== undefined && { name }), ...(refreshMs !== undefined && { refreshMs }) };
};
