import type { Account } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { DomainError, invalidField } from '../../base/errors.ts';
import type { MeetingId, SessionId } from '../../base/ids.ts';
import type { RecordingOutput, RecordingPage, RecordingSummary } from '../../contract/http/recording.ts';
import type { Document } from '../../documents/document.ts';
import type { DocumentAccess, DocumentReader } from '../../documents/document-access.ts';
import type { Documents } from '../../documents/documents.ts';
import { readAgenda } from '../../meetings/agenda.ts';
import type { AttendanceStore, KeptMessage } from '../../meetings/attendance-store.ts';
import type { MeetingSchedule, ScheduledMeeting } from '../../meetings/meeting-schedule.ts';
import type { MeetingStore } from '../../meetings/meeting-store.ts';
import type { Recording } from './recording.ts';
import { chaptersOf, isWithin, positionOf } from './recording-moments.ts';
import type { RecordingStore } from './recording-store.ts';

/** Rendering, as far as recordings wait for it. */
export interface Rendering {
  /** 0 to 1 of the one that is being rendered. */
  progressOf(recordingId: string): number | undefined;
  /** There is something to render. */
  wake(): void;
  /** Whether what was said is there still by itself, and not only as it was mixed. */
  hasLog(recording: Recording): boolean;
}

/** Recordings, for their owner and for those with whom their sound is shared. To everyone else there is nothing (`not-found`). */
export interface Recordings {
  page(reader: DocumentReader, id: string): Promise<RecordingPage>;
  /** The sound itself. */
  sound(reader: DocumentReader, id: string): Promise<Document>;
  /** Those of a session or a meeting that the account may see, the newest first. */
  list(
    account: Account,
    of: { readonly session?: SessionId; readonly meeting?: MeetingId },
  ): Promise<RecordingSummary[]>;
  askOutput(account: Account, id: string, kind: RecordingOutput): Promise<void>;
  retry(account: Account, id: string): Promise<void>;
  /** Its sound goes to the bin; out of it, the recording is back. */
  remove(account: Account, id: string): Promise<MeetingId>;
}

const LISTED = 100;

const iso = (ms: number): string => new Date(ms).toISOString();

const minuteOfDay = (atMs: number, timeZone: string): number => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' });
  const [hour = 0, minute = 0] = format.format(atMs).split(':').map(Number);
  return hour * 60 + minute;
};

