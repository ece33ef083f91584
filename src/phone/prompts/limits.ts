import type { PromptName } from './prompt-names.ts';

/** A caller listens to no more before anything else happens. */
const SPOKEN_LONGEST_MS = 60_000;
/** Music repeats; a whole piece may be longer than anything said. */
const MUSIC_LONGEST_MS = 300_000;

export const longestMs = (name: PromptName): number => (name === 'music' ? MUSIC_LONGEST_MS : SPOKEN_LONGEST_MS);

/** Five minutes of a compact disc are 50 MB, of MP3 12 MB: what is larger is not a prompt. */
export const UPLOAD_MOST_BYTES = 20 * 1024 * 1024;

/** What a moderator says to somebody in the lobby is no longer; of what is, the beginning is said. */
export const WORDS_LONGEST = 500;
/** A name is no longer: what is longer is said once and not kept. */
export const NAME_LONGEST = 80;
/** About 20 KB each: a few hundred names are what a busy day needs. */
export const NAMES_KEPT = 200;
/** Nobody waits longer for a name: the words go on without it. */
export const NAME_AT_MOST_MS = 3_000;

/** Sounds of texts that are kept in DATA_DIR, the oldest go first: twice all prompts in both languages. */
export const SPOKEN_FILES_KEPT = 200;
