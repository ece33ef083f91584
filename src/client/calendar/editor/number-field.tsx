import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../shared/field.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  /** 1 unless said. */
  readonly lowest?: number;
  readonly highest: number;
  /** What is said of anything but a whole number from `lowest` to `highest`. */
  readonly problem: string;
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed stays, also while it is none; the form is not sent with it then. */
export const NumberField = ({ label, value, lowest = 1, highest, problem, onChange }: NumberFieldProps) => {
  const [typed, setTyped] = useState(String(value));
  const field = useRef<HTMLInputElement>(null);
  const bad = !/^\d{1,6}$/.test(typed) || Number(typed) < lowest || Number(typed) > highest;
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
          min={lowest}
          max={highest}
          step={1}
          value={typed}
          onInput={(input) => {
            const text = input.currentTarget.value;
            setTyped(text);
            const number = Number(text);
            if (Number.isInteger(number) && number >= lowest && number <= highest) onChange(number);
          }}
        />
      )}
    </Field>
  );
};