export const createRecordings = ({
  store,
  documents,
  access,
  attendance,
  meetings,
  schedule,
  accounts,
  rendering,
  audioUrlOf,
  clock,
}: {
  readonly store: RecordingStore;
  readonly documents: Pick<Documents, 'find' | 'remove'>;
  readonly access: DocumentAccess;
  readonly attendance: Pick<AttendanceStore, 'messagesOf' | 'findSession'>;
  readonly meetings: Pick<MeetingStore, 'findById'>;
  readonly schedule: Pick<MeetingSchedule, 'describe'>;
  readonly accounts: Pick<AccountStore, 'findById'>;
  readonly rendering: Rendering;
  readonly audioUrlOf: (recording: Recording, reader: DocumentReader) => string;
  readonly clock: Clock;
}): Recordings => {
  /** The sound's document, if there is one that the reader may hear. */
  const soundOf = async ({ documentId }: Recording, reader: DocumentReader): Promise<Document | undefined> => {
    const sound = documentId === undefined ? undefined : await access.mayRead(reader, documentId);
    // Its owner may look into the bin; it does not play from there.
    return sound?.deletedMs === undefined ? sound : undefined;
  };

  const isOwner = ({ accountId }: Recording, { account }: DocumentReader): boolean => account?.id === accountId;

  const visible = async (reader: DocumentReader, id: string): Promise<{ recording: Recording; sound?: Document }> => {
    const recording = await store.find(id);
    const sound = recording && (await soundOf(recording, reader));
    if (recording === undefined || (sound === undefined && !isOwner(recording, reader)))
      throw new DomainError('not-found');
    return { recording, ...(sound && { sound }) };
  };
  const own = async (account: Account, id: string): Promise<Recording> => {
    const recording = await store.find(id);
    if (recording === undefined || !isOwner(recording, { account })) throw new DomainError('not-found');
    return recording;
  };

  const describe = ({ meetingId, recurrenceId }: Recording): Promise<ScheduledMeeting | undefined> =>
    schedule.describe(meetingId, recurrenceId);

  /** A chat that is not kept is there until its session ends: for those who are in it alone. */
  const chatOf = async ({ meetingId, sessionId }: Recording): Promise<KeptMessage[]> => {
    const session = await attendance.findSession(meetingId, sessionId);
    const isKept = session?.endedMs !== undefined || (await meetings.findById(meetingId))?.settings.keepChat;
    return isKept ? attendance.messagesOf(sessionId) : [];
  };

  const summaryOf = (recording: Recording, scheduled: ScheduledMeeting | undefined): RecordingSummary => {
    const progress = recording.state === 'rendering' ? rendering.progressOf(recording.id) : undefined;
    return {
      id: recording.id,
      meetingId: recording.meetingId,
      sessionId: recording.sessionId,
      number: recording.number,
      title: scheduled?.title ?? '',
      state: recording.state,
      startedAt: iso(recording.startedMs),
      ...(recording.endedMs !== undefined && { endedAt: iso(recording.endedMs) }),
      ...(recording.why !== undefined && { why: recording.why }),
      ...(progress !== undefined && { progress }),
      ...(recording.durationMs !== undefined && { durationMs: recording.durationMs }),
      ...(recording.documentId !== undefined && { documentId: recording.documentId }),
    };
  };

  return {
    async page(reader, id) {
      const { recording, sound } = await visible(reader, id);
      const scheduled = await describe(recording);
      const owner = await accounts.findById(recording.accountId);
      const timeline = sound && (await store.timelineOf(id));
      const said = timeline === undefined ? [] : await chatOf(recording);
      const timeZone = scheduled?.timeZone ?? owner?.timeZone ?? 'UTC';
      const mine = isOwner(recording, reader);
      return {
        ...summaryOf(recording, scheduled),
        // A link to what was said is no way into the meeting.
        ...(reader.account === undefined && { meetingId: '' }),
        organizerName: owner?.name ?? '',
        timeZone,
        ...(timeline && { timeline }),
        chapters:
          timeline === undefined
            ? []
            : chaptersOf(
                timeline,
                await store.markersOf(id),
                readAgenda(scheduled?.description ?? ''),
                scheduled && { startMs: scheduled.startMs, startMinuteOfDay: minuteOfDay(scheduled.startMs, timeZone) },
              ),
        chat: said.flatMap(({ sentMs, name, text, files }) =>
          timeline !== undefined && isWithin(timeline, sentMs)
            ? [{ atMs: positionOf(timeline, sentMs), name, text, ...(files.length > 0 && { files: [...files] }) }]
            : [],
        ),
        ...(sound && { audioUrl: audioUrlOf(recording, reader) }),
        outputs: mine
          ? (await store.outputsOf(id)).map(({ kind, state, documentId }) => ({
              kind,
              state,
              ...(documentId !== undefined && { documentId }),
            }))
          : [],
        mine,
      };
    },
    async sound(reader, id) {
      const { sound } = await visible(reader, id);
      if (sound === undefined) throw new DomainError('not-found');
      return sound;
    },
    async list(account, { session, meeting }) {
      const found =
        session !== undefined
          ? await store.listOfSession(session)
          : meeting !== undefined
            ? await store.listOfMeeting(meeting, LISTED)
            : [];
      const shown: RecordingSummary[] = [];
      for (const recording of found) {
        const reader = { account };
        if (!isOwner(recording, reader) && (await soundOf(recording, reader)) === undefined) continue;
        shown.push(summaryOf(recording, await describe(recording)));
      }
      return shown;
    },
    async askOutput(account, id, kind) {
      const recording = await own(account, id);
      if (recording.state !== 'ready') throw new DomainError('conflict');
      if (kind === 'tracks' && !rendering.hasLog(recording))
        throw invalidField('kind', 'source-gone', 'What each speaker said alone is not kept any more.');
      const made = (await store.outputsOf(id)).find((output) => output.kind === kind);
      const document = made?.documentId === undefined ? undefined : await documents.find(made.documentId);
      // Thrown away since: it is made again.
      if (made?.state === 'ready' && (document === undefined || document.deletedMs !== undefined))
        await store.forgetOutput(id, kind);
      await store.askOutput(id, kind, clock.nowMs());
      rendering.wake();
    },
    async retry(account, id) {
      await own(account, id);
      if (!(await store.retry(id))) throw new DomainError('conflict');
      rendering.wake();
    },
    async remove(account, id) {
      const { documentId, meetingId, state } = await own(account, id);
      if (state !== 'ready' && state !== 'failed') throw new DomainError('conflict');
      if (documentId !== undefined) await documents.remove(account.id, documentId);
      else await store.remove(id);
      return meetingId;
    },
  };
};
