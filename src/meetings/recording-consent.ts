import { DomainError } from '../base/errors.ts';
import type { Role } from '../contract/room/room-state.ts';
import type { Meeting } from './meeting.ts';

type Asking = Pick<Meeting, 'settings'>;

/** Whether the door asks somebody to agree to being recorded: of the organizer, who alone records, nobody asks it. */
export const asksConsent = ({ settings }: Asking, role: Role, consentedMs?: number): boolean =>
  settings.recordingConsent && role !== 'organizer' && consentedMs === undefined;

/** Refuses with `consent-required` whoever has to agree and has not. */
export const requireConsent = (meeting: Asking, role: Role, consentedMs: number | undefined): void => {
  if (asksConsent(meeting, role, consentedMs)) throw new DomainError('consent-required');
};
