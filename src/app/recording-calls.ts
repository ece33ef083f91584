import {
  recordingListQuery,
  recordingListSchema,
  recordingOutputRequest,
  recordingPageSchema,
  sharedRecordingQuery,
} from '../contract/http/recording.ts';
import type { Call } from './api-call.ts';

/** Calls about recordings, for the description of the API. */
export const RECORDING_CALLS: Readonly<Record<string, Call>> = {
  'GET /recordings': {
    does: 'Recordings of a session or a meeting that the account may hear',
    who: 'account',
    query: recordingListQuery,
    answer: recordingListSchema,
  },
  'GET /recordings/{id}': {
    does: 'A recording: who spoke when, waveform, chapters, chat',
    who: 'account',
    answer: recordingPageSchema,
  },
  'GET /recordings/{id}/audio': { does: 'Its sound, with ranges', who: 'account' },
  'POST /recordings/{id}/outputs': {
    does: 'Have it made into MP3, WAV or one track for each speaker, beside it in the Documents',
    who: 'account',
    body: recordingOutputRequest,
    answer: recordingPageSchema,
    status: 202,
  },
  'POST /recordings/{id}/retry': {
    does: 'Render anew what could not be rendered',
    who: 'account',
    answer: recordingPageSchema,
    status: 202,
  },
  'DELETE /recordings/{id}': { does: 'Put its sound into the bin', who: 'account', status: 204 },
  'GET /shared/{token}/recording': {
    does: 'The recording that a link opens; `document` names one in a folder that is shared',
    who: 'anyone',
    query: sharedRecordingQuery,
    answer: recordingPageSchema,
  },
  'GET /shared/{token}/audio': { does: 'Its sound, with ranges', who: 'anyone', query: sharedRecordingQuery },
};
