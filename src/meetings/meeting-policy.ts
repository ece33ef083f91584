import type { GuestRights, MeetingPolicy } from '../contract/http/meeting-policy.ts';
import { LIMITS } from '../contract/limits.ts';
import { DEFAULT_MEETING_SETTINGS, type MeetingSettings } from './meeting-settings.ts';

/** Everybody who is in may do what attendees do. */
export const FREE_GUESTS: GuestRights = { speak: true, chat: true, privateChat: true, files: true, seePeople: true };

/** Before an administrator has said anything. */
export const DEFAULT_MEETING_POLICY: MeetingPolicy = {
  sipUser: 'conference',
  lobby: 'keys-enter',
  pinRequired: false,
  opensBeforeMinutes: null,
  participantsMax: LIMITS.participants,
  roomsMax: 1_000,
  guests: FREE_GUESTS,
};

/** What of the policy the settings of a meeting stand under. */
export type SettingsPolicy = Pick<MeetingPolicy, 'lobby' | 'participantsMax'>;

/** How a meeting is held that never said anything. */
export const settingsByDefault = ({ lobby, participantsMax }: SettingsPolicy): MeetingSettings => ({
  ...DEFAULT_MEETING_SETTINGS,
  everyoneWaits: lobby !== 'keys-enter',
  participantsMax,
});

/** What a meeting has of what it asked for: it may be stricter than the policy, never freer. */
export const withinPolicy = (
  settings: MeetingSettings,
  { lobby, participantsMax }: SettingsPolicy,
): MeetingSettings => ({
  ...settings,
  everyoneWaits: settings.everyoneWaits || lobby === 'always',
  participantsMax: Math.min(settings.participantsMax, participantsMax),
});

/** When a meeting of that time may be started at the earliest; undefined: at any time. */
export const opensAtMs = (startMs: number, { opensBeforeMinutes }: MeetingPolicy): number | undefined =>
  opensBeforeMinutes === null ? undefined : startMs - opensBeforeMinutes * 60_000;
