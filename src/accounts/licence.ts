import type { LICENSED_RIGHTS } from '../base/rights.ts';

/** A service that accounts have seats of: a right, that to the console left out. */
export type LicensedRight = (typeof LICENSED_RIGHTS)[number];

export const LICENCE_TYPES = ['unlimited', 'seats', 'subscription'] as const;
export type LicenceType = (typeof LICENCE_TYPES)[number];

/** How many accounts may hold a right, and until when new ones may be given it. */
export interface Licence {
  readonly service: LicensedRight;
  readonly type: LicenceType;
  /** Undefined: as many as like. Always there when the type is `seats`. */
  readonly seats?: number;
  /** Always there when the type is `subscription`. */
  readonly endsMs?: number;
  /** A number of an order or a contract, for people. */
  readonly reference: string;
}

/** What a service has while nobody has said anything of its licence. */
export const unlimitedLicence = (service: LicensedRight): Licence => ({ service, type: 'unlimited', reference: '' });

/** `over`: more hold it than there are seats, since these were made fewer; nobody lost anything by it. */
export type LicenceState = 'registered' | 'full' | 'over' | 'ended';

export const hasEnded = ({ type, endsMs }: Licence, nowMs: number): boolean =>
  type === 'subscription' && endsMs !== undefined && endsMs <= nowMs;

export const seatsOf = ({ type, seats }: Licence): number =>
  type === 'unlimited' ? Number.POSITIVE_INFINITY : (seats ?? Number.POSITIVE_INFINITY);

/** How many more may be given the right. Never below none: seats that were taken away are not asked back. */
export const seatsLeft = (licence: Licence, used: number, nowMs: number): number =>
  hasEnded(licence, nowMs) ? 0 : Math.max(0, seatsOf(licence) - used);

export const licenceState = (licence: Licence, used: number, nowMs: number): LicenceState => {
  if (hasEnded(licence, nowMs)) return 'ended';
  if (used > seatsOf(licence)) return 'over';
  return used === seatsOf(licence) ? 'full' : 'registered';
};
