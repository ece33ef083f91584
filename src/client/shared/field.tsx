import { CircleAlert } from 'lucide-preact';
import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** To be spread onto the control: ties it to its label, hint and problem. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

interface FieldProps {
  readonly label: string;
  /** Keeps the label for assistive technology only. */
  readonly labelUnseen?: boolean;
  readonly hint?: string | undefined;
  /** What is wrong with what was typed, in words. */
  readonly problem?: string | undefined;
  readonly class?: string;
  readonly children: (control: ControlProps) => ComponentChildren;
}

/** A control with its label, a hint, and the problem that is read out with it. */
export const Field = ({ label, labelUnseen = false, hint, problem, class: more, children }: FieldProps) => {
  const id = useId();
  const describedBy = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class={`field ${more ?? ''}`}>
      <label class={labelUnseen ? 'unseen' : 'field__label'} for={id}>
        {label}
      </label>
      {children({
        id,
        ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
        ...(problem === undefined ? {} : { 'aria-invalid': true }),
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} class="field__hint">
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} class="field__problem">
          <Icon of={CircleAlert} size={16} />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
};

interface TextFieldProps extends Omit<InputHTMLAttributes, 'value' | 'onInput' | 'label'> {
  readonly label: string;
  readonly labelUnseen?: boolean;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly onText: (text: string) => void;
}

/** A field of one line of text. */
export const TextField = ({ label, labelUnseen = false, hint, problem, value, onText, ...rest }: TextFieldProps) => (
  <Field label={label} labelUnseen={labelUnseen} hint={hint} problem={problem}>
    {(control) => (
      <input
        type="text"
        class="input"
        {...rest}
        {...control}
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    )}
  </Field>
);
