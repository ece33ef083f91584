import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountStore } from '../accounts/account-store.ts';
import { DomainError } from '../base/errors.ts';
import { sendContent } from '../documents/content-routes.ts';
import { readDocumentSettings } from '../documents/document-settings.ts';
import { createRecorder } from '../media/recording/recorder.ts';
import type { Recording } from '../media/recording/recording.ts';
import { createRecordingRoutes, createSharedRecordingRoutes } from '../media/recording/recording-routes.ts';
import { createRecordingStore } from '../media/recording/recording-store.ts';
import { createRecordings } from '../media/recording/recordings.ts';
import { createKeepRendered } from '../media/recording/render/keep-rendered.ts';
import { createRecordingQueue } from '../media/recording/render/recording-queue.ts';
import { createRenderJob } from '../media/recording/render/render-job.ts';
import { createTidyRecordings } from '../media/recording/tidy-recordings.ts';
import { createAttendanceStore } from '../meetings/attendance-store.ts';
import type { MeetingSchedule } from '../meetings/meeting-schedule.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';
import type { RecordingsOf } from '../meetings/session-recordings.ts';
import type { Transaction } from '../platform/database.ts';
import { createReadDiskSpace } from '../platform/disk-space.ts';
import type { DocumentParts } from './build-documents.ts';
import type { Ground } from './build-ground.ts';

const HOUR_MS = 3_600_000;

/** What rooms record, what is made of it, and who may hear it. `onSettled`: a recording is ready, or failed for good. */
export const buildRecordings = (
  { config, clock, log, database, unitOfWork, settings, audit, services }: Ground,
  {
    accounts,
    schedule,
    meetings,
  }: { readonly accounts: AccountStore; readonly schedule: MeetingSchedule; readonly meetings: MeetingStore },
  { documents, blobs, access, sessionFolder }: DocumentParts,
  {
    onSettled,
    tellReady,
  }: {
    readonly onSettled: () => void;
    /** In the transaction that makes it ready. */
    readonly tellReady: (transaction: Transaction, recording: Recording, durationMs: number) => Promise<void>;
  },
) => {
  const directory = join(config.dataDirectory, 'recordings');
  const store = createRecordingStore(database);
  const recorder = createRecorder({
    directory,
    readDiskSpace: createReadDiskSpace(config.dataDirectory),
    onStopped: () => renderJob.wake(),
    isStopped: () => services.isStopped('recording'),
    clock,
    log,
  });
  const queue = createRecordingQueue({
    store,
    keep: createKeepRendered({ documents, blobs, sessionFolder, accounts, schedule }),
    logPath: ({ sessionId }) => recorder.logPath(sessionId),
    async soundPath({ documentId }) {
      const sound = documentId === undefined ? undefined : await documents.find(documentId);
      return sound?.blobId && blobs.path(sound.blobId);
    },
    onSettled,
    onReady: { unitOfWork, tell: tellReady },
  });
  // On the file system of the documents: what is finished is moved there.
  const renderJob = createRenderJob({ queue, directory: join(config.dataDirectory, 'rendering'), log });
  const recordings = createRecordings({
    store,
    documents,
    access,
    attendance: createAttendanceStore(database),
    meetings,
    schedule,
    accounts,
    rendering: {
      progressOf: queue.progressOf,
      wake: renderJob.wake,
      hasLog: ({ sessionId }) => existsSync(recorder.logPath(sessionId)),
    },
    audioUrlOf: ({ id, documentId = '' }, { shareToken }) =>
      shareToken === undefined
        ? `/api/v1/recordings/${id}/audio`
        : `/api/v1/shared/${shareToken}/audio?document=${documentId}`,
    clock,
  });
  const recordingsOf: RecordingsOf = async (sessionId) =>
    (await store.listOfSession(sessionId)).map(({ id, number, state, durationMs, documentId }) => ({
      ...{ id, number, state, durationMs, documentId },
    }));
  const sendSound: Parameters<typeof createRecordingRoutes>[0]['sendSound'] = (_request, response, sound) =>
    sendContent(response, blobs, sound, { inline: true });
  return {
    recorder,
    recordingsOf,
    readRecordingMaxMs: async () => (await readDocumentSettings(settings)).recordingHoursMax * HOUR_MS,
    jobs: [
      renderJob,
      createTidyRecordings({
        ...{ directory, store, documents, clock, log },
        readKeeping: () => readDocumentSettings(settings),
      }),
    ],
    routes: [
      createRecordingRoutes({ recordings, audit, sendSound }),
      createSharedRecordingRoutes({
        recordings,
        sendSound,
        async recordingOf(shareToken, documentId) {
          const opened = await access.openShare(shareToken);
          if (opened === undefined) throw new DomainError('unknown-link');
          const recording = await store.findByDocument(documentId ?? opened.document.id);
          if (recording === undefined) throw new DomainError('not-found');
          return recording.id;
        },
      }),
    ],
  };
};
