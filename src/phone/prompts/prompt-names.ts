/** The eighteen of the original, which administrators know. */
export const CLASSIC_PROMPTS = [
  'welcome',
  'enter-id',
  'goodbye',
  'wrong-id',
  'valid-id',
  'started',
  'error',
  'try-again',
  'inactive',
  'new-participant',
  'participants-0',
  'participants-1',
  'participants-2',
  'participants-3',
  'participants-4',
  'participants-5',
  'participants-more',
  'full',
] as const;

/** What this server says beside them. */
export const FURTHER_PROMPTS = [
  'enter-pin',
  'other-language', // in the other language, behind `enter-id`: press star to be spoken to in this one
  'not-started', // the meeting has not begun, you will be let in by yourself
  'still-waiting', // every half minute while it has not begun
  'lobby', // a moderator will let you in
  'still-lobby', // every half minute in the lobby
  'declined',
  'removed',
  'consent', // press 1 to agree to being recorded
  'too-many',
  'help', // what the keys in the room do
  'help-moderator', // and those of moderators
  'muted',
  'unmuted',
  'muted-by-moderator',
  'hand-raised',
  'hand-lowered',
  'not-allowed',
  'nobody-waits',
  'admitted',
  'participant-left',
  'you-are-alone', // answer to *1
  'recording-started',
  'recording-paused',
  'recording-resumed',
  'recording-stopped',
  'restart', // the server is about to restart: call again in a moment
  'ended', // the meeting has ended
  'end-confirm', // press *9 again to end the meeting for everybody
  'somebody-waits', // to moderators: somebody is in the lobby, press *7
  'echo', // the echo test: you hear yourself
  'call-invites', // dial-out: you are called for a WebMeeting, press 1 to come in
  'music', // while waiting; no words
] as const;

export const PROMPT_NAMES = [...CLASSIC_PROMPTS, ...FURTHER_PROMPTS] as const;
export type PromptName = (typeof PROMPT_NAMES)[number];
