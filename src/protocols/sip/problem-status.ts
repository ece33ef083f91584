import type { SipProblemCode } from './types.ts';

/** The status that tells the sender of a bad request; undefined: silence, since who sends that speaks no SIP. */
export const PROBLEM_STATUS: Readonly<Record<SipProblemCode, number | undefined>> = {
  'not-sip': undefined,
  'bad-start-line': 400,
  'bad-version': 505,
  'bad-uri': 400,
  'unsupported-scheme': 416,
  'bad-header': 400,
  'missing-header': 400,
  'repeated-header': 400,
  'method-mismatch': 400,
  'bad-length': 400,
  'too-large': 513,
};
