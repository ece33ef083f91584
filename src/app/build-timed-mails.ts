import { createDateMailStore } from '../invitations/jobs/date-mail-store.ts';
import { createDueNoteStore } from '../invitations/jobs/due-note-store.ts';
import { createNoteMailJob } from '../invitations/jobs/note-mail-job.ts';
import { createNudgeJob } from '../invitations/jobs/nudge-job.ts';
import { createReadMeetingDate } from '../invitations/jobs/read-meeting-date.ts';
import { createReminderJob } from '../invitations/jobs/reminder-job.ts';
import { createReadMeetingAccess } from '../invitations/read-meeting-access.ts';
import { createRoomStore } from '../room/room-store.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';

/** Mails that time alone causes: before and after the start of a meeting, and what has come back from its people. */
export const buildTimedMails = (
  { config, clock, log, database }: Ground,
  meeting: MeetingParts,
  { events, attendees, accounts, readFacts }: CalendarStores,
  { store: invitations, sendNotices, onNotes }: Pick<InvitationParts, 'store' | 'sendNotices' | 'onNotes'>,
) => {
  const dateMails = createDateMailStore(database);
  const readMeetingAccess = createReadMeetingAccess(meeting);
  const readMeetingDate = createReadMeetingDate({ events, attendees, accounts, readMeetingAccess });
  const mail = { ...config.mail, publicUrl: config.publicUrl };
  const work = { clock, log };
  const { sessions } = meeting;
  const noteMailJob = createNoteMailJob({
    stores: { notes: createDueNoteStore(database), dateMails, accounts, events },
    ...{ readFacts, sendNotices, mail, work },
  });
  onNotes(() => noteMailJob.wake());
  return {
    reminderJob: createReminderJob({ store: dateMails, events, readMeetingDate, sessions, sendNotices, mail, work }),
    nudgeJob: createNudgeJob({
      store: dateMails,
      people: { sessions, listPersons: createRoomStore(database).listPersons, accounts, invitations },
      ...{ readMeetingDate, sendNotices, mail, work },
    }),
    noteMailJob,
  };
};
