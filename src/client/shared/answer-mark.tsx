import './answer-mark.css';
import { CircleCheck, CircleDashed, CircleQuestionMark, CircleX, CornerUpRight, type LucideIcon } from 'lucide-preact';
import type { Partstat } from '../../contract/http/event.ts';
import { Icon } from './icon.tsx';
import { t } from './language.ts';

const ICONS: Readonly<Record<Partstat, LucideIcon>> = {
  'NEEDS-ACTION': CircleDashed,
  ACCEPTED: CircleCheck,
  DECLINED: CircleX,
  TENTATIVE: CircleQuestionMark,
  DELEGATED: CornerUpRight,
};

/** What an invitee answered: a shape, a colour, and the word in its name. */
export const AnswerMark = ({ answer, size = 16 }: { readonly answer: Partstat; readonly size?: number }) => (
  <span class={`answer answer--${answer.toLowerCase()}`} title={t(`answer.is.${answer}`)}>
    <Icon of={ICONS[answer]} size={size} label={t(`answer.is.${answer}`)} />
  </span>
);
