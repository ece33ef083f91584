import './answering.css';
import { ChevronDown, type LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Icon } from '../icon.tsx';

interface AnswerPartProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly open?: boolean;
  readonly onOpen?: (open: boolean) => void;
  readonly children: ComponentChildren;
}

/** One of the things that can go with an answer, folded until it is wanted. */
export const AnswerPart = ({ icon, label, open = false, onOpen, children }: AnswerPartProps) => (
  <details class="answer-part" open={open} onToggle={(event) => onOpen?.(event.currentTarget.open)}>
    <summary class="answer-part__name">
      <Icon of={icon} />
      <span>{label}</span>
      <span class="answer-part__arrow">
        <Icon of={ChevronDown} size={18} />
      </span>
    </summary>
    <div class="answer-part__body stack">{children}</div>
  </details>
);
