/** A number as somebody types it, and the country that it is of when it does not say so itself. */
export interface TypedNumber {
  readonly country: string;
  readonly digits: string;
}

/** Fewer digits are no whole number of any country. */
const SHORTEST = 4;

export const hasDigits = ({ digits }: TypedNumber): boolean => digits.replace(/\D/g, '').length >= SHORTEST;
