import { AnswerDialog } from './answer-dialog.tsx';
import { answering, handingOver, readingAnswers } from './answering.ts';
import { FeedbackDialog } from './feedback-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';

/** The windows about answers: one's own, those of the others, and handing an event over. */
export const AnswerWindows = () => (
  <>
    {answering.value && <AnswerDialog {...answering.value} />}
    {readingAnswers.value && <FeedbackDialog event={readingAnswers.value} />}
    {handingOver.value && <HandOverDialog event={handingOver.value} />}
  </>
);
