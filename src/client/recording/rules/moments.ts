import type { RecordingPage, RecordingTimeline } from '../../../contract/http/recording.ts';

export type Chapter = RecordingPage['chapters'][number];
export type ChatLine = RecordingPage['chat'][number];
export type Gap = RecordingTimeline['gaps'][number];

/** The last of what begins at or before a moment; -1 before the first. A click lands a little before what it jumps to. */
export const activeIndex = (all: readonly { readonly atMs: number }[], ms: number): number => {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.atMs ?? 0) <= ms + 50) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** In the list of chapters stand the gaps as well, where they are. */
export type Moment =
  | { readonly kind: 'chapter'; readonly atMs: number; readonly chapter: Chapter }
  | { readonly kind: 'gap'; readonly atMs: number; readonly gap: Gap };

export const momentsOf = (chapters: readonly Chapter[], gaps: readonly Gap[]): readonly Moment[] =>
  [
    ...chapters.map((chapter) => ({ kind: 'chapter', atMs: chapter.atMs, chapter }) as const),
    ...gaps.map((gap) => ({ kind: 'gap', atMs: gap.atMs, gap }) as const),
  ].sort((one, other) => one.atMs - other.atMs);

/** Without accents and capitals: "ELEVE" finds "élève". */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Whether every word that is looked for is in one of the texts. */
export const isFound = (wanted: string, ...texts: readonly string[]): boolean => {
  const text = folded(texts.join(' '));
  return folded(wanted)
    .split(/\s+/)
    .every((word) => text.includes(word));
};
