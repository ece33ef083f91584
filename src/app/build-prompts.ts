import { join } from 'node:path';
import type express from 'express';
import { createPromptRoutes } from '../admin/prompt-routes.ts';
import { createPrompts } from '../phone/prompts/create-prompts.ts';
import { createEditPrompts } from '../phone/prompts/edit-prompts.ts';
import { createPromptFiles } from '../phone/prompts/prompt-files.ts';
import { createPromptStore } from '../phone/prompts/prompt-store.ts';
import type { Prompts } from '../phone/prompts/prompts.ts';
import { createPromptsView } from '../phone/prompts/prompts-view.ts';
import { createShippedPrompts } from '../phone/prompts/shipped-prompts.ts';
import { createSpokenTexts } from '../phone/prompts/spoken-texts.ts';
import { createFfmpeg } from '../phone/prompts/upload/ffmpeg.ts';
import { createSoundReader } from '../phone/prompts/upload/sound-reader.ts';
import { createSpeech, type Speech } from '../phone/speech/speech.ts';
import type { Ground } from './build-ground.ts';
import { projectRoot } from './project-root.ts';

export interface PromptParts {
  readonly prompts: Prompts;
  readonly speech: Speech;
  readonly routes: express.Router;
  /** Before anything is written. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What callers hear. */
export const buildPrompts = ({ config, database, clock, log, audit }: Ground): PromptParts => {
  const directory = join(config.dataDirectory, 'prompts');
  const speech = createSpeech({
    nowMs: () => clock.nowMs(),
    ...(config.speechCommand !== undefined && { command: config.speechCommand }),
  });
  const reader = createSoundReader({ ffmpeg: createFfmpeg() });
  const spoken = createSpokenTexts({ speech, reader, files: createPromptFiles(join(directory, 'spoken')) });
  const files = createPromptFiles(directory);
  const store = createPromptStore(database);
  const shipped = createShippedPrompts(join(projectRoot(), 'public', 'prompts'));
  const prompts = createPrompts({ store, files, shipped, spoken, log });
  const edit = createEditPrompts({ store, files, spoken, reader, prompts, clock });
  return {
    prompts,
    speech,
    routes: createPromptRoutes({ view: createPromptsView({ store, prompts }), edit, prompts, speech, audit }),
    start: () => edit.recover(),
    async stop() {
      await speech.stop();
      await reader.stop();
    },
  };
};
