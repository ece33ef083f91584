import './answering.css';
import { CircleCheck, CircleQuestionMark, CircleX, type LucideIcon } from 'lucide-preact';
import type { Answer } from '../../../contract/http/answer.ts';
import { Icon } from '../icon.tsx';
import { t } from '../language.ts';
import { GIVEN } from './answer-form.ts';

const ICONS: Readonly<Record<Answer, LucideIcon>> = {
  ACCEPTED: CircleCheck,
  TENTATIVE: CircleQuestionMark,
  DECLINED: CircleX,
};

interface AnswerButtonsProps {
  /** What was answered. */
  readonly value: Answer | undefined;
  /** What a link suggests and nobody has sent yet. */
  readonly suggested?: Answer | undefined;
  /** The one that is on its way. */
  readonly busy?: Answer | undefined;
  readonly large?: boolean;
  readonly onAnswer: (answer: Answer) => void;
}

/** Accept, Maybe, Decline. A press answers; the one that holds is pressed in. */
export const AnswerButtons = ({ value, suggested, busy, large = false, onAnswer }: AnswerButtonsProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields
  <div class={`answers ${large ? 'answers--large' : ''}`} role="group" aria-label={t('answer.yours')}>
    {GIVEN.map((answer) => (
      <button
        key={answer}
        type="button"
        class={`answers__one answers__one--${answer.toLowerCase()} ${answer === suggested ? 'answers__one--suggested' : ''}`}
        aria-pressed={answer === value}
        {...(busy === undefined ? {} : { 'aria-disabled': true })}
        {...(busy === answer ? { 'aria-busy': true } : {})}
        onClick={() => busy === undefined && onAnswer(answer)}
      >
        {busy === answer ? (
          <span class="spinner" aria-hidden="true" />
        ) : (
          <Icon of={ICONS[answer]} size={large ? 24 : 18} />
        )}
        {t(`answer.give.${answer}`)}
      </button>
    ))}
  </div>
);
