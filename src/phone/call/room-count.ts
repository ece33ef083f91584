import type { PromptName } from '../prompts/prompt-names.ts';

const COUNTED = [
  'participants-0',
  'participants-1',
  'participants-2',
  'participants-3',
  'participants-4',
  'participants-5',
] as const satisfies readonly PromptName[];

/** How many others there are, as it is said to somebody who comes in. */
export const countPrompt = (others: number): PromptName => COUNTED[others] ?? 'participants-more';
