import './password-field.css';
import { Eye, EyeOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';

interface PasswordFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly name: string;
}

/** A password that its owner may look at; managers and pasting work as everywhere. */
export const PasswordField = ({ label, hint, problem, value, onText, autoComplete, name }: PasswordFieldProps) => {
  const [visible, setVisible] = useState(false);
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) => (
        <span class="password">
          <input
            {...control}
            class="input"
            type={visible ? 'text' : 'password'}
            name={name}
            value={value}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellcheck={false}
            required={true}
            onInput={(event) => onText(event.currentTarget.value)}
          />
          <IconButton
            icon={visible ? EyeOff : Eye}
            label={t(visible ? 'account.signIn.hide' : 'account.signIn.show')}
            onClick={() => setVisible(!visible)}
          />
        </span>
      )}
    </Field>
  );
};
