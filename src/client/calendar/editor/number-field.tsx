import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../shared/field.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly highest: number;
  /** What is said of anything but a whole number from 1 to `highest`. */
  readonly problem: string;
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed stays, also while it is none; the form is not sent with it then. */
export const NumberField = ({ label, value, highest, problem, onChange }: NumberFieldProps) => {
  const [typed, setTyped] = useState(String(value));
  const field = useRef<HTMLInputElement>(null);
  const bad = !/^\d{1,6}$/.test(typed) || Number(typed) < 1 || Number(typed) > highest;
  useLayoutEffect(() => field.current?.setCustomValidity(bad ? 'bad' : ''), [bad]);
  useEffect(() => setTyped((before) => (Number(before) === value ? before : String(value))), [value]);
  return (
    <Field label={label} labelUnseen={true} class="number-field" problem={bad ? problem : undefined}>
      {(control) => (
        <input
          {...control}
          ref={field}
          class="input"
          type="number"
          inputMode="numeric"
          min={1}
          max={highest}
          step={1}
          value={typed}
          onInput={(input) => {
            const text = input.currentTarget.value;
            setTyped(text);
            const number = Number(text);
            if (Number.isInteger(number) && number >= 1 && number <= highest) onChange(number);
          }}
        />
      )}
    </Field>
  );
};
