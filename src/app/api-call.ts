import type { z } from 'zod';

/** One call of the API, as its description has it. */
export interface Call {
  readonly does: string;
  /** Who may: nobody in particular, whoever is signed in, or an administrator. */
  readonly who: 'anyone' | 'account' | 'admin';
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answer?: z.ZodType;
  readonly status?: 201 | 202 | 204;
}
