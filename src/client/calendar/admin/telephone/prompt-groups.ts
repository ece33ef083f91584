import type { PromptBody } from '../../../../contract/http/prompt.ts';

/** When it is heard; what is in none of them comes last. */
const GROUPS = {
  arrival: [
    ...['welcome', 'enter-id', 'other-language', 'enter-pin', 'valid-id', 'wrong-id', 'try-again', 'too-many'],
    ...['inactive', 'full', 'consent', 'error', 'goodbye'],
  ],
  waiting: ['not-started', 'still-waiting', 'lobby', 'still-lobby', 'declined', 'music'],
  room: [
    ...['participants-0', 'participants-1', 'participants-2', 'participants-3', 'participants-4', 'participants-5'],
    ...[
      'participants-more',
      'new-participant',
      'participant-left',
      'started',
      'you-are-alone',
      'removed',
      'restart',
      'ended',
    ],
  ],
  keys: [
    ...['help', 'help-moderator', 'muted', 'unmuted', 'muted-by-moderator', 'hand-raised', 'hand-lowered'],
    ...['somebody-waits', 'admitted', 'nobody-waits', 'end-confirm', 'not-allowed'],
  ],
  recording: ['recording-started', 'recording-paused', 'recording-resumed', 'recording-stopped'],
} as const;

type Group = keyof typeof GROUPS | 'other';

/** The prompts of one language, in the order in which a caller comes upon them. */
export const groupPrompts = (
  prompts: readonly PromptBody[],
): readonly { readonly group: Group; readonly prompts: readonly PromptBody[] }[] => {
  const left = new Map(prompts.map((prompt) => [prompt.name, prompt]));
  const groups: { group: Group; prompts: PromptBody[] }[] = [];
  for (const [group, names] of Object.entries(GROUPS) as [keyof typeof GROUPS, readonly string[]][]) {
    const found = names.flatMap((name) => left.get(name) ?? []);
    for (const { name } of found) left.delete(name);
    groups.push({ group, prompts: found });
  }
  groups.push({ group: 'other', prompts: [...left.values()] });
  return groups.filter(({ prompts: some }) => some.length > 0);
};
