import './code-field.css';
import { useEffect, useRef } from 'preact/hooks';
import type { ApiProblem } from '../../shared/api.ts';
import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';

/** What was wrong with a code; undefined: nothing. */
export const codeProblem = (problem: ApiProblem | undefined): string | undefined => {
  const code = problem?.fields.get('code');
  if (code === undefined) return undefined;
  return t(code === 'wrong' ? 'signIn.code.wrong' : 'signIn.code.malformed');
};

interface CodeFieldProps {
  readonly label?: string;
  readonly hint?: string;
  /** A recovery code in place of one of the app. */
  readonly recovery?: boolean;
  /** Takes the keyboard when it comes. */
  readonly focused?: boolean;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onText: (text: string) => void;
}

/** A code of the authenticator app, which phones and password managers fill in by themselves, or a recovery code. */
export const CodeField = ({
  label,
  hint,
  recovery = false,
  focused = false,
  value,
  problem,
  onText,
}: CodeFieldProps) => {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  return (
    <Field
      label={label ?? t(recovery ? 'signIn.code.labelRecovery' : 'signIn.code.label')}
      hint={hint}
      problem={problem}
    >
      {(control) => (
        <input
          {...control}
          key={recovery ? 'recovery' : 'app'}
          class="input code-field"
          name="code"
          type="text"
          inputMode={recovery ? 'text' : 'numeric'}
          autoComplete={recovery ? 'off' : 'one-time-code'}
          autoCapitalize="none"
          spellcheck={false}
          ref={input}
          required={true}
          maxLength={40}
          placeholder={recovery ? 'xxxxx-xxxxx' : '000000'}
          value={value}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
};
