import { eventOfDate } from '../calendar/event-of-date.ts';
import { createListInvited } from '../calendar/list-invited.ts';
import { occasionOn } from '../calendar/occasion-on.ts';
import type { Blobs } from '../documents/blobs.ts';
import type { Documents } from '../documents/documents.ts';
import type { SessionFolder } from '../documents/session-folder.ts';
import { createShareStore } from '../documents/share-store.ts';
import { createAfterSessionJob, type ListKnown } from '../invitations/after/after-session-job.ts';
import { createReadSessionSituation, type FindUid } from '../invitations/after/read-session-situation.ts';
import { createAttendanceStore } from '../meetings/attendance-store.ts';
import { createKeepPapers } from '../meetings/papers/keep-papers.ts';
import { createSessionClosingStore } from '../meetings/papers/session-closing-store.ts';
import { createReadAttendance } from '../meetings/read-attendance.ts';
import type { RecordingsOf, SessionRecording } from '../meetings/session-recordings.ts';
import type { ForgetRoomFiles } from '../room/files/remove-room-file.ts';
import type { Ground } from './build-ground.ts';
import type { InvitationParts } from './build-invitations.ts';
import type { MeetingParts } from './build-meetings.ts';
import type { CalendarStores } from './build-stores.ts';

/** What is done when a meeting is over: papers into the organizer's documents, and one mail. */
export const buildAfter = (
  { config, clock, log, database, keyring }: Pick<Ground, 'config' | 'clock' | 'log' | 'database' | 'keyring'>,
  { accounts, events, attendees, schedule, readFacts }: CalendarStores,
  { meetings, sessions }: Pick<MeetingParts, 'meetings' | 'sessions'>,
  { sendNotices }: Pick<InvitationParts, 'sendNotices'>,
  {
    documents,
    blobs,
    sessionFolder,
  }: { readonly documents: Documents; readonly blobs: Blobs; readonly sessionFolder: SessionFolder },
  forgetFiles: ForgetRoomFiles,
  recordingsOf: RecordingsOf = async () => [],
) => {
  const store = createSessionClosingStore(database);
  const attendanceStore = createAttendanceStore(database);
  const listInvited = createListInvited({ events, attendees });
  const findEvent = async ({ meetingId, recurrenceId }: Parameters<FindUid>[0]) => {
    const list = await events.listByMeeting(meetingId);
    return (await eventOfDate(events, list, recurrenceId))?.event ?? list[0];
  };
  /** Without those whose sound was thrown away: no mail tells of them. */
  const listRecordings: RecordingsOf = async (sessionId) => {
    const there: SessionRecording[] = [];
    for (const recording of await recordingsOf(sessionId)) {
      const { documentId } = recording;
      const sound = documentId === undefined ? undefined : await documents.find(documentId);
      if (documentId === undefined || (sound !== undefined && sound.deletedMs === undefined)) there.push(recording);
    }
    return there;
  };
  const listKnown: ListKnown = async (session) => {
    const event = await findEvent(session);
    const facts = event && (await readFacts(event.id));
    const invitees = facts ? occasionOn(facts, session.recurrenceId).invitees : [];
    return new Map(
      invitees.map(({ address, language, timeZone }) => [
        address,
        { ...(language !== undefined && { language }), ...(timeZone !== undefined && { timeZone }) },
      ]),
    );
  };
  const afterSessionJob = createAfterSessionJob({
    store,
    readSituation: createReadSessionSituation({
      ...{ meetings, accounts, schedule, attendanceStore, recordingsOf: listRecordings },
      readAttendance: createReadAttendance({ store: attendanceStore, accounts, listInvited, clock }),
      findUid: async (session) => (await findEvent(session))?.uid,
    }),
    people: { accounts, listKnown },
    papers: { keepPapers: createKeepPapers({ store, blobs, documents, sessionFolder, clock }), forgetFiles },
    mails: {
      ...{ sendNotices, shares: createShareStore(database), keyring },
      mail: { ...config.mail, publicUrl: config.publicUrl },
    },
    work: { clock, log },
  });
  sessions.onEnded(() => afterSessionJob.wake());
  return { afterSessionJob };
};
