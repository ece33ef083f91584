import { RIGHTS } from '../../../../base/rights.ts';
import type { ApiProblem } from '../../../shared/api.ts';
import { Field, TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { readGroupRules } from './group-rules.ts';

interface SwitchProps {
  readonly label: string;
  readonly hint?: string;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
}

export const Switch = ({ label, hint, on, onSwitch }: SwitchProps) => (
  <Field label={label} hint={hint} class="sign-in-switch">
    {(control) => (
      <input
        {...control}
        type="checkbox"
        role="switch"
        aria-checked={on}
        class="switch"
        checked={on}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
    )}
  </Field>
);

interface AreaProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly rows?: number;
  readonly value: string;
  readonly problem?: string | undefined;
  readonly onText: (text: string) => void;
}

export const Area = ({ label, hint, rows = 3, value, problem, onText }: AreaProps) => (
  <Field label={label} hint={hint} problem={problem}>
    {(control) => (
      <textarea
        {...control}
        class="input"
        rows={rows}
        spellcheck={false}
        autoCapitalize="none"
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    )}
  </Field>
);

interface ChoiceProps<Name extends string> {
  readonly label: string;
  readonly value: Name;
  readonly choices: ReadonlyArray<readonly [name: Name, text: string]>;
  readonly onChange: (name: Name) => void;
}

export const Choice = <Name extends string>({ label, value, choices, onChange }: ChoiceProps<Name>) => (
  <Field label={label}>
    {(control) => (
      <select
        {...control}
        class="input"
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = choices.find(([name]) => name === currentTarget.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {choices.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** What the server says of a field, or of one of the entries of a list. */
export const fieldProblem = (problem: ApiProblem | undefined, name: string): string | undefined =>
  problem && [...problem.fields.keys()].some((path) => path === name || path.startsWith(`${name}.`))
    ? t('signInSettings.wrong')
    : undefined;

/** A secret that is never shown again. */
export const SecretField = ({
  label,
  hint,
  value,
  problem,
  onText,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly problem?: string | undefined;
  readonly onText: (text: string) => void;
}) => (
  <TextField
    label={label}
    hint={hint}
    type="password"
    autoComplete="off"
    data-1p-ignore="true"
    value={value}
    problem={problem}
    onText={onText}
  />
);

interface RulesFieldProps {
  readonly value: string;
  readonly groups: readonly string[];
  readonly checked: boolean;
  readonly onText: (text: string) => void;
}

/** What groups elsewhere give here, a rule a line. */
export const RulesField = ({ value, groups, checked, onText }: RulesFieldProps) => {
  const read = readGroupRules(value);
  const hint = t('signInSettings.people.rulesHint', { rights: RIGHTS.join(', ') });
  const here = groups.length === 0 ? '' : ` ${t('signInSettings.people.groupsHere', { list: groups.join(', ') })}`;
  return (
    <Area
      label={t('signInSettings.people.rules')}
      hint={`${hint}${here}`}
      value={value}
      problem={checked && 'wrong' in read ? t('signInSettings.people.ruleWrong', { line: read.wrong }) : undefined}
      onText={onText}
    />
  );
};
