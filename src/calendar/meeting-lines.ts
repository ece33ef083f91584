import type { MeetingId } from '../base/ids.ts';

/** The texts of an event that its people write. */
export interface EventTexts {
  readonly location: string;
  readonly description: string;
}

/** What a stored object carries so that any calendar program shows the way into the meeting. */
export interface LinkedTexts extends EventTexts {
  readonly url: string;
}

const NAME = 'WebMeeting: ';

/** Writes the meeting's door into the texts: as location when there is none, and as the first line of the description. */
export const addMeetingLines = ({ location, description }: EventTexts, doorUrl: string | undefined): LinkedTexts => {
  if (doorUrl === undefined) return { location, description, url: '' };
  const line = `${NAME}${doorUrl}`;
  return {
    location: location === '' ? doorUrl : location,
    description: description === '' ? line : `${line}\n\n${description}`,
    url: doorUrl,
  };
};

/** Whether a text is the address of that meeting's door, whatever the site was called when it was written. */
export const isDoorOf = (text: string, meetingId: string): boolean =>
  /^https?:\/\/\S+$/.test(text) && text.endsWith(`/m/${meetingId}`);

export const mentionsDoor = (text: string, meetingId: string): boolean => text.includes(`/m/${meetingId}`);

/**
 * The texts without what `addMeetingLines` added. The door is known by its path: the site may have had another name when the
 * object was stored.
 */
export const removeMeetingLines = (
  { location, description }: EventTexts,
  meetingId: MeetingId | undefined,
): EventTexts => {
  if (meetingId === undefined) return { location, description };
  const isDoor = (text: string): boolean => isDoorOf(text, meetingId);
  const breakAt = description.indexOf('\n');
  const firstLine = breakAt < 0 ? description : description.slice(0, breakAt);
  const rest = breakAt < 0 ? '' : description.slice(breakAt + 1).replace(/^\n/, '');
  const isOurs = firstLine.startsWith(NAME) && isDoor(firstLine.slice(NAME.length));
  return { location: isDoor(location) ? '' : location, description: isOurs ? rest : description };
};
