import { z } from 'zod';

const clientEffects = z.strictObject({
  outlook: z.string(),
  gmail: z.string(),
  apple: z.string(),
  thunderbird: z.string(),
});

/** What the rules of our own mails say of somebody's calendar file or mail. Rules and effects are names that each screen has words for. */
export const icsReportSchema = z.strictObject({
  kind: z.enum(['calendar', 'mail']),
  /** Of the calendar; '' when it has none. */
  method: z.string(),
  /** Errors first. */
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      severity: z.enum(['error', 'warning', 'hint']),
      /** Of the calendar text, from 1. */
      line: z.int().optional(),
      /** What stands there, to be put into the rule's words. */
      what: z.string().optional(),
      effects: clientEffects,
    }),
  ),
  /** The worst that each client does. */
  clients: clientEffects,
});
export type IcsReport = z.infer<typeof icsReportSchema>;
