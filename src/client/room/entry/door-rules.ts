import type { Door, DoorNews } from '../../../contract/http/meeting.ts';
import type { DoorSource, Introduction } from './entry-api.ts';
import type { EntryForm } from './entry-screen.ts';

/** In these states nobody comes in. */
const GONE: ReadonlySet<string> = new Set(['cancelled', 'removed', 'off', 'replaced'] satisfies DoorNews['state'][]);

export const isGone = (news: DoorNews): boolean => GONE.has(news.state);

/** What became of a meeting that nobody comes into any more; undefined while one does. */
export const goneNews = (door: Door): DoorNews | undefined => {
  const { state, title, organizerName, startsAt, endsAt, allDay, timeZone, cancelledBy, calendarUrl } = door;
  if (state === undefined || !GONE.has(state)) return undefined;
  return { state, title, organizerName, startsAt, endsAt, allDay, timeZone, cancelledBy, calendarUrl };
};

/** A start link, or the door of a meeting that one may start oneself. */
export const startToken = (source: DoorSource | undefined, door: Door | undefined): string | undefined => {
  if (source?.kind === 'start') return source.token;
  return door?.startUrl === undefined || door.live === true ? undefined : door.startUrl.split('/').at(-1);
};

/** The link of a host without account: coming in by it starts the meeting. */
export const startsByJoining = (source: DoorSource | undefined, door: Door | undefined): boolean =>
  source?.kind === 'link' && door?.startsByJoining === true && door.live !== true;

/** The body of a join: the PIN only where the door asks for one and somebody has one. */
export const introductionOf = ({ name, pin, consent }: EntryForm, needsPin: boolean): Introduction => {
  const digits = pin.replace(/\s/g, '');
  return { name: name.trim(), ...(needsPin && digits !== '' && { pin: digits }), ...(consent && { consent }) };
};
