import { z } from 'zod';
import { instant, LIMITS, singleLine } from '../fields.ts';

export const newAppPasswordRequest = z.strictObject({ name: singleLine(LIMITS.name, 1) });
export type NewAppPasswordRequest = z.input<typeof newAppPasswordRequest>;

export const appPasswordSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: instant,
  usedAt: instant.nullable(),
});
export type AppPasswordBody = z.infer<typeof appPasswordSchema>;
export const appPasswordListSchema = z.strictObject({ appPasswords: z.array(appPasswordSchema) });
export type AppPasswordList = z.infer<typeof appPasswordListSchema>;
/** The password itself is said once, here. */
export const newAppPasswordSchema = z.strictObject({ id: z.string(), name: z.string(), password: z.string() });
export type NewAppPassword = z.infer<typeof newAppPasswordSchema>;
