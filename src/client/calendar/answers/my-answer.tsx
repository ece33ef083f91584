import './my-answer.css';
import { Ellipsis } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Answer } from '../../../contract/http/answer.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { AnswerButtons } from '../../shared/answering/answer-buttons.tsx';
import { givenAnswer } from '../../shared/answering/answer-form.ts';
import { asProblem } from '../../shared/api.ts';
import { IconButton } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { myAnswer } from '../grid/grid-event.tsx';
import { answering } from './answering.ts';
import { giveAnswer, mayAnswer } from './give-answer.ts';

interface MyAnswerProps {
  readonly event: EventBody;
  /** Another window is about to open. */
  readonly onLeave?: () => void;
  /** An answer was pressed, and is on its way. */
  readonly onAnswered?: (answer: Answer) => void;
  readonly onTakenBack?: () => void;
}

/** Accept, Maybe, Decline. Of a series it is asked for which dates. */
export const MyAnswer = ({ event, onLeave, onAnswered, onTakenBack }: MyAnswerProps) => {
  const [busy, setBusy] = useState(false);
  if (!mayAnswer(event)) return null;
  const openWindow = (answer: Answer | undefined): void => {
    onLeave?.();
    answering.value = { event, answer };
  };
  const give = async (answer: Answer): Promise<void> => {
    if (event.recurring) return openWindow(answer);
    if (busy) return;
    setBusy(true);
    onAnswered?.(answer);
    try {
      await giveAnswer(event, { answer });
    } catch (thrown) {
      onTakenBack?.();
      showToast({ kind: 'problem', text: t('feedback.notGiven', { reason: problemText(asProblem(thrown)) }) });
    }
    setBusy(false);
  };
  return (
    <div class="my-answer">
      <AnswerButtons value={givenAnswer(myAnswer(event))} onAnswer={(answer) => void give(answer)} />
      <IconButton
        icon={Ellipsis}
        label={t('feedback.more')}
        aria-haspopup="dialog"
        onClick={() => openWindow(givenAnswer(myAnswer(event)))}
      />
    </div>
  );
};
