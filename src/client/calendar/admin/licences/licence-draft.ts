import type { LicenceBody, LicenceRequest } from '../../../../contract/http/licence.ts';
import { addDays, momentOf, wallDate } from '../../../shared/wall-time.ts';

/** A licence as it is typed in; `endsOn` is the last day that counts, in the zone of who types. */
export interface LicenceDraft {
  readonly type: LicenceBody['type'];
  readonly seats: string;
  readonly endsOn: string;
  readonly reference: string;
}

export type WrongField = 'seats' | 'endsOn';

/** `licenceRequest` of the contract. */
const MOST_SEATS = 1_000_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The last day of a subscription: it ends with the midnight after it. */
export const lastDay = (endsAt: string, timeZone: string): string => wallDate(Date.parse(endsAt) - 1, timeZone);

export const draftOf = ({ type, seats, endsAt, reference }: LicenceBody, timeZone: string): LicenceDraft => ({
  type,
  seats: seats === null ? '' : String(seats),
  endsOn: endsAt === null ? '' : lastDay(endsAt, timeZone),
  reference,
});

/** Undefined when it is no number of seats. */
export const readSeats = (text: string): number | undefined => {
  const digits = text.replaceAll(/[\s.,\u202f\u00a0]/g, '');
  return /^\d{1,7}$/.test(digits) && Number(digits) <= MOST_SEATS ? Number(digits) : undefined;
};

const endOf = (day: string, timeZone: string): number | undefined =>
  DAY.test(day) ? momentOf(`${addDays(day, 1)}T00:00`, timeZone)?.ms : undefined;

/** Whether a subscription to that day would be over. */
export const isPast = (day: string, timeZone: string, nowMs: number): boolean =>
  (endOf(day, timeZone) ?? Number.POSITIVE_INFINITY) <= nowMs;

/** What is to be saved, or the fields that cannot be. */
export const readLicence = (
  draft: LicenceDraft,
  timeZone: string,
): { readonly wanted?: LicenceRequest; readonly wrong: ReadonlySet<WrongField> } => {
  const reference = draft.reference.trim();
  if (draft.type === 'unlimited') return { wanted: { type: 'unlimited', reference }, wrong: new Set() };
  const seats = readSeats(draft.seats);
  const wrong = new Set<WrongField>();
  const isOpen = draft.type === 'subscription' && draft.seats.trim() === '';
  if (seats === undefined && !isOpen) wrong.add('seats');
  if (draft.type === 'seats')
    return seats === undefined ? { wrong } : { wanted: { type: 'seats', seats, reference }, wrong };
  const endsMs = endOf(draft.endsOn, timeZone);
  if (endsMs === undefined || Number.isNaN(endsMs)) wrong.add('endsOn');
  if (wrong.size > 0 || endsMs === undefined) return { wrong };
  const endsAt = new Date(endsMs).toISOString();
  return { wanted: { type: 'subscription', seats: seats ?? null, endsAt, reference }, wrong };
};
