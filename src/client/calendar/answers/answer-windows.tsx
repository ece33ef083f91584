import { DeputyDialog } from '../running/deputy-dialog.tsx';
import { PastDialog } from '../running/past-dialog.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { answering, handingOver, namingDeputy, readingAnswers, readingPast } from './answering.ts';
import { FeedbackDialog } from './feedback-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';

/** The windows about the people of an event: answers, one's own and those of the others, who runs its meeting, who was there. */
export const AnswerWindows = () => (
  <>
    {answering.value && <AnswerDialog {...answering.value} />}
    {readingAnswers.value && <FeedbackDialog event={readingAnswers.value} />}
    {namingDeputy.value && <DeputyDialog event={namingDeputy.value} />}
    {readingPast.value && <PastDialog event={readingPast.value} />}
    {handingOver.value && <HandOverDialog event={handingOver.value} />}
  </>
);
