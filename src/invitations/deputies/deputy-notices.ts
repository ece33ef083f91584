import { type Account, emailKey } from '../../accounts/account.ts';
import { digest } from '../mail-parts.ts';
import { languagesFor } from '../mail-texts.ts';
import { meetingFor, phonePinOf } from '../meeting-for.ts';
import type { NoticeMail } from '../notices/notice-mail.ts';
import { noticedEvent } from '../notices/noticed-event.ts';
import type { NoticeToSend } from '../notices/send-notices.ts';
import type { ReadMeetingAccess } from '../read-meeting-access.ts';
import type { MailIdentity } from '../read-situation.ts';
import type { DeputySituation } from './deputy-situation.ts';

interface DeputyNotice {
  readonly situation: DeputySituation;
  readonly organizer: Account;
  readonly to: Account;
  readonly change: 'named' | 'released';
  /** All dates of a series. */
  readonly allDates: boolean;
  readonly atMs: number;
}

/** What is mailed to who runs a meeting in its organizer's place, or does no longer: nothing of what is over. */
export interface DeputyNotices {
  of(notice: DeputyNotice): Promise<readonly NoticeToSend[]>;
}

export const createDeputyNotices = ({
  readMeetingAccess,
  mail: { from, languages },
}: {
  readonly readMeetingAccess: ReadMeetingAccess;
  readonly mail: MailIdentity;
}): DeputyNotices => ({
  async of({ situation: { meeting, facts, date }, organizer, to, change, allDates, atMs }) {
    if (to.suspended || date.endMs <= atMs) return [];
    const access = await readMeetingAccess(meeting.id);
    if (access === undefined) return [];
    const phonePin = phonePinOf(access, to.email, date.recurrenceId);
    const mail: NoticeMail = {
      kind: 'deputy',
      id: digest('deputy', change, meeting.id, date.recurrenceId, emailKey(to.email), String(atMs)),
      stampMs: Math.floor(atMs / 1_000) * 1_000,
      recipient: { name: to.name, address: to.email, timeZone: to.timeZone },
      languages: languagesFor(to.language, languages),
      from,
      sender: { name: organizer.name, address: organizer.email },
      event: noticedEvent(facts, date.recurrenceId, organizer),
      meeting: meetingFor(access, { link: access.startUrl, phonePin }),
      change,
      allDates,
    };
    return [{ mail, orderKey: facts.uid }];
  },
});
