import { t } from '../../shared/language.ts';
import type { EntryProblemKind } from './entry-problem.ts';

type Ended = 'full' | 'moved' | 'mustWait' | 'wentAway';
const ENDED: ReadonlySet<EntryProblemKind> = new Set<Ended>(['full', 'moved', 'mustWait', 'wentAway']);
const isEnded = (kind: EntryProblemKind): kind is Ended => ENDED.has(kind);

/** The title of a page that says why one is not in the meeting, or its sentence. */
export const problemText = (kind: EntryProblemKind, part: 'title' | 'text'): string =>
  isEnded(kind) ? t(`door.ended.${kind}.${part}`) : t(`door.problem.${kind}.${part}`);
