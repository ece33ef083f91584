import { z } from 'zod';
import { instant } from '../fields.ts';
import { chatFileSchema, RECORDING_ENDS } from '../room/room-state.ts';

/** `stopped`: waits for its turn to be rendered. `failed`: could not be; what was kept is still there and is tried again when asked. */
export const RECORDING_STATES = ['recording', 'paused', 'stopped', 'rendering', 'ready', 'failed'] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];

/** What else can be made of a recording: one file each, or a folder with one track per speaker. */
export const RECORDING_OUTPUTS = ['mp3', 'wav', 'tracks'] as const;
export type RecordingOutput = (typeof RECORDING_OUTPUTS)[number];

const span = z.tuple([z.number(), z.number()]);

/** What a rendered recording is, beside its sound. All positions are milliseconds in the sound, pauses and breaks cut as it plays. */
export const recordingTimelineSchema = z.strictObject({
  durationMs: z.number(),
  /** By first word. */
  speakers: z.array(
    z.strictObject({
      /** The participant's number in the session. */
      number: z.int(),
      name: z.string(),
      /** From when to when they were heard, in order; short breaks between words closed. */
      spans: z.array(span),
      seconds: z.number(),
    }),
  ),
  /** The loudest sample of each part of the sound, 0 to 255, base64: `peaksPerSecond` a second, fewer in long recordings. */
  waveform: z.strictObject({ peaksPerSecond: z.number(), peaks: z.string() }),
  /** Where something is missing, or was left out. `seconds`: how long it lasted in the room; in the sound it takes `lengthMs`. */
  gaps: z.array(
    z.strictObject({
      atMs: z.number(),
      lengthMs: z.number(),
      seconds: z.number(),
      reason: z.enum(['paused', 'restart', 'damaged']),
    }),
  ),
  /** The server's clock at a position of the sound, in order: what lies between two is linear. */
  clock: z.array(z.tuple([z.number(), z.number()])),
});
export type RecordingTimeline = z.infer<typeof recordingTimelineSchema>;

export const recordingSummarySchema = z.strictObject({
  id: z.string(),
  meetingId: z.string(),
  sessionId: z.string(),
  number: z.int(),
  title: z.string(),
  state: z.enum(RECORDING_STATES),
  startedAt: instant,
  endedAt: instant.optional(),
  why: z.enum(RECORDING_ENDS).optional(),
  /** 0 to 1 while `rendering`. */
  progress: z.number().optional(),
  durationMs: z.number().optional(),
  documentId: z.string().optional(),
});
export type RecordingSummary = z.infer<typeof recordingSummarySchema>;

/** The page of a recording. What is not ready yet is absent. */
export const recordingPageSchema = recordingSummarySchema.extend({
  organizerName: z.string(),
  timeZone: z.string(),
  timeline: recordingTimelineSchema.optional(),
  chapters: z.array(z.strictObject({ atMs: z.number(), label: z.string(), source: z.enum(['agenda', 'marker']) })),
  chat: z.array(
    z.strictObject({ atMs: z.number(), name: z.string(), text: z.string(), files: z.array(chatFileSchema).optional() }),
  ),
  /** The sound, with ranges; a path on this server. */
  audioUrl: z.string().optional(),
  outputs: z.array(
    z.strictObject({
      kind: z.enum(RECORDING_OUTPUTS),
      state: z.enum(['asked', 'ready', 'failed']),
      documentId: z.string().optional(),
    }),
  ),
  /** Whether the reader may share it, ask for outputs and delete it. */
  mine: z.boolean(),
});
export type RecordingPage = z.infer<typeof recordingPageSchema>;

export const recordingListQuery = z.strictObject({
  session: z.string().max(64).optional(),
  meeting: z.string().max(9).optional(),
});
/** Which one of a folder that is shared. */
export const sharedRecordingQuery = z.strictObject({ document: z.string().max(64).optional() });
export const recordingListSchema = z.strictObject({ recordings: z.array(recordingSummarySchema) });
export const recordingOutputRequest = z.strictObject({ kind: z.enum(RECORDING_OUTPUTS) });
