import { useId } from 'preact/hooks';
import { t } from '../../shared/language.ts';
import { PALETTE, type PaletteColor } from './calendar-colors.ts';

const NAMES = Object.keys(PALETTE) as PaletteColor[];

interface ColorFieldProps {
  readonly value: string;
  readonly onChange: (color: string) => void;
}

/** The palette; a colour that another program chose stands beside it as long as it is the chosen one. */
export const ColorField = ({ value, onChange }: ColorFieldProps) => {
  const name = useId();
  const known = NAMES.find((one) => PALETTE[one].toLowerCase() === value.toLowerCase());
  const colors: readonly (readonly [string, string])[] = [
    ...NAMES.map((one) => [PALETTE[one], t(`calendars.colors.${one}`)] as const),
    ...(known === undefined && value !== '' ? [[value, t('calendars.colors.own')] as const] : []),
  ];
  return (
    <fieldset class="colors">
      <legend class="field__label">{t('calendars.settings.color')}</legend>
      {colors.map(([color, label]) => (
        <input
          key={color}
          type="radio"
          class="colors__one"
          name={name}
          aria-label={label}
          title={label}
          style={{ '--calendar': color }}
          checked={color.toLowerCase() === value.toLowerCase()}
          onChange={() => onChange(color)}
        />
      ))}
    </fieldset>
  );
};
