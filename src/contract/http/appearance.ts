import { z } from 'zod';
import { multiLine, singleLine } from '../fields.ts';

/** What the product is called and how it looks, as an organisation wants it. */
export const appearanceSchema = z.strictObject({
  name: singleLine(40, 1),
  /** `#rrggbb`; null: as it is delivered. Where words on it could not be read, each theme takes the nearest that can. */
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, { error: 'A colour such as #2460e0.' })
    .transform((hex) => hex.toLowerCase())
    .nullable(),
  /** Below every mail. */
  footer: z.strictObject({ fr: multiLine(500), en: multiLine(500) }),
});
export type Appearance = Readonly<z.infer<typeof appearanceSchema>>;

export const appearanceAnswer = z.strictObject({
  appearance: appearanceSchema,
  /** Where the logo is; absent: the mark as it is delivered. */
  logoUrl: z.string().optional(),
});
export type AppearanceAnswer = z.infer<typeof appearanceAnswer>;

/** The largest file of a logo: it is on every page. */
export const LOGO_BYTES = 262_144;
