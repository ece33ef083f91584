import { useId } from 'preact/hooks';

interface SettingSwitchProps {
  readonly label: string;
  readonly note?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A setting that holds at once. */
export const SettingSwitch = ({ label, note, on, onChange }: SettingSwitchProps) => {
  const id = useId();
  return (
    <div class="setting">
      <label for={id}>
        {label}
        {note !== undefined && <span class="setting__note">{note}</span>}
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        class="switch"
        checked={on}
        aria-checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
};
