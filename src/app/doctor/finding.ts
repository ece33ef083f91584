import type { doctor } from '../../base/i18n/en/doctor.ts';

/** `unknown`: it does not show from this machine, or not now. */
export const VERDICTS = ['ok', 'warn', 'fail', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type CheckName = keyof typeof doctor.check;
export type FindingCode = keyof typeof doctor.finding;

/** One thing that the doctor has found. Values go into the sentence; no secret is ever among them. */
export interface Finding {
  readonly check: CheckName;
  readonly verdict: Verdict;
  readonly code: FindingCode;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Makes findings of one check. */
export const findingsOf =
  (check: CheckName) =>
  (verdict: Verdict, code: FindingCode, values?: Finding['values']): Finding => ({
    check,
    verdict,
    code,
    ...(values && { values }),
  });

/** What an error says, on one line and not too long: never the whole of it, which may hold an address with a password. */
export const problemOf = (error: unknown): string => {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const words = typeof code === 'string' ? code : typeof message === 'string' ? message : String(error);
  return words
    .replace(/\/\/[^\s/@]*@/g, '//…@')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
};
