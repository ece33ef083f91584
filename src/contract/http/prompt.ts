import { z } from 'zod';
import { instant, language, singleLine } from '../fields.ts';

/** A minute of speech has some 900 characters. */
const TEXT_LONGEST = 1_500;
const FILE_NAME_LONGEST = 255;

export const PROMPT_ORIGINS = ['shipped', 'text', 'upload'] as const;

/** One prompt in one language, as callers hear it. */
export const promptSchema = z.strictObject({
  name: z.string(),
  language,
  /** Whence it is: with the program, words of an administrator, or their file. */
  origin: z.enum(PROMPT_ORIGINS),
  /** The words; empty for a sound without. */
  text: z.string(),
  /** The sound was made once and stays as it is; false for words that are spoken anew when the engine changes. */
  kept: z.boolean(),
  /** Of an upload: how its file was called. */
  originalName: z.string().optional(),
  changedAt: instant.optional(),
  lengthMs: z.int(),
  /** An upload may be so long. */
  longestMs: z.int(),
});
export type PromptBody = z.infer<typeof promptSchema>;

export const speechSchema = z.strictObject({
  available: z.boolean(),
  engine: z.string(),
  /** Why nothing is spoken, and what to do. */
  problem: z.string().optional(),
});

export const promptListSchema = z.strictObject({ prompts: z.array(promptSchema), speech: speechSchema });
export type PromptList = z.infer<typeof promptListSchema>;

const promptText = singleLine(TEXT_LONGEST, 1);

/** `PUT /admin/prompts/{name}/{language}`: words to be spoken. `keep` (else true): the sound that is made of them now stays. */
export const promptTextRequest = z.strictObject({ text: promptText, keep: z.boolean().optional() });
export type PromptTextRequest = z.input<typeof promptTextRequest>;

/** `PUT /admin/prompts/{name}/{language}/file?name=`: how the file is called. */
/** `at`: when it was changed, so that no browser plays what it kept of before. */
export const promptSoundQuery = z.strictObject({ at: z.string().max(40).optional() });
export const promptFileQuery = z.strictObject({ name: singleLine(FILE_NAME_LONGEST).optional() });

export const promptPreviewRequest = z.strictObject({ text: promptText, language });
