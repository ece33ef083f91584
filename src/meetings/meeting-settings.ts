import {
  type SettingsOfMeeting,
  type SettingsOfMeetingChange,
  settingsOfMeetingChange,
} from '../contract/http/meeting.ts';
import { LIMITS } from '../contract/limits.ts';

/** How one meeting is held. */
export type MeetingSettings = SettingsOfMeeting;

export const DEFAULT_MEETING_SETTINGS: MeetingSettings = {
  everyoneWaits: false,
  keepChat: true,
  participantsMax: LIMITS.participants,
  recordingConsent: false,
  mailAfter: 'organizer',
};

export const changedSettings = (settings: MeetingSettings, change: SettingsOfMeetingChange): MeetingSettings => ({
  everyoneWaits: change.everyoneWaits ?? settings.everyoneWaits,
  keepChat: change.keepChat ?? settings.keepChat,
  participantsMax: change.participantsMax ?? settings.participantsMax,
  recordingConsent: change.recordingConsent ?? settings.recordingConsent,
  mailAfter: change.mailAfter ?? settings.mailAfter,
});

/** What is stored: only what differs, so that a default that changes later reaches the meetings that never said anything. */
export const writeSettings = (settings: MeetingSettings, defaults = DEFAULT_MEETING_SETTINGS): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(settings).filter(([name, value]) => value !== defaults[name as keyof MeetingSettings]),
    ),
  );

/** What was stored by another version and is not understood counts as not said. */
export const readSettings = (text: string, defaults = DEFAULT_MEETING_SETTINGS): MeetingSettings => {
  const stored = settingsOfMeetingChange.safeParse(JSON.parse(text));
  return changedSettings(defaults, stored.success ? stored.data : {});
};
