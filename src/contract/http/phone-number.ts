import { z } from 'zod';

export const phoneNumberSchema = z.strictObject({ country: z.string(), number: z.string() });
