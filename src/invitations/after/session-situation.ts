import { type Account, emailKey } from '../../accounts/account.ts';
import type { AttendanceReport, Attended } from '../../meetings/attendance-report.ts';
import type { KeptMessage } from '../../meetings/attendance-store.ts';
import type { MeetingSettings } from '../../meetings/meeting-settings.ts';
import type { SessionRecording } from '../../meetings/session-recordings.ts';
import type { NoticedEvent } from '../notices/notice-mail.ts';

/** All that is known of a session when it is over. */
export interface SessionSituation {
  readonly report: AttendanceReport;
  /** Those to all that are kept. */
  readonly messages: readonly KeptMessage[];
  readonly recordings: readonly SessionRecording[];
  /** In whose documents it is kept. */
  readonly organizer: Account;
  /** The meeting is of somebody from elsewhere, and the account is the server's own. */
  readonly hosted: boolean;
  /** Called as the event is; when it is gone, by the meeting's own name. */
  readonly event: NoticedEvent;
  readonly settings: MeetingSettings;
}

/** Of whoever organizes from elsewhere the role alone tells. */
export const isOrganizer = (
  { organizer, hosted }: Pick<SessionSituation, 'organizer' | 'hosted'>,
  { address, role }: Attended,
): boolean => (hosted ? role === 'organizer' : address === emailKey(organizer.email));

const hadOthers = (situation: SessionSituation): boolean =>
  situation.report.people.some((one) => !isOrganizer(situation, one));

/** An organizer who looked in alone and said nothing leaves no papers. */
export const leavesPapers = (situation: SessionSituation): boolean =>
  hadOthers(situation) || situation.messages.length > 0 || situation.recordings.length > 0;

export const leavesMail = (situation: SessionSituation): boolean =>
  hadOthers(situation) || situation.recordings.length > 0;

/** Whether all that was recorded is there, or is known not to be. */
export const areRecordingsDone = ({ recordings }: SessionSituation): boolean =>
  recordings.every(({ state }) => state === 'ready' || state === 'failed');
