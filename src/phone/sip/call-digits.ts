import { firstHeader } from '../../protocols/sip/sip-headers.ts';
import type { SipRequest } from '../../protocols/sip/types.ts';

const DIGIT = /^[0-9*#A-D]$/;
/** application/dtmf-relay as Cisco began it: `Signal=5` and a duration that nobody needs. Some write the event's number: 10 and 11. */
const SIGNAL = /^\s*signal\s*=\s*([^\s]{1,2})\s*$/im;
const BY_NUMBER: Readonly<Record<string, string>> = {
  '10': '*',
  '11': '#',
  '12': 'A',
  '13': 'B',
  '14': 'C',
  '15': 'D',
};

const toDigit = (text: string | undefined): string | undefined => {
  const digit = BY_NUMBER[text ?? ''] ?? (text ?? '').toUpperCase();
  return DIGIT.test(digit) ? digit : undefined;
};

export type InfoContent =
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'empty' | 'unreadable' | 'other' };

/** What an INFO says: a key, nothing (a sign of life), or something that is not for us. */
export const readInfo = (info: SipRequest): InfoContent => {
  if (info.body.length === 0) return { kind: 'empty' };
  const type = (firstHeader(info.headers, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/dtmf-relay' && type !== 'application/dtmf') return { kind: 'other' };
  const text = Buffer.from(info.body.subarray(0, 200)).toString('latin1');
  const digit = toDigit(type === 'application/dtmf' ? text.trim() : SIGNAL.exec(text)?.[1]);
  return digit === undefined ? { kind: 'unreadable' } : { kind: 'digit', digit };
};

/** A phone that sends a key by two ways sends it within this time. */
const SAME_PRESS_MS = 400;

/** Lets each press through once when a phone tells it both by sound and by INFO. */
export const createDigitMerger = (): ((digit: string, by: 'sound' | 'info', nowMs: number) => boolean) => {
  let last: { readonly digit: string; readonly by: 'sound' | 'info'; readonly atMs: number } | undefined;
  return (digit, by, nowMs) => {
    const isEcho = last !== undefined && last.digit === digit && last.by !== by && nowMs - last.atMs < SAME_PRESS_MS;
    // What was doubled once is used up: the next press of the key is a new one.
    last = isEcho ? undefined : { digit, by, atMs: nowMs };
    return !isEcho;
  };
};
