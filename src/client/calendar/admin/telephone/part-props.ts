import type { PhoneTexts } from './phone-fields.ts';

export interface PartProps {
  readonly texts: PhoneTexts;
  readonly problems: ReadonlySet<keyof PhoneTexts>;
  readonly onChange: (change: Partial<PhoneTexts>) => void;
}
