import { lazyPart } from '../parts/lazy-part.tsx';
import { answering, handingOver, namingDeputy, readingAnswers, readingPast } from './answering.ts';

const Windows = lazyPart(async () => (await import('./answer-windows.tsx')).AnswerWindows);

/** The windows about answers, loaded when the first one opens. */
export const LazyAnswerWindows = () =>
  (answering.value ?? readingAnswers.value ?? handingOver.value ?? namingDeputy.value ?? readingPast.value) ? (
    <Windows />
  ) : null;
