import { lazyPart } from '../parts/lazy-part.tsx';
import { answering, handingOver, readingAnswers } from './answering.ts';

const Windows = lazyPart(async () => (await import('./answer-windows.tsx')).AnswerWindows);

/** The windows about answers, loaded when the first one opens. */
export const LazyAnswerWindows = () =>
  (answering.value ?? readingAnswers.value ?? handingOver.value) ? <Windows /> : null;
